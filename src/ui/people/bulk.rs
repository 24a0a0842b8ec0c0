//! The dialog that does one thing to everybody selected: what it would change is told before it is
//! done, and it can be stopped while it runs.

use std::sync::Arc;

use egui::{Id, ScrollArea, Ui, vec2};

use super::selection::IdSet;
use crate::domain::ids::ContactId;
use crate::domain::listing::FieldEntry;
use crate::domain::problem::Problem;
use crate::i18n::{self, Language, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{icons, space};
use crate::ui::transfer::job_ui;
use crate::ui::value_field::ValueField;
use crate::ui::widgets::{
    Button, Dialog, DialogOutcome, Select, TextField, hairline, paragraph, small_paragraph,
};
use crate::workspace::editing::{BulkChange, BulkField};
use crate::workspace::listview::{BulkPreview, bulk_preview, people_of};
use crate::workspace::{Latest, Progress, Reply, Workspace};

/// From so many people on, a backup is made before.
const LARGE: usize = 1_000;
/// So many known tags are offered.
const TAGS: usize = 24;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkAct {
    Tag,
    Untag,
    Set,
    Clear,
    Delete,
}

/// Open for some people, or closed.
#[derive(Default)]
pub struct BulkDialog {
    open: Option<Open>,
}

struct Open {
    people: Arc<IdSet>,
    act: BulkAct,
    tag: String,
    /// Place among the fields.
    field: Option<usize>,
    value: String,
    editor: ValueField,
    preview: Latest<(BulkChange, BulkPreview)>,
    asked: Option<(BulkChange, u64)>,
    doing: Option<Reply<Result<u64, Problem>>>,
    problem: Option<String>,
    /// Passes in which a tag is asked for, up to the one in which its box gets the keyboard.
    passes: u8,
}

impl BulkAct {
    const ALL: [Self; 5] = [Self::Tag, Self::Untag, Self::Set, Self::Clear, Self::Delete];

    fn name(self, language: Language) -> String {
        match self {
            Self::Tag => text!(language, "bulk-tag"),
            Self::Untag => text!(language, "bulk-untag"),
            Self::Set => text!(language, "bulk-set"),
            Self::Clear => text!(language, "bulk-clear"),
            Self::Delete => text!(language, "bulk-delete"),
        }
    }
}

impl BulkDialog {
    /// Opens the dialog; nothing happens without anybody.
    pub fn open(&mut self, act: BulkAct, people: Arc<IdSet>) {
        if people.len() == 0 {
            return;
        }
        self.open = Some(Open {
            people,
            act,
            tag: String::new(),
            field: None,
            value: String::new(),
            editor: ValueField::default(),
            preview: Latest::default(),
            asked: None,
            doing: None,
            problem: None,
            passes: 0,
        });
    }

    /// Draws the dialog, if it is open. Whether people were put into the trash.
    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) -> bool {
        let Some(open) = &mut self.open else {
            return false;
        };
        match Reply::take_from(&mut open.doing) {
            Some(Ok(_)) => {
                let is_gone = open.act == BulkAct::Delete;
                self.open = None;
                return is_gone;
            }
            // Everything is as it was before.
            Some(Err(Problem::Cancelled)) | None => {}
            Some(Err(problem)) => open.problem = Some(i18n::sentence(app.language, &problem)),
        }
        open.ask(app);
        let language = app.language;
        let number = u64::try_from(open.people.len()).unwrap_or(u64::MAX);
        let people = i18n::people(language, number);
        let title = text!(language, "bulk-title", people = people);
        let is_busy = open.doing.is_some();
        let preview = open.preview(app);
        let primary = open.primary(language, preview.as_ref());
        let cancel = text!(language, "bulk-cancel");
        let changes = preview.as_ref().map_or(0, changed);
        let mut dialog = Dialog::new(
            Id::unique("bulk dialog"),
            &title,
            &primary,
            if is_busy { "" } else { &cancel },
        )
        .width(520.0)
        .ready(!is_busy && changes > 0);
        if open.act == BulkAct::Delete {
            dialog = dialog.danger();
        }
        let (outcome, ()) = dialog.show(ctx, |ui| {
            ui.spacing_mut().item_spacing = vec2(space::SMALL, space::MEDIUM);
            ui.add_enabled_ui(!is_busy, |ui| open.form_ui(ui, app));
            hairline(ui);
            if is_busy {
                job_ui(
                    ui,
                    app,
                    app.session.job().as_ref(),
                    &text!(language, "bulk-doing"),
                );
            } else {
                open.preview_ui(ui, app, preview.as_ref());
            }
            if let Some(problem) = &open.problem {
                small_paragraph(ui, problem, app.tokens.no);
            }
        });
        match outcome {
            DialogOutcome::Primary => open.start(app),
            DialogOutcome::Secondary | DialogOutcome::Cancelled if !is_busy => self.open = None,
            _ => {}
        }
        false
    }
}

impl Open {
    /// The fields that can be filled in, built-in ones first.
    fn fields(app: &AppContext<'_>) -> Vec<(BulkField, String)> {
        let language = app.language;
        let built_in = BulkField::BUILT_IN.map(|field| {
            let name = match field {
                BulkField::Company => text!(language, "table-company"),
                BulkField::City => text!(language, "table-city"),
                BulkField::Province => text!(language, "table-province"),
                BulkField::Country | BulkField::Custom(_) => text!(language, "table-country"),
            };
            (field, name)
        });
        let own = app.snapshot.vocabulary.fields.iter();
        let own = own.map(|field| (BulkField::Custom(field.id), field.name.clone()));
        built_in.into_iter().chain(own).collect()
    }

    /// What would be done, once enough is filled in.
    fn change(&self, app: &AppContext<'_>) -> Option<BulkChange> {
        let tag = || Some(self.tag.trim().to_owned()).filter(|tag| !tag.is_empty());
        match self.act {
            BulkAct::Tag => tag().map(BulkChange::Tag),
            BulkAct::Untag => tag().map(BulkChange::Untag),
            BulkAct::Delete => Some(BulkChange::Delete),
            BulkAct::Set | BulkAct::Clear => {
                let (field, _) = *Self::fields(app).get(self.field?)?;
                let value = if self.act == BulkAct::Clear {
                    String::new()
                } else {
                    Some(self.value.trim().to_owned()).filter(|value| !value.is_empty())?
                };
                Some(BulkChange::Set { field, value })
            }
        }
    }

    fn ask(&mut self, app: &AppContext<'_>) {
        let Some(change) = self.change(app) else {
            return;
        };
        let asked = (change.clone(), app.session.list().revision());
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked);
        let (people, today) = (Arc::clone(&self.people), app.today);
        app.session.ask(&self.preview, move |roster| {
            let set = people_of(roster, people.iter());
            let preview = bulk_preview(roster, &set, &change, today);
            (change, preview)
        });
    }

    /// The answer to what is filled in now.
    fn preview(&self, app: &AppContext<'_>) -> Option<BulkPreview> {
        let change = self.change(app)?;
        let answer = self.preview.get()?;
        (answer.0 == change).then(|| answer.1.clone())
    }

    fn primary(&self, language: Language, preview: Option<&BulkPreview>) -> String {
        let Some(preview) = preview else {
            return self.act.name(language);
        };
        let people = u64::try_from(changed(preview)).unwrap_or(u64::MAX);
        let people = i18n::people(language, people);
        match self.act {
            BulkAct::Tag => text!(language, "bulk-do-tag", people = people),
            BulkAct::Untag => text!(language, "bulk-do-untag", people = people),
            BulkAct::Set => text!(language, "bulk-do-set", people = people),
            BulkAct::Clear => text!(language, "bulk-do-clear", people = people),
            BulkAct::Delete => text!(language, "bulk-do-delete", people = people),
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for act in BulkAct::ALL {
                let name = act.name(language);
                let is_on = act == self.act;
                let mut button = Button::normal(&name).small().selected(is_on);
                if is_on {
                    button = button.with_icon(icons::CHECK);
                }
                if ui.add(button).clicked() {
                    self.act = act;
                    self.problem = None;
                }
            }
        });
        match self.act {
            BulkAct::Tag | BulkAct::Untag => self.tag_ui(ui, app),
            BulkAct::Set | BulkAct::Clear => self.field_ui(ui, app),
            BulkAct::Delete => {}
        }
    }

    fn tag_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let label = text!(app.language, "bulk-tag-name");
        let id = Id::unique("bulk tag name");
        let tag = TextField::new(id, &label).show(ui, &mut self.tag);
        // The dialog itself has led the keyboard to the first act.
        self.passes = self.passes.saturating_add(1);
        if self.passes == 3 {
            tag.field.request_focus();
        }
        let known = &app.snapshot.vocabulary.tags;
        ScrollArea::vertical().max_height(96.0).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                for (_, name) in known.iter().take(TAGS) {
                    let is_on = *name == self.tag;
                    if ui
                        .add(Button::normal(name).small().selected(is_on))
                        .clicked()
                    {
                        self.tag.clone_from(name);
                    }
                }
            });
        });
    }

    fn field_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        let fields = Self::fields(app);
        let names: Vec<&str> = fields.iter().map(|(_, name)| name.as_str()).collect();
        let label = text!(language, "bulk-field");
        let hint = text!(language, "bulk-field-hint");
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = space::TINY;
            paragraph(ui, &label, app.tokens.ink);
            let select = Select::new(Id::unique("bulk field"), &label).placeholder(&hint);
            if select.show(ui, &mut self.field, &names).changed() {
                self.value.clear();
                self.editor = ValueField::default();
            }
        });
        if self.act == BulkAct::Clear {
            return;
        }
        let Some((field, _)) = self.field.and_then(|place| fields.get(place)) else {
            return;
        };
        let id = Id::unique("bulk value");
        let mut own = app.snapshot.vocabulary.fields.iter();
        let entry: Option<&FieldEntry> = own.find(|entry| *field == BulkField::Custom(entry.id));
        if let Some(entry) = entry {
            self.editor.ui(ui, app, id, entry, &mut self.value);
        } else {
            let label = text!(language, "bulk-value");
            TextField::new(id, &label).show(ui, &mut self.value);
        }
    }

    fn preview_ui(&self, ui: &mut Ui, app: &AppContext<'_>, preview: Option<&BulkPreview>) {
        let (language, tokens) = (app.language, app.tokens);
        let Some(preview) = preview else {
            let words = text!(language, "bulk-fill-in");
            small_paragraph(ui, &words, tokens.mute);
            return;
        };
        ui.spacing_mut().item_spacing.y = 2.0;
        let people =
            |number: usize| i18n::people(language, u64::try_from(number).unwrap_or(u64::MAX));
        let mut lines: Vec<(usize, String, egui::Color32)> = Vec::new();
        match self.act {
            BulkAct::Tag => {
                let words = text!(language, "bulk-will-tag", people = people(preview.added));
                lines.push((preview.added, words, tokens.ok));
                let words = text!(language, "bulk-has-tag", people = people(preview.unchanged));
                lines.push((preview.unchanged, words, tokens.mute));
            }
            BulkAct::Untag => {
                let words = text!(language, "bulk-will-untag", people = people(preview.taken));
                lines.push((preview.taken, words, tokens.ok));
                let words = text!(
                    language,
                    "bulk-has-no-tag",
                    people = people(preview.unchanged)
                );
                lines.push((preview.unchanged, words, tokens.mute));
            }
            BulkAct::Set | BulkAct::Clear => {
                let words = text!(language, "bulk-will-fill", people = people(preview.added));
                lines.push((preview.added, words, tokens.ok));
                let words = text!(
                    language,
                    "bulk-will-replace",
                    people = people(preview.replaced)
                );
                lines.push((preview.replaced, words, tokens.wait));
                let words = text!(language, "bulk-will-clear", people = people(preview.taken));
                lines.push((preview.taken, words, tokens.wait));
                let words = text!(language, "bulk-is-so", people = people(preview.unchanged));
                lines.push((preview.unchanged, words, tokens.mute));
            }
            BulkAct::Delete => {
                let words = text!(language, "bulk-will-delete", people = people(preview.taken));
                lines.push((preview.taken, words, tokens.ink));
                let orders = preview.with_orders;
                let words = text!(language, "bulk-delete-orders", people = people(orders));
                lines.push((orders, words, tokens.wait));
                let no = preview.do_not_disturb;
                let words = text!(language, "bulk-delete-no", people = people(no));
                lines.push((no, words, tokens.mute));
            }
        }
        for (_, words, color) in lines.iter().filter(|(number, ..)| *number > 0) {
            paragraph(ui, words, *color);
        }
        if !preview.before.is_empty() {
            small_paragraph(ui, &self.before(app, preview), tokens.mute);
        }
    }

    /// The values that go: 深圳 12、广州 3.
    fn before(&self, app: &AppContext<'_>, preview: &BulkPreview) -> String {
        let fields = Self::fields(app);
        let field = self.field.and_then(|place| fields.get(place));
        let kind = app.snapshot.vocabulary.fields.iter().find_map(|entry| {
            let is_this = field.is_some_and(|(field, _)| *field == BulkField::Custom(entry.id));
            is_this.then_some(entry.kind)
        });
        let said = preview.before.iter().map(|(value, people)| {
            let value = kind.map_or_else(
                || value.clone(),
                |kind| i18n::field_value(app.language, kind, value),
            );
            format!(
                "{value} {}",
                count(u64::try_from(*people).unwrap_or(u64::MAX))
            )
        });
        let values = i18n::list(app.language, &said.collect::<Vec<_>>());
        text!(app.language, "bulk-before", values = values)
    }

    fn start(&mut self, app: &AppContext<'_>) {
        let Some(change) = self.change(app) else {
            return;
        };
        self.problem = None;
        let people = Arc::clone(&self.people);
        let is_large = people.len() >= LARGE;
        let work = move |workspace: &mut Workspace, progress: &dyn Progress| {
            let people: Vec<ContactId> = people.iter().collect();
            workspace.change_many(&people, &change, progress)
        };
        self.doing = Some(if is_large {
            app.session.start_large(work).1
        } else {
            app.session.start_job(work)
        });
    }
}

const fn changed(preview: &BulkPreview) -> usize {
    preview.added + preview.replaced + preview.taken
}
