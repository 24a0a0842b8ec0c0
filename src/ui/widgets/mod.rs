//! The widgets of the house. They know no contact, no book and no language: words, colours and
//! flags come in as arguments, a [`egui::Response`] or an answer goes out.

mod badge;
mod button;
mod card;
mod chip;
mod choice;
mod column;
mod date_field;
mod dialog;
mod empty;
mod field;
mod lines;
mod menu;
pub mod paint;
mod pane_row;
mod password_field;
mod progress;
mod scroll;
mod search_field;
mod select;
mod tabs;
mod toast;

pub use badge::{BadgeKind, badge, cell_badge_width, paint_cell_badge, paint_tag, tag, tag_width};
pub use button::{Button, link, small_link};
pub use card::{Card, CardResponse, section_label, section_label_with};
pub use chip::{Chip, ChipResponse, add_chip};
pub use choice::{
    Tick, check_box, check_label, check_row, check_row_of, paint_check_box, radio_card, radio_row,
};
pub use column::{column, page, scrolling_column};
pub use date_field::{DateWords, date_field};
pub use dialog::{Dialog, DialogOutcome};
pub use empty::{centred_row, centred_text, drop_zone, empty_state};
pub use field::{FieldResponse, TextField, text_area};
pub use lines::{
    divider, elided, hairline, kbd, key_value, key_value_with, paragraph, small_paragraph,
    timeline_item, title,
};
pub use menu::{MenuRow, context_menu, menu, menu_caption, menu_separator, tooltip};
pub use pane_row::PaneRow;
pub use password_field::{PasswordWords, forget_password_field, password_field, strength_meter};
pub use progress::{Progress, StepState, paint_bar, progress_row, step};
pub use scroll::scroll_by_keys;
pub use search_field::{SearchWords, search_field};
pub use select::Select;
pub use tabs::{tabs, tabs_fitting};
pub use toast::{Severity, Toasts, note};
