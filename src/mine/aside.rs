//! Files that are written aside and put in place once they are whole.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Lets `work` write a file beside `path`, and puts it in its place: a failure harms no earlier file.
pub(super) fn write_aside(
    path: &Path,
    work: impl FnOnce(&File) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    // Opened like any other file, since temporary files are for their owner's eyes only.
    let file = tempfile::Builder::new().make_in(folder.unwrap_or(Path::new(".")), |path| {
        OpenOptions::new().read(true).write(true).create_new(true).open(path)
    })?;
    work(file.as_file())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
