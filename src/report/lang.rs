//! The languages of the page.

use std::fmt;
use std::str::FromStr;

/// The language in which the page opens. Its reader can switch to the other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Chinese in simplified characters.
    Zh,
}

impl Lang {
    /// The code of the language: `en`, `zh`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language that the page does not speak.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the page speaks zh (Chinese) and en (English), not “{0}”")]
pub struct NoLang(String);

impl FromStr for Lang {
    type Err = NoLang;

    fn from_str(text: &str) -> Result<Lang, NoLang> {
        match text {
            "en" => Ok(Lang::En),
            "zh" => Ok(Lang::Zh),
            other => Err(NoLang(other.to_string())),
        }
    }
}
