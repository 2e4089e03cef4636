//! The two looks at a corpus, and the values they give: what a document shows by itself, what all of
//! them decide together, and what stands in each of them then.

mod facts;
mod observation;
mod observed;

mod decision;
mod seen;

mod looked;
mod texts;

pub use decision::{Decision, Found, Search};
pub use facts::Facts;
pub use looked::Looked;
pub use observation::Observation;
pub use observed::Observed;
pub use seen::Seen;
