//! The decisions about a row that waits: their keys, their buttons, and how far it is.

use egui::{Event, Key, KeyboardShortcut, Modifiers, Rect, Sense, Ui, WidgetInfo, vec2};

use super::card::MOST;
use crate::i18n::{Language, count};
use crate::text;
use crate::ui::keys::key_words;
use crate::ui::theme::{fonts, icons, size, space, text as type_size};
use crate::ui::widgets::{Button, elided, paint_bar};
use crate::ui::{AppContext, Command};
use crate::workspace::editing::HeldView;

/// What a key or a button asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// It is the candidate at this place.
    Known(usize),
    New,
    ThrowAway,
    /// The same for all rows that wait for the same reason.
    AllNew,
    ThrowAllAway,
    Skip,
    Back,
    Forward,
    Leave,
}

/// Every key of the screen. A key with Shift also answers to the one without, so it stands first.
pub const KEYS: [(Modifiers, Key, Pressed); 12] = [
    (Modifiers::NONE, Key::Num1, Pressed::Known(0)),
    (Modifiers::NONE, Key::Num2, Pressed::Known(1)),
    (Modifiers::NONE, Key::Num3, Pressed::Known(2)),
    (Modifiers::NONE, Key::Num4, Pressed::Known(3)),
    (Modifiers::SHIFT, Key::N, Pressed::AllNew),
    (Modifiers::NONE, Key::N, Pressed::New),
    (Modifiers::SHIFT, Key::X, Pressed::ThrowAllAway),
    (Modifiers::NONE, Key::X, Pressed::ThrowAway),
    (Modifiers::NONE, Key::S, Pressed::Skip),
    (Modifiers::NONE, Key::ArrowLeft, Pressed::Back),
    (Modifiers::NONE, Key::ArrowRight, Pressed::Forward),
    (Modifiers::NONE, Key::Escape, Pressed::Leave),
];

impl Pressed {
    /// What the key does, in words.
    pub fn name(self, language: Language) -> String {
        match self {
            Self::Known(_) => text!(language, "held-known"),
            Self::New => text!(language, "held-new"),
            Self::ThrowAway => text!(language, "held-throw-away"),
            Self::AllNew => text!(language, "held-all-new"),
            Self::ThrowAllAway => text!(language, "held-throw-all-away"),
            Self::Skip => text!(language, "review-skip"),
            Self::Back => text!(language, "review-back"),
            Self::Forward => text!(language, "review-forward"),
            Self::Leave => text!(language, "review-pause"),
        }
    }
}

/// Takes one of the screen's keys out of this pass, unless it belongs to a field or to a dialog.
pub fn pressed(ui: &Ui) -> Option<Pressed> {
    let ctx = ui.ctx();
    let is_taken =
        ctx.text_edit_focused() || ctx.memory(|memory| memory.top_modal_layer().is_some());
    if is_taken || egui::Popup::is_any_open(ctx) {
        return None;
    }
    ui.input_mut(|input| {
        let is_composing = (input.events.iter()).any(|event| matches!(event, Event::Ime(_)));
        if is_composing {
            return None;
        }
        let mut keys = KEYS.into_iter();
        keys.find(|(modifiers, key, _)| input.consume_key(*modifiers, *key))
            .map(|(.., pressed)| pressed)
    })
}

/// The key of a decision, as it is called here.
pub fn keys_of(ui: &Ui, pressed: Pressed) -> String {
    let found = KEYS.iter().find(|(.., of)| *of == pressed);
    let shortcut = found.map(|(modifiers, key, _)| KeyboardShortcut::new(*modifiers, *key));
    shortcut
        .map(|shortcut| key_words(ui.ctx(), shortcut))
        .unwrap_or_default()
}

/// Draws how far it is and the way out; gives what was clicked.
pub fn head_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    done: usize,
    most: usize,
    skipped: usize,
) -> Option<Pressed> {
    let language = app.language;
    let mut clicked = None;
    let number = |of: usize| count(u64::try_from(of).unwrap_or(u64::MAX));
    let line = vec2(ui.available_width(), size::CONTROL);
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    ui.allocate_ui_with_layout(line, layout, |ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let words = Pressed::Leave.name(language);
        let keys = keys_of(ui, Pressed::Leave);
        if ui.add(Button::normal(&words).shortcut(&keys)).clicked() {
            clicked = Some(Pressed::Leave);
        }
        for (step, icon) in [
            (Pressed::Forward, icons::ARROW_RIGHT),
            (Pressed::Back, icons::ARROW_LEFT),
        ] {
            let words = step.name(language);
            if ui.add(Button::quiet_icon(icon, &words)).clicked() {
                clicked = Some(step);
            }
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::MEDIUM;
            let title = text!(language, "held-title");
            elided(ui, &title, fonts::bold(type_size::TITLE), app.tokens.ink);
            let mut words = text!(
                language,
                "held-progress",
                done = number(done),
                total = number(most)
            );
            if skipped > 0 {
                let more = text!(language, "held-skipped", count = number(skipped));
                words = [words, more].join(" · ");
            }
            elided(ui, &words, fonts::body(), app.tokens.mute);
        });
    });
    let wanted = vec2(ui.available_width(), 6.0);
    let (rect, bar) = ui.allocate_exact_size(wanted, Sense::hover());
    #[expect(clippy::cast_precision_loss, reason = "the length of a bar")]
    let share = done as f32 / most.max(1) as f32;
    paint_bar(ui, Rect::from_min_size(rect.min, wanted), Some(share));
    let name = text!(language, "held-how-far");
    bar.widget_info(|| {
        let mut info = WidgetInfo::labeled(egui::Role::ProgressIndicator, true, &name);
        info.value = Some(f64::from(share));
        info
    });
    clicked
}

/// Draws the buttons; gives the one that was clicked. `alike` rows wait for the same reason.
pub fn bar_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    view: &HeldView,
    alike: usize,
    can: bool,
) -> Option<Pressed> {
    let language = app.language;
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
        for place in 0..view.candidates.len().min(MOST) {
            let pressed = Pressed::Known(place);
            let words = text!(
                language,
                "held-known-place",
                place = (place + 1).to_string()
            );
            let keys = keys_of(ui, pressed);
            let button = Button::normal(&words)
                .with_icon(icons::PERSON)
                .shortcut(&keys);
            if ui.add_enabled(can, button).clicked() {
                clicked = Some(pressed);
            }
        }
        for (pressed, icon, can) in [
            (Pressed::New, icons::PLUS, can),
            (Pressed::ThrowAway, icons::TRASH, can),
            (Pressed::Skip, icons::SKIP, true),
        ] {
            let words = pressed.name(language);
            let keys = keys_of(ui, pressed);
            let button = Button::normal(&words).with_icon(icon).shortcut(&keys);
            if ui.add_enabled(can, button).clicked() {
                clicked = Some(pressed);
            }
        }
        let words = Command::Undo.name(language);
        let keys = Command::Undo.keys(ui.ctx());
        let can_undo = app.environment.allows(Command::Undo);
        let button = Button::quiet(&words).with_icon(icons::UNDO).shortcut(&keys);
        if ui.add_enabled(can_undo, button).clicked() {
            app.run(Command::Undo);
        }
    });
    if alike > 1 {
        let rows = count(u64::try_from(alike).unwrap_or(u64::MAX));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::SMALL, space::SMALL);
            for (pressed, words) in [
                (
                    Pressed::AllNew,
                    text!(language, "held-all-new-of", rows = rows.as_str()),
                ),
                (
                    Pressed::ThrowAllAway,
                    text!(language, "held-throw-all-away-of", rows = rows.as_str()),
                ),
            ] {
                let keys = keys_of(ui, pressed);
                let button = Button::quiet(&words).shortcut(&keys);
                if ui.add_enabled(can, button).clicked() {
                    clicked = Some(pressed);
                }
            }
        });
    }
    clicked
}
