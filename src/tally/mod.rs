//! Integer counts that merge: frequency, co-occurrence, collocates, time. Computes no ratio.

mod counts;
mod occurrence;
mod window;

mod collocates;
mod cooccurrence;
mod frequency;
mod grouped;
mod period;
mod quotes;
mod spread;
mod timeline;

#[cfg(test)]
mod sample;

pub use collocates::{CollocateCount, Collocates, Reach, Token, TokenSpan};
pub use cooccurrence::{Cooccurrences, PairCount};
pub use counts::Counts;
pub use frequency::{Frequencies, Frequency};
pub use grouped::{GroupSize, Grouped, Usage};
pub use occurrence::{Extent, Occurrence, Occurrences};
pub use period::{DateSpan, NoPeriodLength, Period, PeriodLength};
pub use quotes::Quotes;
pub use spread::Spread;
pub use timeline::{PeriodUsage, Timeline};
pub use window::{NoWindow, Window};
