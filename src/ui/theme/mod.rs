//! The look of the house: every colour, size, font and icon of the window.

mod focus;
pub mod fonts;
pub mod icons;
mod style;
pub mod tokens;

pub use focus::{own_focus, round_focus};
pub use fonts::SystemFonts;
pub use style::apply;
pub use tokens::{Density, Mode, Tokens, radius, size, space, text};
