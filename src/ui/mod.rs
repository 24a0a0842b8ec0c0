//! The window: the only room that says `egui`.

pub mod theme;
pub mod widgets;
