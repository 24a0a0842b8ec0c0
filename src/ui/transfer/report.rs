//! Where the rows of a file end, or would end.

use egui::Ui;

use crate::i18n::count;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, space, text as type_size};
use crate::ui::widgets::{Card, elided, key_value};
use crate::workspace::Report;

/// Draws the new customers large, and every other place that is not empty below.
pub fn report_ui(ui: &mut Ui, app: &AppContext<'_>, report: &Report) {
    let language = app.language;
    let buckets = &report.buckets;
    let new = text!(
        language,
        "transfer-new",
        n = buckets.new,
        count = count(buckets.new)
    );
    elided(ui, &new, fonts::bold(type_size::TITLE), app.tokens.ink);
    let rows = [
        (text!(language, "bucket-combined"), buckets.combined),
        (text!(language, "bucket-updated"), buckets.updated),
        (text!(language, "bucket-filled"), buckets.filled),
        (text!(language, "bucket-unchanged"), buckets.unchanged),
        (
            text!(language, "bucket-duplicate"),
            buckets.duplicate_in_file,
        ),
        (text!(language, "bucket-held"), buckets.held),
        (text!(language, "bucket-suppressed"), buckets.suppressed),
        (text!(language, "bucket-rejected"), buckets.rejected),
    ];
    Card::new("").show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        key_value(ui, &text!(language, "bucket-rows"), &count(buckets.rows));
        for (words, rows) in rows.iter().filter(|(_, rows)| *rows > 0) {
            key_value(ui, words, &count(*rows));
        }
    });
    ui.add_space(space::TINY);
}

/// How many rows were set aside, for whatever reason.
pub fn set_aside(report: &Report) -> u64 {
    report.reasons.values().sum()
}

/// How many contacts an import would touch.
pub fn touched(report: &Report) -> u64 {
    let buckets = &report.buckets;
    buckets.new + buckets.combined + buckets.updated + buckets.filled
}
