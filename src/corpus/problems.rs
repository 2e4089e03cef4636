//! What went wrong while one file was read, gathered so that a thousand broken lines do not make a
//! thousand messages.

use std::io;

use super::Omission;

/// How many broken records of a file are named one by one.
const NAMED: usize = 20;

/// The problems of one file, or of a part of it. Parts are merged in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Problems {
    /// Broken records: place and reason.
    broken: Vec<(Place, String)>,
    broken_beyond: usize,
    without_text: Tally,
    unreadable_dates: Tally,
    /// What concerns the file as a whole.
    notes: Vec<(Option<String>, String)>,
}

/// Where a record stands: in a line, or at a number in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Line(u64),
    Record(u64),
}

impl Place {
    /// Appended to the path of the file: `:17`, `#17`.
    pub(super) fn suffix(self) -> String {
        match self {
            Place::Line(line) => format!(":{line}"),
            Place::Record(number) => format!("#{number}"),
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Line(line) => write!(f, "line {line}"),
            Place::Record(number) => write!(f, "record {number}"),
        }
    }
}

#[derive(Debug, Default)]
struct Tally {
    count: usize,
    first: Option<(Place, String)>,
}

impl Tally {
    fn add(&mut self, place: Place, what: &str) {
        self.count += 1;
        self.first.get_or_insert_with(|| (place, what.to_owned()));
    }

    fn merge(&mut self, later: Tally) {
        self.count += later.count;
        if self.first.is_none() {
            self.first = later.first;
        }
    }
}

impl Problems {
    /// A record that cannot be read.
    pub(super) fn broken(&mut self, place: Place, reason: impl Into<String>) {
        if self.broken.len() < NAMED {
            self.broken.push((place, reason.into()));
        } else {
            self.broken_beyond += 1;
        }
    }

    /// A record whose text is missing or empty.
    pub(super) fn without_text(&mut self, place: Place) {
        self.without_text.add(place, "");
    }

    /// A record whose date says nothing that is a date; the record is read.
    pub(super) fn unreadable_date(&mut self, place: Place, value: &str) {
        self.unreadable_dates.add(place, &excerpt(value));
    }

    /// Something about the whole file, or about a place that is no record.
    pub(super) fn note(&mut self, place: Option<String>, reason: impl Into<String>) {
        self.notes.push((place, reason.into()));
    }

    /// All but the records without text.
    pub(super) fn without_missing_texts(self) -> Problems {
        Problems { without_text: Tally::default(), ..self }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.broken.is_empty()
            && self.without_text.count == 0
            && self.unreadable_dates.count == 0
            && self.notes.is_empty()
    }

    pub(super) fn merge(&mut self, later: Problems) {
        for (place, reason) in later.broken {
            self.broken(place, reason);
        }
        self.broken_beyond += later.broken_beyond;
        self.without_text.merge(later.without_text);
        self.unreadable_dates.merge(later.unreadable_dates);
        self.notes.extend(later.notes);
    }

    /// The omissions of the file `path`.
    pub(super) fn into_omissions(self, path: &str) -> Vec<Omission> {
        let omission = |place: Option<String>, reason: String| Omission {
            path: path.to_owned(),
            place,
            reason,
        };
        let mut omissions: Vec<Omission> =
            self.notes.into_iter().map(|(place, reason)| omission(place, reason)).collect();
        let broken = self.broken.into_iter();
        omissions.extend(broken.map(|(place, reason)| omission(Some(place.to_string()), reason)));
        if self.broken_beyond > 0 {
            let reason = format!("{} more records left out as broken", self.broken_beyond);
            omissions.push(omission(None, reason));
        }
        if let Some((place, _)) = self.without_text.first {
            let reason = match self.without_text.count {
                1 => "a record without text left out".to_owned(),
                count => format!("{count} records without text left out; this is the first"),
            };
            omissions.push(omission(Some(place.to_string()), reason));
        }
        if let Some((place, value)) = self.unreadable_dates.first {
            let reason = match self.unreadable_dates.count {
                1 => format!("“{value}” is no date; write it like 2020-07-16"),
                count => format!(
                    "{count} records have a date that is none; the first is “{value}”; write it \
                     like 2020-07-16"
                ),
            };
            omissions.push(omission(Some(place.to_string()), reason));
        }
        omissions
    }
}

/// What the system's refusal means for the user.
pub(super) fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            "there is no such file or folder; check how it is spelled".to_owned()
        }
        io::ErrorKind::PermissionDenied => {
            "no permission to read it; ask its owner, or change its permissions".to_owned()
        }
        _ => format!("it cannot be read: {error}"),
    }
}

/// The beginning of a value, for a message.
pub(super) fn excerpt(value: &str) -> String {
    let value = value.trim();
    match value.char_indices().nth(30) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}
