//! Recurring phrases: a census, then a search over each range of first characters, then the ranking.

use super::known::{Cleaner, Known, dictionary};
use super::position::{lengthy, tuple, two};
use super::rows::text;
use super::stage::{Broken, Stage};
use super::tables::pack_row;
use super::{Row, Rows, unpack};
use crate::mine::{encode, ranked_rows};
use crate::phrase::spread::{
    Census, Extract, FoundPart, Plan, RangeSearch, finish, first_prints, repeats_of_key,
};
use crate::phrase::{EncodedDocument, RepeatOptions, Sketch};
use crate::progress::Silent;
use crate::table::{PhraseRow, Row as _};

/// The key of censuses, which no key of sketches is.
const CENSUS: &[u8] = b"census";

fn malformed(error: impl std::fmt::Display) -> Broken {
    Broken(error.to_string())
}

/// A document without its furniture, as the search for phrases takes it.
fn encoded(row: Row<'_>, cleaner: &Cleaner) -> Result<(String, EncodedDocument), Broken> {
    let document = unpack(row.value)?;
    let (text, _) = cleaner.clean(&document.text);
    Ok((document.id, encode(&text, document.date)))
}

fn repeat_options(known: &Known) -> Result<RepeatOptions, Broken> {
    let min_count = known.min_count.parse().map_err(malformed)?;
    Ok(RepeatOptions { min_count, ..RepeatOptions::default() })
}

/// Map over documents that are counted: sketches, to their keys, by id; and one row with the census of
/// the part.
pub(super) struct TakeCensus {
    cleaner: Cleaner,
    census: Census,
}

impl TakeCensus {
    pub(super) fn new(known: &[u8]) -> Result<TakeCensus, Broken> {
        let cleaner = Cleaner::new(&Known::from_bytes(known)?);
        Ok(TakeCensus { cleaner, census: Census::default() })
    }
}

impl Stage for TakeCensus {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        let (id, document) = encoded(row, &self.cleaner)?;
        self.census.add(&document);
        let sketch = document.sketch();
        let bytes = sketch.to_bytes();
        for key in sketch.keys() {
            out.push(&key.to_be_bytes(), id.as_bytes(), &bytes);
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        out.push(CENSUS, b"", &self.census.to_bytes());
        Ok(())
    }
}

/// Merges the censuses of several parts to one.
#[derive(Default)]
pub(super) struct MergeCensuses(Census);

impl Stage for MergeCensuses {
    fn take(&mut self, row: Row<'_>, _: &mut Rows) -> Result<(), Broken> {
        self.0.merge(&Census::from_bytes(row.value).map_err(malformed)?);
        Ok(())
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        out.push(CENSUS, b"", &self.0.to_bytes());
        Ok(())
    }
}

/// The ranges of first characters that are searched apart, from the merged census.
///
/// # Errors
/// If it is no census.
pub fn phrase_ranges(census: &[u8], ranges: usize) -> Result<Vec<u8>, Broken> {
    Ok(Census::from_bytes(census).map_err(malformed)?.plan(ranges.max(1)).to_bytes())
}

/// Reduce by key of sketches: documents that say the same, in pairs, all to one key.
#[derive(Default)]
pub(super) struct Reprints {
    key: Vec<u8>,
    documents: Vec<(String, Sketch)>,
}

impl Reprints {
    fn compare(&mut self, out: &mut Rows) {
        for (earlier, later) in repeats_of_key(std::mem::take(&mut self.documents)) {
            let (earlier, later) = (earlier.as_bytes(), later.as_bytes());
            out.push(b"", &tuple(&[earlier, later]), &lengthy([earlier, later]));
        }
    }
}

impl Stage for Reprints {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        if self.key != row.key {
            self.compare(out);
            self.key = row.key.to_vec();
        }
        let sketch = Sketch::from_bytes(row.value).map_err(malformed)?;
        self.documents.push((text(row.order)?.to_owned(), sketch));
        Ok(())
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        self.compare(out);
        Ok(())
    }
}

/// Reduce of all pairs in one place: documents that say the same as another, to id, with the id of the
/// first that says it.
#[derive(Default)]
pub(super) struct FirstPrints(Vec<(String, String)>);

impl Stage for FirstPrints {
    fn take(&mut self, row: Row<'_>, _: &mut Rows) -> Result<(), Broken> {
        let broken = || Broken("a pair of documents lacks an id".into());
        let (earlier, later) = two(row.value).ok_or_else(broken)?;
        self.0.push((text(earlier)?.to_owned(), text(later)?.to_owned()));
        Ok(())
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        for (id, first) in first_prints(std::mem::take(&mut self.0)) {
            out.push(id.as_bytes(), b"", first.as_bytes());
        }
        Ok(())
    }
}

/// Map over documents that are counted, each with the first that says the same: to each range, by id,
/// what of the document begins with a character of that range.
pub(super) struct Extracts {
    cleaner: Cleaner,
    plan: Plan,
}

impl Extracts {
    pub(super) fn new(known: &[u8]) -> Result<Extracts, Broken> {
        let known = Known::from_bytes(known)?;
        let plan = Plan::from_bytes(&known.phrase_ranges).map_err(malformed)?;
        Ok(Extracts { cleaner: Cleaner::new(&known), plan })
    }
}

impl Stage for Extracts {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        let (id, document) = encoded(row, &self.cleaner)?;
        for (range, extract) in document.extracts(&self.plan) {
            let value = lengthy([row.order, &extract.to_bytes()]);
            out.push(&(range as u32).to_be_bytes(), id.as_bytes(), &value);
        }
        Ok(())
    }
}

/// Reduce by range: what recurs in it, all to one key.
pub(super) struct SearchRange {
    plan: Plan,
    census: Census,
    options: RepeatOptions,
    range: Option<(u32, RangeSearch)>,
}

impl SearchRange {
    pub(super) fn new(known: &[u8]) -> Result<SearchRange, Broken> {
        let known = Known::from_bytes(known)?;
        Ok(SearchRange {
            plan: Plan::from_bytes(&known.phrase_ranges).map_err(malformed)?,
            census: Census::from_bytes(&known.census).map_err(malformed)?,
            options: repeat_options(&known)?,
            range: None,
        })
    }

    fn search(&mut self, out: &mut Rows) -> Result<(), Broken> {
        if let Some((range, search)) = self.range.take() {
            let found = search.finish(&Silent).map_err(malformed)?;
            out.push(b"", &range.to_be_bytes(), &found.to_bytes());
        }
        Ok(())
    }
}

impl Stage for SearchRange {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        let broken = || Broken("a row is of no range of first characters".into());
        let range = u32::from_be_bytes(row.key.try_into().map_err(|_| broken())?);
        if self.range.as_ref().is_none_or(|(last, _)| *last != range) {
            self.search(out)?;
            let (plan, census) = (&self.plan, &self.census);
            let search = RangeSearch::new(plan, range as usize, census, &self.options);
            self.range = Some((range, search));
        }
        let (first, extract) = two(row.value).ok_or_else(broken)?;
        let first = Some(text(first)?).filter(|first| !first.is_empty());
        let extract = Extract::from_bytes(extract).map_err(malformed)?;
        if let Some((_, search)) = &mut self.range {
            search.add(text(row.order)?, first, extract);
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        self.search(out)
    }
}

/// Reduce of what recurs in all ranges, in one place: the rows of `phrases`, to the name of the table, in
/// its order.
pub(super) struct RankPhrases {
    census: Census,
    options: RepeatOptions,
    parts: Vec<FoundPart>,
}

impl RankPhrases {
    pub(super) fn new(known: &[u8]) -> Result<RankPhrases, Broken> {
        let known = Known::from_bytes(known)?;
        let census = Census::from_bytes(&known.census).map_err(malformed)?;
        Ok(RankPhrases { census, options: repeat_options(&known)?, parts: Vec::new() })
    }
}

impl Stage for RankPhrases {
    fn take(&mut self, row: Row<'_>, _: &mut Rows) -> Result<(), Broken> {
        self.parts.push(FoundPart::from_bytes(row.value).map_err(malformed)?);
        Ok(())
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        if self.parts.is_empty() {
            return Ok(());
        }
        let parts = std::mem::take(&mut self.parts);
        let ends = |text: &str| dictionary().ends(text);
        let found = finish(parts, &self.census, &self.options, Some(&ends));
        let rows = ranked_rows(found.map_err(malformed)?.ranking);
        for (number, row) in (0u64..).zip(&rows) {
            out.push(PhraseRow::TABLE.name.as_bytes(), &number.to_be_bytes(), &pack_row(row));
        }
        Ok(())
    }
}
