//! How far long work has come, drawn over itself on the error stream.

use std::io::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::Console;
use crate::i18n::{Language, count};
use crate::text;
use crate::workspace::Progress;

/// Time between two drawings: fluent for the eye, nothing for the work.
const PAUSE: Duration = Duration::from_millis(200);

/// Draws progress while it lives, if anybody can see it.
#[derive(Debug)]
pub(super) struct Meter {
    language: Language,
    visible: bool,
    started: Instant,
    /// Milliseconds from the start to the last drawing.
    drawn: AtomicU64,
}

impl Meter {
    pub(super) fn new(console: &Console<'_>) -> Self {
        Self {
            language: console.language,
            visible: console.show_progress,
            started: Instant::now(),
            drawn: AtomicU64::new(0),
        }
    }
}

impl Progress for Meter {
    fn at(&self, rows: u64, share: Option<f64>) -> bool {
        let elapsed = self.started.elapsed();
        let drawn = Duration::from_millis(self.drawn.load(Ordering::Relaxed));
        if self.visible && elapsed.saturating_sub(drawn) >= PAUSE {
            let millis = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
            self.drawn.store(millis, Ordering::Relaxed);
            // Progress that cannot be shown must not stop the work.
            draw(&line(self.language, rows, share, elapsed)).ok();
        }
        true
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        if self.drawn.load(Ordering::Relaxed) > 0 {
            draw("").ok();
        }
    }
}

fn draw(text: &str) -> std::io::Result<()> {
    let mut err = std::io::stderr().lock();
    write!(err, "\r{text}\u{1b}[K")?;
    err.flush()
}

fn line(language: Language, rows: u64, share: Option<f64>, elapsed: Duration) -> String {
    let millis = u64::try_from(elapsed.as_millis())
        .unwrap_or(u64::MAX)
        .max(1);
    let rate = count(rows.saturating_mul(1000) / millis);
    let rows = count(rows);
    match share.filter(|share| *share > 0.0) {
        Some(share) => {
            let left = elapsed.as_secs_f64() * (1.0 - share).max(0.0) / share;
            text!(
                language,
                "import-progress-left",
                rows = rows,
                rate = rate,
                share = format!("{:.0}", (share * 100.0).min(100.0)),
                left = format!("{:.0}", left.ceil())
            )
        }
        None => text!(language, "import-progress", rows = rows, rate = rate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_time_left() {
        let check = |rows, share, expected: &str| {
            let said = line(Language::English, rows, share, Duration::from_secs(2));
            assert_eq!(said, expected);
        };
        check(300_000, None, "300,000 rows, 150,000 per second");
        check(
            300_000,
            Some(0.25),
            "300,000 rows (25 %), 150,000 per second, 6 s left",
        );
        check(0, Some(0.0), "0 rows, 0 per second");
        check(
            1_000_000,
            Some(1.5),
            "1,000,000 rows (100 %), 500,000 per second, 0 s left",
        );
    }
}
