//! What surrounds every screen of an open book: the bar at the top, the rail, the status bar.

mod rail;
mod status_bar;
mod top_bar;

pub use rail::rail;
pub use status_bar::status_bar;
pub use top_bar::top_bar;
