//! The fonts of the window: two weights of Latin and Han, the icons, and the system's for the rest.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId, FontTweak};
use egui_system_font_provider::SystemFontProvider;

use super::tokens::text;

/// Family of the bold weight.
pub const BOLD: &str = "bold";

/// Family of the icons alone; they are also at the end of the text families.
pub const ICONS: &str = "icons";

/// Whether characters that no bundled font has may come from the fonts of the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SystemFonts {
    Yes,
    /// The same pictures on every machine: for tests.
    No,
}

/// Han forms are those of the mainland, whatever the language of the system.
const LOCALE: &str = "zh-Hans";

/// Noto sets Han lower than Inter sets its capitals; raised by this share of the type size, the
/// middles of both meet, so that mixed lines look centred in rows and buttons.
const HAN_RAISED: f32 = -0.056;

/// Gives the context our fonts. Call once; the app sets eframe's `system_font_fallback` to `false`.
pub fn install(ctx: &Context, system: SystemFonts) {
    ctx.set_fonts(definitions());
    match system {
        SystemFonts::Yes => ctx.set_font_providers(vec![Arc::new(
            SystemFontProvider::new().with_locale(Some(LOCALE)),
        )]),
        SystemFonts::No => ctx.set_font_providers(Vec::new()),
    }
}

pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

pub fn icon(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ICONS.into()))
}

/// Body text in the regular weight.
pub fn body() -> FontId {
    regular(text::BODY)
}

/// Small text in the regular weight.
pub fn small() -> FontId {
    regular(text::SMALL)
}

fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    let fonts: [(&str, &'static [u8], f32); 5] = [
        (
            "Inter",
            include_bytes!("../../../assets/fonts/Inter-Regular.otf"),
            0.0,
        ),
        (
            "Inter Bold",
            include_bytes!("../../../assets/fonts/Inter-Bold.otf"),
            0.0,
        ),
        (
            "Noto Sans SC",
            include_bytes!("../../../assets/fonts/NotoSansSC-Regular.otf"),
            HAN_RAISED,
        ),
        (
            "Noto Sans SC Bold",
            include_bytes!("../../../assets/fonts/NotoSansSC-Bold.otf"),
            HAN_RAISED,
        ),
        ("Lucide", lucide_icons::LUCIDE_FONT_BYTES, 0.0),
    ];
    for (name, bytes, y_offset_factor) in fonts {
        let mut data = FontData::from_static(bytes);
        data.tweak = FontTweak {
            y_offset_factor,
            ..FontTweak::default()
        };
        definitions
            .font_data
            .insert(name.to_owned(), Arc::new(data));
    }
    let regular = ["Inter", "Noto Sans SC", "Lucide"];
    let bold = ["Inter Bold", "Noto Sans SC Bold", "Lucide"];
    let families: [(FontFamily, &[&str]); 4] = [
        (FontFamily::Proportional, &regular),
        // The digits of our Inter are tabular; there is no other use of a monospace here.
        (FontFamily::Monospace, &regular),
        (FontFamily::Name(BOLD.into()), &bold),
        (FontFamily::Name(ICONS.into()), &["Lucide"]),
    ];
    for (family, names) in families {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        definitions.families.insert(family, names);
    }
    definitions
}

#[cfg(test)]
#[expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]
mod tests {
    use super::*;

    fn with_fonts<R>(read: impl FnOnce(&mut egui::epaint::text::FontsView<'_>) -> R) -> R {
        let ctx = Context::default();
        install(&ctx, SystemFonts::No);
        let mut read = Some(read);
        let mut found = None;
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            if let Some(read) = read.take() {
                found = Some(ui.fonts_mut(read));
            }
        });
        output.textures_delta.clear();
        found.expect("one pass was run")
    }

    #[test]
    fn both_weights_have_the_names_of_people() {
        for font in [regular(14.0), bold(14.0)] {
            let missing: Vec<char> = with_fonts(|fonts| {
                "陈美玲喆堃䶮麒麟 ÀÉñ№€¥…“”‘’—·→≥✓●繁體字あア,。!?()"
                    .chars()
                    .filter(|c| !fonts.has_glyph(&font, *c))
                    .collect()
            });
            assert!(missing.is_empty(), "{font:?}: {missing:?}");
        }
    }

    #[test]
    fn digits_stand_below_each_other() {
        for font in [regular(14.0), bold(14.0)] {
            let widths: Vec<f32> = with_fonts(|fonts| {
                "0123456789"
                    .chars()
                    .map(|c| fonts.glyph_width(&font, c))
                    .collect()
            });
            assert!(
                widths.iter().all(|width| (width - widths[0]).abs() < 0.05),
                "{widths:?}"
            );
        }
    }
}
