//! Dialogs: a question over everything else, answered from the keyboard as well.

use egui::{
    Align, Context, CornerRadius, Event, FocusDirection, Frame, Id, Key, Layout, Margin, Modal,
    ModalResponse, TextEdit, Ui,
};

use super::button::Button;
use super::lines::title;
use crate::ui::theme::{Tokens, radius, space};

/// Passes in which the keyboard is being led to where it belongs.
const OPENING: u8 = 3;

/// What a dialog has come to in this pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogOutcome {
    /// It goes on.
    Open,
    /// Its main button, or Enter in a field.
    Primary,
    /// The button at the left of the foot.
    Secondary,
    /// Cancel, Esc, or a click beside it.
    Cancelled,
}

/// A dialog; show it in every pass until its outcome is no longer `Open`.
#[derive(Clone, Debug)]
#[must_use = "a dialog is shown by `show`"]
pub struct Dialog<'a> {
    id: Id,
    title: &'a str,
    width: f32,
    primary: &'a str,
    ready: bool,
    danger: bool,
    cancel: &'a str,
    secondary: Option<&'a str>,
    enter_submits: bool,
}

/// What is known of a dialog between passes.
#[derive(Clone, Copy, Default)]
struct Shown {
    /// The pass it was shown in last; a gap means it is opened anew.
    pass: u64,
    /// Passes since it was opened.
    count: u8,
}

impl<'a> Dialog<'a> {
    /// `primary` and `cancel` are the words of the two buttons; an empty `cancel` leaves it out.
    pub fn new(id: Id, title: &'a str, primary: &'a str, cancel: &'a str) -> Self {
        Self {
            id,
            title,
            width: 440.0,
            primary,
            ready: true,
            danger: false,
            cancel,
            secondary: None,
            enter_submits: true,
        }
    }

    /// In points, without the margins.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Whether the main button may be pressed.
    pub fn ready(mut self, ready: bool) -> Self {
        self.ready = ready;
        self
    }

    /// The main button takes something away.
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// A third, quiet button at the left of the foot.
    pub fn secondary(mut self, words: &'a str) -> Self {
        self.secondary = Some(words);
        self
    }

    /// Enter belongs to a field of several lines.
    pub fn enter_is_text(mut self) -> Self {
        self.enter_submits = false;
        self
    }

    pub fn show<R>(self, ctx: &Context, content: impl FnOnce(&mut Ui) -> R) -> (DialogOutcome, R) {
        let t = Tokens::of_ctx(ctx);
        let shown = self.shown(ctx);
        match shown.count {
            0 => ctx.request_repaint(),
            // From the second pass on, nothing behind the dialog can take the keyboard; its first
            // field does.
            1 => ctx.memory_mut(|memory| {
                memory.stop_text_input();
                memory.move_focus(FocusDirection::Next);
            }),
            _ => {}
        }
        // Enter and Esc that opened the dialog are not meant for it.
        let enter = shown.count > 0 && self.enter_submits && enter_in_a_field(ctx);
        let frame = Frame::new()
            .fill(t.panel)
            .stroke(t.line_stroke())
            .corner_radius(CornerRadius::same(radius::DIALOG))
            .shadow(t.window_shadow())
            .inner_margin(Margin::same(24));
        let modal = Modal::new(self.id)
            .area(Modal::default_area(self.id).accessible_name(self.title))
            .frame(frame)
            .backdrop_color(t.scrim)
            .show(ctx, |ui| {
                ui.set_width(self.width.min(ctx.content_rect().width() - 2.0 * 40.0));
                ui.spacing_mut().item_spacing.y = space::MEDIUM;
                title(ui, self.title);
                let given = content(ui);
                ui.add_space(space::SMALL);
                (self.foot_ui(ui, shown), given)
            });
        let outcome = self.outcome(&modal, enter, shown);
        if outcome != DialogOutcome::Open {
            ctx.data_mut(|data| data.remove::<Shown>(self.id));
        }
        (outcome, modal.inner.1)
    }

    fn shown(&self, ctx: &Context) -> Shown {
        let pass = ctx.cumulative_pass_nr();
        ctx.data_mut(|data| {
            let kept: &mut Shown = data.get_temp_mut_or_default(self.id);
            let fresh = kept.pass == 0 || pass > kept.pass + 1;
            *kept = Shown {
                pass,
                count: if fresh {
                    0
                } else {
                    kept.count.saturating_add(1)
                },
            };
            *kept
        })
    }

    fn foot_ui(&self, ui: &mut Ui, shown: Shown) -> DialogOutcome {
        let mut outcome = DialogOutcome::Open;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let main = if self.danger {
                Button::danger(self.primary)
            } else {
                Button::primary(self.primary)
            };
            let main = ui.add_enabled(self.ready, main);
            // Without any field, the main button takes the keyboard; what takes something away
            // is never one Enter away.
            let nothing_focused = ui.memory(|memory| memory.focused().is_none());
            if shown.count == 1 && nothing_focused && self.ready && !self.danger {
                main.request_focus();
            }
            if main.clicked() {
                outcome = DialogOutcome::Primary;
            }
            if !self.cancel.is_empty() {
                let cancel = ui.add(Button::normal(self.cancel));
                // Without any field, the keyboard was led to the main button.
                if self.danger && shown.count <= OPENING && main.has_focus() {
                    cancel.request_focus();
                }
                if cancel.clicked() {
                    outcome = DialogOutcome::Cancelled;
                }
            }
            if let Some(words) = self.secondary {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    if ui.add(Button::quiet(words)).clicked() {
                        outcome = DialogOutcome::Secondary;
                    }
                });
            }
        });
        outcome
    }

    fn outcome<R>(
        &self,
        modal: &ModalResponse<(DialogOutcome, R)>,
        enter: bool,
        shown: Shown,
    ) -> DialogOutcome {
        match modal.inner.0 {
            DialogOutcome::Open => {}
            clicked => return clicked,
        }
        if enter && self.ready {
            return DialogOutcome::Primary;
        }
        if shown.count > 0 && modal.should_close() {
            return DialogOutcome::Cancelled;
        }
        DialogOutcome::Open
    }
}

/// Enter, pressed in a text field and not to end a composition of an input method.
fn enter_in_a_field(ctx: &Context) -> bool {
    let in_field = ctx
        .memory(egui::Memory::focused)
        .is_none_or(|id| TextEdit::load_state(ctx, id).is_some());
    in_field
        && ctx.input(|input| {
            let composing = input
                .events
                .iter()
                .any(|event| matches!(event, Event::Ime(_)));
            input.key_pressed(Key::Enter) && !composing
        })
}
