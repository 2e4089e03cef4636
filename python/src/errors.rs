//! The library's errors as exceptions of the package, which are defined in `tifa/_errors.py`.

use std::fmt::Display;

use pyo3::import_exception;
use pyo3::prelude::*;
use tifa::corpus::Omission;
use tifa::mine::MineError;

import_exception!(tifa._errors, TifaError);
import_exception!(tifa._errors, InputError);
import_exception!(tifa._errors, OptionError);
import_exception!(tifa._errors, MemoryLimitError);
import_exception!(tifa._errors, ReportError);

/// What was left out, as `tifa/_errors.py` takes it: path, place, reason.
pub(crate) type Omitted = (String, Option<String>, String);

/// What was left out, for Python.
pub(crate) fn omitted(omissions: &[Omission]) -> Vec<Omitted> {
    let parts = |omission: &Omission| {
        let Omission { path, place, reason } = omission.clone();
        (path, place, in_python(&reason))
    };
    omissions.iter().map(parts).collect()
}

/// The exception for an error of the library.
pub(crate) fn raised(error: MineError) -> PyErr {
    let message = in_python(&error.to_string());
    match error {
        MineError::NoDocument(omissions) | MineError::NoDocumentOn(_, omissions) => {
            InputError::new_err((message, omitted(&omissions)))
        }
        MineError::Memory(_) => MemoryLimitError::new_err(message),
        MineError::Write(_) | MineError::Evidence { .. } => ReportError::new_err(message),
        MineError::Part(_) | MineError::TooLong(_) | MineError::Cancelled => {
            TifaError::new_err(message)
        }
    }
}

/// An option that cannot be as it is.
pub(crate) fn bad_option(option: &str, error: impl Display) -> PyErr {
    OptionError::new_err(in_python(&format!("{option}: {error}")))
}

/// Something that cannot happen unless tifa or Arrow is broken.
pub(crate) fn internal(error: impl Display) -> PyErr {
    TifaError::new_err(error.to_string())
}

/// The message with options spelled as in Python: `--text-column` becomes `text_column=`.
fn in_python(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some(at) = rest.find("--") {
        let (before, option) = rest.split_at(at);
        let option = &option[2..];
        let end =
            option.find(|c: char| !(c.is_ascii_lowercase() || c == '-')).unwrap_or(option.len());
        let name = option[..end].trim_end_matches('-');
        out.push_str(before);
        match name {
            "" => out.push_str("--"),
            "no-phrases" => out.push_str("phrases=False"),
            name => {
                out.push_str(&name.replace('-', "_"));
                out.push('=');
            }
        }
        rest = &option[name.len()..];
    }
    out.push_str(rest);
    out
}
