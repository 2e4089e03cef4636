//! From the fields of a record to a document: what all formats that hold records share.

use std::borrow::Cow;

use super::columns::{Columns, ROLES, Role, Wanted};
use super::html::{Page, without_markup};
use super::numbered_lines::Article;
use super::problems::{Place, Problems};
use super::walk::SourceFile;
use super::{Date, Document};

/// The fields of one record that are wanted.
#[derive(Debug)]
pub(super) struct Record<'a> {
    /// For each role the best-named value so far.
    roles: [Option<(u32, Cow<'a, str>)>; ROLES],
    metadata: Vec<Option<(u32, Cow<'a, str>)>>,
}

impl<'a> Record<'a> {
    pub(super) fn new(columns: &Columns) -> Record<'a> {
        Record { roles: [const { None }; ROLES], metadata: vec![None; columns.metadata.len()] }
    }

    /// Takes a value for what its column is wanted for. `depth` is how many objects it is nested
    /// in: an outer column goes before an inner one, whatever their names.
    pub(super) fn take(&mut self, wanted: Wanted, depth: u32, value: Cow<'a, str>) {
        let metadata = wanted.metadata.map(|place| (&mut self.metadata[place], 0));
        let roles = self.roles.iter_mut().zip(wanted.ranks);
        let mut slots = roles.filter_map(|(slot, rank)| Some((slot, rank?))).chain(metadata);
        let Some((first, first_rank)) = slots.next() else { return };
        for (slot, rank) in slots {
            fill(slot, depth, rank, || value.clone());
        }
        fill(first, depth, first_rank, || value);
    }

    fn get(&mut self, role: Role) -> Option<Cow<'a, str>> {
        self.roles[role as usize].take().map(|(_, value)| value)
    }
}

fn fill<'a>(
    slot: &mut Option<(u32, Cow<'a, str>)>,
    depth: u32,
    rank: u16,
    value: impl FnOnce() -> Cow<'a, str>,
) {
    let rank = depth << 16 | u32::from(rank);
    if slot.as_ref().is_none_or(|&(best, _)| rank < best) {
        *slot = Some((rank, value()));
    }
}

/// What reading a file, or a part of it, gives.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) documents: Vec<Document>,
    pub(super) problems: Problems,
    /// The columns of the first record that has none for the text.
    pub(super) columns_without_text: Option<Vec<String>>,
    /// Whether any record has a column for the text, be it empty.
    pub(super) has_text_column: bool,
}

impl Contents {
    /// Adds what comes later in the file.
    pub(super) fn merge(&mut self, later: Contents) {
        self.documents.extend(later.documents);
        self.problems.merge(later.problems);
        self.has_text_column |= later.has_text_column;
        if self.columns_without_text.is_none() {
            self.columns_without_text = later.columns_without_text;
        }
    }
}

/// What the documents of a file have in common.
pub(super) struct Origin<'a> {
    pub(super) file: &'a SourceFile,
    pub(super) encoding: &'static str,
    pub(super) columns: &'a Columns,
    pub(super) document_bytes: u64,
}

impl Origin<'_> {
    /// A file that is one document.
    pub(super) fn whole_file(&self, text: String) -> Document {
        Document {
            id: self.file.id.clone(),
            path: self.file.name.clone(),
            title: None,
            date: self.file.date,
            source: None,
            metadata: Vec::new(),
            encoding: self.encoding,
            text,
        }
    }

    /// A file that is a web page.
    pub(super) fn page(&self, page: Page) -> Document {
        Document {
            title: page.title,
            date: page.date.or(self.file.date),
            source: page.source,
            ..self.whole_file(page.text)
        }
    }

    /// One of many articles in a file.
    pub(super) fn article(&self, article: Article<'_>) -> Document {
        Document {
            id: if article.id.is_empty() { &self.file.id } else { article.id }.to_owned(),
            path: format!("{}{}", self.file.name, Place::Line(article.line).suffix()),
            title: Some(article.title.to_owned()),
            date: article.date.or(self.file.date),
            ..self.whole_file(article.text)
        }
    }

    /// Makes a document of the `number`th record, if it has a text. Returns whether the record has
    /// a column for the text at all.
    pub(super) fn add_record(
        &self,
        mut record: Record<'_>,
        place: Place,
        number: u64,
        contents: &mut Contents,
    ) -> bool {
        let Some(text) = record.get(Role::Text) else {
            contents.problems.without_text(place);
            return false;
        };
        contents.has_text_column = true;
        let text = without_markup(&text).map_or(text, Cow::Owned);
        if text.trim().is_empty() {
            contents.problems.without_text(place);
            return true;
        }
        if text.len() as u64 > self.document_bytes {
            contents.problems.broken(place, too_large(self.document_bytes));
            return true;
        }
        let mut filled = |role| record.get(role).map(trimmed).filter(|value| !value.is_empty());
        let id = filled(Role::Id);
        let date = filled(Role::Date);
        let title = filled(Role::Title);
        let title = title.map(|title| without_markup(&title).unwrap_or(title));
        let source = filled(Role::Source);
        let own_date = date.as_deref().and_then(|text| Date::parse(text).or(Date::find_day(text)));
        if let (None, Some(text)) = (own_date, &date) {
            contents.problems.unreadable_date(place, text);
        }
        // An id such as xwlb-20130101-05 names the day too.
        let in_id = || id.as_deref().and_then(Date::from_path).filter(|date| date.day().is_some());
        let kept = self.columns.metadata.iter().zip(record.metadata);
        contents.documents.push(Document {
            date: own_date.or(self.file.date).or_else(in_id),
            id: id.unwrap_or_else(|| format!("{}#{number}", self.file.id)),
            path: format!("{}{}", self.file.name, place.suffix()),
            title,
            source,
            metadata: kept
                .filter_map(|(name, value)| Some((name.clone(), trimmed(value?.1))))
                .collect(),
            encoding: self.encoding,
            text: text.into_owned(),
        });
        true
    }
}

pub(super) fn too_large(limit: u64) -> String {
    format!("this record is larger than {}; split it", super::bytes::size(limit))
}

fn trimmed(value: Cow<'_, str>) -> String {
    match value.trim() {
        all if all.len() == value.len() => value.into_owned(),
        part => part.to_owned(),
    }
}
