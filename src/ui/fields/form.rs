//! The dialog that defines a field or changes one.

use egui::{Id, Ui};

use crate::domain::field::{FieldDefinition, ReadyMade};
use crate::domain::ids::FieldId;
use crate::domain::listing::{FieldEntry, FieldKind};
use crate::domain::problem::Problem;
use crate::i18n::{self, Language, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::space;
use crate::ui::widgets::{Dialog, DialogOutcome, Select, TextField, paragraph, small_paragraph};
use crate::workspace::editing::FieldInput;
use crate::workspace::listview::{Retyping, retyping};
use crate::workspace::{Latest, Reply};

/// Between choices in one line.
const SEPARATORS: [char; 5] = ['、', ',', '，', ';', '；'];

/// Open or closed.
#[derive(Default)]
pub struct FieldDialog {
    open: Option<Open>,
}

struct Open {
    /// What it was, when it is there already.
    before: Option<FieldEntry>,
    name: String,
    kind: FieldKind,
    purpose: String,
    choices: String,
    ready: Option<ReadyMade>,
    /// How the values take the kind that was asked about last.
    retyping: Latest<Retyping>,
    asked: Option<FieldKind>,
    saving: Option<Reply<Result<(), Problem>>>,
    problem: Option<String>,
}

impl FieldDialog {
    /// A new field.
    pub fn define(&mut self) {
        self.open = Some(Open::new(String::new(), FieldKind::Text));
    }

    /// A field that the program offers.
    pub fn turn_on(&mut self, language: Language, ready: ReadyMade) {
        let kind = match ready {
            ReadyMade::Gender => FieldKind::Choice,
            ReadyMade::Birthday => FieldKind::Birthday,
            ReadyMade::Occupation | ReadyMade::Interests => FieldKind::Text,
        };
        let choices = match ready {
            ReadyMade::Gender => text!(language, "fields-gender-choices"),
            _ => String::new(),
        };
        self.open = Some(Open {
            ready: Some(ready),
            choices,
            ..Open::new(i18n::ready_made(language, ready), kind)
        });
    }

    /// A field that is there.
    pub fn edit(&mut self, entry: FieldEntry) {
        self.open = Some(Open {
            purpose: entry.definition.purpose.clone(),
            choices: entry.definition.choices.join("、"),
            ready: entry.definition.ready,
            before: Some(entry.clone()),
            ..Open::new(entry.name, entry.kind)
        });
    }

    /// Draws the dialog, if it is open.
    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {
        let Some(open) = &mut self.open else {
            return;
        };
        match Reply::take_from(&mut open.saving) {
            Some(Ok(())) => {
                open.rename_column(app);
                self.open = None;
                return;
            }
            Some(Err(problem)) => open.problem = Some(i18n::sentence(app.language, &problem)),
            None => {}
        }
        open.ask(app);
        let (title, save) = open.words(app.language);
        let cancel = text!(app.language, "fields-cancel");
        let id = Id::unique("field dialog");
        let (outcome, ()) = Dialog::new(id, &title, &save, &cancel)
            .ready(open.is_ready())
            .show(ctx, |ui| open.fields_ui(ui, app));
        match outcome {
            DialogOutcome::Open => {}
            DialogOutcome::Primary => open.save(app),
            DialogOutcome::Secondary | DialogOutcome::Cancelled => self.open = None,
        }
    }
}

impl Open {
    fn new(name: String, kind: FieldKind) -> Self {
        Self {
            before: None,
            name,
            kind,
            purpose: String::new(),
            choices: String::new(),
            ready: None,
            retyping: Latest::default(),
            asked: None,
            saving: None,
            problem: None,
        }
    }

    fn words(&self, language: Language) -> (String, String) {
        match (&self.before, self.ready) {
            (Some(before), _) => (
                text!(language, "fields-edit-title", name = before.name.as_str()),
                text!(language, "fields-save"),
            ),
            (None, Some(ready)) => {
                let name = i18n::ready_made(language, ready);
                (
                    text!(language, "fields-use-title", name = name),
                    text!(language, "fields-start"),
                )
            }
            (None, None) => (
                text!(language, "fields-new-title"),
                text!(language, "fields-define"),
            ),
        }
    }

    /// Whether the field that is there becomes one of another kind.
    fn is_retyped(&self) -> bool {
        let before = self.before.as_ref();
        before.is_some_and(|before| before.kind != self.kind)
    }

    fn ask(&mut self, app: &AppContext<'_>) {
        let Some(field) = self.before.as_ref().map(|before| before.id) else {
            return;
        };
        if self.is_retyped() && self.asked != Some(self.kind) {
            self.asked = Some(self.kind);
            let kind = self.kind;
            app.session
                .ask(&self.retyping, move |roster| retyping(roster, field, kind));
        }
    }

    /// How the values take the kind, once that is known.
    fn fit(&self) -> Option<std::sync::Arc<Retyping>> {
        let is_known = self.asked == Some(self.kind) && !self.retyping.is_pending();
        self.retyping.get().filter(|_| is_known)
    }

    fn is_ready(&self) -> bool {
        let is_filled = !self.name.trim().is_empty() && !self.purpose.trim().is_empty();
        let fits = !self.is_retyped() || self.fit().is_some_and(|fit| fit.misfits == 0);
        is_filled && fits && self.saving.is_none()
    }

    fn fields_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        ui.spacing_mut().item_spacing.y = space::MEDIUM;
        let id = |field: &str| Id::unique(("field dialog", field));
        let name = text!(language, "fields-name");
        let hint = text!(language, "fields-name-hint");
        let shown = TextField::new(id("name"), &name)
            .hint(&hint)
            .error(self.problem.as_deref())
            .show(ui, &mut self.name);
        if shown.field.changed() {
            self.problem = None;
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = space::TINY;
            let label = text!(language, "fields-type");
            paragraph(ui, &label, app.tokens.ink);
            let kinds = FieldKind::ALL.map(|kind| i18n::field_kind(language, kind));
            let kinds = kinds.each_ref().map(String::as_str);
            let mut chosen = FieldKind::ALL.iter().position(|kind| *kind == self.kind);
            Select::new(id("type"), &label).show(ui, &mut chosen, &kinds);
            if let Some(kind) = chosen.and_then(|place| FieldKind::ALL.get(place)) {
                self.kind = *kind;
            }
            self.retyping_ui(ui, app);
        });
        if self.kind == FieldKind::Choice {
            let label = text!(language, "fields-choices");
            let hint = text!(language, "fields-choices-hint");
            let help = text!(language, "fields-choices-help");
            TextField::new(id("choices"), &label)
                .hint(&hint)
                .help(&help)
                .show(ui, &mut self.choices);
        }
        let label = text!(language, "fields-purpose");
        let hint = text!(language, "fields-purpose-hint");
        let help = text!(language, "fields-purpose-help");
        TextField::new(id("purpose"), &label)
            .hint(&hint)
            .help(&help)
            .show(ui, &mut self.purpose);
    }

    fn retyping_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        if !self.is_retyped() {
            return;
        }
        let Some(fit) = self.fit() else {
            let words = text!(language, "fields-retype-checking");
            small_paragraph(ui, &words, app.tokens.mute);
            return;
        };
        let number = |people: usize| u64::try_from(people).unwrap_or(u64::MAX);
        if fit.misfits == 0 {
            let people = number(fit.people);
            let words = text!(
                language,
                "fields-retype-fits",
                n = people,
                count = count(people)
            );
            small_paragraph(ui, &words, app.tokens.ok);
        } else {
            let people = number(fit.misfits);
            let words = text!(
                language,
                "fields-retype-misfits",
                n = people,
                count = count(people),
                examples = i18n::list(language, &fit.examples)
            );
            small_paragraph(ui, &words, app.tokens.no);
        }
    }

    fn save(&mut self, app: &AppContext<'_>) {
        let input = FieldInput {
            name: self.name.clone(),
            kind: self.kind,
            definition: FieldDefinition {
                purpose: self.purpose.clone(),
                choices: self.choices.split(SEPARATORS).map(str::to_owned).collect(),
                ready: self.ready,
            },
        };
        let before: Option<FieldId> = self.before.as_ref().map(|before| before.id);
        self.problem = None;
        self.saving = Some(app.session.call(move |workspace| match before {
            Some(id) => workspace.change_field(id, &input).map(drop),
            None => workspace.define_field(&input).map(drop),
        }));
    }

    /// The column of a field that is called something else stays as the owner set it.
    fn rename_column(&self, app: &AppContext<'_>) {
        let after = self.name.trim().to_owned();
        let Some(before) = self.before.as_ref().map(|before| before.name.clone()) else {
            return;
        };
        if before == after {
            return;
        }
        app.change_settings(move |settings| {
            for column in &mut settings.columns {
                if column.key == format!("field:{before}") {
                    column.key = format!("field:{after}");
                }
            }
        });
    }
}
