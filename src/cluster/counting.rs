//! The second look: a tally and the rows of each part, then the tables.

use serde::{Deserialize, Serialize};

use super::known::{Cleaner, Known, dictionary};
use super::looks::quotes_from_bytes;
use super::merging::Merging;
use super::position::tuple;
use super::rows::text;
use super::stage::{Broken, Stage};
use super::tables::pack_row;
use super::{Row, Rows, unpack};
use crate::corpus::Document;
use crate::formula::observe;
use crate::mine::{
    self, Counted, Counter, Findings, Found, LeftOut, Options, Plan, RowLists, Search, Seen, Tally,
    document_row,
};
use crate::table::{DocumentRow, ExpansionRow, MentionRow, Row as TableRow, TableWriter};
use crate::tally::Quotes;
use crate::text::Text;

/// So many bytes of text are counted at once.
const AT_ONCE: usize = 4 << 20;

/// The key of tallies among the rows of tables.
const TALLY: &[u8] = b"tally";

/// What the tables need of some documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Counts {
    tally: Tally,
    left_out: LeftOut,
}

impl Counts {
    fn merge(self, other: Counts) -> Result<Counts, Broken> {
        Ok(Counts {
            tally: merge_tallies(self.tally, other.tally)?,
            left_out: self.left_out.merge(other.left_out),
        })
    }

    fn push(&self, out: &mut Rows) -> Result<(), Broken> {
        out.push(TALLY, b"", &serde_json::to_vec(self).map_err(Broken::json)?);
        Ok(())
    }
}

fn merge_tallies(a: Tally, b: Tally) -> Result<Tally, Broken> {
    a.merge(b).ok_or_else(|| Broken("two parts were counted by different plans".into()))
}

/// Map over documents, each with the one it repeats: the rows of `documents`, `mentions` and
/// `expansions`, to the name of the table, in its order; and one row with the tally of the part.
pub(super) struct Count {
    known: Known,
    plan: Plan,
    cleaner: Cleaner,
    search: Search,
    waiting: Vec<Looked>,
    waiting_bytes: usize,
    tallies: Merging<Tally>,
    left_out: Merging<LeftOut>,
}

/// A document that is counted, after both looks.
struct Looked {
    document: Document,
    text: Text,
    found: Found,
}

impl Count {
    pub(super) fn new(known: &[u8]) -> Result<Count, Broken> {
        let mut known = Known::from_bytes(known)?;
        let missing = || Broken("there is no plan to count by".into());
        Ok(Count {
            plan: known.plan.take().ok_or_else(missing)?,
            cleaner: Cleaner::new(&known),
            search: Search::new(&known.decision),
            known,
            waiting: Vec::new(),
            waiting_bytes: 0,
            tallies: Merging::default(),
            left_out: Merging::default(),
        })
    }

    /// Counts the documents that wait.
    fn count(&mut self, out: &mut Rows) -> Result<(), Broken> {
        let looked = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        let seen: Vec<Seen<'_>> = looked.iter().map(Looked::seen).collect();
        let counter = Counter::new(&self.known.decision, &self.plan, dictionary());
        let Counted { tally, mentions, expansions } = counter.count(&seen);
        for row in &mentions {
            let order = in_document(&row.document, row.start, row.end, &[&row.formula]);
            out.push(MentionRow::TABLE.name.as_bytes(), &order, &pack_row(row));
        }
        for row in &expansions {
            let order =
                in_document(&row.document, row.start, row.end, &[&row.formula, row.pattern]);
            out.push(ExpansionRow::TABLE.name.as_bytes(), &order, &pack_row(row));
        }
        self.tallies.add(tally, merge_tallies)
    }
}

impl Looked {
    fn seen(&self) -> Seen<'_> {
        Seen {
            document: &self.document,
            text: &self.text,
            mentions: &self.found.mentions,
            passed_over: &self.found.passed_over,
        }
    }
}

fn push_document(row: &DocumentRow, out: &mut Rows) {
    let order = tuple(&[row.document.as_bytes(), row.path.as_bytes()]);
    out.push(DocumentRow::TABLE.name.as_bytes(), &order, &pack_row(row));
}

/// Bytes in the order of document, place and names.
fn in_document(document: &str, start: u64, end: u64, names: &[&str]) -> Vec<u8> {
    let (start, end) = (start.to_be_bytes(), end.to_be_bytes());
    let mut parts: Vec<&[u8]> = vec![document.as_bytes(), &start, &end];
    parts.extend(names.iter().map(|name| name.as_bytes()));
    tuple(&parts)
}

impl Stage for Count {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        let document = unpack(row.value)?;
        let duplicate_of = Some(text(row.order)?).filter(|of| !of.is_empty());
        if duplicate_of.is_some() && !self.known.count_duplicates {
            push_document(&document_row(&document, duplicate_of, None), out);
            return Ok(());
        }
        let (text, pieces) = self.cleaner.clean(&document.text);
        let candidates = observe(&text, dictionary());
        let found = self.search.find(&text, &candidates, dictionary());
        push_document(&document_row(&document, duplicate_of, Some(&found.mentions)), out);
        let left_out = LeftOut::of(&pieces, |_| &document.id);
        self.left_out.add(left_out, |a, b| Ok::<_, Broken>(a.merge(b)))?;
        self.waiting_bytes += document.text.len();
        self.waiting.push(Looked { document, text, found });
        if self.waiting_bytes >= AT_ONCE { self.count(out) } else { Ok(()) }
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        // Also where there is no document, so that there is always a tally.
        self.count(out)?;
        let left_out =
            std::mem::take(&mut self.left_out).whole(|a, b| Ok::<_, Broken>(a.merge(b)))?;
        if let Some(tally) = std::mem::take(&mut self.tallies).whole(merge_tallies)? {
            Counts { tally, left_out: left_out.unwrap_or_default() }.push(out)?;
        }
        Ok(())
    }
}

/// Merges the tallies of several parts to one.
#[derive(Default)]
pub(super) struct MergeTallies(Merging<Counts>);

impl Stage for MergeTallies {
    fn take(&mut self, row: Row<'_>, _: &mut Rows) -> Result<(), Broken> {
        self.0.add(serde_json::from_slice(row.value).map_err(Broken::json)?, Counts::merge)
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        match std::mem::take(&mut self.0).whole(Counts::merge)? {
            Some(counts) => counts.push(out),
            None => Ok(()),
        }
    }
}

/// Makes the rows of the tables that tell of all documents together, from the merged tally and the
/// quoted phrases. Those of `phrases` are made elsewhere.
#[derive(Default)]
pub struct Tabulate {
    counts: Option<Counts>,
    quotes: Quotes,
}

impl Tabulate {
    /// Takes the row that `merge tallies` gives, or that of the quoted phrases.
    ///
    /// # Errors
    /// If it is none of the two.
    pub fn take(&mut self, row: Row<'_>) -> Result<(), Broken> {
        match row.key {
            TALLY => {
                let counts = serde_json::from_slice(row.value).map_err(Broken::json)?;
                self.counts = Some(counts);
            }
            _ => self.quotes = quotes_from_bytes(row.value)?,
        }
        Ok(())
    }

    /// The rows, to the name of the table, in its order; none if there was no tally.
    ///
    /// # Errors
    /// If there is no plan.
    pub fn finish(self, known: &Known, options: &Options) -> Result<Rows, Broken> {
        let Some(counts) = &self.counts else { return Ok(Rows::default()) };
        let missing = || Broken("there is no plan to count by".into());
        let findings = Findings {
            decision: &known.decision,
            plan: known.plan.as_ref().ok_or_else(missing)?,
            tally: &counts.tally,
            quotes: &self.quotes,
            left_out: &counts.left_out,
        };
        Ok(pushed(&mine::Rows::from_findings(&findings, RowLists::default(), options)))
    }
}

/// The rows of all tables, to the name of the table, in its order.
pub(super) fn pushed(rows: &mine::Rows) -> Rows {
    let mut pushed = Pushed::default();
    match rows.write(&mut pushed) {
        Ok(()) => pushed.0,
        Err(never) => match never {},
    }
}

/// Tables as rows between stages.
#[derive(Default)]
struct Pushed(Rows);

impl TableWriter for &mut Pushed {
    type Error = std::convert::Infallible;

    fn add<R: TableRow>(&mut self, rows: &[R]) -> Result<(), Self::Error> {
        for (number, row) in (0u64..).zip(rows) {
            self.0.push(R::TABLE.name.as_bytes(), &number.to_be_bytes(), &pack_row(row));
        }
        Ok(())
    }
}
