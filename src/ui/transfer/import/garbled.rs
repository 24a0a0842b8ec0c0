//! “Text looks garbled?”: encoding and separator, with the first rows as they would be read.

use egui::{Align, Context, Id, Layout, Sense, Ui, UiBuilder, vec2};

use super::{Adjust, ImportScreen};
use crate::i18n::{self, Language};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, space};
use crate::ui::widgets::{
    Dialog, DialogOutcome, Select, Severity, elided, note, paragraph, small_paragraph,
};
use crate::workspace::Layout as FileLayout;
use crate::workspace::previewing::FileLook;

const WIDTH: f32 = 680.0;
const ROW: f32 = 28.0;
/// Rows and columns of the look into the file.
const ROWS: usize = 6;
const COLUMNS: usize = 5;
/// Encodings that spreadsheets save, most usual first.
const ENCODINGS: [&str; 8] = [
    "UTF-8",
    "gb18030",
    "Big5",
    "Shift_JIS",
    "EUC-KR",
    "windows-1252",
    "UTF-16LE",
    "UTF-16BE",
];
const DELIMITERS: [char; 4] = [',', '\t', ';', '|'];

impl ImportScreen {
    pub(super) fn garbled_ui(&mut self, ctx: &Context, app: &AppContext<'_>) {
        let language = app.language;
        let title = text!(language, "intake-garbled");
        let done = text!(language, "intake-done");
        let dialog = Dialog::new(Id::unique("import garbled"), &title, &done, "").width(WIDTH);
        let (outcome, ()) = dialog.show(ctx, |ui| {
            let look = self.reading.look.clone();
            let is_text = look
                .as_ref()
                .is_none_or(|look| matches!(look.layout, FileLayout::Text { .. }));
            if is_text {
                small_paragraph(ui, &text!(language, "intake-garbled-help"), app.tokens.mute);
                self.pickers_ui(ui, app, look.as_deref());
            } else {
                paragraph(
                    ui,
                    &text!(language, "intake-garbled-sheet"),
                    app.tokens.mute,
                );
            }
            if let Some(problem) = &self.reading.problem {
                note(ui, Severity::Error, &i18n::sentence(language, problem));
            }
            if let Some(look) = &look {
                preview_ui(ui, app, look);
            }
        });
        if outcome != DialogOutcome::Open {
            self.adjust = Adjust::Closed;
        }
    }

    fn pickers_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: Option<&FileLook>) {
        let language = app.language;
        let (found, delimiter) = match look.map(|look| &look.layout) {
            Some(FileLayout::Text {
                encoding,
                delimiter,
            }) => (Some(*encoding), Some(*delimiter)),
            _ => (None, None),
        };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            let name = text!(language, "intake-encoding");
            let names = ENCODINGS.map(|one| encoding_name(language, one));
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let now = self.choices.encoding.as_deref().or(found);
            let mut chosen = now.and_then(|now| {
                ENCODINGS
                    .iter()
                    .position(|one| one.eq_ignore_ascii_case(now))
            });
            if picker(ui, app, "import encoding", &name, &mut chosen, &names) {
                let encoding = chosen.and_then(|place| ENCODINGS.get(place));
                self.choices.encoding = encoding.map(|one| (*one).to_owned());
                self.reread(app);
            }
            let name = text!(language, "intake-delimiter");
            let names = DELIMITERS.map(|one| delimiter_name(language, one));
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let said = self.choices.delimiter.as_ref();
            let now = said.and_then(|said| said.chars().next()).or(delimiter);
            let mut chosen = now.and_then(|now| DELIMITERS.iter().position(|one| *one == now));
            if picker(ui, app, "import delimiter", &name, &mut chosen, &names) {
                let delimiter = chosen.and_then(|place| DELIMITERS.get(place));
                self.choices.delimiter = delimiter.map(char::to_string);
                self.reread_from_scratch(app);
            }
        });
    }
}

/// A list with its label above; whether another choice was taken.
pub fn picker(
    ui: &mut Ui,
    app: &AppContext<'_>,
    id: &'static str,
    name: &str,
    chosen: &mut Option<usize>,
    choices: &[&str],
) -> bool {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::TINY;
        elided(ui, name, fonts::body(), app.tokens.ink);
        let select = Select::new(Id::unique(id), name).width(280.0);
        select.show(ui, chosen, choices).changed()
    })
    .inner
}

/// The first rows as they are read now.
fn preview_ui(ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
    let t = app.tokens;
    let columns = look.mapping.columns();
    let shown = columns.len().clamp(1, COLUMNS);
    #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
    let width = ui.available_width() / shown as f32;
    let row_ui = |ui: &mut Ui, cells: &[&str], is_head: bool| {
        let wanted = vec2(ui.available_width(), ROW);
        let (rect, _) = ui.allocate_exact_size(wanted, Sense::hover());
        if is_head {
            ui.painter().rect_filled(rect, 0, t.head);
        }
        let below = rect.with_min_y(rect.bottom() - 1.0);
        ui.painter().rect_filled(below, 0, t.row);
        let mut left = rect.left();
        for cell in cells {
            let place = rect
                .with_min_x(left + space::SMALL)
                .with_max_x(left + width - space::TINY);
            left += width;
            let mut ui = ui.new_child(
                UiBuilder::new()
                    .max_rect(place)
                    .layout(Layout::left_to_right(Align::Center)),
            );
            let color = if is_head { t.mute } else { t.ink };
            elided(&mut ui, cell, fonts::small(), color);
        }
    };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let heads: Vec<&str> = columns
            .iter()
            .take(shown)
            .map(|column| column.header.as_str())
            .collect();
        row_ui(ui, &heads, true);
        for (_, cells) in look.rows.iter().take(ROWS) {
            let cells: Vec<&str> = cells.iter().take(shown).map(|cell| cell.trim()).collect();
            row_ui(ui, &cells, false);
        }
    });
}

fn encoding_name(language: Language, encoding: &str) -> String {
    match encoding {
        "UTF-8" => text!(language, "intake-encoding-utf8"),
        "gb18030" => text!(language, "intake-encoding-gb"),
        "Big5" => text!(language, "intake-encoding-big5"),
        "Shift_JIS" => text!(language, "intake-encoding-sjis"),
        "EUC-KR" => text!(language, "intake-encoding-korean"),
        "windows-1252" => text!(language, "intake-encoding-western"),
        other => text!(language, "intake-encoding-other", name = other),
    }
}

fn delimiter_name(language: Language, delimiter: char) -> String {
    match delimiter {
        '\t' => text!(language, "intake-delimiter-tab"),
        ';' => text!(language, "intake-delimiter-semicolon"),
        '|' => text!(language, "intake-delimiter-pipe"),
        _ => text!(language, "intake-delimiter-comma"),
    }
}
