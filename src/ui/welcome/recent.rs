//! The books that were open before.

use std::path::{Path, PathBuf};

use egui::{
    CornerRadius, CursorIcon, Frame, Id, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use crate::domain::time::Millis;
use crate::i18n::{ago, count};
use crate::text;
use crate::ui::theme::{fonts, icons, radius, round_focus, size, space, text as type_size};
use crate::ui::widgets::{Button, paint};
use crate::ui::{Action, AppContext, Route};
use crate::workspace::settings::RecentBook;
use crate::workspace::{self, Reply, places};

const ROW: f32 = 48.0;

/// Which of the books are still where they were; asked on a thread of its own, because a disk that
/// sleeps or a network that is gone may take its time.
#[derive(Debug, Default)]
pub struct Recent {
    asked: Option<Reply<Vec<bool>>>,
    /// The books that were asked about.
    paths: Vec<PathBuf>,
    are_there: Vec<bool>,
}

impl Recent {
    /// Draws the card.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        self.keep_up(app);
        let frame = Frame::new()
            .fill(app.tokens.panel)
            .stroke(app.tokens.line_stroke())
            .corner_radius(CornerRadius::same(radius::CARD));
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let last = app.settings.recent.len().saturating_sub(1);
            for (index, book) in app.settings.recent.iter().enumerate() {
                let is_missing = self.is_missing(&book.path);
                let rect = row_ui(ui, app, book, is_missing);
                if index < last {
                    let line = Rect::from_min_max(
                        pos2(rect.left(), rect.bottom() - 1.0),
                        rect.right_bottom(),
                    );
                    ui.painter().rect_filled(line, 0, app.tokens.row);
                }
            }
        });
    }

    fn keep_up(&mut self, app: &AppContext<'_>) {
        if let Some(are_there) = Reply::take_from(&mut self.asked) {
            self.are_there = are_there;
        }
        let recent = &app.settings.recent;
        if !self.paths.iter().eq(recent.iter().map(|book| &book.path)) {
            self.paths = recent.iter().map(|book| book.path.clone()).collect();
            let paths = self.paths.clone();
            let asked = app
                .session
                .wait_for(async move { places::are_there(&paths) });
            self.asked = Some(asked);
            self.are_there.clear();
        }
    }

    /// Known to be gone; what is not known yet is taken to be there.
    fn is_missing(&self, path: &Path) -> bool {
        let index = self.paths.iter().position(|known| known == path);
        index.and_then(|index| self.are_there.get(index)) == Some(&false)
    }
}

fn row_ui(ui: &mut Ui, app: &AppContext<'_>, book: &RecentBook, is_missing: bool) -> Rect {
    let language = app.language;
    let tokens = app.tokens;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let name = book.path.file_stem().unwrap_or_default().to_string_lossy();
    let day = workspace::day_of(Millis(book.opened));
    let facts = if is_missing {
        text!(language, "welcome-missing")
    } else {
        text!(
            language,
            "welcome-recent-facts",
            count = count(book.contacts),
            ago = ago(language, day, app.today)
        )
    };
    let inner = rect.shrink2(vec2(space::LARGE, 0.0));
    let end = if is_missing {
        inner.right() - size::CONTROL - space::SMALL
    } else {
        inner.right()
    };
    let id = Id::unique(("recent book", &book.path));
    let response = open_area(ui, id, rect.with_max_x(end), is_missing, &name, &facts);
    if response.hovered() && !is_missing {
        let corners = CornerRadius::same(radius::CARD);
        ui.painter().rect_filled(rect, corners, tokens.hover);
    }
    let (ink, quiet) = if is_missing {
        (tokens.faint, tokens.faint)
    } else {
        (tokens.ink, tokens.mute)
    };
    let painter = ui.painter();
    let icon = pos2(inner.left() + size::ICON / 2.0, rect.center().y);
    paint::icon(painter, icon, icons::BOOK, size::ICON, quiet);
    let facts = paint::line(ui, &facts, fonts::body(), quiet, inner.width() / 2.0);
    let facts_width = facts.size().x;
    paint::right(painter, inner.with_max_x(end), facts);
    let left = inner.left() + size::ICON + space::MEDIUM;
    let room = end - left - facts_width - space::LARGE;
    let words = paint::line(ui, &name, fonts::bold(type_size::BODY), ink, room);
    paint::left(painter, inner.with_min_x(left), words);
    if is_missing {
        remove_ui(ui, app, book, inner);
    }
    let response = response.on_hover_text(book.path.display().to_string());
    if response.clicked() && !is_missing {
        app.send(Action::Go(Route::Unlock(book.path.clone())));
    }
    rect
}

fn open_area(ui: &Ui, id: Id, rect: Rect, is_missing: bool, name: &str, facts: &str) -> Response {
    let sense = if is_missing {
        Sense::hover()
    } else {
        Sense::click()
    };
    let response = ui.interact(rect, id, sense);
    round_focus(&response, radius::CARD);
    let words = format!("{name}, {facts}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, !is_missing, &words));
    if is_missing {
        response
    } else {
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}

fn remove_ui(ui: &mut Ui, app: &AppContext<'_>, book: &RecentBook, inner: Rect) {
    let center = pos2(
        inner.right() - size::CONTROL / 2.0 + space::SMALL,
        inner.center().y,
    );
    let place = Rect::from_center_size(center, vec2(size::CONTROL, size::CONTROL));
    let mut child = ui.new_child(UiBuilder::new().id_salt(&book.path).max_rect(place));
    let words = text!(app.language, "welcome-remove");
    if child
        .add(Button::quiet_icon(icons::CROSS, &words))
        .clicked()
    {
        let path = book.path.clone();
        app.change_settings(move |settings| settings.recent.retain(|book| book.path != path));
    }
}
