//! The search field of the top bar.

use egui::{Id, Key, Response, Sense, TextEdit, Ui, vec2};

use super::field::{BUTTON, FieldBox, bare, inner_button};
use super::{lines, paint};
use crate::ui::theme::{Tokens, fonts, icons, size, space};

/// Words of a search field.
#[derive(Clone, Copy, Debug)]
pub struct SearchWords<'a> {
    /// What can be searched for; also the accessible name.
    pub hint: &'a str,
    /// The keys that lead here, such as `Ctrl F`.
    pub keys: &'a str,
    /// Name of the ✕ that empties the field.
    pub clear: &'a str,
}

/// A search field as wide as `width`. Esc empties it. To lead the keyboard here, request the focus
/// of `id`.
pub fn search_field(
    ui: &mut Ui,
    id: Id,
    width: f32,
    text: &mut String,
    words: SearchWords<'_>,
) -> Response {
    let t = Tokens::of(ui);
    let boxed = FieldBox {
        id,
        width,
        height: size::SEARCH,
        wrong: false,
    };
    let mut response = boxed.show(ui, |ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(size::ICON, size::ICON), Sense::hover());
        paint::icon(
            ui.painter(),
            rect.center(),
            icons::SEARCH,
            size::ICON,
            t.mute,
        );
        ui.add_space(space::SMALL);
        let keys = paint::line(ui, words.keys, fonts::small(), t.mute, 120.0);
        let kbd_width = (keys.size().x + 11.0).ceil();
        let empty = text.is_empty();
        let room = if empty {
            kbd_width + space::SMALL
        } else {
            BUTTON
        };
        let mut edit = bare(
            ui,
            TextEdit::singleline(text).id(id).hint_text(words.hint),
            room,
        )
        .accessible_name(words.hint);
        if !empty && inner_button(ui, icons::CROSS, words.clear).clicked() {
            text.clear();
            edit.mark_changed();
            edit.request_focus();
        } else if empty && !words.keys.is_empty() {
            ui.add_space(space::SMALL);
            let (rect, _) = ui.allocate_exact_size(vec2(kbd_width, 20.0), Sense::hover());
            lines::paint_kbd(ui, rect, keys);
        }
        edit
    });
    // Esc takes the keyboard away before anything is drawn; while there is text to empty, it comes
    // back.
    if response.lost_focus() && !text.is_empty() && ui.input(|input| input.key_pressed(Key::Escape))
    {
        text.clear();
        response.mark_changed();
        response.request_focus();
    }
    response
}
