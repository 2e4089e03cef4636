//! How a command went, and the exit status that tells it.

use std::io;
use std::process::ExitCode;

use tifa::corpus::Omission;

use super::messages;

/// How a command went that did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All input was used.
    Done,
    /// Some input was left out.
    InputLeftOut,
}

impl Outcome {
    /// How it went, by what was left out.
    pub(super) fn of(omissions: &[Omission]) -> Outcome {
        if omissions.is_empty() { Outcome::Done } else { Outcome::InputLeftOut }
    }
}

/// Says what went wrong, if anything did, and chooses the exit status.
pub(crate) fn exit_code(result: anyhow::Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::InputLeftOut) => ExitCode::from(1),
        // `tifa scan … | head` closes the pipe when it has enough: that is no failure.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            messages::error(&error);
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>();
        io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}
