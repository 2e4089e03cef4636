//! Progress bars, for stages that make a person wait.

use std::io::IsTerminal;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{PoisonError, RwLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tifa::progress::{Progress, Silent};

/// A stage shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
const REDRAW: Duration = Duration::from_millis(200);

/// Where progress is shown: on standard error if it is a terminal, and nobody asked for quiet.
pub(super) fn shown(quiet: bool) -> Box<dyn Progress> {
    if quiet || !std::io::stderr().is_terminal() {
        Box::new(Silent)
    } else {
        Box::new(Bars::default())
    }
}

/// One bar for the current stage.
#[derive(Default)]
struct Bars {
    current: RwLock<Option<Stage>>,
}

struct Stage {
    bar: ProgressBar,
    /// Dropped when the stage is over.
    running: Sender<()>,
    /// Waits for the end of the stage or of our patience, then shows the bar.
    waiting: JoinHandle<()>,
}

impl Progress for Bars {
    fn begin(&self, stage: &str, total: Option<u64>) {
        let bar = match total {
            Some(total) => ProgressBar::new(total).with_style(style(
                "{msg} {wide_bar} {binary_bytes} of {binary_total_bytes}, \
                 {binary_bytes_per_sec}, {eta} left",
            )),
            None => ProgressBar::new_spinner().with_style(style("{msg} {spinner} {elapsed}")),
        };
        bar.set_draw_target(ProgressDrawTarget::hidden());
        bar.set_message(stage.to_string());
        let (running, over) = mpsc::channel::<()>();
        let later = bar.clone();
        let waiting = thread::spawn(move || {
            if over.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                later.set_draw_target(ProgressDrawTarget::stderr());
                later.enable_steady_tick(REDRAW);
            }
        });
        let stage = Stage { bar, running, waiting };
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Some(stage);
    }

    fn advance(&self, bytes: u64) {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(stage) = &*current {
            stage.bar.inc(bytes);
        }
    }

    fn end(&self) {
        let stage = self.current.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Stage { bar, running, waiting }) = stage {
            drop(running);
            // Joined first, so that it cannot show a bar that is gone.
            let _ = waiting.join();
            bar.finish_and_clear();
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_follow_each_other_and_none_is_left_open() {
        let bars = Bars::default();
        bars.advance(1);
        bars.begin("reading", Some(10));
        thread::scope(|scope| {
            for _ in 0..5 {
                scope.spawn(|| bars.advance(2));
            }
        });
        assert_eq!(bars.current.read().unwrap().as_ref().unwrap().bar.position(), 10);
        bars.end();
        bars.end();
        bars.begin("deciding", None);
        bars.end();
        assert!(bars.current.read().unwrap().is_none());
    }
}
