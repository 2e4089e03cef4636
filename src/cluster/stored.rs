//! Documents as bytes.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::Broken;
use crate::corpus::{Date, Document, FoundIn};

/// A document as it is written: JSON, which costs little more than its text.
#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    id: Cow<'a, str>,
    path: Cow<'a, str>,
    title: Option<Cow<'a, str>>,
    date: Option<(i16, Option<u8>, Option<u8>)>,
    date_from: Option<Cow<'a, str>>,
    source: Option<Cow<'a, str>>,
    source_from: Option<Cow<'a, str>>,
    metadata: Cow<'a, [(String, String)]>,
    text: Cow<'a, str>,
}

/// Writes a document. Its encoding is not kept: records of a table are UTF-8.
pub fn pack(document: &Document) -> Vec<u8> {
    let borrowed = |text: &'_ Option<String>| text.clone().map(Cow::Owned);
    let stored = Stored {
        id: (&document.id).into(),
        path: (&document.path).into(),
        title: borrowed(&document.title),
        date: document.date.map(|date| (date.year(), date.month(), date.day())),
        date_from: document.date_from.map(|from| from.name().into()),
        source: borrowed(&document.source),
        source_from: document.source_from.map(|from| from.name().into()),
        metadata: Cow::Borrowed(&document.metadata),
        text: (&document.text).into(),
    };
    // Strings and numbers are always JSON.
    serde_json::to_vec(&stored).unwrap_or_default()
}

/// Reads what [`pack`] writes.
///
/// # Errors
/// If it is nothing like it.
pub fn unpack(bytes: &[u8]) -> Result<Document, Broken> {
    let stored: Stored<'_> = serde_json::from_slice(bytes).map_err(Broken::json)?;
    let found_in = |name: Option<Cow<'_, str>>| {
        const ALL: [FoundIn; 5] =
            [FoundIn::Record, FoundIn::Page, FoundIn::Text, FoundIn::Path, FoundIn::Id];
        ALL.into_iter().find(|from| Some(from.name()) == name.as_deref())
    };
    Ok(Document {
        id: stored.id.into_owned(),
        path: stored.path.into_owned(),
        title: stored.title.map(Cow::into_owned),
        date: stored.date.and_then(|(year, month, day)| Date::new(year, month, day)),
        date_from: found_in(stored.date_from),
        source: stored.source.map(Cow::into_owned),
        source_from: found_in(stored.source_from),
        metadata: stored.metadata.into_owned(),
        encoding: "UTF-8",
        text: stored.text.into_owned(),
    })
}
