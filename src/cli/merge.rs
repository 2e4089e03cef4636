//! `tifa merge`: the report on several parts of a corpus together.

use super::mine::report;
use super::outcome::Outcome;
use super::plan::Merge;

/// Puts the parts together and reports.
pub(crate) fn run(plan: &Merge) -> anyhow::Result<Outcome> {
    let Merge { parts, reporting } = plan;
    report(reporting, |record, progress| {
        tifa::mine::merge(parts, &reporting.out, &reporting.options, record, progress)
    })
}
