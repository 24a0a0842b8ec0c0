//! egui's own widgets in our colours and sizes, for both themes.

use egui::style::{ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Theme,
    ThemePreference, Vec2, Visuals, vec2,
};

use super::focus::FocusRing;
use super::tokens::{Mode, Tokens, radius, size, space, text};

/// How long colours and foldings take to change, in seconds: felt, not waited for.
const ANIMATION_SECS: f32 = 0.08;

/// Dresses the whole context. `scale` enlarges everything beyond what the screen asks for: 1.0 is
/// as drawn. May be called again whenever the user changes one of them.
pub fn apply(ctx: &Context, mode: Mode, scale: f32) {
    ctx.add_plugin(FocusRing);
    ctx.set_style_of(Theme::Light, style(Tokens::light()));
    ctx.set_style_of(Theme::Dark, style(Tokens::dark()));
    ctx.set_theme(match mode {
        Mode::Light => ThemePreference::Light,
        Mode::Dark => ThemePreference::Dark,
        Mode::System => ThemePreference::System,
    });
    // Where the system does not say, as spreadsheets look.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    ctx.set_zoom_factor(scale);
}

fn style(t: &Tokens) -> Style {
    let font = |size| FontId::new(size, FontFamily::Proportional);
    let mut style = Style {
        text_styles: [
            (TextStyle::Small, font(text::SMALL)),
            (TextStyle::Body, font(text::BODY)),
            (TextStyle::Button, font(text::BODY)),
            (TextStyle::Monospace, font(text::BODY)),
            (TextStyle::Heading, font(text::TITLE)),
        ]
        .into(),
        visuals: visuals(t),
        animation_time: ANIMATION_SECS,
        ..Style::default()
    };

    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::splat(space::SMALL);
    spacing.window_margin = Margin::same(24);
    spacing.menu_margin = Margin::same(4);
    spacing.button_padding = vec2(14.0, 6.0);
    spacing.interact_size = vec2(size::CONTROL, size::CONTROL);
    spacing.indent = space::LARGE;
    spacing.icon_width = size::CHECK_BOX;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = space::SMALL;
    spacing.combo_width = 120.0;
    spacing.combo_height = 320.0;
    spacing.text_edit_width = 280.0;
    spacing.tooltip_width = size::TOOLTIP;
    spacing.menu_width = 280.0;
    spacing.menu_spacing = space::TINY;
    spacing.scroll = scroll();
    // Body text stands 20 points from line to line; Inter's own height is 17.
    spacing.extra_text_line_spacing = text::BODY_LINE - 17.0;

    let interaction = &mut style.interaction;
    interaction.tooltip_delay = 0.4;
    interaction.tooltip_grace_time = 0.2;
    interaction.show_tooltips_only_when_still = true;
    // Labels under the pointer stay labels; what is worth copying says so itself.
    interaction.selectable_labels = false;

    style
}

/// Thin bars over the content that show when the pointer comes near.
fn scroll() -> ScrollStyle {
    let mut scroll = ScrollStyle::floating();
    scroll.bar_width = 8.0;
    scroll.floating_width = 4.0;
    scroll.handle_min_length = 28.0;
    scroll.bar_inner_margin = 2.0;
    scroll.bar_outer_margin = 2.0;
    scroll.active_background_opacity = 0.0;
    scroll.interact_background_opacity = 0.08;
    scroll.active_handle_opacity = 0.35;
    scroll.interact_handle_opacity = 0.6;
    scroll.fade.strength = 0.0;
    scroll
}

fn visuals(t: &Tokens) -> Visuals {
    let base = if t.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    Visuals {
        dark_mode: t.dark,
        weak_text_color: Some(t.mute),
        widgets: widgets(t),
        selection: Selection {
            bg_fill: t.selected,
            // Also the border of a text field that has the keyboard.
            stroke: Stroke::new(size::FOCUS_RING, t.accent),
        },
        hyperlink_color: t.accent,
        faint_bg_color: t.head,
        extreme_bg_color: t.panel,
        text_edit_bg_color: Some(t.panel),
        code_bg_color: t.row,
        warn_fg_color: t.wait,
        error_fg_color: t.no,
        window_corner_radius: CornerRadius::same(radius::DIALOG),
        window_shadow: t.window_shadow(),
        window_fill: t.panel,
        window_stroke: t.line_stroke(),
        window_highlight_topmost: false,
        menu_corner_radius: CornerRadius::same(radius::CARD),
        panel_fill: t.bg,
        popup_shadow: t.popup_shadow(),
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(2.0, t.accent),
            ..base.text_cursor.clone()
        },
        indent_has_left_vline: false,
        striped: false,
        slider_trailing_fill: true,
        disabled_alpha: 0.45,
        ..base
    }
}

fn widgets(t: &Tokens) -> Widgets {
    let state = |fill: Color32, border: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: CornerRadius::same(radius::CONTROL),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(t.panel, t.line, t.ink),
        inactive: state(t.panel, t.edge, t.ink),
        hovered: state(t.hover, t.edge, t.ink),
        active: state(t.pressed, t.edge, t.ink),
        open: state(t.hover, t.accent, t.ink),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_are_dressed_and_the_mode_chooses() {
        let ctx = Context::default();
        for (mode, dark) in [(Mode::Dark, true), (Mode::Light, false)] {
            apply(&ctx, mode, 1.25);
            let mut seen = None;
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
                seen = Some((Tokens::of(ui).dark, Tokens::of_ctx(ui.ctx()).dark));
            });
            output.textures_delta.clear();
            assert_eq!(seen, Some((dark, dark)), "{mode:?}");
        }
        for (theme, tokens) in [
            (Theme::Light, Tokens::light()),
            (Theme::Dark, Tokens::dark()),
        ] {
            let style = ctx.style_of(theme);
            assert_eq!(style.visuals.dark_mode, tokens.dark);
            assert_eq!(style.visuals.panel_fill, tokens.bg);
            assert_eq!(style.visuals.widgets.inactive.bg_stroke.color, tokens.edge);
        }
    }

    #[test]
    fn nothing_is_written_smaller_than_small() {
        for (name, font) in style(Tokens::light()).text_styles {
            assert!(font.size >= text::SMALL, "{name:?}");
        }
    }
}
