//! Badges: a state said by shape, word and colour together.

use egui::{
    Color32, CornerRadius, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::paint;
use crate::ui::theme::{Tokens, fonts, icons, size};

/// What a badge says. `Yes` and `Unknown` are plain text, and in cells `Service` too, so that a
/// thousand rows stay calm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadgeKind {
    /// ✓
    Yes,
    /// ● in blue: never the green of marketing consent.
    Service,
    /// ◔
    Waiting,
    /// ?
    Unknown,
    /// ✕
    No,
}

impl BadgeKind {
    /// The colour of its text and sign.
    pub fn color(self, t: &Tokens) -> Color32 {
        match self {
            Self::Yes => t.ok,
            Self::Service => t.service,
            Self::Waiting => t.wait,
            Self::Unknown => t.mute,
            Self::No => t.no,
        }
    }

    /// The colour behind it, for the kinds that have one.
    pub fn fill(self, t: &Tokens) -> Option<Color32> {
        match self {
            Self::Yes | Self::Unknown => None,
            Self::Service => Some(t.service_bg),
            Self::Waiting => Some(t.wait_bg),
            Self::No => Some(t.no_bg),
        }
    }

    fn padding(self) -> f32 {
        match self {
            Self::Yes | Self::Unknown => 2.0,
            Self::Service | Self::Waiting | Self::No => 8.0,
        }
    }
}

/// A badge with a word such as the name of a channel. `meaning` says the state in words, for
/// screen readers and on hover.
pub fn badge(ui: &mut Ui, kind: BadgeKind, word: &str, meaning: &str) -> Response {
    let room = ui.available_width();
    let width = badge_width(ui, kind, word).min(room.max(size::BADGE));
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::BADGE), Sense::hover());
    if ui.is_rect_visible(rect) {
        paint_badge(ui, rect, kind, word);
    }
    let name = if meaning.is_empty() || meaning == word {
        word.to_owned()
    } else {
        format!("{word} {meaning}")
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), &name));
    if meaning.is_empty() {
        response
    } else {
        response.on_hover_text(meaning)
    }
}

/// Points a badge takes in a line.
pub fn badge_width(ui: &Ui, kind: BadgeKind, word: &str) -> f32 {
    let text = paint::line(
        ui,
        word,
        fonts::small(),
        Color32::PLACEHOLDER,
        f32::INFINITY,
    );
    (2.0 * kind.padding() + size::SMALL_ICON + GAP + text.size().x).ceil()
}

const GAP: f32 = 4.0;

/// Points a badge takes in a cell.
pub fn cell_badge_width(ui: &Ui, kind: BadgeKind, word: &str) -> f32 {
    let unused = if kind == BadgeKind::Service {
        2.0 * (kind.padding() - BadgeKind::Yes.padding())
    } else {
        0.0
    };
    badge_width(ui, kind, word) - unused
}

/// Paints a badge into `rect`, in the middle of its height: for cells, which are one widget each.
pub fn paint_cell_badge(ui: &Ui, rect: Rect, kind: BadgeKind, word: &str) {
    if kind == BadgeKind::Service {
        paint_words(
            ui,
            rect.shrink2(vec2(BadgeKind::Yes.padding(), 0.0)),
            kind,
            word,
        );
    } else {
        paint_badge(ui, rect, kind, word);
    }
}

fn paint_badge(ui: &Ui, rect: Rect, kind: BadgeKind, word: &str) {
    let t = Tokens::of(ui);
    let painter = ui.painter();
    let rect = Rect::from_center_size(rect.center(), vec2(rect.width(), size::BADGE));
    let color = kind.color(t);
    if let Some(fill) = kind.fill(t) {
        painter.rect(
            rect,
            CornerRadius::same(11),
            fill,
            t.badge_outline(color),
            StrokeKind::Inside,
        );
    }
    paint_words(ui, rect.shrink2(vec2(kind.padding(), 0.0)), kind, word);
}

/// The sign and the word.
fn paint_words(ui: &Ui, inner: Rect, kind: BadgeKind, word: &str) {
    let color = kind.color(Tokens::of(ui));
    let painter = ui.painter();
    let sign = pos2(inner.left() + size::SMALL_ICON / 2.0, inner.center().y);
    match kind {
        BadgeKind::Yes => paint::icon(painter, sign, icons::CHECK, size::SMALL_ICON, color),
        BadgeKind::No => paint::icon(painter, sign, icons::CROSS, size::SMALL_ICON, color),
        BadgeKind::Waiting => paint::quarter(painter, sign, 4.5, color),
        BadgeKind::Service => {
            painter.circle_filled(sign, 4.5, color);
        }
        BadgeKind::Unknown => {
            painter.text(
                sign,
                egui::Align2::CENTER_CENTER,
                "?",
                fonts::small(),
                color,
            );
        }
    }
    let text = inner.with_min_x(inner.left() + size::SMALL_ICON + GAP);
    let galley = paint::line(ui, word, fonts::small(), color, text.width() + 1.0);
    paint::left(painter, text, galley);
}

/// A small bordered word, for tags.
pub fn tag(ui: &mut Ui, word: &str) -> Response {
    let room = ui.available_width();
    let width = tag_width(ui, word).min(room.max(size::TAG));
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::TAG), Sense::hover());
    let galley = paint_tag(ui, rect, word);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, ui.is_enabled(), word));
    paint::whole_on_hover(response, &galley, word)
}

/// Points a tag takes in a line.
pub fn tag_width(ui: &Ui, word: &str) -> f32 {
    let text = paint::line(
        ui,
        word,
        fonts::small(),
        Color32::PLACEHOLDER,
        f32::INFINITY,
    );
    (text.size().x + 12.0).ceil()
}

/// Paints a tag into `rect`, in the middle of its height; gives the text as it was laid out.
pub fn paint_tag(ui: &Ui, rect: Rect, word: &str) -> std::sync::Arc<egui::Galley> {
    let t = Tokens::of(ui);
    let rect = Rect::from_center_size(rect.center(), vec2(rect.width(), size::TAG));
    let corners = CornerRadius::same(6);
    ui.painter()
        .rect_stroke(rect, corners, t.line_stroke(), StrokeKind::Inside);
    let inner = rect.shrink2(vec2(6.0, 0.0));
    let galley = paint::line(ui, word, fonts::small(), t.mute, inner.width() + 1.0);
    paint::left(ui.painter(), inner, galley.clone());
    galley
}
