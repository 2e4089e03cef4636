//! What can go wrong with writing.

use std::io;
use std::path::{Path, PathBuf};

/// A file or folder of the report could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} {}: {source}{}", path.display(), advice(source))]
pub struct WriteError {
    action: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl WriteError {
    pub(super) fn new(action: &'static str, path: &Path, source: io::Error) -> WriteError {
        WriteError { action, path: path.to_path_buf(), source }
    }

    /// The file or folder.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// What the user can do about it.
fn advice(error: &io::Error) -> &'static str {
    /// What Windows says when another program has the file open.
    const SHARING_VIOLATION: i32 = 32;
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "; free some space, or choose a folder on another disk with -o"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "; choose a folder that you may write to with -o, and close the file if a program has \
             it open"
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "; a file is in the way: choose another folder with -o"
        }
        io::ErrorKind::IsADirectory => {
            "; a folder is in the way: move it, or choose another folder with -o"
        }
        _ if cfg!(windows) && error.raw_os_error() == Some(SHARING_VIOLATION) => {
            "; close the program that has it open, and run again"
        }
        _ => "",
    }
}
