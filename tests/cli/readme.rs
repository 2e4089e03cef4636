//! The examples in README.md show what the program really prints.
//!
//! A block ```` ```console ```` holds commands after `$ ` and what they print, on standard output
//! and standard error alike. They run in one folder, in which `data` is that of the repository.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Folder, TIFA, first_difference, root, update_golden};

const BLOCK: &str = "```console\n";
const END: &str = "```\n";

#[test]
fn the_examples_in_the_readme_are_true() {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let folder = Folder::new();
    std::os::unix::fs::symlink(root().join("data"), folder.path("data")).unwrap();
    let fresh = with_fresh_output(&readme, &folder.path(""));
    if update_golden() && fresh != readme {
        fs::write(&path, fresh).unwrap();
    } else if let Some(difference) = first_difference(&readme, &fresh) {
        panic!(
            "README.md shows something else than tifa prints now: {difference}\n\
             If the change is meant, run `UPDATE_GOLDEN=1 make test` (or `make golden`), read the \
             difference in git and commit it."
        );
    }
    assert!(readme.matches(BLOCK).count() >= 3, "the blocks of README.md are not recognised");
}

/// The text with the output of every command replaced by what it prints now.
fn with_fresh_output(text: &str, folder: &Path) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(begin) = rest.find(BLOCK) {
        let (before, block) = rest.split_at(begin + BLOCK.len());
        let end = block.find(END).expect("a block ends");
        out.push_str(before);
        for command in block[..end].lines().filter_map(|line| line.strip_prefix("$ ")) {
            out.push_str(&format!("$ {command}\n{}", output_of(command, folder)));
        }
        rest = &block[end..];
    }
    out + rest
}

fn output_of(command: &str, folder: &Path) -> String {
    let programs = Path::new(TIFA).parent().unwrap().display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(folder)
        .env("PATH", format!("{programs}:{path}"))
        .output()
        .expect("there is a shell");
    let text = String::from_utf8(output.stdout).expect("all output is UTF-8");
    // Tables end their lines as RFC 4180 says; the page does not show it.
    text.replace("\r\n", "\n")
}
