//! The files of a folder or an archive: which come in, what each was recognised as, what it brings,
//! and which stay out and why.

use egui::{
    Align, CornerRadius, Frame, Layout, Rect, Role, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::{ImportScreen, words};
use crate::domain::problem::{FileFault, ImportProblem};
use crate::i18n::{self, count, list};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, size, space, text as type_size};
use crate::ui::transfer::{brought, or_nothing};
use crate::ui::widgets::{
    Button, Card, Tick, check_box, elided, link, paint, small_paragraph, title,
};
use crate::workspace::previewing::FileLook;
use crate::workspace::{Field, FileLeftOut, FilePart, Imported, Layout as FileLayout, PartReport};

const ROW: f32 = 44.0;
const LINE: f32 = 28.0;
const TICK: f32 = 40.0;
const KIND: f32 = 156.0;
const ROWS: f32 = 76.0;
const BRINGS: f32 = 176.0;
/// Narrower than this, the columns of each file are not named.
const ROOM_FOR_COLUMNS: f32 = 800.0;
/// Files that stay out and are shown without being asked for.
const FIRST: usize = 6;

/// Where the cells of a row begin and end.
#[derive(Clone, Copy)]
struct Cells {
    tick: Rect,
    name: Rect,
    kind: Rect,
    rows: Rect,
    columns: Option<Rect>,
    brings: Rect,
}

impl Cells {
    fn of(row: Rect) -> Self {
        let mut left = row.left();
        let mut take = |width: f32| {
            let place = Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()));
            left += width;
            place.shrink2(vec2(space::SMALL, 0.0))
        };
        let rest = row.width() - TICK - KIND - ROWS - BRINGS;
        let has_columns = row.width() >= ROOM_FOR_COLUMNS;
        let name = if has_columns { rest * 0.5 } else { rest };
        Self {
            tick: take(TICK),
            name: take(name),
            kind: take(KIND),
            rows: take(ROWS),
            columns: has_columns.then(|| take(rest - name)),
            brings: take(BRINGS),
        }
    }
}

/// The files of several, if it is several.
pub fn files_of(look: &FileLook) -> Option<(&[FilePart], &[FileLeftOut])> {
    match &look.layout {
        FileLayout::Bundle { parts, left_out } => Some((parts, left_out)),
        _ => None,
    }
}

impl ImportScreen {
    /// What stands in place of the columns of a single file.
    pub(super) fn parts_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        let language = app.language;
        let Some((parts, left_out)) = files_of(look) else {
            return;
        };
        title(ui, &text!(language, "sweep-which"));
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::MEDIUM, space::TINY);
            let files = u64::try_from(parts.len()).unwrap_or(u64::MAX);
            let rows: u64 = parts.iter().map(|part| part.rows).sum();
            let words = text!(
                language,
                "sweep-found",
                n = files,
                files = count(files),
                rows = count(rows)
            );
            elided(ui, &words, fonts::body(), app.tokens.mute);
            if link(ui, &text!(language, "sweep-columns")).clicked() {
                self.unfolded.columns = true;
            }
            if link(ui, &text!(language, "intake-adjust")).clicked() {
                self.adjust = super::Adjust::All;
            }
        });
        self.presumed_ui(ui, app, look);
        if look.mapping.has_recipients() {
            ui.add_space(space::SMALL);
            self.recipient_ui(ui, app);
        }
        ui.add_space(space::MEDIUM);
        self.files_ui(ui, app, look, parts);
        if !left_out.is_empty() {
            ui.add_space(space::LARGE);
            self.left_out_ui(ui, app, left_out);
        }
    }

    fn files_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook, parts: &[FilePart]) {
        let width = ui.available_width();
        let shown = Frame::new().fill(app.tokens.panel).show(ui, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            heads_ui(ui, app);
            for part in parts {
                self.file_row_ui(ui, app, look, part);
            }
        });
        ui.painter().rect_stroke(
            shown.response.rect,
            CornerRadius::ZERO,
            app.tokens.line_stroke(),
            StrokeKind::Inside,
        );
    }

    fn file_row_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook, part: &FilePart) {
        let (language, t) = (app.language, app.tokens);
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        if !ui.is_rect_visible(row.expand(200.0)) {
            // Far outside: nothing to see, and nothing that Tab could be close to.
            return;
        }
        let below = row.with_min_y(row.bottom() - 1.0);
        ui.painter().rect_filled(below, 0, t.row);
        let cells = Cells::of(row);
        let is_without = self.choices.without.contains(&part.name);
        let ink = if is_without { t.mute } else { t.ink };
        let name = text!(language, "sweep-take", name = part.name.as_str());
        let ticked = cell_ui(ui, cells.tick, |ui| {
            let response = check_box(ui, Tick::from(!is_without), &name);
            if response.gained_focus() {
                // So that Tab goes through a list that is higher than the window.
                response.scroll_to_me(None);
            }
            response.clicked()
        });
        if ticked {
            if !self.choices.without.remove(&part.name) {
                self.choices.without.insert(part.name.clone());
            }
            self.reread(app);
        }
        let bold = fonts::bold(type_size::BODY);
        cell_ui(ui, cells.name, |ui| elided(ui, &part.name, bold, ink));
        let kind = (part.preset.as_deref()).and_then(|preset| words::preset(language, preset));
        let kind = kind.unwrap_or_else(|| text!(language, "sweep-plain"));
        cell_ui(ui, cells.kind, |ui| elided(ui, &kind, fonts::body(), ink));
        let rows = paint::line(
            ui,
            &count(part.rows),
            fonts::body(),
            ink,
            cells.rows.width(),
        );
        paint::right(ui.painter(), cells.rows, rows);
        if let Some(rect) = cells.columns {
            let columns = self.columns_of(app, look, part);
            cell_ui(ui, rect, |ui| elided(ui, &columns, fonts::body(), t.mute));
        }
        let brings = if is_without {
            text!(language, "sweep-brings-not")
        } else {
            self.brings(app, &part.name)
        };
        cell_ui(ui, cells.brings, |ui| {
            elided(ui, &brings, fonts::body(), ink)
        });
    }

    /// What a file brings, once that is counted.
    fn brings(&self, app: &AppContext<'_>, name: &str) -> String {
        let counted = self.reading.counted.as_ref();
        let parts = counted.map_or(&[][..], |counted| counted.report.parts.as_slice());
        let part = parts.iter().find(|part| part.name == name);
        part.map_or_else(|| "…".to_owned(), |part| brings(app, part))
    }

    /// The columns of a file that go anywhere, by what they become; once that is known, without
    /// those that have nothing in them.
    fn columns_of(&self, app: &AppContext<'_>, look: &FileLook, part: &FilePart) -> String {
        let columns = look.mapping.columns();
        let counted = self.reading.counted.as_ref();
        let seen = counted.and_then(|counted| counted.survey.as_ref());
        let is_filled = |index: usize| {
            let column = seen.and_then(|survey| survey.columns().get(index));
            column.is_none_or(|column| column.filled > 0)
        };
        let fields = part.columns.iter().filter_map(|index| {
            let field = columns.get(*index)?.field.as_ref()?;
            let is_beside = matches!(
                field,
                Field::Ignore | Field::LabelOf(_) | Field::StandingOf(_)
            );
            (!is_beside && is_filled(*index)).then(|| match field {
                Field::Custom(name) => name.clone(),
                field => words::field(app.language, field),
            })
        });
        let mut names: Vec<String> = Vec::new();
        for name in fields {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        list(app.language, &names)
    }

    fn left_out_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, left_out: &[FileLeftOut]) {
        let language = app.language;
        let all = u64::try_from(left_out.len()).unwrap_or(u64::MAX);
        let heading = text!(language, "sweep-left-out", n = all, count = count(all));
        // What is damaged may be missed; pictures are not.
        let mut sorted: Vec<&FileLeftOut> = left_out.iter().collect();
        sorted.sort_by_key(|file| file.why.is_no_list());
        let shown = if self.unfolded.left_out {
            sorted.len()
        } else {
            FIRST
        };
        Card::new(&heading).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for file in sorted.iter().take(shown) {
                left_out_row_ui(ui, app, file);
            }
            if shown < sorted.len() {
                ui.add_space(space::TINY);
                let words = text!(language, "sweep-left-out-all", n = all, count = count(all));
                if ui.add(Button::quiet(&words).small()).clicked() {
                    self.unfolded.left_out = true;
                }
            }
            ui.add_space(space::SMALL);
            small_paragraph(ui, &text!(language, "sweep-left-out-hint"), app.tokens.mute);
        });
    }

    /// What became of each file, for the result.
    pub(super) fn done_parts_ui(ui: &mut Ui, app: &AppContext<'_>, imported: &Imported) {
        let parts = imported.report.parts.iter();
        let parts: Vec<&PartReport> = parts.filter(|part| part.buckets.rows > 0).collect();
        if parts.is_empty() {
            return;
        }
        Card::new(&text!(app.language, "sweep-by-file")).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for part in parts {
                let wanted = vec2(ui.available_width(), LINE);
                let (row, _) = ui.allocate_exact_size(wanted, Sense::hover());
                let brings = brings(app, part);
                let half = row.with_min_x(row.right() - row.width() * 0.45);
                cell_ui(ui, row.with_max_x(half.left() - space::SMALL), |ui| {
                    elided(ui, &part.name, fonts::body(), app.tokens.ink)
                });
                cell_ui(ui, half, |ui| {
                    elided(ui, &brings, fonts::body(), app.tokens.mute)
                });
            }
        });
        ui.add_space(space::MEDIUM);
    }
}

fn left_out_row_ui(ui: &mut Ui, app: &AppContext<'_>, file: &FileLeftOut) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let middle = row.left() + row.width() * 0.45;
    let name = row.with_max_x(middle - space::SMALL);
    cell_ui(ui, name, |ui| {
        elided(ui, &file.name, fonts::body(), app.tokens.ink)
    });
    let color = if file.why.is_no_list() {
        app.tokens.mute
    } else {
        app.tokens.no
    };
    let why = why(app, file);
    cell_ui(ui, row.with_min_x(middle), |ui| {
        elided(ui, &why, fonts::body(), color)
    });
}

/// Why a file stays out, in few words where that is enough.
fn why(app: &AppContext<'_>, file: &FileLeftOut) -> String {
    let language = app.language;
    match &file.why {
        FileFault::Import(ImportProblem::UnknownKind) => text!(language, "sweep-why-kind"),
        FileFault::Import(ImportProblem::NoRows) => text!(language, "sweep-why-empty"),
        FileFault::Import(ImportProblem::NothingRecognised) => {
            text!(language, "sweep-why-nobody")
        }
        FileFault::Import(ImportProblem::EditedList) => text!(language, "sweep-why-edited"),
        FileFault::Import(ImportProblem::TooLarge { .. } | ImportProblem::TooMuchInside) => {
            text!(language, "sweep-why-large")
        }
        fault => i18n::file_fault(language, &file.name, fault),
    }
}

fn brings(app: &AppContext<'_>, part: &PartReport) -> String {
    or_nothing(app.language, brought(app.language, &part.buckets))
}

fn heads_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let language = app.language;
    let t = app.tokens;
    let wanted = vec2(ui.available_width(), size::HEADER_ROW);
    let (row, _) = ui.allocate_exact_size(wanted, Sense::hover());
    ui.painter().rect_filled(row, 0, t.head);
    let below = row.with_min_y(row.bottom() - 1.0);
    ui.painter().rect_filled(below, 0, t.line);
    let cells = Cells::of(row);
    for (rect, words, is_number) in [
        (Some(cells.name), text!(language, "sweep-head-file"), false),
        (Some(cells.kind), text!(language, "sweep-head-kind"), false),
        (Some(cells.rows), text!(language, "sweep-head-rows"), true),
        (cells.columns, text!(language, "sweep-head-columns"), false),
        (
            Some(cells.brings),
            text!(language, "sweep-head-brings"),
            false,
        ),
    ] {
        let Some(rect) = rect else { continue };
        let galley = paint::line(ui, &words, fonts::small(), t.mute, rect.width());
        if is_number {
            paint::right(ui.painter(), rect, galley);
        } else {
            paint::left(ui.painter(), rect, galley);
        }
        let head = ui.interact(rect, ui.next_auto_id().with(&words), Sense::hover());
        head.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &words));
    }
}

fn cell_ui<R>(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    let mut ui = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center)),
    );
    content(&mut ui)
}
