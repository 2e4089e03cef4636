//! The program `tifa`: understand what was typed, do it, say how it went.

mod cli;

use std::process::ExitCode;

use cli::args::{Command, Tifa};
use cli::outcome::{Outcome, exit_code};
use cli::{compare, kwic, merge, mine, observe, plan, scan, score};

fn main() -> ExitCode {
    exit_code(run(cli::args::parse()))
}

fn run(tifa: Tifa) -> anyhow::Result<Outcome> {
    match tifa.command {
        Command::Mine(typed) => mine::run(&plan::mine(typed)?),
        Command::Observe(typed) => observe::run(&plan::observe(typed)),
        Command::Merge(typed) => merge::run(&plan::merge(typed)?),
        Command::Compare(typed) => compare::run(&plan::compare(typed)?),
        Command::Scan(typed) => scan::run(&plan::scan(typed)?),
        Command::Kwic(typed) => kwic::run(&plan::kwic(typed)?),
        Command::Score(typed) => score::run(&plan::score(typed)?),
    }
}
