//! Lines at the edge of many documents.

use std::collections::BTreeMap;

use super::stage::{Broken, Stage};
use super::{Row, Rows, unpack};
use crate::text::{Places, short_line_places};

/// So many different lines are counted before their counts are handed on.
const HELD: usize = 1 << 20;

/// Map over documents that are counted: lines, by their hashes, with their places.
#[derive(Default)]
pub(super) struct Lines {
    counts: BTreeMap<u64, Places>,
}

impl Lines {
    fn hand_on(&mut self, out: &mut Rows) {
        for (hash, places) in std::mem::take(&mut self.counts) {
            out.push(&hash.to_be_bytes(), b"", &places.to_bytes());
        }
    }
}

impl Stage for Lines {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        for (hash, places) in short_line_places(&unpack(row.value)?.text) {
            self.counts.entry(hash).or_default().add(places);
        }
        if self.counts.len() >= HELD {
            self.hand_on(out);
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        self.hand_on(out);
        Ok(())
    }
}

/// Reduce by line: the lines that are furniture.
#[derive(Default)]
pub(super) struct Repeated {
    line: Option<(Vec<u8>, Places)>,
}

impl Repeated {
    fn decide(&mut self, out: &mut Rows) {
        if let Some((line, _)) = self.line.take().filter(|(_, places)| places.is_furniture()) {
            out.push(&line, b"", b"");
        }
    }
}

impl Stage for Repeated {
    fn take(&mut self, row: Row<'_>, out: &mut Rows) -> Result<(), Broken> {
        let broken = || Broken("a line has no places".into());
        let places = Places::from_bytes(row.value).ok_or_else(broken)?;
        match &mut self.line {
            Some((line, sum)) if line == row.key => sum.add(places),
            _ => {
                self.decide(out);
                self.line = Some((row.key.to_vec(), places));
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut Rows) -> Result<(), Broken> {
        self.decide(out);
        Ok(())
    }
}
