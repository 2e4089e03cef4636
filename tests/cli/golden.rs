//! The report that a visitor of the repository sees is the one that this program writes.

#[cfg(unix)]
use std::process::Command;

use crate::support::{Folder, Report, root, tifa, update_golden};

#[test]
fn reports_are_what_make_report_writes() {
    let folder = Folder::new();
    let out = folder.argument("reports");
    let ended = tifa(&["mine", "data/sample", "-o", &out]);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    let fresh = folder.report("reports");
    let kept = root().join("reports");
    let difference = match kept.exists() {
        true => Report::read(&kept).difference(&fresh),
        false => Some("there is no such folder".to_string()),
    };
    let Some(difference) = difference else { return };
    if update_golden() {
        let ended = tifa(&["mine", "data/sample", "-o", "reports"]);
        assert_eq!(ended.status, Some(0), "{}", ended.stderr);
        return Report::read(&kept).assert_same(&fresh);
    }
    panic!(
        "reports/ is not what `tifa mine data/sample` writes now: {difference}\n\
         If the change is meant, run `UPDATE_GOLDEN=1 make test` (or `make golden`), read the \
         difference in git and commit it."
    );
}

// Who has no make, such as most people on Windows, has no use for its help either.
#[cfg(unix)]
#[test]
fn the_makefile_lists_its_targets() {
    let output = Command::new("make").arg("help").current_dir(root()).output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    for target in [
        "report",
        "formulas",
        "quotes",
        "phrases",
        "cooccurrence",
        "test",
        "lint",
        "bench",
        "accuracy",
        "doc",
        "clean",
        "help",
    ] {
        let listed = help.lines().any(|line| line.split_whitespace().next() == Some(target));
        assert!(listed, "{target} is not in make help:\n{help}");
    }
}
