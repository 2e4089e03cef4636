//! What was typed: a file for each command, and one for what they share. Nothing here reads a file or
//! decides anything: [`super::plan`] does.

mod compare;
mod kwic;
mod merge;
mod mine;
mod observe;
mod scan;
mod score;

mod reporting;
mod shared;

pub(crate) use compare::Compare;
pub(crate) use kwic::{Kwic, Order};
pub(crate) use merge::Merge;
pub(crate) use mine::Mine;
pub(crate) use observe::Observe;
pub(crate) use reporting::{Collocates, Reporting, With};
pub(crate) use scan::Scan;
pub(crate) use score::Score;
pub(crate) use shared::{Input, Knowledge, Running};

use clap::{Parser, Subcommand};

/// Mines Chinese political text for the formulas it repeats: numbered formulas (两不愁三保障, 四个不摘),
/// quoted phrases and recurring phrases, with how often, where, when and together with what.
#[derive(Debug, Parser)]
#[command(name = "tifa", version, max_term_width = 100, after_help = EXIT_STATUS)]
pub(crate) struct Tifa {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_STATUS: &str = "\
Exit status: 0 done; 1 done, but some input was left out (it is named on standard error); \
2 nothing done.";

/// Understands the arguments of this process; prints help or what is wrong with them and exits.
pub(crate) fn parse() -> Tifa {
    Tifa::parse()
}

#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant, reason = "there is one of them in a run")]
pub(crate) enum Command {
    /// Write every table about the documents under PATH into a folder
    Mine(Mine),
    /// Take the first look at a part of a corpus, and write what was seen into a file for `tifa merge`
    Observe(Observe),
    /// Write every table about several parts of a corpus together
    Merge(Merge),
    /// Write a table of what distinguishes two corpora, or two periods of one
    Compare(Compare),
    /// Print the mentions of formulas as JSON Lines
    Scan(Scan),
    /// Print the passages in which a formula, or any other phrase, stands
    Kwic(Kwic),
    /// Compare what is found with annotated documents: precision, recall, F1
    Score(Score),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_description_of_the_arguments_is_sound() {
        Tifa::command().debug_assert();
    }

    #[test]
    fn every_option_has_a_sentence_and_a_heading() {
        for command in Tifa::command().get_subcommands() {
            for argument in command.get_arguments().filter(|argument| !argument.is_positional()) {
                let name = argument.get_id();
                assert!(argument.get_help().is_some(), "{name} has no help");
                let own = !matches!(name.as_str(), "help" | "version");
                assert!(!own || argument.get_help_heading().is_some(), "{name} has no heading");
            }
        }
    }
}
