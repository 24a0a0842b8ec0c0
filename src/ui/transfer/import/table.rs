//! The columns of the file: what each is called, what it becomes, an example, what was seen in it.

use egui::{
    CornerRadius, Frame, Id, Rect, Role, Sense, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::seen::{WRONG, seen_ui};
use super::{ImportScreen, words};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, size, space, text as type_size};
use crate::ui::widgets::{Select, elided, paint};
use crate::workspace::previewing::FileLook;
use crate::workspace::{Field, FileColumn};

const ROW: f32 = 44.0;
const NAME: f32 = 140.0;
const BECOMES: f32 = 206.0;
const EXAMPLE: f32 = 174.0;
/// Narrower than this, the example stands below the name.
const ROOM_FOR_EXAMPLE: f32 = 720.0;

/// Where the cells of a row begin and end.
#[derive(Clone, Copy)]
struct Cells {
    name: Rect,
    becomes: Rect,
    example: Option<Rect>,
    seen: Rect,
}

impl Cells {
    fn of(row: Rect) -> Self {
        let at = |left: f32, width: f32| {
            Rect::from_min_size(
                pos2(row.left() + left, row.top()),
                vec2(width, row.height()),
            )
            .shrink2(vec2(space::MEDIUM, 0.0))
        };
        let has_example = row.width() >= ROOM_FOR_EXAMPLE;
        let example = if has_example { EXAMPLE } else { 0.0 };
        let before = NAME + BECOMES + example;
        Self {
            name: at(0.0, NAME),
            becomes: at(NAME, BECOMES),
            example: has_example.then(|| at(NAME + BECOMES, EXAMPLE)),
            seen: at(before, row.width() - before),
        }
    }
}

impl ImportScreen {
    /// Draws the table as high as it is.
    pub(super) fn table_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        let width = ui.available_width();
        let shown = Frame::new().fill(app.tokens.panel).show(ui, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            heads_ui(ui, app);
            for (index, column) in look.mapping.columns().iter().enumerate() {
                self.row_ui(ui, app, look, index, column);
            }
        });
        ui.painter().rect_stroke(
            shown.response.rect,
            CornerRadius::ZERO,
            app.tokens.line_stroke(),
            StrokeKind::Inside,
        );
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        look: &FileLook,
        index: usize,
        column: &FileColumn,
    ) {
        let t = app.tokens;
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        if !ui.is_rect_visible(row.expand(200.0)) {
            // Far outside: nothing to see, and nothing that Tab could be close to.
            return;
        }
        let below = row.with_min_y(row.bottom() - 1.0);
        ui.painter().rect_filled(below, 0, t.row);
        let cells = Cells::of(row);
        let name = column_name(app, column, index);
        text_ui(ui, cells.name, &name, true, t.ink);
        if let Some(rect) = cells.example {
            text_ui(ui, rect, shown(example(look, index)), false, t.mute);
        }
        self.becomes_ui(ui, app, cells.becomes, &name, index, column);
        let seen = self.reading.counted.as_ref();
        let seen = seen.and_then(|counted| counted.survey.as_ref()?.columns().get(index));
        if seen_ui(ui, app, cells.seen, column, seen) {
            self.drill_cells(&name, Some(index), &WRONG);
        }
    }

    fn becomes_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        rect: Rect,
        name: &str,
        index: usize,
        column: &FileColumn,
    ) {
        let language = app.language;
        let mut fields = words::fields();
        let own = match &column.field {
            Some(Field::Custom(name)) => Field::Custom(name.clone()),
            _ => Field::Custom(name.to_owned()),
        };
        fields.push(own);
        // What is chosen most of all stands first.
        fields.insert(0, Field::Ignore);
        let now = column.field.clone().unwrap_or(Field::Ignore);
        // What only the program can find out stays in the list while it holds.
        if !fields.contains(&now) {
            fields.insert(0, now.clone());
        }
        let choices = fields.iter().map(|field| words::field(language, field));
        let choices: Vec<String> = choices.collect();
        let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
        let mut chosen = fields.iter().position(|field| *field == now);
        let label = text!(language, "intake-becomes-of", name = name);
        let place = Rect::from_center_size(rect.center(), vec2(rect.width(), 30.0));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(place));
        let select = Select::new(Id::unique(("import column", index)), &label)
            .width(place.width())
            .in_row()
            .faded(now == Field::Ignore);
        let select = select.show(&mut ui, &mut chosen, &choices);
        if select.gained_focus() {
            // So that Tab goes through a table that is higher than the window.
            select.scroll_to_me(None);
        }
        if select.changed()
            && let Some(field) = chosen.and_then(|place| fields.get(place))
        {
            self.choices.columns.insert(index, field.clone());
            self.reread(app);
        }
    }
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
    for (rect, words) in [
        (Some(cells.name), text!(language, "intake-head-column")),
        (Some(cells.becomes), text!(language, "intake-head-becomes")),
        (cells.example, text!(language, "intake-head-example")),
        (Some(cells.seen), text!(language, "intake-head-seen")),
    ] {
        if let Some(rect) = rect {
            let galley = paint::line(ui, &words, fonts::small(), t.mute, rect.width());
            paint::left(ui.painter(), rect, galley);
            let head = ui.interact(rect, ui.next_auto_id().with(&words), Sense::hover());
            head.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &words));
        }
    }
}

fn text_ui(ui: &mut Ui, rect: Rect, words: &str, is_bold: bool, color: egui::Color32) {
    let mut ui = ui.new_child(
        UiBuilder::new()
            .max_rect(rect)
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    let font = if is_bold {
        fonts::bold(type_size::BODY)
    } else {
        fonts::body()
    };
    elided(&mut ui, words, font, color);
}

/// What the file calls the column, or the letter that a spreadsheet gives it.
pub fn column_name(app: &AppContext<'_>, column: &FileColumn, index: usize) -> String {
    if column.header.is_empty() {
        text!(app.language, "intake-column", letter = letter(index))
    } else {
        column.header.clone()
    }
}

/// The first cell of the column with anything in it.
fn example(look: &FileLook, index: usize) -> &str {
    let cells = look.rows.iter().filter_map(|(_, cells)| cells.get(index));
    let mut filled = cells
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty());
    filled.next().unwrap_or_default()
}

/// Without the wrapping by which programs keep spreadsheets from changing a cell: `="123"`.
fn shown(cell: &str) -> &str {
    let inner = cell
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(cell)
}

/// `A`, `B` … `Z`, `AA`.
fn letter(index: usize) -> String {
    let mut letters = String::new();
    let mut rest = index + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        for (index, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (702, "AAA")] {
            assert_eq!(letter(index), expected);
        }
    }
}
