//! What a run leaves behind that was killed: found by the next run into the same folder, undone and
//! removed. A run that is still going holds a lock on its temporary folder, and is left alone.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use super::folder::{PREVIOUS, RUN, TEMPORARY};

/// The file in a temporary folder that its run holds a lock on.
const LOCK: &str = ".lock";

/// Locks a temporary folder for as long as the result lives.
pub(super) fn lock(temporary: &Path) -> io::Result<File> {
    let file = File::create(temporary.join(LOCK))?;
    match file.try_lock() {
        // Some network file systems know no locks; nobody else has this folder's random name.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(io::ErrorKind::ResourceBusy.into()),
    }
}

/// Undoes in `target` what killed runs left undone: files that were being replaced come back.
pub(super) fn undo_unfinished(target: &Path) -> io::Result<()> {
    for entry in fs::read_dir(target)? {
        let entry = entry?;
        let is_ours = entry.file_name().to_string_lossy().starts_with(TEMPORARY);
        if !is_ours || !entry.file_type()?.is_dir() || is_in_use(&entry.path()) {
            continue;
        }
        let previous = entry.path().join(PREVIOUS);
        // `run.json` leaves first and comes last: where it is, nothing is half done.
        if previous.is_dir() && !target.join(RUN).exists() {
            bring_back(&previous, target)?;
        }
        fs::remove_dir_all(entry.path())?;
    }
    Ok(())
}

/// Moves files back, `run.json` last.
fn bring_back(previous: &Path, target: &Path) -> io::Result<()> {
    let mut names = Vec::new();
    for entry in fs::read_dir(previous)? {
        names.push(entry?.file_name());
    }
    names.sort_by_key(|name| name == RUN);
    for name in names {
        fs::rename(previous.join(&name), target.join(&name))?;
    }
    Ok(())
}

fn is_in_use(temporary: &Path) -> bool {
    let Ok(file) = OpenOptions::new().write(true).open(temporary.join(LOCK)) else {
        return false;
    };
    matches!(file.try_lock(), Err(TryLockError::WouldBlock))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(target: &Path, name: &str) -> Option<String> {
        fs::read_to_string(target.join(name)).ok()
    }

    #[test]
    fn an_exchange_that_was_cut_short_is_undone() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path();
        write(&target.join("a.csv"), "new");
        write(&target.join("b.csv"), "old");
        write(&target.join("tmp-tifa-x/.lock"), "");
        write(&target.join("tmp-tifa-x/b.csv"), "new");
        write(&target.join("tmp-tifa-x/previous/a.csv"), "old");
        write(&target.join("tmp-tifa-x/previous/run.json"), "old");
        undo_unfinished(target).unwrap();
        for name in ["a.csv", "b.csv", "run.json"] {
            assert_eq!(read(target, name).as_deref(), Some("old"), "{name}");
        }
        assert!(!target.join("tmp-tifa-x").exists());
    }

    #[test]
    fn a_finished_exchange_is_left_as_it_is() {
        let place = tempfile::tempdir().unwrap();
        let target = place.path();
        write(&target.join("a.csv"), "new");
        write(&target.join("run.json"), "new");
        write(&target.join("tmp-tifa-x/previous/a.csv"), "old");
        undo_unfinished(target).unwrap();
        assert_eq!(read(target, "a.csv").as_deref(), Some("new"));
        assert!(!target.join("tmp-tifa-x").exists());
    }

    #[test]
    fn a_run_that_is_still_going_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        let temporary = place.path().join("tmp-tifa-x");
        fs::create_dir(&temporary).unwrap();
        let held = lock(&temporary).unwrap();
        undo_unfinished(place.path()).unwrap();
        assert!(temporary.exists());
        drop(held);
        undo_unfinished(place.path()).unwrap();
        assert!(!temporary.exists());
    }
}
