//! The first lines of the file as it would be, before it is written.

use std::sync::Arc;

use egui::{
    CornerRadius, Frame, Rect, Role, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::head;
use super::plan::Planned;
use crate::domain::consent::Scope;
use crate::domain::problem::Problem;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, size, space, text as type_size};
use crate::ui::widgets::{paint, paragraph};
use crate::workspace::{Column, Reply};

/// So many people are shown.
const LINES: usize = 8;
const ROW: f32 = 32.0;
/// Narrowest column, in points.
const NARROW: f32 = 132.0;

type Lines = Vec<Vec<String>>;

/// What is shown, and what it was asked for.
#[derive(Debug, Default)]
pub(super) struct Preview {
    lines: Lines,
    columns: Vec<Column>,
    planned: Option<Arc<Planned>>,
    waiting: Option<Reply<Result<Lines, Problem>>>,
}

impl Preview {
    /// Asks the book again where the people or the columns are others.
    pub(super) fn keep_up(
        &mut self,
        app: &AppContext<'_>,
        planned: &Arc<Planned>,
        columns: &[Column],
        scope: Option<Scope>,
    ) {
        if let Some(Ok(lines)) = Reply::take_from(&mut self.waiting) {
            self.lines = lines;
        }
        let is_same = (self.planned.as_ref()).is_some_and(|before| Arc::ptr_eq(before, planned))
            && self.columns == columns;
        if is_same {
            return;
        }
        self.planned = Some(Arc::clone(planned));
        self.columns = columns.to_vec();
        let people: Vec<_> = planned.plan.reached.iter().take(LINES).copied().collect();
        let columns = columns.to_vec();
        self.waiting = Some(
            app.session
                .call(move |workspace| workspace.preview(&people, &columns, scope)),
        );
    }

    /// Draws the lines as a table that scrolls sideways.
    pub(super) fn ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        if self.columns.is_empty() {
            let words = text!(app.language, "send-no-columns");
            paragraph(ui, &words, app.tokens.wait);
            return;
        }
        let columns = f32::from(u8::try_from(self.columns.len()).unwrap_or(u8::MAX));
        let width = (ui.available_width() / columns).floor().max(NARROW);
        let shown = Frame::new().fill(app.tokens.panel).show(ui, |ui| {
            ScrollArea::horizontal()
                .id_salt("export preview")
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.set_width(width * columns);
                    self.heads_ui(ui, app, width);
                    for line in &self.lines {
                        line_ui(ui, app, line, width);
                    }
                });
        });
        ui.painter().rect_stroke(
            shown.response.rect,
            CornerRadius::ZERO,
            app.tokens.line_stroke(),
            StrokeKind::Inside,
        );
    }

    fn heads_ui(&self, ui: &mut Ui, app: &AppContext<'_>, width: f32) {
        let t = app.tokens;
        let wanted = vec2(ui.available_width(), size::HEADER_ROW);
        let (row, _) = ui.allocate_exact_size(wanted, Sense::hover());
        ui.painter().rect_filled(row, 0, t.head);
        ui.painter()
            .rect_filled(row.with_min_y(row.bottom() - 1.0), 0, t.line);
        for (place, column) in (0_u8..).zip(&self.columns) {
            let rect = cell(row, place, width);
            let words = head(app, column);
            let font = fonts::bold(type_size::BODY);
            let galley = paint::line(ui, &words, font, t.ink, rect.width());
            paint::left(ui.painter(), rect, galley);
            let id = ui.scope_id().with(("export head", place));
            let response = ui.interact(rect, id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &words));
        }
    }
}

fn line_ui(ui: &mut Ui, app: &AppContext<'_>, line: &[String], width: f32) {
    let t = app.tokens;
    let wanted = vec2(ui.available_width(), ROW);
    let (row, response) = ui.allocate_exact_size(wanted, Sense::hover());
    ui.painter()
        .rect_filled(row.with_min_y(row.bottom() - 1.0), 0, t.row);
    for (place, text) in (0_u8..).zip(line) {
        let rect = cell(row, place, width);
        let galley = paint::line(ui, text, fonts::body(), t.ink, rect.width());
        paint::left(ui.painter(), rect, galley);
    }
    let whole = line.join(" · ");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &whole));
}

fn cell(row: Rect, place: u8, width: f32) -> Rect {
    let left = row.left() + f32::from(place) * width;
    Rect::from_min_size(pos2(left, row.top()), vec2(width, row.height()))
        .shrink2(vec2(space::SMALL, 0.0))
}
