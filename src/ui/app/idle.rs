//! Since when nobody has touched the keyboard or the pointer.

use std::time::{Duration, Instant};

use crate::workspace;

/// By both clocks: the one that runs on while the computer sleeps, and the one nobody can set.
pub(super) struct ActiveSince {
    instant: Instant,
    millis: i64,
}

impl ActiveSince {
    pub(super) fn now() -> Self {
        Self {
            instant: Instant::now(),
            millis: workspace::now().0,
        }
    }

    pub(super) fn elapsed(&self) -> Duration {
        let slept = workspace::now().0.saturating_sub(self.millis);
        let slept = Duration::from_millis(u64::try_from(slept).unwrap_or(0));
        self.instant.elapsed().max(slept)
    }
}
