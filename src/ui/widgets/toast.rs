//! Short messages at the foot of the window, each with at most one act such as undo.

use egui::{
    Align2, Area, Color32, Context, CornerRadius, Frame, Id, Margin, Order, Role, Sense, Ui,
    WidgetInfo, vec2,
};

use super::button::{Button, link};
use super::paint;
use crate::ui::theme::{Tokens, fonts, icons, icons::Icon, radius, size, space, text};

/// How grave a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    Info,
    Success,
    Warning,
    /// Stays until it is closed.
    Error,
}

impl Severity {
    pub fn icon(self) -> Icon {
        match self {
            Self::Info => icons::INFO,
            Self::Success => icons::SUCCESS,
            Self::Warning => icons::WARNING,
            Self::Error => icons::ERROR,
        }
    }

    pub fn color(self, t: &Tokens) -> Color32 {
        match self {
            Self::Info => t.service,
            Self::Success => t.ok,
            Self::Warning => t.wait,
            Self::Error => t.no,
        }
    }

    pub fn fill(self, t: &Tokens) -> Color32 {
        match self {
            Self::Info => t.service_bg,
            Self::Success => t.ok_bg,
            Self::Warning => t.wait_bg,
            Self::Error => t.no_bg,
        }
    }
}

/// How long a message stays, in seconds; with an act to choose, longer.
const STAY_SECS: f64 = 5.0;
const STAY_WITH_ACT_SECS: f64 = 10.0;

/// More than this at once cannot be read; the oldest go.
const MOST: usize = 4;

/// The messages that are shown. `A` is what the app does when an act is chosen.
#[derive(Debug)]
pub struct Toasts<A> {
    toasts: Vec<Toast<A>>,
    next: u64,
}

#[derive(Debug)]
struct Toast<A> {
    number: u64,
    severity: Severity,
    words: String,
    act: Option<(String, A)>,
    /// Seconds left to be shown; `None` stays.
    left: Option<f64>,
}

impl<A> Default for Toasts<A> {
    fn default() -> Self {
        Self {
            toasts: Vec::new(),
            next: 0,
        }
    }
}

impl<A> Toasts<A> {
    /// Adds a message, with the words of its act and what it does.
    pub fn push(&mut self, severity: Severity, words: impl Into<String>, act: Option<(String, A)>) {
        let left = match (severity, &act) {
            (Severity::Error, _) => None,
            (_, Some(_)) => Some(STAY_WITH_ACT_SECS),
            (_, None) => Some(STAY_SECS),
        };
        self.toasts.push(Toast {
            number: self.next,
            severity,
            words: words.into(),
            act,
            left,
        });
        self.next += 1;
        if self.toasts.len() > MOST {
            self.toasts.remove(0);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.toasts.is_empty()
    }

    /// Takes every message away, for a book that closes.
    pub fn clear(&mut self) {
        self.toasts.clear();
    }

    /// Draws the messages `above` points over the foot of the window; gives the act that was
    /// chosen. `close` names the ✕ of a message. Time stands still under the pointer.
    pub fn show(&mut self, ctx: &Context, above: f32, close: &str) -> Option<A> {
        if self.toasts.is_empty() {
            return None;
        }
        let mut gone = None;
        let mut chosen = false;
        let area = Area::new(Id::unique("toasts"))
            .order(Order::Tooltip)
            .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -above))
            .show(ctx, |ui| {
                ui.spacing_mut().item_spacing.y = space::SMALL;
                for toast in &self.toasts {
                    match toast.ui(ui, close) {
                        Some(Answer::Act) => (gone, chosen) = (Some(toast.number), true),
                        Some(Answer::Close) => gone = Some(toast.number),
                        None => {}
                    }
                }
            });
        if !area.response.contains_pointer() {
            let passed = f64::from(ctx.input(|input| input.unstable_dt));
            for toast in &mut self.toasts {
                toast.left = toast.left.map(|left| left - passed);
            }
        }
        let soonest = self
            .toasts
            .iter()
            .filter_map(|toast| toast.left)
            .fold(f64::INFINITY, f64::min);
        if soonest.is_finite() {
            let wait = std::time::Duration::from_secs_f64(soonest.clamp(0.0, 0.5));
            ctx.request_repaint_after(wait);
        }
        let act = gone.and_then(|number| {
            let place = self
                .toasts
                .iter()
                .position(|toast| toast.number == number)?;
            self.toasts.remove(place).act
        });
        self.toasts
            .retain(|toast| toast.left.is_none_or(|left| left > 0.0));
        act.filter(|_| chosen).map(|(_, act)| act)
    }
}

enum Answer {
    Act,
    Close,
}

impl<A> Toast<A> {
    fn ui(&self, ui: &mut Ui, close: &str) -> Option<Answer> {
        let t = Tokens::of(ui);
        let mut answer = None;
        Frame::new()
            .fill(t.panel)
            .stroke(t.line_stroke())
            .corner_radius(CornerRadius::same(radius::CARD))
            .shadow(t.popup_shadow())
            .inner_margin(Margin {
                left: 14,
                right: 8,
                top: 6,
                bottom: 6,
            })
            .show(ui, |ui| {
                // As high as its line: the place for messages may be as high as the window.
                ui.horizontal(|ui| {
                    ui.set_min_height(size::CONTROL);
                    ui.spacing_mut().item_spacing.x = space::MEDIUM;
                    let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
                    let color = self.severity.color(t);
                    paint::icon(
                        ui.painter(),
                        rect.center(),
                        self.severity.icon(),
                        18.0,
                        color,
                    );
                    let line = text::BODY_LINE;
                    let words = paint::lines(ui, &self.words, fonts::body(), line, t.ink, 420.0);
                    let (rect, label) = ui.allocate_exact_size(words.size(), Sense::hover());
                    ui.painter().galley(rect.min, words, t.ink);
                    label.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &self.words));
                    if let Some((words, _)) = &self.act
                        && link(ui, words).clicked()
                    {
                        answer = Some(Answer::Act);
                    }
                    let cross = Button::quiet_icon(icons::CROSS, close).small();
                    if ui.add(cross).clicked() {
                        answer = Some(Answer::Close);
                    }
                });
            });
        answer
    }
}

/// A box on the page that says something grave or good, in its colour and with its icon.
pub fn note(ui: &mut Ui, severity: Severity, words: &str) -> egui::Response {
    let t = Tokens::of(ui);
    let color = severity.color(t);
    Frame::new()
        .fill(severity.fill(t))
        .stroke(egui::Stroke::new(1.0, t.badge_outline(color).color))
        .corner_radius(CornerRadius::same(radius::CARD))
        .inner_margin(Margin::same(11))
        .show(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::SMALL;
                let (rect, _) =
                    ui.allocate_exact_size(vec2(size::ICON, text::BODY_LINE), Sense::hover());
                paint::icon(
                    ui.painter(),
                    rect.center(),
                    severity.icon(),
                    size::ICON,
                    color,
                );
                super::lines::paragraph(ui, words, color);
            });
            ui.set_min_width(ui.available_width());
        })
        .response
}
