//! What is shown while a file is read or written.

use std::time::Duration;

use egui::Ui;

use crate::i18n::{Language, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::widgets::{Progress, progress_row};
use crate::workspace::Job;

/// Draws a job, with a button that stops it.
pub fn job_ui(ui: &mut Ui, app: &AppContext<'_>, job: Option<&Job>, what: &str) {
    let language = app.language;
    let is_stopping = job.is_some_and(Job::is_cancelled);
    let (rate, left) = match job {
        Some(job) if job.rows() > 0 => (
            text!(
                language,
                "transfer-rate",
                rows = count(job.rows()),
                rate = count(whole(job.rate()))
            ),
            job.time_left()
                .map(|left| time_left(language, left))
                .unwrap_or_default(),
        ),
        _ => (String::new(), String::new()),
    };
    #[expect(clippy::cast_possible_truncation, reason = "a share of one")]
    let done = job.and_then(Job::share).map(|share| share as f32);
    let cancel = if is_stopping {
        String::new()
    } else {
        text!(language, "transfer-stop")
    };
    let stopping = text!(language, "transfer-stopping");
    let progress = Progress {
        what: if is_stopping { &stopping } else { what },
        done,
        rate: &rate,
        left: &left,
        cancel: &cancel,
    };
    if progress_row(ui, progress)
        && let Some(job) = job
    {
        job.cancel();
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rate to be read by people"
)]
fn whole(number: f64) -> u64 {
    number.max(0.0).round() as u64
}

fn time_left(language: Language, left: Duration) -> String {
    let seconds = left.as_secs();
    if seconds < 60 {
        text!(language, "transfer-left-seconds", seconds = seconds)
    } else {
        text!(
            language,
            "transfer-left-minutes",
            minutes = seconds.div_ceil(60)
        )
    }
}
