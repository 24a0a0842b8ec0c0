//! The window, driven as its owner drives it: every screen, by pointer and by keyboard, in both
//! languages and themes, without a display.
//!
//! With `HAOBU_PICTURES=FOLDER` the pictures of all screens are written there.

#![expect(clippy::unwrap_used, reason = "a failed test should panic")]

mod backups;
mod bulk;
mod fields;
mod gallery;
mod held;
mod import;
mod inspector;
mod lookup;
mod main_job;
mod pane;
mod review;
mod roundtrip;
mod screens;
mod security;
mod sending;
#[path = "../support/shop_folder.rs"]
mod shop_folder;
mod sweep;
mod table;
mod watch;
mod welcome;
mod window;
