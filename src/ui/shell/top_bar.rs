//! The bar at the top: whose book it is, the search box, bringing in, sending out, locking.

use egui::{Align, Frame, Label, Layout, Margin, Panel, Rect, RichText, Ui, UiBuilder, vec2};

use crate::text;
use crate::ui::people::People;
use crate::ui::theme::{fonts, icons, size, space, text as type_size};
use crate::ui::widgets::{Button, elided};
use crate::ui::{AppContext, Command, Route};

/// Widest search box, in points.
const SEARCH_MAX: f32 = 560.0;
/// Narrowest that is still of use.
const SEARCH_MIN: f32 = 200.0;

/// Draws the bar.
pub fn top_bar(ui: &mut Ui, app: &AppContext<'_>, route: &Route, people: &mut People) {
    let frame = Frame::new()
        .fill(app.tokens.panel)
        .inner_margin(Margin::symmetric(16, 0));
    Panel::top("top bar")
        .exact_size(size::TOP_BAR)
        .resizable(false)
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| {
            let bar = ui.max_rect();
            let left = brand(ui, app, bar);
            let right = buttons(ui, app, bar);
            if *route == Route::People {
                search(ui, app, people, bar, left, right);
            }
            let bottom =
                Rect::from_min_max(bar.left_bottom() - vec2(16.0, 1.0), bar.right_bottom());
            ui.painter()
                .rect_filled(bottom.with_max_x(bar.right() + 16.0), 0, app.tokens.line);
        });
}

/// The program's and the book's name; returns where they end.
fn brand(ui: &mut Ui, app: &AppContext<'_>, bar: Rect) -> f32 {
    let room = bar.with_max_x(bar.left() + bar.width() * 0.3);
    let mut ui = ui.new_child(
        UiBuilder::new()
            .max_rect(room)
            .layout(Layout::left_to_right(Align::Center)),
    );
    let name = RichText::new(text!(app.language, "app-name"))
        .font(fonts::bold(type_size::SUBTITLE))
        .color(app.tokens.ink);
    ui.add(Label::new(name).selectable(false));
    if let Some(book) = &app.snapshot.book {
        elided(&mut ui, &book.name, fonts::body(), app.tokens.mute);
    }
    ui.min_rect().right()
}

/// Returns where the buttons begin.
fn buttons(ui: &mut Ui, app: &AppContext<'_>, bar: Rect) -> f32 {
    let mut ui = ui.new_child(
        UiBuilder::new()
            .max_rect(bar)
            .layout(Layout::right_to_left(Align::Center)),
    );
    ui.spacing_mut().item_spacing.x = space::MEDIUM;
    let mut button = |words: String, icon, command: Command, can: bool| {
        let keys = command.keys(ui.ctx());
        let response = ui
            .add_enabled(can, Button::normal(&words).with_icon(icon))
            .on_hover_text(keys);
        if response.clicked() {
            app.run(command);
        }
    };
    let language = app.language;
    button(
        text!(language, "top-lock"),
        icons::LOCK,
        Command::Lock,
        true,
    );
    button(
        text!(language, "top-export"),
        icons::EXPORT,
        Command::Export,
        true,
    );
    button(
        text!(language, "top-import"),
        icons::IMPORT,
        Command::Import,
        app.can_write(),
    );
    ui.min_rect().left()
}

/// In the middle of the window where there is room for it, between its neighbours where not.
fn search(
    ui: &mut Ui,
    app: &AppContext<'_>,
    people: &mut People,
    bar: Rect,
    left: f32,
    right: f32,
) {
    let (left, right) = (left + space::HUGE, right - space::HUGE);
    let width = (right - left).min(SEARCH_MAX);
    if width < SEARCH_MIN {
        return;
    }
    let center = bar
        .center()
        .x
        .clamp(left + width / 2.0, right - width / 2.0);
    let rect = Rect::from_center_size(
        egui::pos2(center, bar.center().y),
        vec2(width, size::SEARCH),
    );
    let mut ui = ui.new_child(UiBuilder::new().max_rect(rect));
    people.search_ui(&mut ui, app);
}
