//! The decisions: their keys, their buttons, and the head that says how far the walk is.

use egui::{Event, Id, Key, Modifiers, Rect, Sense, Ui, vec2};

use super::Habits;
use crate::domain::consent::Method;
use crate::domain::review::{Decision, Tally};
use crate::i18n::{self, Language, count};
use crate::text;
use crate::ui::keys::key_words;
use crate::ui::theme::icons::Icon;
use crate::ui::theme::{fonts, icons, size, space, text as type_size};
use crate::ui::widgets::{Button, MenuRow, Select, elided, menu, paint, paint_bar};
use crate::ui::{AppContext, Command};
use crate::workspace::{Review, ReviewItem};

/// What a key or a button of the walk asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    Keep,
    /// Puts on the tag that was put on last.
    Tag,
    OtherTag,
    Mend,
    Invalid,
    Withdraw,
    Skip,
    Delete,
    Back,
    Forward,
    Number {
        down: bool,
    },
    Leave,
    /// Takes the list off the desk.
    Drop,
}

/// Every key of the walk; of several for one act the first is the one that is shown.
pub const KEYS: [(Modifiers, Key, Pressed); 14] = [
    (Modifiers::NONE, Key::K, Pressed::Keep),
    (Modifiers::SHIFT, Key::T, Pressed::OtherTag),
    (Modifiers::NONE, Key::T, Pressed::Tag),
    (Modifiers::NONE, Key::F, Pressed::Mend),
    (Modifiers::NONE, Key::X, Pressed::Invalid),
    (Modifiers::NONE, Key::W, Pressed::Withdraw),
    (Modifiers::NONE, Key::S, Pressed::Skip),
    (Modifiers::NONE, Key::D, Pressed::Delete),
    (Modifiers::NONE, Key::Delete, Pressed::Delete),
    (Modifiers::NONE, Key::ArrowLeft, Pressed::Back),
    (Modifiers::NONE, Key::ArrowRight, Pressed::Forward),
    (
        Modifiers::NONE,
        Key::ArrowUp,
        Pressed::Number { down: false },
    ),
    (
        Modifiers::NONE,
        Key::ArrowDown,
        Pressed::Number { down: true },
    ),
    (Modifiers::NONE, Key::Escape, Pressed::Leave),
];

/// Ways in which people say that they want no more advertising.
const METHODS: [Method; 4] = [
    Method::VerbalCall,
    Method::InPerson,
    Method::SmsReply,
    Method::Paper,
];

impl Pressed {
    /// What the key does, in words.
    pub fn name(self, language: Language) -> String {
        match self {
            Self::Keep => text!(language, "review-keep"),
            Self::Tag => text!(language, "review-tag"),
            Self::OtherTag => text!(language, "review-other-tag"),
            Self::Mend => text!(language, "review-mend"),
            Self::Invalid => text!(language, "review-invalid"),
            Self::Withdraw => text!(language, "review-withdraw"),
            Self::Skip => text!(language, "review-skip"),
            Self::Delete => text!(language, "review-delete"),
            Self::Back => text!(language, "review-back"),
            Self::Forward => text!(language, "review-forward"),
            Self::Number { down: false } => text!(language, "review-number-up"),
            Self::Number { down: true } => text!(language, "review-number-down"),
            Self::Leave => text!(language, "review-pause"),
            Self::Drop => text!(language, "review-drop"),
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Keep => icons::CHECK,
            Self::Tag | Self::OtherTag => icons::TAG,
            Self::Mend => icons::EDIT,
            Self::Invalid => icons::WARNING,
            Self::Withdraw => icons::CROSS,
            Self::Skip => icons::SKIP,
            Self::Delete | Self::Drop => icons::TRASH,
            Self::Back => icons::ARROW_LEFT,
            Self::Forward => icons::ARROW_RIGHT,
            Self::Number { down: false } => icons::CHEVRON_UP,
            Self::Number { down: true } => icons::CHEVRON_DOWN,
            Self::Leave => icons::PAUSE,
        }
    }
}

/// Takes the walk's keys out of this pass, unless they belong to a field or to a dialog.
pub fn pressed(ui: &Ui) -> Vec<Pressed> {
    let ctx = ui.ctx();
    let is_taken =
        ctx.text_edit_focused() || ctx.memory(|memory| memory.top_modal_layer().is_some());
    if is_taken || egui::Popup::is_any_open(ctx) {
        return Vec::new();
    }
    ui.input_mut(|input| {
        let is_composing = (input.events.iter()).any(|event| matches!(event, Event::Ime(_)));
        if is_composing {
            return Vec::new();
        }
        KEYS.into_iter()
            .filter(|(modifiers, key, _)| input.consume_key(*modifiers, *key))
            .map(|(_, _, pressed)| pressed)
            .collect()
    })
}

/// What can be decided now.
pub struct Bar {
    pub has_person: bool,
    pub has_number: bool,
    /// Nothing is on its way to the book.
    pub can: bool,
}

/// Draws the buttons; gives the one that was clicked.
pub fn bar_ui(ui: &mut Ui, app: &AppContext<'_>, bar: &Bar, habits: &Habits) -> Option<Pressed> {
    let language = app.language;
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
        for (pressed, can) in [
            (Pressed::Keep, true),
            (Pressed::Tag, bar.has_person),
            (Pressed::Mend, bar.has_person),
            (Pressed::Invalid, bar.has_number),
            (Pressed::Withdraw, bar.has_person),
            (Pressed::Skip, true),
            (Pressed::Delete, bar.has_person),
        ] {
            let mut words = pressed.name(language);
            if pressed == Pressed::Tag && !habits.tag.is_empty() {
                words = text!(language, "review-tag-with", tag = habits.tag.as_str());
            }
            let keys = keys_of(ui, pressed);
            let button = match pressed {
                Pressed::Keep => Button::primary(&words),
                Pressed::Delete => Button::danger(&words),
                _ => Button::normal(&words),
            };
            let button = button.with_icon(pressed.icon()).shortcut(&keys);
            if ui.add_enabled(can && bar.can, button).clicked() {
                clicked = Some(pressed);
            }
        }
        if !habits.tag.is_empty() {
            let words = Pressed::OtherTag.name(language);
            let keys = keys_of(ui, Pressed::OtherTag);
            let button = Button::quiet(&words).shortcut(&keys);
            if ui.add_enabled(bar.has_person && bar.can, button).clicked() {
                clicked = Some(Pressed::OtherTag);
            }
        }
        let words = Command::Undo.name(language);
        let keys = Command::Undo.keys(ui.ctx());
        let can_undo = bar.can && app.environment.allows(Command::Undo);
        let button = Button::quiet(&words).with_icon(icons::UNDO).shortcut(&keys);
        if ui.add_enabled(can_undo, button).clicked() {
            app.run(Command::Undo);
        }
    });
    clicked
}

fn keys_of(ui: &Ui, pressed: Pressed) -> String {
    let found = KEYS.iter().find(|(.., of)| *of == pressed);
    let shortcut = found.map(|(modifiers, key, _)| egui::KeyboardShortcut::new(*modifiers, *key));
    shortcut
        .map(|shortcut| key_words(ui.ctx(), shortcut))
        .unwrap_or_default()
}

/// Draws whose list it is, how far it is, and the ways out; gives what was clicked.
pub fn head_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    review: &Review,
    item: ReviewItem,
    habits: &mut Habits,
) -> Option<Pressed> {
    let language = app.language;
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = space::SMALL;
    let line = vec2(ui.available_width(), size::CONTROL);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(line, layout, |ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let more = text!(language, "inspector-more");
        let button = ui.add(Button::icon(icons::MORE, &more));
        menu(&button, |ui| {
            let words = Pressed::Drop.name(language);
            let row = MenuRow::new(&words).icon(Pressed::Drop.icon()).danger();
            if ui.add(row).clicked() {
                clicked = Some(Pressed::Drop);
            }
        });
        let words = Pressed::Leave.name(language);
        let keys = keys_of(ui, Pressed::Leave);
        let button = Button::normal(&words).shortcut(&keys);
        if ui.add(button).clicked() {
            clicked = Some(Pressed::Leave);
        }
        method_ui(ui, app, habits);
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let font = fonts::bold(type_size::TITLE);
            elided(ui, &review.name, font, app.tokens.ink);
        });
    });
    if let Some(pressed) = progress_ui(ui, app, review, item) {
        clicked = Some(pressed);
    }
    clicked
}

fn method_ui(ui: &mut Ui, app: &AppContext<'_>, habits: &mut Habits) {
    let language = app.language;
    let name = text!(language, "review-method");
    let words = METHODS.map(|method| {
        let how = i18n::method(language, method);
        text!(language, "review-method-is", how = how)
    });
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut chosen = METHODS.iter().position(|method| *method == habits.method);
    Select::new(Id::unique("review method"), &name)
        .width(196.0)
        .show(ui, &mut chosen, &words);
    if let Some(method) = chosen.and_then(|chosen| METHODS.get(chosen)) {
        habits.method = *method;
    }
}

/// The bar, with steps to either side, and below it what was decided so far.
fn progress_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    review: &Review,
    item: ReviewItem,
) -> Option<Pressed> {
    let language = app.language;
    let mut clicked = None;
    let total = review.tally.total();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let back = Pressed::Back.name(language);
        let can = item.place > 0;
        let button = Button::quiet_icon(icons::ARROW_LEFT, &back).small();
        if ui.add_enabled(can, button).clicked() {
            clicked = Some(Pressed::Back);
        }
        let place = u64::from(item.place) + 1;
        let words = text!(
            language,
            "review-place",
            place = count(place),
            total = count(total)
        );
        elided(ui, &words, fonts::body(), app.tokens.ink);
        let forward = Pressed::Forward.name(language);
        let button = Button::quiet_icon(icons::ARROW_RIGHT, &forward).small();
        if ui.add(button).clicked() {
            clicked = Some(Pressed::Forward);
        }
        let words = tally_words(language, &review.tally);
        let galley = paint::line(
            ui,
            &words,
            fonts::small(),
            app.tokens.mute,
            ui.available_width(),
        );
        let wanted = vec2(ui.available_width(), size::CHIP);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
        paint::right(ui.painter(), rect, galley.clone());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
        paint::whole_on_hover(response, &galley, &words);
    });
    let wanted = vec2(ui.available_width(), 6.0);
    let (rect, bar) = ui.allocate_exact_size(wanted, Sense::hover());
    let share = share(&review.tally);
    paint_bar(ui, Rect::from_min_size(rect.min, wanted), Some(share));
    let name = text!(language, "review-progress");
    bar.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, &name);
        info.value = Some(f64::from(share));
        info
    });
    clicked
}

#[expect(clippy::cast_precision_loss, reason = "the length of a bar")]
fn share(tally: &Tally) -> f32 {
    tally.done() as f32 / tally.total().max(1) as f32
}

/// 保留 80 · 退订 3 · 跳过 5
pub fn tally_words(language: Language, tally: &Tally) -> String {
    let parts: Vec<String> = Decision::ALL
        .into_iter()
        .filter(|decision| *decision != Decision::Waiting && tally.of(*decision) > 0)
        .map(|decision| {
            let what = i18n::decision(language, decision);
            format!("{what} {}", count(tally.of(decision)))
        })
        .collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_act_has_a_key_of_its_own() {
        let keys: HashSet<(Modifiers, Key)> =
            KEYS.iter().map(|(with, key, _)| (*with, *key)).collect();
        assert_eq!(keys.len(), KEYS.len());
        // A key with Shift also answers to the one without, so it stands first.
        let place = |of: Pressed| KEYS.iter().position(|(.., pressed)| *pressed == of);
        assert!(place(Pressed::OtherTag) < place(Pressed::Tag));
    }

    #[test]
    fn the_tally_is_told_without_what_never_happened() {
        let mut tally = Tally::default();
        tally.count(Decision::Waiting, 400);
        tally.count(Decision::Kept, 1_080);
        tally.count(Decision::Skipped, 5);
        assert_eq!(
            tally_words(Language::Chinese, &tally),
            "保留 1,080 · 跳过 5"
        );
        assert_eq!(
            tally_words(Language::English, &tally),
            "kept 1,080 · skipped 5"
        );
    }
}
