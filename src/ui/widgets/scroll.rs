//! Scrolling by keyboard where nothing inside can take it.

use egui::{Key, Modifiers, Ui, vec2};

/// A line at a time, in points.
const LINE: f32 = 48.0;

/// Scrolls the area around with Page Up and Page Down, and line by line with the arrows where they
/// mean nothing else.
pub fn scroll_by_keys(ui: &Ui, with_arrows: bool) {
    let page = (ui.clip_rect().height() - LINE).max(LINE);
    let mut by = 0.0;
    ui.input_mut(|input| {
        let mut press = |key, step: f32| {
            if input.consume_key(Modifiers::NONE, key) {
                by += step;
            }
        };
        press(Key::PageUp, page);
        press(Key::PageDown, -page);
        if with_arrows {
            press(Key::ArrowUp, LINE);
            press(Key::ArrowDown, -LINE);
        }
    });
    if by != 0.0 {
        ui.scroll_with_delta(vec2(0.0, by));
    }
}
