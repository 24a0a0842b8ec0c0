//! Every colour and size of the window, light and dark, in one place.

use egui::{Color32, Shadow, Stroke};

/// Which of the two sets of colours the window wears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    Light,
    Dark,
    /// As the desktop asks, and changes with it.
    #[default]
    System,
}

/// How close the rows of a list stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Density {
    #[default]
    Comfortable,
    Compact,
}

impl Density {
    /// Points per row. A multiple of 4, so that the sum of a million rows is exact in `f32`.
    pub const fn row_height(self) -> f32 {
        match self {
            Self::Comfortable => 36.0,
            Self::Compact => 28.0,
        }
    }
}

/// Distances between and inside things, in points.
pub mod space {
    pub const TINY: f32 = 4.0;
    pub const SMALL: f32 = 8.0;
    pub const MEDIUM: f32 = 12.0;
    pub const LARGE: f32 = 16.0;
    pub const HUGE: f32 = 24.0;
}

/// Corner radii, in points.
pub mod radius {
    /// Tags, tabs inside their pill, boxes in a pop-up.
    pub const SMALL: u8 = 6;
    /// Buttons, fields, rows of the left pane.
    pub const CONTROL: u8 = 8;
    /// Cards, menus, pop-ups.
    pub const CARD: u8 = 10;
    /// Dialogs and the place to drop files on.
    pub const DIALOG: u8 = 14;
}

/// Sizes of things, in points.
pub mod size {
    /// Height of buttons, fields and rows of a pane.
    pub const CONTROL: f32 = 32.0;
    pub const SEARCH: f32 = 34.0;
    pub const CHIP: f32 = 28.0;
    pub const BADGE: f32 = 22.0;
    pub const TAG: f32 = 20.0;
    pub const CHECK_BOX: f32 = 16.0;
    /// Icons beside body text.
    pub const ICON: f32 = 16.0;
    /// Icons beside small text and inside badges.
    pub const SMALL_ICON: f32 = 12.0;
    pub const DOT: f32 = 8.0;
    /// The bar that marks what is selected.
    pub const MARK: f32 = 3.0;
    pub const FOCUS_RING: f32 = 2.0;
    pub const HEADER_ROW: f32 = 34.0;
    pub const TOP_BAR: f32 = 52.0;
    pub const RAIL: f32 = 64.0;
    pub const LEFT_PANE: f32 = 208.0;
    pub const INSPECTOR: f32 = 340.0;
    pub const STATUS: f32 = 28.0;
    /// Longest line of a tooltip.
    pub const TOOLTIP: f32 = 320.0;
}

/// Sizes of type, in points. Nothing is smaller than [`text::SMALL`].
pub mod text {
    pub const SMALL: f32 = 12.0;
    pub const BODY: f32 = 14.0;
    pub const SUBTITLE: f32 = 16.0;
    pub const TITLE: f32 = 20.0;
    pub const DISPLAY: f32 = 28.0;
    /// Line heights that go with the sizes above.
    pub const SMALL_LINE: f32 = 16.0;
    pub const BODY_LINE: f32 = 20.0;
    pub const TITLE_LINE: f32 = 28.0;
}

/// The colours of one theme. Text colours read at 4.5 : 1 or better on the grounds they are used
/// on, borders of controls and the focus ring at 3 : 1; the tests below hold the list of pairs.
#[derive(Clone, Debug)]
pub struct Tokens {
    pub dark: bool,
    /// Behind everything.
    pub bg: Color32,
    /// Bars, panes, cards, fields.
    pub panel: Color32,
    /// Hairlines and borders of what cannot be operated.
    pub line: Color32,
    /// Borders of what can be operated.
    pub edge: Color32,
    pub ink: Color32,
    /// Text of second rank.
    pub mute: Color32,
    /// Captions above groups; never on a selected row.
    pub faint: Color32,
    pub accent: Color32,
    pub accent_hover: Color32,
    pub on_accent: Color32,
    pub accent_bg: Color32,
    pub ok: Color32,
    pub ok_bg: Color32,
    pub no: Color32,
    pub no_bg: Color32,
    pub wait: Color32,
    pub wait_bg: Color32,
    pub service: Color32,
    pub service_bg: Color32,
    /// A selected row.
    pub selected: Color32,
    /// Heads of tables.
    pub head: Color32,
    /// Hairlines between rows.
    pub row: Color32,
    /// What the pointer is on.
    pub hover: Color32,
    /// What is being pressed.
    pub pressed: Color32,
    /// Dots that say nothing by their colour.
    pub dot: Color32,
    pub focus: Color32,
    /// Over everything behind a dialog.
    pub scrim: Color32,
    pub shadow: Color32,
    /// Colours an owner may give a segment; index by [`Tokens::segment`].
    pub segments: [Color32; 8],
}

impl Tokens {
    pub const fn light() -> &'static Self {
        &LIGHT
    }

    pub const fn dark() -> &'static Self {
        &DARK
    }

    /// The colours that this part of the window wears.
    pub fn of(ui: &egui::Ui) -> &'static Self {
        Self::when_dark(ui.visuals().dark_mode)
    }

    /// The colours that the window wears.
    pub fn of_ctx(ctx: &egui::Context) -> &'static Self {
        Self::when_dark(ctx.global_style().visuals.dark_mode)
    }

    const fn when_dark(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }

    /// The colour of a segment by its number; numbers beyond the palette begin again.
    pub fn segment(&self, number: usize) -> Color32 {
        let index = number % self.segments.len();
        self.segments.get(index).copied().unwrap_or(self.dot)
    }

    /// The outline of a filled badge: only in the dark, where fills lie close to the ground.
    pub fn badge_outline(&self, text: Color32) -> Stroke {
        if self.dark {
            Stroke::new(1.0, text.gamma_multiply(0.4))
        } else {
            Stroke::NONE
        }
    }

    pub fn line_stroke(&self) -> Stroke {
        Stroke::new(1.0, self.line)
    }

    pub fn edge_stroke(&self) -> Stroke {
        Stroke::new(1.0, self.edge)
    }

    pub fn focus_stroke(&self) -> Stroke {
        Stroke::new(size::FOCUS_RING, self.focus)
    }

    /// Under menus, pop-ups and toasts.
    pub fn popup_shadow(&self) -> Shadow {
        Shadow {
            offset: [0, 6],
            blur: 20,
            spread: 0,
            color: self.shadow,
        }
    }

    /// Under dialogs and windows.
    pub fn window_shadow(&self) -> Shadow {
        Shadow {
            offset: [0, 14],
            blur: 44,
            spread: 0,
            color: self.shadow,
        }
    }
}

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

const LIGHT: Tokens = Tokens {
    dark: false,
    bg: rgb(0xf6_f7f9),
    panel: rgb(0xff_ffff),
    line: rgb(0xe4_e7ec),
    // A shade darker than drawn first, for 3 : 1 on `bg` and `head` too.
    edge: rgb(0x83_8d9c),
    ink: rgb(0x1b_2430),
    mute: rgb(0x56_616f),
    faint: rgb(0x66_7085),
    accent: rgb(0x2f_6f62),
    accent_hover: rgb(0x27_5e53),
    on_accent: rgb(0xff_ffff),
    accent_bg: rgb(0xe6_f2ef),
    // A shade darker than drawn first, for 4.5 : 1 on a selected row.
    ok: rgb(0x1b_7449),
    ok_bg: rgb(0xe3_f4ea),
    no: rgb(0xb4_2318),
    no_bg: rgb(0xfd_eceb),
    wait: rgb(0x93_580c),
    wait_bg: rgb(0xfd_f1dc),
    service: rgb(0x17_5cd3),
    service_bg: rgb(0xe8_f0fd),
    selected: rgb(0xdc_ebe7),
    head: rgb(0xfb_fbfc),
    row: rgb(0xf0_f2f5),
    hover: rgb(0xf3_f5f8),
    pressed: rgb(0xe8_ebf0),
    dot: rgb(0x98_a2b3),
    focus: rgb(0x2f_6f62),
    scrim: Color32::from_black_alpha(110),
    shadow: Color32::from_black_alpha(34),
    segments: [
        rgb(0x7a_5af8),
        rgb(0x0e_7090),
        rgb(0xc4_320a),
        rgb(0xb5_4708),
        rgb(0x17_5cd3),
        rgb(0xc1_1574),
        rgb(0x3f_7a1f),
        rgb(0x47_5467),
    ],
};

const DARK: Tokens = Tokens {
    dark: true,
    bg: rgb(0x14_181d),
    panel: rgb(0x1a_1f26),
    line: rgb(0x2a_313b),
    edge: rgb(0x6b_7685),
    ink: rgb(0xe6_e9ee),
    mute: rgb(0xa9_b3c1),
    faint: rgb(0x8a_96a6),
    accent: rgb(0x63_b8a5),
    accent_hover: rgb(0x7c_c9b7),
    on_accent: rgb(0x0e_1512),
    accent_bg: rgb(0x1f_3a35),
    ok: rgb(0x6f_d19b),
    ok_bg: rgb(0x17_3626),
    no: rgb(0xff_9a8f),
    no_bg: rgb(0x43_201d),
    wait: rgb(0xf2_b45c),
    wait_bg: rgb(0x3d_2c12),
    service: rgb(0x84_adff),
    service_bg: rgb(0x1b_2b4a),
    selected: rgb(0x26_443d),
    head: rgb(0x1d_232b),
    row: rgb(0x24_2b34),
    hover: rgb(0x22_2830),
    pressed: rgb(0x2b_333d),
    dot: rgb(0x5b_6675),
    focus: rgb(0x63_b8a5),
    scrim: Color32::from_black_alpha(150),
    shadow: Color32::from_black_alpha(120),
    // The hues of the light palette, raised until they stand off a selected row.
    segments: [
        rgb(0x9b_8afb),
        rgb(0x22_a3c4),
        rgb(0xf2_693e),
        rgb(0xe9_a23b),
        rgb(0x53_b1fd),
        rgb(0xee_74b4),
        rgb(0x86_c255),
        rgb(0x98_a2b3),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [&Tokens; 2] = [&LIGHT, &DARK];

    fn luminance(color: Color32) -> f32 {
        let [red, green, blue, _] = egui::Rgba::from(color).to_array();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    fn contrast(one: Color32, other: Color32) -> f32 {
        let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
        one.max(other) / one.min(other)
    }

    #[track_caller]
    fn check(least: f32, pairs: &[(&str, Color32, Color32)]) {
        let poor: Vec<String> = pairs
            .iter()
            .filter(|(_, one, other)| contrast(*one, *other) < least)
            .map(|(name, one, other)| format!("{name}: {:.2}", contrast(*one, *other)))
            .collect();
        assert!(poor.is_empty(), "below {least}: {poor:?}");
    }

    #[test]
    fn contrast_is_measured_as_the_web_does() {
        let black_on_white = contrast(Color32::BLACK, Color32::WHITE);
        assert!((black_on_white - 21.0).abs() < 0.01, "{black_on_white}");
        let grey = contrast(rgb(0x76_7676), Color32::WHITE);
        assert!((grey - 4.54).abs() < 0.01, "{grey}");
    }

    #[test]
    fn text_is_readable_on_every_ground_it_is_used_on() {
        for t in THEMES {
            let grounds = [
                ("panel", t.panel),
                ("bg", t.bg),
                ("head", t.head),
                ("hover", t.hover),
                ("pressed", t.pressed),
                ("selected", t.selected),
                ("row", t.row),
            ];
            for (name, ground) in grounds {
                check(
                    4.5,
                    &[
                        (&format!("ink on {name}"), t.ink, ground),
                        (&format!("mute on {name}"), t.mute, ground),
                        (&format!("accent on {name}"), t.accent, ground),
                        // Plain badges stand in rows of every state.
                        (&format!("ok on {name}"), t.ok, ground),
                        (&format!("no on {name}"), t.no, ground),
                    ],
                );
            }
            check(
                4.5,
                &[
                    ("faint on panel", t.faint, t.panel),
                    ("faint on bg", t.faint, t.bg),
                    ("faint on head", t.faint, t.head),
                    ("wait on panel", t.wait, t.panel),
                    ("wait on bg", t.wait, t.bg),
                    ("service on panel", t.service, t.panel),
                    ("service on bg", t.service, t.bg),
                    ("ok badge", t.ok, t.ok_bg),
                    ("no badge", t.no, t.no_bg),
                    ("wait badge", t.wait, t.wait_bg),
                    ("service badge", t.service, t.service_bg),
                    ("ink on wait", t.ink, t.wait_bg),
                    ("ink on no", t.ink, t.no_bg),
                    ("ink on ok", t.ink, t.ok_bg),
                    ("ink on service", t.ink, t.service_bg),
                    ("button", t.on_accent, t.accent),
                    ("button under the pointer", t.on_accent, t.accent_hover),
                    ("what is on in the rail", t.accent, t.accent_bg),
                    ("ink on accent ground", t.ink, t.accent_bg),
                    ("mute on accent ground", t.mute, t.accent_bg),
                ],
            );
        }
    }

    #[test]
    fn borders_of_controls_and_the_focus_ring_are_visible() {
        for t in THEMES {
            check(
                3.0,
                &[
                    ("edge on panel", t.edge, t.panel),
                    ("edge on bg", t.edge, t.bg),
                    ("edge on head", t.edge, t.head),
                    ("error edge on panel", t.no, t.panel),
                    ("focus on panel", t.focus, t.panel),
                    ("focus on bg", t.focus, t.bg),
                    ("focus on head", t.focus, t.head),
                    ("focus on hover", t.focus, t.hover),
                    ("focus on selected", t.focus, t.selected),
                    ("focus on accent ground", t.focus, t.accent_bg),
                    ("mark of the selected row", t.accent, t.selected),
                ],
            );
        }
    }

    #[test]
    fn segment_colours_stand_off_rows_and_each_other() {
        for t in THEMES {
            for (number, color) in t.segments.into_iter().enumerate() {
                check(
                    3.0,
                    &[
                        (&format!("segment {number} on panel"), color, t.panel),
                        (&format!("segment {number} on selected"), color, t.selected),
                    ],
                );
            }
            let mut seen = t.segments.to_vec();
            seen.sort_by_key(egui::Color32::to_array);
            seen.dedup();
            assert_eq!(seen.len(), t.segments.len());
            assert_eq!(t.segment(9), t.segments[1]);
        }
    }

    #[test]
    fn a_million_rows_end_where_they_should() {
        for density in [Density::Comfortable, Density::Compact] {
            let height = density.row_height();
            assert!((height % 4.0).abs() < f32::EPSILON, "{density:?}");
            let end = f64::from(height) * 1_000_000.0;
            assert!((f64::from(height * 1_000_000.0) - end).abs() < f64::EPSILON);
        }
    }
}
