//! Settings that are rarely needed: sheet, header, country, and what happens to people who are in
//! the book already.

use egui::{Context, Id, Ui, vec2};

use super::choices::{COUNTRIES, home};
use super::garbled::picker;
use super::{Adjust, ImportScreen, words};
use crate::domain::phone::Region;
use crate::i18n::count;
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, space, text as type_size};
use crate::ui::widgets::{
    Card, Dialog, DialogOutcome, check_row, elided, key_value, radio_row, small_paragraph,
};
use crate::workspace::previewing::FileLook;
use crate::workspace::{Bucket, Example, Layout, MatchBy, Policy, can_overwrite};

const WIDTH: f32 = 680.0;
/// What the title, the buttons and the margins take of the window's height.
const AROUND: f32 = 200.0;

impl ImportScreen {
    /// Whatever is open over the screen.
    pub(super) fn dialogs_ui(&mut self, ui: &Ui, app: &AppContext<'_>) {
        let ctx = ui.ctx();
        match self.adjust {
            Adjust::Closed => {}
            Adjust::Garbled => self.garbled_ui(ctx, app),
            Adjust::All => self.adjust_ui(ctx, app),
        }
        self.drill_ui(ctx, app);
    }

    fn adjust_ui(&mut self, ctx: &Context, app: &AppContext<'_>) {
        let language = app.language;
        let Some(look) = self.reading.look.clone() else {
            self.adjust = Adjust::Closed;
            return;
        };
        let title = text!(language, "intake-adjust-title");
        let done = text!(language, "intake-done");
        let dialog = Dialog::new(Id::unique("import adjust"), &title, &done, "").width(WIDTH);
        let most = (ctx.content_rect().height() - AROUND).max(160.0);
        let (outcome, ()) = dialog.show(ctx, |ui| {
            egui::ScrollArea::vertical()
                .id_salt("import adjust")
                .max_height(most)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    ui.set_max_width(ui.available_width() - space::MEDIUM);
                    ui.spacing_mut().item_spacing.y = space::MEDIUM;
                    self.layout_ui(ui, app, &look);
                    self.keys_ui(ui, app);
                    self.policy_ui(ui, app);
                    self.keep_ui(ui, app, &look);
                    self.buckets_ui(ui, app);
                });
        });
        if outcome != DialogOutcome::Open {
            self.adjust = Adjust::Closed;
        }
    }

    fn layout_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        let language = app.language;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::LARGE, space::MEDIUM);
            if let Layout::Sheet { name, all } = &look.layout {
                let label = text!(language, "intake-sheet");
                let names: Vec<&str> = all.iter().map(String::as_str).collect();
                let mut chosen = all.iter().position(|sheet| sheet == name);
                if picker(ui, app, "import sheet", &label, &mut chosen, &names) {
                    self.choices.sheet = chosen.and_then(|place| all.get(place)).cloned();
                    self.reread_from_scratch(app);
                }
            }
            let label = text!(language, "transfer-country");
            let names = COUNTRIES.map(|code| words::country(language, Region(*code)));
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let mut chosen = Some(self.choices.country.unwrap_or_else(|| home(language)));
            if picker(ui, app, "import country", &label, &mut chosen, &names) {
                self.choices.country = chosen;
                self.choices.is_country_presumed = false;
                self.reread(app);
            }
        });
        if matches!(look.layout, Layout::Bundle { .. }) {
            // Each of several files has its own.
            return;
        }
        let label = text!(language, "intake-header");
        elided(ui, &label, fonts::body(), app.tokens.ink);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::HUGE;
            for has_header in [true, false] {
                let words = if has_header {
                    text!(language, "intake-header-yes")
                } else {
                    text!(language, "intake-header-no")
                };
                let is_on = look.has_header == has_header;
                if radio_row(ui, is_on, &words).clicked() && !is_on {
                    self.choices.header = Some(has_header);
                    self.reread_from_scratch(app);
                }
            }
        });
    }

    /// What tells that somebody is in the book already.
    fn keys_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let label = text!(language, "intake-keys");
            elided(ui, &label, fonts::body(), app.tokens.ink);
            for by in MatchBy::ALL {
                let words = match by {
                    MatchBy::Number => text!(language, "intake-key-number"),
                    MatchBy::Email => text!(language, "intake-key-email"),
                    MatchBy::Reference => text!(language, "intake-key-ref"),
                    MatchBy::NameAndBirthday => text!(language, "intake-key-birthday"),
                };
                let mut is_on = self.choices.keys.has(by);
                if check_row(ui, &mut is_on, &words, "").clicked() {
                    self.choices.keys.set(by, is_on);
                    self.reread(app);
                }
            }
        });
    }

    /// Columns that overwrite nothing, where the policy would.
    fn keep_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        if self.choices.policy != Policy::Update {
            return;
        }
        let columns = look.mapping.columns().iter().enumerate();
        let columns =
            columns.filter(|(_, column)| column.field.as_ref().is_some_and(can_overwrite));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let label = text!(app.language, "intake-never-overwrite");
            elided(ui, &label, fonts::body(), app.tokens.ink);
            for (index, column) in columns {
                let letter = (index + 1).to_string();
                let name = [&column.header, &letter]
                    .into_iter()
                    .find(|name| !name.is_empty());
                let mut is_kept = self.choices.keep.contains(&index);
                let words = name.map_or("", String::as_str);
                if check_row(ui, &mut is_kept, words, "").clicked() {
                    if !self.choices.keep.remove(&index) {
                        self.choices.keep.insert(index);
                    }
                    self.reread(app);
                }
            }
        });
    }

    fn policy_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let examples = self.reading.counted.clone();
        let examples = examples
            .as_ref()
            .map_or(&[][..], |counted| &counted.examples);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // The examples stand close below what they explain.
            ui.spacing_mut().interact_size.y = 0.0;
            let label = text!(language, "transfer-known");
            elided(ui, &label, fonts::body(), app.tokens.ink);
            for policy in [Policy::Fill, Policy::Update, Policy::Skip, Policy::Add] {
                let is_on = self.choices.policy == policy;
                let words = words::policy(language, policy);
                if radio_row(ui, is_on, &words).clicked() && !is_on {
                    self.choices.policy = policy;
                    self.reread(app);
                }
                if let Some(example) = example_of(app, policy, examples) {
                    ui.horizontal_top(|ui| {
                        ui.add_space(space::HUGE);
                        small_paragraph(ui, &example, app.tokens.mute);
                    });
                }
            }
        });
    }

    /// What would become of all rows under these settings.
    fn buckets_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let Some(counted) = &self.reading.counted else {
            return;
        };
        let buckets = &counted.report.buckets;
        Card::new("").show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let heading = if self.reading.is_pending() {
                text!(language, "intake-counting")
            } else {
                text!(
                    language,
                    "intake-would",
                    n = buckets.rows,
                    count = count(buckets.rows)
                )
            };
            elided(ui, &heading, fonts::bold(type_size::BODY), app.tokens.ink);
            for bucket in Bucket::ALL {
                let rows = buckets.of(bucket);
                if rows > 0 {
                    key_value(ui, &words::bucket(language, bucket), &count(rows));
                }
            }
        });
    }
}

/// What a policy does to somebody of this very file.
fn example_of(app: &AppContext<'_>, policy: Policy, examples: &[Example]) -> Option<String> {
    let language = app.language;
    let fills = |example: &&Example| example.value.old.is_empty();
    let example = match policy {
        Policy::Fill => examples.iter().find(fills).or(examples.first()),
        Policy::Update => examples.iter().find(|example| !fills(example)),
        Policy::Skip | Policy::Add => examples.first(),
    }?;
    let what = words::value(language, example.value.which);
    let (name, new) = (example.name.as_str(), example.value.new.as_str());
    let old = example.value.old.as_str();
    Some(match policy {
        Policy::Fill if old.is_empty() => {
            text!(
                language,
                "intake-example-fills",
                name = name,
                what = what,
                new = new
            )
        }
        Policy::Update => text!(
            language,
            "intake-example-updates",
            name = name,
            what = what,
            old = old,
            new = new
        ),
        Policy::Add => text!(language, "intake-example-adds", name = name),
        Policy::Fill | Policy::Skip if !old.is_empty() => {
            text!(
                language,
                "intake-example-keeps",
                name = name,
                what = what,
                old = old
            )
        }
        Policy::Fill | Policy::Skip => {
            text!(
                language,
                "intake-example-stays-blank",
                name = name,
                what = what
            )
        }
    })
}
