//! `timeline.csv` and `bursts.csv`, and what `formulas.csv` says of time.

use rayon::prelude::*;

use crate::mine::Options;
use crate::mine::count::Labels;
use crate::table::{BurstRow, TimeLine, TimelineRow, sort};
use crate::tally::{PeriodLength, Timeline};

/// The time lines of all labels.
pub(super) struct Times {
    pub(super) rows: Vec<TimelineRow>,
    pub(super) bursts: Vec<BurstRow>,
    /// By label.
    pub(super) labels: Vec<LabelTime>,
    /// The periods, as given or as they suit the dates.
    pub(super) length: PeriodLength,
    /// Documents without a date.
    pub(super) undated: u64,
    /// Documents whose date is less exact than the periods.
    pub(super) inexact: u64,
}

/// What the time line of a label comes down to; nothing where no document has a date.
#[derive(Clone, Default)]
pub(super) struct LabelTime {
    pub(super) peak: Option<String>,
    pub(super) bursts: Option<u64>,
    pub(super) heat: Option<&'static str>,
}

pub(super) fn times(labels: &Labels, timeline: &Timeline, options: &Options) -> Times {
    let length = timeline.length();
    let periods = timeline.periods();
    let lines: Vec<TimeLine> = labels
        .names()
        .par_iter()
        .enumerate()
        .map(|(label, (class, name))| {
            let series = timeline.series(label as u32, &periods);
            // A label that no document with a usable date mentions has no time line.
            if series.iter().all(|point| point.usage.mentions == 0) {
                return TimeLine::default();
            }
            TimeLine::new(class.name(), name, &series, length, &options.bursts, &options.heat)
        })
        .collect();
    let mut times = Times {
        rows: Vec::with_capacity(lines.iter().map(|line| line.rows.len()).sum()),
        bursts: Vec::new(),
        labels: Vec::with_capacity(lines.len()),
        length,
        undated: timeline.undated(),
        inexact: timeline.inexact(),
    };
    for line in lines {
        let placed = !line.rows.is_empty();
        times.labels.push(LabelTime {
            peak: line.peak.map(|period| period.to_string()),
            bursts: placed.then_some(line.bursts.len() as u64),
            heat: line.heat.map(|heat| heat.name()),
        });
        times.rows.extend(line.rows);
        times.bursts.extend(line.bursts);
    }
    sort(&mut times.rows);
    sort(&mut times.bursts);
    times
}
