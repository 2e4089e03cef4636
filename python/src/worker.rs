//! Work on threads of its own, so that Python goes on meanwhile: the calling thread holds no lock while
//! it waits, listens for Ctrl-C, and shows the progress.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;
use tifa::progress::Progress;

use crate::errors::{bad_option, internal};

/// How long the calling thread waits before it looks for Ctrl-C again.
const LISTEN: Duration = Duration::from_millis(50);

/// Does `work` on `threads` threads, or on as many as the machine has, and waits for it.
///
/// `show` is called on this thread with the name of the current stage, the bytes done and the bytes in
/// all. If it, or Ctrl-C, raises an exception, that is raised at once; the work then ends by itself at
/// the end of its current stage, and nobody sees what came of it.
pub(crate) fn run<T: Send + 'static>(
    py: Python<'_>,
    threads: Option<usize>,
    show: Option<&Bound<'_, PyAny>>,
    work: impl FnOnce(&dyn Progress) -> T + Send + 'static,
) -> PyResult<T> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build();
    let pool = pool.map_err(|error| bad_option("threads", error))?;
    let watch = Arc::new(Watch::default());
    let (done, mut waiting) = mpsc::sync_channel(1);
    let watched = Arc::clone(&watch);
    let worker = thread::Builder::new().name("tifa".to_string()).spawn(move || {
        let result = pool.install(|| work(&*watched));
        // Nobody may wait any more.
        let _ = done.send(result);
    });
    worker.map_err(internal)?;
    loop {
        let waited;
        (waiting, waited) = py.detach(move || {
            let waited = waiting.recv_timeout(LISTEN);
            (waiting, waited)
        });
        match waited {
            Ok(result) => return Ok(result),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(internal("tifa broke off, which it must not; please report this"));
            }
            Err(RecvTimeoutError::Timeout) => {
                let told = show.map_or(Ok(()), |show| watch.tell(show));
                if let Err(error) = told.and_then(|()| py.check_signals()) {
                    watch.cancelled.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
    }
}

/// What the work tells of itself, for the thread that waits.
#[derive(Default)]
struct Watch {
    stage: Mutex<Option<(String, Option<u64>)>>,
    bytes: AtomicU64,
    cancelled: AtomicBool,
}

impl Watch {
    fn tell(&self, show: &Bound<'_, PyAny>) -> PyResult<()> {
        let stage = self.stage.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((name, total)) = stage {
            show.call1((name, self.bytes.load(Ordering::Relaxed), total))?;
        }
        Ok(())
    }

    fn set(&self, stage: Option<(String, Option<u64>)>) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = stage;
        self.bytes.store(0, Ordering::Relaxed);
    }
}

impl Progress for Watch {
    fn begin(&self, stage: &str, total: Option<u64>) {
        self.set(Some((stage.to_string(), total)));
    }

    fn advance(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    fn end(&self) {
        self.set(None);
    }

    fn cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
