//! Fuzzing on the stable toolchain: every target gets inputs made from seeds by a mutator whose
//! random numbers are fixed, so that a run finds the same everywhere and a failure can be repeated.
//!
//! `cargo test` tries a few hundred inputs per target; `make fuzz` sets `FUZZ_INPUTS` to 100,000. An
//! input that fails is written to `target/fuzz/`, and `FUZZ_FILE` runs a target on such a file.

mod mutate;
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use mutate::{Random, mutated};

/// Inputs per target when nothing else is asked for.
const INPUTS: u64 = 200;

#[expect(clippy::print_stdout, reason = "a test's standard output is its report")]
fn fuzz(name: &str, target: fn(&[u8])) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if let Some(file) = std::env::var_os("FUZZ_FILE") {
        return target(&fs::read(file).expect("FUZZ_FILE is a file"));
    }
    let inputs = std::env::var("FUZZ_INPUTS").map_or(INPUTS, |inputs| {
        inputs.parse().expect("FUZZ_INPUTS is the number of inputs per target")
    });
    let seeds = seeds(&root.join("fuzz/seeds").join(name));
    let mut longest = 0;
    for number in 0..inputs {
        let mut random = Random::new(name, number);
        let input = match seeds.get(number as usize) {
            Some(seed) => seed.clone(),
            None => mutated(&seeds, &mut random),
        };
        longest = longest.max(input.len());
        if catch_unwind(AssertUnwindSafe(|| target(&input))).is_err() {
            let folder = root.join("target/fuzz");
            let file = folder.join(format!("{name}-{number}"));
            fs::create_dir_all(&folder).and_then(|()| fs::write(&file, &input)).unwrap();
            panic!("{name} fails on input {number}; repeat it with FUZZ_FILE={}", file.display());
        }
    }
    let length = seeds.len();
    println!("{name:12} {inputs:>8} inputs from {length} seeds, up to {longest} bytes: no failure");
}

/// The seeds of a target in the order of their names.
fn seeds(folder: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} has no seed", folder.display());
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

macro_rules! targets {
    ($($name:ident)*) => {
        $(#[test] fn $name() { fuzz(stringify!($name), targets::$name); })*
    };
}

targets!(archive clean csv date decode expansion formula furniture html json parquet quotation word);
