//! “Think of one for me”: words for a passphrase, shown once to be written down.

use egui::{Align2, CornerRadius, Sense, Ui, vec2};

use super::words;
use crate::domain::problem::Problem;
use crate::i18n::Language;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, icons, radius, space, text as type_size};
use crate::ui::widgets::{Button, Card, Severity, note, paint, small_paragraph, tabs_fitting};
use crate::workspace::passphrase::{Suggestion, Word, WordList};

/// The words that are offered.
#[derive(Debug)]
pub struct Offer {
    list: WordList,
    drawn: Result<Suggestion, Problem>,
}

impl Offer {
    pub fn new(language: Language) -> Self {
        let list = match language {
            Language::Chinese => WordList::Pinyin,
            Language::English => WordList::English,
        };
        Self::of(list)
    }

    fn of(list: WordList) -> Self {
        Self {
            list,
            drawn: Suggestion::draw(list).map_err(Problem::from),
        }
    }

    /// The words, when they were taken.
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> Option<Suggestion> {
        let language = app.language;
        let mut taken = None;
        Card::new(&text!(language, "create-offer")).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::SMALL;
            let mut list = self.list;
            let pinyin = text!(language, "create-offer-pinyin");
            let english = text!(language, "create-offer-english");
            let choices = [
                (WordList::Pinyin, pinyin.as_str()),
                (WordList::English, english.as_str()),
            ];
            tabs_fitting(ui, &mut list, &choices);
            if list != self.list {
                *self = Self::of(list);
            }
            match &self.drawn {
                Ok(suggestion) => words_ui(ui, app, suggestion),
                Err(problem) => {
                    note(ui, Severity::Error, &words::explained(language, problem));
                }
            }
            small_paragraph(ui, &text!(language, "create-offer-write"), app.tokens.mute);
            ui.horizontal(|ui| {
                let take = text!(language, "create-offer-take");
                let others = text!(language, "create-offer-others");
                let can = self.drawn.is_ok();
                if ui.add_enabled(can, Button::primary(&take)).clicked() {
                    taken = self.drawn.as_ref().ok().cloned();
                }
                let others = Button::normal(&others).with_icon(icons::REFRESH);
                if ui.add(others).clicked() {
                    *self = Self::of(self.list);
                }
            });
        });
        taken
    }
}

/// Each word on a plate of its own, the Han characters below what is typed.
pub fn words_ui(ui: &mut Ui, app: &AppContext<'_>, suggestion: &Suggestion) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
        for word in suggestion.words() {
            word_ui(ui, app, word);
        }
    });
}

fn word_ui(ui: &mut Ui, app: &AppContext<'_>, word: Word) {
    let tokens = app.tokens;
    let font = fonts::bold(type_size::SUBTITLE);
    let typed = paint::line(ui, word.typed, font, tokens.ink, 200.0);
    let han = word
        .han
        .map(|han| paint::line(ui, han, fonts::small(), tokens.mute, 200.0));
    let wide = han.as_ref().map_or(0.0, |han| han.size().x);
    let width = typed.size().x.max(wide) + 2.0 * space::MEDIUM;
    let height = if han.is_some() { 48.0 } else { 36.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width.ceil(), height), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, word.typed));
    let corners = CornerRadius::same(radius::CONTROL);
    ui.painter().rect_filled(rect, corners, tokens.accent_bg);
    let middle = rect.center();
    let at = |size: egui::Vec2, y: f32| {
        Align2::CENTER_CENTER.align_size_within_rect(
            size,
            egui::Rect::from_center_size(egui::pos2(middle.x, y), size),
        )
    };
    let top = if han.is_some() {
        middle.y - 9.0
    } else {
        middle.y
    };
    let place = at(typed.size(), top);
    ui.painter().galley(place.min.round(), typed, tokens.ink);
    if let Some(han) = han {
        let place = at(han.size(), middle.y + 12.0);
        ui.painter().galley(place.min.round(), han, tokens.mute);
    }
}
