//! What keys are called: as they stand on the keyboards of this platform.

use egui::{Context, Key, KeyboardShortcut};

/// `Ctrl+Shift+Z`, `⇧⌘Z`.
pub fn key_words(ctx: &Context, shortcut: KeyboardShortcut) -> String {
    let with = ctx.format_modifiers(shortcut.modifiers);
    let key = name(shortcut.logical_key);
    match with.chars().last() {
        None => key.to_owned(),
        // Signs stand side by side, words with a plus between.
        Some(last) if !last.is_ascii() => format!("{with}{key}"),
        Some(_) => format!("{with}+{key}"),
    }
}

/// As it is printed on the key.
fn name(key: Key) -> &'static str {
    match key {
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::Escape => "Esc",
        Key::Comma => ",",
        Key::Plus => "+",
        Key::Equals => "=",
        Key::Minus => "-",
        other => other.name(),
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use crate::ui::Command;
    use egui::Modifiers;
    use egui::os::OperatingSystem;

    #[test]
    fn keys_are_called_as_they_are_printed() {
        let ctx = Context::default();
        // Whether the signs of a Mac can be shown is known once there are fonts.
        let mut output = ctx.run_ui(egui::RawInput::default(), |_| ());
        output.textures_delta.clear();
        let check = |platform, shortcut, expected: &str| {
            ctx.set_os(platform);
            assert_eq!(key_words(&ctx, shortcut), expected, "{platform:?}");
        };
        let first = |command: Command| command.shortcuts_on(OperatingSystem::Windows)[0];
        check(
            OperatingSystem::Windows,
            first(Command::Redo),
            "Ctrl+Shift+Z",
        );
        check(OperatingSystem::Nix, first(Command::ShowSettings), "Ctrl+,");
        check(OperatingSystem::Nix, first(Command::Keys), "F1");
        let up = KeyboardShortcut::new(Modifiers::SHIFT, Key::ArrowUp);
        check(OperatingSystem::Windows, up, "Shift+↑");
        // Nothing says Ctrl where the key is Cmd.
        ctx.set_os(OperatingSystem::Mac);
        let words = key_words(&ctx, first(Command::LookUp));
        assert!(words.contains("Cmd") || words.contains('⌘'), "{words}");
    }
}
