//! A field for passphrases: no input method, no undo, nothing copied out of it.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::text_edit::{TextBuffer, TextEditState};
use egui::{
    Context, CornerRadius, Galley, Id, Response, Role, Sense, TextEdit, Ui, WidgetInfo, vec2,
};

use super::field::{BUTTON, FieldBox, bare, inner_button, labelled};
use super::paint;
use crate::ui::theme::{Tokens, fonts, icons, radius, size, space, text};

/// Words of a passphrase field.
#[derive(Clone, Copy, Debug)]
pub struct PasswordWords<'a> {
    pub label: &'a str,
    /// Shown below while nothing is wrong.
    pub help: &'a str,
    /// Name of the button that shows what is typed.
    pub show: &'a str,
    /// Name of the button that hides it again.
    pub hide: &'a str,
}

/// Shows the field. `revealed` is whether the text is readable; its button switches that.
///
/// The window tells the desktop that nothing here wants an input method, so that a pinyin keyboard
/// does not keep a passphrase in its dictionary. Even a readable passphrase is a secret to egui:
/// it cannot be copied or cut out, nor read by a screen reader.
pub fn password_field(
    ui: &mut Ui,
    id: Id,
    text: &mut String,
    revealed: &mut bool,
    error: Option<&str>,
    words: PasswordWords<'_>,
) -> Response {
    let width = ui.available_width().min(420.0);
    labelled(ui, width, Some(words.label), words.help, error, |ui| {
        let boxed = FieldBox {
            id,
            width,
            height: size::CONTROL,
            wrong: error.is_some(),
        };
        boxed.show(ui, |ui| {
            let mut readable = readable_line;
            let mut edit = TextEdit::singleline(text).id(id).password(true);
            if *revealed {
                edit = edit.layouter(&mut readable);
            }
            let response = bare(ui, edit, BUTTON).accessible_name(words.label);
            if response.has_focus() {
                ui.output_mut(|output| output.ime = None);
            }
            forget_undo(ui.ctx(), id);
            let (icon, name) = if *revealed {
                (icons::EYE_OFF, words.hide)
            } else {
                (icons::EYE, words.show)
            };
            if inner_button(ui, icon, name).clicked() {
                *revealed = !*revealed;
            }
            response
        })
    })
}

/// Wipes what the field remembers of its text: its steps of undo and its cursor. Call when a screen
/// with a passphrase closes; the text itself is the caller's to wipe.
pub fn forget_password_field(ctx: &Context, id: Id) {
    forget_undo(ctx, id);
    ctx.data_mut(|data| data.remove::<TextEditState>(id));
}

fn forget_undo(ctx: &Context, id: Id) {
    if let Some(mut state) = TextEditState::load(ctx, id) {
        state.clear_undoer();
        state.store(ctx, id);
    }
}

fn readable_line(ui: &Ui, buffer: &dyn TextBuffer, _wrap_width: f32) -> Arc<Galley> {
    let color = Tokens::of(ui).ink;
    let mut job = LayoutJob::simple_singleline(buffer.as_str().to_owned(), fonts::body(), color);
    job.keep_trailing_whitespace = true;
    for section in &mut job.sections {
        section.format.line_height = Some(text::BODY_LINE);
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// How strong a passphrase is: four bars, filled up to `strength` (0 to 4), and the word for it.
pub fn strength_meter(ui: &mut Ui, strength: u8, word: &str) -> Response {
    let t = Tokens::of(ui);
    let color = match strength {
        0 | 1 => t.no,
        2 => t.wait,
        _ => t.ok,
    };
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width().min(420.0), 16.0), Sense::hover());
    let galley = paint::line(ui, word, fonts::small(), color, rect.width() / 2.0);
    let bars = rect.width() - galley.size().x - space::SMALL;
    let bar = (bars - 3.0 * space::TINY) / 4.0;
    for number in 0..4u8 {
        let left = rect.left() + f32::from(number) * (bar + space::TINY);
        let place =
            egui::Rect::from_min_size(egui::pos2(left, rect.center().y - 2.0), vec2(bar, 4.0));
        let fill = if number < strength { color } else { t.line };
        ui.painter()
            .rect_filled(place, CornerRadius::same(radius::SMALL / 3), fill);
    }
    paint::right(ui.painter(), rect, galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, word));
    response
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use egui::{Event, RawInput};

    use super::*;
    use crate::ui::theme::{SystemFonts, fonts::install};

    #[test]
    fn what_is_typed_is_not_kept_and_wants_no_input_method() {
        let ctx = Context::default();
        install(&ctx, SystemFonts::No);
        let id = Id::unique("passphrase");
        let words = PasswordWords {
            label: "密码",
            help: "",
            show: "显示",
            hide: "隐藏",
        };
        let (mut text, mut revealed) = (String::new(), false);
        for typed in ["q", "w", "e"] {
            let mut input = RawInput::default();
            input.events.push(Event::Text(typed.to_owned()));
            let mut output = ctx.run_ui(input, |ui| {
                ui.memory_mut(|memory| memory.request_focus(id));
                password_field(ui, id, &mut text, &mut revealed, None, words);
            });
            output.textures_delta.clear();
            assert!(output.platform_output.ime.is_none());
            let undo = TextEditState::load(&ctx, id).unwrap().undoer();
            // Unlike any text that was typed, so that any step that is kept shows.
            let nothing = (egui::text::CCursorRange::default(), "-".to_owned());
            assert!(!undo.has_undo(&nothing));
        }
        assert!(text.ends_with("we"), "{text}");
        forget_password_field(&ctx, id);
        assert!(TextEditState::load(&ctx, id).is_none());
    }
}
