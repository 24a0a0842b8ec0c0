//! The cheat sheet: every key of the window, by what it is for, made from the lists that the keys
//! themselves are made from.

#[cfg(test)]
mod clashes;
mod groups;
mod names;

use egui::{Id, ScrollArea, Ui};

pub use groups::Group;
pub use names::key_words;

use super::AppContext;
use super::theme::{space, text as type_size};
use super::widgets::{Dialog, DialogOutcome, kbd, key_value_with, scroll_by_keys, small_paragraph};
use crate::text;

/// In points, without margins.
const WIDTH: f32 = 980.0;
/// Narrower columns would cut the words.
const COLUMN: f32 = 280.0;
/// What the title, the button and the margins take of the window's height.
const AROUND: f32 = 190.0;
/// A row of a group, and its caption with the space above.
const ROW: f32 = 26.0;
const CAPTION: f32 = type_size::SMALL_LINE + 20.0;

/// Open or closed.
#[derive(Debug, Default)]
pub struct KeySheet {
    is_open: bool,
}

impl KeySheet {
    pub fn open(&mut self) {
        self.is_open = true;
    }

    /// Draws the sheet, if it is open.
    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {
        if !self.is_open {
            return;
        }
        let title = text!(app.language, "settings-keys");
        let close = text!(app.language, "toast-close");
        let most = (ctx.content_rect().height() - AROUND).max(200.0);
        let dialog = Dialog::new(Id::unique("key sheet"), &title, &close, "").width(WIDTH);
        let (outcome, ()) = dialog.show(ctx, |ui| {
            ScrollArea::vertical().max_height(most).show(ui, |ui| {
                scroll_by_keys(ui, true);
                // The bar stands at the right edge, beside the keys.
                ui.set_width(ui.available_width());
                sheet_ui(ui, app);
            });
        });
        if outcome != DialogOutcome::Open {
            self.is_open = false;
        }
    }
}

/// Draws all groups, in as many columns as there is room for.
pub fn sheet_ui(ui: &mut Ui, app: &AppContext<'_>) {
    let room = ui.available_width() - space::MEDIUM;
    let columns = if room >= 3.0 * COLUMN + 2.0 * space::HUGE {
        3
    } else if room >= 2.0 * COLUMN + space::HUGE {
        2
    } else {
        1
    };
    let split = split(groups::groups(app.language), columns);
    #[expect(clippy::cast_precision_loss, reason = "three at most")]
    let count = columns as f32;
    let width = ((room - (count - 1.0) * space::HUGE) / count).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::HUGE;
        for groups in &split {
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                for group in groups {
                    group_ui(ui, app, group);
                }
            });
        }
    });
}

fn group_ui(ui: &mut Ui, app: &AppContext<'_>, group: &Group) {
    ui.add_space(space::MEDIUM);
    small_paragraph(ui, &group.name, app.tokens.faint);
    ui.add_space(space::TINY);
    for line in &group.lines {
        key_value_with(ui, &line.name, |ui| {
            ui.spacing_mut().item_spacing.x = space::TINY;
            // Drawn from the right, so the first is drawn last.
            for shortcut in line.keys.iter().rev() {
                kbd(ui, &key_words(ui.ctx(), *shortcut));
            }
        });
    }
}

/// Groups in columns, each group whole, the columns about as high as each other.
fn split(groups: Vec<Group>, columns: usize) -> Vec<Vec<Group>> {
    #[expect(clippy::cast_precision_loss, reason = "a few dozen lines")]
    let height = |group: &Group| CAPTION + ROW * group.lines.len() as f32;
    let total: f32 = groups.iter().map(height).sum();
    #[expect(clippy::cast_precision_loss, reason = "three at most")]
    let most = total / columns as f32;
    let mut split: Vec<Vec<Group>> = vec![Vec::new()];
    let mut filled = 0.0;
    for group in groups {
        let next = height(&group);
        // A group goes where more than half of it still fits.
        if filled + next / 2.0 > most && split.len() < columns {
            split.push(Vec::new());
            filled = 0.0;
        }
        filled += next;
        if let Some(last) = split.last_mut() {
            last.push(group);
        }
    }
    split
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn no_group_is_lost_between_columns() {
        for language in Language::ALL {
            let all = groups::groups(language);
            let names: Vec<String> = all.iter().map(|group| group.name.clone()).collect();
            for columns in 1..=3 {
                let split = split(groups::groups(language), columns);
                assert_eq!(split.len(), columns);
                let shown: Vec<String> = (split.iter().flatten())
                    .map(|group| group.name.clone())
                    .collect();
                assert_eq!(shown, names);
            }
        }
    }
}
