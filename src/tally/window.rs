//! The stretches of text within which labels stand together.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Extent;

/// A stretch of text within which labels stand together. Written and read as `sentence`,
/// `paragraph`, `document` or the number of sentences (`3`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Window {
    /// One sentence.
    Sentence,
    /// So many neighbouring sentences: each run of them in a document is a unit, also across
    /// paragraphs, so that neighbouring units overlap. A document with fewer sentences is one unit.
    Sentences(NonZeroU32),
    /// One paragraph.
    Paragraph,
    /// One document.
    Document,
}

impl Window {
    /// How many units a document of this size has.
    pub fn units(self, extent: &Extent) -> u64 {
        match self {
            Window::Sentence => extent.sentences.into(),
            Window::Sentences(_) if extent.sentences == 0 => 0,
            Window::Sentences(width) => {
                u64::from(extent.sentences.saturating_sub(width.get() - 1)).max(1)
            }
            Window::Paragraph => extent.paragraphs.into(),
            Window::Document => 1,
        }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Window::Sentence => f.write_str("sentence"),
            Window::Sentences(width) => width.fmt(f),
            Window::Paragraph => f.write_str("paragraph"),
            Window::Document => f.write_str("document"),
        }
    }
}

/// What was given is no window.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no window: give sentence, paragraph, document or a number of sentences from 1")]
pub struct NoWindow(String);

impl FromStr for Window {
    type Err = NoWindow;

    fn from_str(text: &str) -> Result<Window, NoWindow> {
        match text {
            "sentence" => Ok(Window::Sentence),
            "paragraph" => Ok(Window::Paragraph),
            "document" => Ok(Window::Document),
            other => match other.parse::<NonZeroU32>() {
                // One sentence is the same window under its usual name.
                Ok(width) if width.get() == 1 => Ok(Window::Sentence),
                Ok(width) => Ok(Window::Sentences(width)),
                Err(_) => Err(NoWindow(other.to_string())),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_read_as_they_are_written() {
        for text in ["sentence", "3", "paragraph", "document"] {
            assert_eq!(text.parse::<Window>().unwrap().to_string(), text);
        }
        assert_eq!("1".parse(), Ok(Window::Sentence));
        for text in ["0", "-1", "page", ""] {
            assert!(text.parse::<Window>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_short_document_is_one_unit_of_sentences() {
        let units = |sentences| {
            let extent = Extent { sentences, ..Extent::default() };
            Window::Sentences(NonZeroU32::new(3).unwrap()).units(&extent)
        };
        assert_eq!([0, 1, 2, 3, 4].map(units), [0, 1, 1, 1, 2]);
    }
}
