//! How long work tells what it is doing: the library reports, the program shows.

/// Receives the progress of a run. Every method may be called from several threads.
pub trait Progress: Sync {
    /// A stage begins. `total` is what it has to work through, in bytes, if known.
    fn begin(&self, stage: &str, total: Option<u64>);
    /// `bytes` more have been worked through in the current stage.
    fn advance(&self, bytes: u64);
    /// The current stage is over.
    fn end(&self);
    /// Whether nobody waits for the result any more. Work that may fail ends with an error once it has
    /// asked, which it does at least between stages.
    fn cancelled(&self) -> bool {
        false
    }
}

/// Ignores all progress.
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: &str, _total: Option<u64>) {}
    fn advance(&self, _bytes: u64) {}
    fn end(&self) {}
}
