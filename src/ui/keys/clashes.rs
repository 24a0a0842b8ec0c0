//! No key means two things: on no platform, beside no text field, and never what the system keeps.

use std::collections::HashMap;

use egui::os::OperatingSystem;
use egui::{Event, Key, KeyboardShortcut, Modifiers};

use crate::ui::Command;

const PLATFORMS: [OperatingSystem; 3] = [
    OperatingSystem::Nix,
    OperatingSystem::Windows,
    OperatingSystem::Mac,
];

/// The keys under the fingers: Ctrl, Alt, Shift, Cmd, and the key itself.
type Chord = (bool, bool, bool, bool, Key);

const fn chord(modifiers: &str, key: Key) -> (&str, Key) {
    (modifiers, key)
}

/// What a shortcut is on a platform: our main modifier is Cmd on a Mac and Ctrl elsewhere.
fn on(platform: OperatingSystem, shortcut: KeyboardShortcut) -> Chord {
    let Modifiers {
        alt,
        ctrl,
        shift,
        mac_cmd,
        command,
    } = shortcut.modifiers;
    let is_mac = platform == OperatingSystem::Mac;
    (
        ctrl || command && !is_mac,
        alt,
        shift,
        mac_cmd || command && is_mac,
        shortcut.logical_key,
    )
}

/// Such as `Ctrl Shift`.
fn read((modifiers, key): (&str, Key)) -> Chord {
    let has = |name: &str| modifiers.split(' ').any(|word| word == name);
    (has("Ctrl"), has("Alt"), has("Shift"), has("Cmd"), key)
}

/// Keys that never reach a program, or that everybody takes for something else.
fn reserved(platform: OperatingSystem) -> Vec<Chord> {
    let keys: &[(&str, Key)] = match platform {
        OperatingSystem::Mac => &[
            // Hide, minimise, close, switch, search, screen shots, log out, full screen.
            chord("Cmd", Key::H),
            chord("Cmd", Key::M),
            chord("Cmd", Key::W),
            chord("Cmd", Key::Tab),
            chord("Cmd", Key::Backtick),
            chord("Cmd", Key::Space),
            chord("Cmd Shift", Key::Num3),
            chord("Cmd Shift", Key::Num4),
            chord("Cmd Shift", Key::Num5),
            chord("Cmd Shift", Key::Q),
            chord("Ctrl Cmd", Key::F),
            chord("Ctrl Cmd", Key::Q),
            chord("Ctrl", Key::Space),
            chord("", Key::F11),
        ],
        OperatingSystem::Windows => &[
            chord("Alt", Key::F4),
            chord("Alt", Key::Tab),
            chord("Alt", Key::Space),
            chord("Alt", Key::Escape),
            chord("Ctrl", Key::Escape),
            chord("Ctrl Shift", Key::Escape),
            chord("Ctrl Alt", Key::Delete),
            chord("", Key::F10),
            // The input methods: on and off, full width, marks, simplified and traditional.
            chord("Ctrl", Key::Space),
            chord("Shift", Key::Space),
            chord("Ctrl", Key::Period),
            chord("Ctrl Shift", Key::F),
        ],
        _ => &[
            chord("Alt", Key::F1),
            chord("Alt", Key::F2),
            chord("Alt", Key::F4),
            chord("Alt", Key::Tab),
            chord("Ctrl Alt", Key::T),
            chord("Ctrl Alt", Key::L),
            chord("Ctrl Alt", Key::Delete),
            chord("", Key::F10),
            // The input methods: on and off, marks, their clipboard, code points, simplified and
            // traditional.
            chord("Ctrl", Key::Space),
            chord("Ctrl", Key::Period),
            chord("Ctrl", Key::Semicolon),
            chord("Ctrl Shift", Key::U),
            chord("Ctrl Shift", Key::F),
        ],
    };
    keys.iter().copied().map(read).collect()
}

/// Keys with which text is edited: whoever types must get what they expect.
fn of_text(platform: OperatingSystem) -> Vec<Chord> {
    let main = if platform == OperatingSystem::Mac {
        "Cmd"
    } else {
        "Ctrl"
    };
    let shifted = format!("{main} Shift");
    let mut keys: Vec<Chord> = [Key::A, Key::C, Key::X, Key::V, Key::Z, Key::Y]
        .map(|key| read((main, key)))
        .into();
    keys.push(read((&shifted, Key::Z)));
    for key in [
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::Home,
        Key::End,
        Key::Backspace,
        Key::Delete,
    ] {
        keys.extend(["", "Shift", main, shifted.as_str()].map(|with| read((with, key))));
    }
    keys
}

/// Keys that lists, dialogs and buttons live by; no command may take them.
fn of_lists() -> Vec<Chord> {
    let plain = [
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::PageUp,
        Key::PageDown,
        Key::Home,
        Key::End,
        Key::Space,
        Key::Enter,
        Key::Tab,
        Key::Escape,
        Key::Menu,
    ];
    let shifted = plain.map(|key| read(("Shift", key)));
    plain
        .map(|key| read(("", key)))
        .into_iter()
        .chain(shifted)
        .chain([read(("Shift", Key::F10))])
        .collect()
}

fn every_chord(platform: OperatingSystem) -> Vec<(Chord, Command)> {
    Command::ALL
        .into_iter()
        .flat_map(|command| {
            let shortcuts = command.shortcuts_on(platform).iter();
            shortcuts.map(move |shortcut| (on(platform, *shortcut), command))
        })
        .collect()
}

#[test]
fn no_two_commands_clash_on_any_platform() {
    for platform in PLATFORMS {
        let mut taken: HashMap<Chord, Command> = HashMap::new();
        for (chord, command) in every_chord(platform) {
            let before = taken.insert(chord, command);
            assert_eq!(before, None, "{platform:?}: {command:?} on {chord:?}");
        }
        assert!(taken.len() > 20, "{platform:?}");
    }
}

#[test]
fn no_command_takes_what_the_system_keeps() {
    for platform in PLATFORMS {
        let reserved = reserved(platform);
        for (chord, command) in every_chord(platform) {
            assert!(
                !reserved.contains(&chord),
                "{platform:?}: {command:?} on {chord:?}"
            );
        }
    }
}

#[test]
fn text_fields_and_lists_keep_their_keys() {
    for platform in PLATFORMS {
        let (text, lists) = (of_text(platform), of_lists());
        for (chord, command) in every_chord(platform) {
            let is_shared = text.contains(&chord) && !command.yields_to_text();
            assert!(!is_shared, "{platform:?}: {command:?} on {chord:?}");
            assert!(
                !lists.contains(&chord),
                "{platform:?}: {command:?} on {chord:?}"
            );
            // A letter alone would run while somebody types.
            let (ctrl, alt, _, cmd, key) = chord;
            let is_typed = key.name().chars().count() == 1;
            assert!(ctrl || alt || cmd || !is_typed, "{command:?} on {chord:?}");
        }
    }
}

#[test]
fn the_keys_of_a_walk_are_no_commands() {
    for platform in PLATFORMS {
        let commands = every_chord(platform);
        for (modifiers, key, pressed) in crate::ui::review::KEYS {
            let own = on(platform, KeyboardShortcut::new(modifiers, key));
            let command = commands.iter().find(|(chord, _)| *chord == own);
            // Nobody is selected during a walk, so that its key is left to the card.
            let taken = command.filter(|(_, command)| *command != Command::DeleteSelected);
            assert!(taken.is_none(), "{pressed:?}: {taken:?}");
        }
    }
}

#[test]
fn the_keys_of_rows_that_wait_are_no_commands() {
    for platform in PLATFORMS {
        let commands = every_chord(platform);
        for (modifiers, key, pressed) in crate::ui::held::KEYS {
            let own = on(platform, KeyboardShortcut::new(modifiers, key));
            let command = commands.iter().find(|(chord, _)| *chord == own);
            assert!(command.is_none(), "{pressed:?}: {command:?}");
        }
    }
}

/// What runs at an event, and whether others still see the event.
fn heard(event: &Event, is_editing_text: bool, can_run: bool) -> (Option<Command>, bool) {
    let ctx = egui::Context::default();
    let mut heard = (None, true);
    let input = egui::RawInput {
        events: vec![event.clone()],
        ..egui::RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| {
        let command = Command::pressed(ui.ctx(), is_editing_text, |_| can_run);
        heard = (command, ui.input(|input| input.events.contains(event)));
    });
    output.textures_delta.clear();
    heard
}

fn key_event(modifiers: Modifiers, key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

#[test]
fn what_cannot_run_leaves_its_key_to_others() {
    let delete = || key_event(Modifiers::NONE, Key::Delete);
    let command = Some(Command::DeleteSelected);
    assert_eq!(heard(&delete(), false, true), (command, false));
    assert_eq!(heard(&delete(), false, false), (None, true));
    assert_eq!(heard(&delete(), true, true), (None, true));
}

#[test]
fn the_system_says_copy_where_it_means_a_key() {
    let command = Some(Command::CopyRows);
    assert_eq!(heard(&Event::Copy, false, true), (command, false));
    assert_eq!(heard(&Event::Copy, true, true), (None, true));
}

#[test]
fn keys_with_shift_are_tried_before_those_without() {
    // The window takes Ctrl Shift Z for Ctrl Z too, where nobody took it before.
    let press = |modifiers, key| heard(&key_event(modifiers, key), false, true).0;
    let with = Modifiers::COMMAND;
    let both = Modifiers::COMMAND | Modifiers::SHIFT;
    assert_eq!(press(with, Key::L), Some(Command::LookUp));
    assert_eq!(press(both, Key::L), Some(Command::Lock));
    assert_eq!(press(with, Key::R), Some(Command::RecordConsent));
    assert_eq!(press(both, Key::R), Some(Command::Review));
    assert_eq!(press(with, Key::Z), Some(Command::Undo));
    assert_eq!(press(both, Key::Z), Some(Command::Redo));
    assert_eq!(press(Modifiers::NONE, Key::F1), Some(Command::Keys));
}
