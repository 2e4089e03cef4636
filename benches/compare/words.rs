//! Cuts a text into words with jieba-rs, line by line on all threads of the pool, and counts them.
//!
//! `words FILE [--guess]`; with `--guess`, words that the dictionary does not hold are guessed (HMM).

#[expect(dead_code, reason = "of the allocator of the program, only that it is used")]
#[path = "../../src/cli/allocator.rs"]
mod allocator;

use std::io::{self, Write};

use jieba_rs::Jieba;
use rayon::prelude::*;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or_else(|| io::Error::other("what file?"))?;
    let guess = arguments.any(|argument| argument == "--guess");
    let text = std::fs::read_to_string(path)?;
    let jieba = Jieba::new();
    let lines: Vec<&str> = text.lines().collect();
    let words: usize = lines.par_iter().map(|line| jieba.cut(line, guess).len()).sum();
    writeln!(io::stdout(), "{words}")
}
