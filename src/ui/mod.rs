//! The window: the only room that says `egui`.
//!
//! [`App`] holds the session, the settings, where the owner is, and one struct of view state per
//! screen. Each frame has two parts: `logic` takes what the threads behind the window have to say,
//! `ui` draws. Drawing code reads snapshots and sends [`Action`]s; it never waits, and it never
//! changes the book itself.

mod app;
mod backups;
mod calendar_words;
mod command;
mod context;
mod fields;
mod files;
mod held;
mod history;
mod keys;
mod launch;
mod lists;
mod lookup;
mod palette;
mod people;
mod review;
mod security;
mod settings;
mod shell;
pub mod theme;
mod transfer;
mod trash;
mod value_field;
mod watch;
mod welcome;
pub mod widgets;

pub use app::App;
pub use command::{Action, Command, Route};
pub use context::{AppContext, Environment};
pub use launch::{Launch, Opening, WindowProblem, run};
