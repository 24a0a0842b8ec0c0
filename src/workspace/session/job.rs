//! Long work that can be watched and stopped.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::Wake;
use crate::workspace::Progress;

/// So often at most the window is told that it should look.
const TELL: Duration = Duration::from_millis(100);

/// The watcher's view of a job.
#[derive(Clone, Debug)]
pub struct Job {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    started: Instant,
    rows: AtomicU64,
    /// The bits of an `f64`; not a number while the share is unknown.
    share: AtomicU64,
    is_cancelled: AtomicBool,
}

/// The worker's view of a job.
pub(super) struct Reporter {
    job: Job,
    told: Mutex<Instant>,
    wake: Wake,
}

impl Job {
    pub(super) fn new() -> Self {
        Self {
            shared: Arc::new(Shared {
                started: Instant::now(),
                rows: AtomicU64::new(0),
                share: AtomicU64::new(f64::NAN.to_bits()),
                is_cancelled: AtomicBool::new(false),
            }),
        }
    }

    /// Rows done so far.
    pub fn rows(&self) -> u64 {
        self.shared.rows.load(Ordering::Relaxed)
    }

    /// How much of the whole is done, from 0 to 1, where it is known.
    pub fn share(&self) -> Option<f64> {
        let share = f64::from_bits(self.shared.share.load(Ordering::Relaxed));
        (!share.is_nan()).then_some(share)
    }

    /// Rows per second so far.
    #[expect(clippy::cast_precision_loss, reason = "a rate to be read by people")]
    pub fn rate(&self) -> f64 {
        let elapsed = self.shared.started.elapsed().as_secs_f64();
        self.rows() as f64 / elapsed.max(0.001)
    }

    /// How long it will still take, where that can be told.
    pub fn time_left(&self) -> Option<Duration> {
        let share = self.share().filter(|share| *share > 0.01)?;
        let elapsed = self.shared.started.elapsed().as_secs_f64();
        Duration::try_from_secs_f64(elapsed * (1.0 - share) / share).ok()
    }

    /// Asks it to stop; it takes back what it did.
    pub fn cancel(&self) {
        self.shared.is_cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.shared.is_cancelled.load(Ordering::Relaxed)
    }

    pub(super) fn reporter(&self, wake: Wake) -> Reporter {
        Reporter {
            job: self.clone(),
            told: Mutex::new(Instant::now()),
            wake,
        }
    }
}

impl Progress for Reporter {
    fn at(&self, rows: u64, share: Option<f64>) -> bool {
        let shared = &self.job.shared;
        shared.rows.store(rows, Ordering::Relaxed);
        let bits = share.unwrap_or(f64::NAN).to_bits();
        shared.share.store(bits, Ordering::Relaxed);
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.elapsed() >= TELL {
            *told = Instant::now();
            (self.wake)();
        }
        !self.job.is_cancelled()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_tells_how_far_it_is_and_stops_when_asked() {
        let job = Job::new();
        let reporter = job.reporter(Arc::new(|| ()));
        assert_eq!((job.rows(), job.share()), (0, None));
        assert!(reporter.at(50, Some(0.5)));
        assert_eq!((job.rows(), job.share()), (50, Some(0.5)));
        job.cancel();
        assert!(!reporter.at(51, None));
        assert_eq!(job.share(), None);
    }
}
