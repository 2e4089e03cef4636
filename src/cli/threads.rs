//! The pool of threads that a command runs on.

use anyhow::Context;

/// Runs `work` on as many threads as asked for, or as the machine has.
pub(super) fn on_threads<T: Send>(
    threads: Option<usize>,
    work: impl FnOnce() -> anyhow::Result<T> + Send,
) -> anyhow::Result<T> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build()
        .context("the threads could not be started; ask for fewer with --threads")?;
    pool.install(work)
}
