//! Association, dispersion, keyness, bursts: pure functions, each with its formula and source.
//! Sees no corpus.

mod association;
mod burst;
mod dispersion;
mod heat;
mod keyness;
mod significance;

mod arithmetic;

pub use association::{Contingency, log_dice};
pub use burst::{Batch, Burst, BurstOptions, bursts};
pub use dispersion::{
    Part, Whole, deviation_of_proportions, juilland_d, normalised_deviation_of_proportions,
};
pub use heat::{Heat, HeatScale};
pub use keyness::{Keyness, per_million};
pub use significance::{benjamini_hochberg, chi_squared_p_value};
