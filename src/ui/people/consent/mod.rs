//! The dialog that records what somebody said about being contacted.

mod form;

use egui::{Id, ScrollArea, Ui, vec2};

use crate::domain::consent::{Channel, EventKind, Purpose, Scope};
use crate::domain::ids::ContactId;
use crate::domain::phone::Region;
use crate::domain::problem::Problem;
use crate::i18n::{self, Language};
use crate::text;
use crate::ui::AppContext;
use crate::ui::calendar_words::CalendarWords;
use crate::ui::theme::{fonts, icons, size, space};
use crate::ui::transfer::job_ui;
use crate::ui::widgets::{
    Button, Dialog, DialogOutcome, Select, TextField, date_field, hairline, paint, paragraph,
    small_paragraph, text_area,
};
use crate::workspace::listview::{ConsentPreview, consent_preview, people_of};
use crate::workspace::{ContactDetails, Latest, Reply};
use form::{Form, FormProblem, KINDS, METHODS, Outcome};

/// Width of the words left of the choices, in points.
const LABEL: f32 = 84.0;

type Known = Result<Option<(ContactDetails, Region)>, Problem>;

/// Open for some people, or closed.
#[derive(Default)]
pub struct ConsentDialog {
    open: Option<Open>,
}

struct Open {
    /// Who is meant, as it is shown.
    who: String,
    /// Made once the clock is known.
    form: Option<Form>,
    contacts: Vec<ContactId>,
    known: Option<Reply<Known>>,
    saving: Option<Reply<Result<(), Problem>>>,
    problem: Option<String>,
    /// A preset was taken: the keyboard goes to a field from which Enter records.
    is_preset: bool,
    /// What is on record of many people, for these channels and this purpose.
    preview: Latest<ConsentPreview>,
    asked: Option<(Vec<Channel>, Purpose)>,
}

impl ConsentDialog {
    /// Opens the dialog for these people; nothing happens without any.
    pub fn open(&mut self, contacts: Vec<ContactId>) {
        if contacts.is_empty() {
            return;
        }
        self.open = Some(Open {
            who: String::new(),
            form: None,
            contacts,
            known: None,
            saving: None,
            problem: None,
            is_preset: false,
            preview: Latest::default(),
            asked: None,
        });
    }

    /// Draws the dialog, if it is open.
    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {
        let Some(open) = &mut self.open else {
            return;
        };
        if open.keep_up(app) {
            self.open = None;
            return;
        }
        let language = app.language;
        let who = open.who.as_str();
        let title = text!(language, "consent-title", who = who);
        let save = text!(language, "consent-save");
        let cancel = text!(language, "inspector-cancel");
        let problem = open.form_problem(app);
        let is_busy = open.saving.is_some();
        let is_ready = problem.is_none() && !is_busy;
        let most = (ctx.content_rect().height() - 200.0).max(160.0);
        let (outcome, ()) = Dialog::new(Id::unique("consent dialog"), &title, &save, &cancel)
            .width(560.0)
            .ready(is_ready)
            .show(ctx, |ui| {
                ScrollArea::vertical().max_height(most).show(ui, |ui| {
                    ui.set_width(ui.available_width() - space::SMALL);
                    open.fields_ui(ui, app, problem);
                });
                hairline(ui);
                open.outcome_ui(ui, app);
                open.preview_ui(ui, app);
                if is_busy && open.contacts.len() > 1 {
                    job_ui(
                        ui,
                        app,
                        app.session.job().as_ref(),
                        &text!(language, "bulk-recording"),
                    );
                }
                if let Some(problem) = &open.problem {
                    small_paragraph(ui, problem, app.tokens.no);
                }
            });
        match outcome {
            DialogOutcome::Open => {}
            DialogOutcome::Primary => open.save(app),
            DialogOutcome::Secondary | DialogOutcome::Cancelled if is_busy => {}
            DialogOutcome::Secondary | DialogOutcome::Cancelled => self.open = None,
        }
    }
}

impl Open {
    /// Takes what the book says; whether everything is recorded.
    fn keep_up(&mut self, app: &AppContext<'_>) -> bool {
        if self.form.is_none() {
            self.form = Some(Form::new(self.contacts.clone(), app.now));
            self.ask(app);
        }
        if let Some(Ok(Some((details, home)))) = Reply::take_from(&mut self.known)
            && let Some(form) = &mut self.form
        {
            form.learn(&details, home);
        }
        match Reply::take_from(&mut self.saving) {
            Some(Ok(())) => return true,
            // Nothing was recorded.
            Some(Err(Problem::Cancelled)) | None => {}
            Some(Err(problem)) => self.problem = Some(i18n::sentence(app.language, &problem)),
        }
        self.ask_preview(app);
        false
    }

    /// Asks what is on record of many people, when the channels or the purpose are others.
    fn ask_preview(&mut self, app: &AppContext<'_>) {
        let Some(form) = self.form.as_ref().filter(|form| form.contacts.len() > 1) else {
            return;
        };
        let asked = (form.channels.clone(), form.purpose);
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked.clone());
        let (contacts, today) = (form.contacts.clone(), app.today);
        app.session.ask(&self.preview, move |roster| {
            let set = people_of(roster, contacts);
            consent_preview(roster, &set, &asked.0, asked.1, today)
        });
    }

    /// What recording it for many people would meet, by number.
    fn preview_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let Some(preview) = self.preview.get() else {
            return;
        };
        let language = app.language;
        let people =
            |number: usize| i18n::people(language, u64::try_from(number).unwrap_or(u64::MAX));
        let lines = [
            (
                preview.granted,
                text!(
                    language,
                    "bulk-consent-granted",
                    people = people(preview.granted)
                ),
            ),
            (
                preview.refused,
                text!(
                    language,
                    "bulk-consent-refused",
                    people = people(preview.refused)
                ),
            ),
            (
                preview.without_point,
                text!(
                    language,
                    "bulk-consent-without",
                    people = people(preview.without_point)
                ),
            ),
        ];
        for (number, words) in lines {
            if number > 0 {
                small_paragraph(ui, &words, app.tokens.mute);
            }
        }
    }

    fn ask(&mut self, app: &AppContext<'_>) {
        let number = u64::try_from(self.contacts.len()).unwrap_or(u64::MAX);
        self.who = i18n::people(app.language, number);
        let [only] = self.contacts.as_slice() else {
            return;
        };
        let id = *only;
        if let Some(list) = app.session.list().try_read()
            && let Some(slot) = list.slot_of(id)
            && let Some(name) = [list.name(slot), list.company(slot)]
                .into_iter()
                .find(|name| !name.is_empty())
        {
            name.clone_into(&mut self.who);
        }
        self.known = Some(app.session.call(move |workspace| {
            let home = workspace.home_country()?;
            Ok(workspace.details(id)?.map(|details| (details, home)))
        }));
    }

    fn form_problem(&self, app: &AppContext<'_>) -> Option<FormProblem> {
        let form = self.form.as_ref()?;
        form.problem(app.now, app.language)
    }

    fn save(&mut self, app: &AppContext<'_>) {
        let Some(form) = &self.form else {
            return;
        };
        if let Ok(inputs) = form.templates(app.now, app.language) {
            self.problem = None;
            let contacts = form.contacts.clone();
            self.saving = Some(app.session.start_job(move |workspace, progress| {
                workspace.record_consents_of(&contacts, &inputs, progress)
            }));
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, problem: Option<FormProblem>) {
        let language = app.language;
        let Some(form) = &mut self.form else {
            return;
        };
        ui.spacing_mut().item_spacing = vec2(space::SMALL, space::MEDIUM);
        self.is_preset |= presets_ui(ui, language, form);
        hairline(ui);
        row_ui(ui, app, &text!(language, "consent-channels"), |ui| {
            for channel in Channel::ALL {
                let is_on = form.channels.contains(&channel);
                if pick_ui(ui, is_on, &i18n::channel(language, channel)) {
                    form.toggle(channel);
                }
            }
        });
        row_ui(ui, app, &text!(language, "consent-purpose"), |ui| {
            for purpose in Purpose::ALL {
                if pick_ui(
                    ui,
                    form.purpose == purpose,
                    &i18n::purpose(language, purpose),
                ) {
                    form.purpose = purpose;
                }
            }
        });
        row_ui(ui, app, &text!(language, "consent-what"), |ui| {
            for kind in KINDS {
                if pick_ui(ui, form.kind == kind, &kind_words(language, kind)) {
                    form.kind = kind;
                }
            }
        });
        row_ui(ui, app, &text!(language, "consent-how"), |ui| {
            for method in METHODS {
                if pick_ui(ui, form.method == method, &i18n::method(language, method)) {
                    form.method = method;
                }
            }
        });
        if form.points.len() > 1 {
            row_ui(ui, app, &text!(language, "consent-which"), |ui| {
                which_ui(ui, language, form);
            });
        }
        when_ui(ui, app, form, problem);
        let note_id = Id::unique("consent note");
        let label = text!(language, "consent-note");
        let hint = text!(language, "consent-note-hint");
        let note = TextField::new(note_id, &label)
            .hint(&hint)
            .max_width(f32::INFINITY)
            .show(ui, &mut form.note);
        if std::mem::take(&mut self.is_preset) {
            note.field.request_focus();
        }
        let label = text!(language, "consent-wording");
        let hint = text!(language, "consent-wording-hint");
        let id = Id::unique("consent wording");
        text_area(ui, id, &label, &hint, 2, &mut form.wording);
        if problem == Some(FormProblem::NoChannel) {
            let words = text!(language, "consent-pick-channel");
            small_paragraph(ui, &words, app.tokens.no);
        }
    }

    /// What will hold, in plain words.
    fn outcome_ui(&self, ui: &mut Ui, app: &AppContext<'_>) {
        let Some(form) = &self.form else {
            return;
        };
        let language = app.language;
        let them = format!(" {} ", self.who);
        ui.spacing_mut().item_spacing.y = 2.0;
        for (channel, outcome) in form.outcomes(app.now) {
            let act = i18n::act(language, Scope::new(channel, form.purpose));
            let (who, color) = match &outcome {
                Outcome::May(points) if !points.is_empty() => {
                    (format!(" {} ", i18n::list(language, points)), app.tokens.ok)
                }
                Outcome::May(_) => (them.clone(), app.tokens.ok),
                Outcome::MayNot => (them.clone(), app.tokens.no),
                _ => (them.clone(), app.tokens.wait),
            };
            let who = match language {
                Language::Chinese => who,
                Language::English => who.trim().to_owned(),
            };
            let words = match outcome {
                Outcome::May(_) => text!(language, "consent-then-may", who = who, act = act),
                Outcome::MayNot => text!(language, "consent-then-not", who = who, act = act),
                Outcome::Waits => text!(language, "consent-then-wait", who = who, act = act),
                Outcome::Unproven => {
                    text!(language, "consent-then-unproven", who = who, act = act)
                }
                Outcome::NoPoint => {
                    text!(language, "consent-then-no-point", who = who, act = act)
                }
            };
            paragraph(ui, &words, color);
        }
    }
}

/// The ways out, one click each; whether one was taken.
fn presets_ui(ui: &mut Ui, language: Language, form: &mut Form) -> bool {
    let presets: [(String, &[Channel]); 3] = [
        (text!(language, "consent-opt-out-texts"), &[Channel::Sms]),
        (text!(language, "consent-opt-out-calls"), &[Channel::Call]),
        (text!(language, "consent-opt-out-all"), &Channel::ALL),
    ];
    let mut is_taken = false;
    ui.horizontal_wrapped(|ui| {
        for (words, channels) in presets {
            let is_on = form.kind == EventKind::Withdraw && form.channels == channels;
            let button = Button::normal(&words)
                .with_icon(icons::CROSS)
                .selected(is_on);
            if ui.add(button).clicked() {
                form.opt_out(channels);
                is_taken = true;
            }
        }
    });
    is_taken
}

/// Words at the left, choices at the right.
fn row_ui(ui: &mut Ui, app: &AppContext<'_>, label: &str, choices: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let place = vec2(LABEL, size::CHIP);
        let (rect, response) = ui.allocate_exact_size(place, egui::Sense::hover());
        let galley = paint::line(
            ui,
            label,
            fonts::body(),
            app.tokens.mute,
            LABEL - space::TINY,
        );
        paint::left(ui.painter(), rect, galley.clone());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, label));
        paint::whole_on_hover(response, &galley, label);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            choices(ui);
        });
    });
}

/// A choice with its sign; whether it was clicked.
fn pick_ui(ui: &mut Ui, is_on: bool, words: &str) -> bool {
    let mut button = Button::normal(words).small().selected(is_on);
    if is_on {
        button = button.with_icon(icons::CHECK);
    }
    ui.add(button).clicked()
}

fn kind_words(language: Language, kind: EventKind) -> String {
    match kind {
        EventKind::Grant => text!(language, "consent-pick-grant"),
        EventKind::Refuse => text!(language, "consent-pick-refuse"),
        EventKind::Withdraw => text!(language, "consent-pick-withdraw"),
        EventKind::Request => text!(language, "consent-pick-request"),
        EventKind::Permit => text!(language, "consent-pick-permit"),
        other => i18n::event_kind(language, other),
    }
}

fn which_ui(ui: &mut Ui, language: Language, form: &mut Form) {
    let all = text!(language, "consent-which-all");
    let names = form.points.iter().map(|point| point.name.as_str());
    let choices: Vec<&str> = [all.as_str()].into_iter().chain(names).collect();
    let mut chosen = Some(form.chosen.map_or(0, |place| place + 1));
    let name = text!(language, "consent-which");
    Select::new(Id::unique("consent which"), &name)
        .width(300.0)
        .show(ui, &mut chosen, &choices);
    form.chosen = chosen.and_then(|place| place.checked_sub(1));
}

fn when_ui(ui: &mut Ui, app: &AppContext<'_>, form: &mut Form, problem: Option<FormProblem>) {
    let language = app.language;
    let today = app.today.to_date();
    let words = CalendarWords::new(language);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::LARGE;
        let label = text!(language, "consent-date");
        ui.allocate_ui(vec2(150.0, 0.0), |ui| {
            date_field(
                ui,
                Id::unique("consent date"),
                &mut form.date,
                today,
                words.of(&label),
            );
        });
        let label = text!(language, "consent-time");
        let wrong = (problem == Some(FormProblem::WrongTime))
            .then(|| text!(language, "consent-wrong-time"));
        TextField::new(Id::unique("consent time"), &label)
            .max_width(90.0)
            .error(wrong.as_deref())
            .show(ui, &mut form.time);
        // Only what allows ends by itself. The field stays where it is, so that nothing jumps.
        ui.add_enabled_ui(form.kind.is_positive(), |ui| {
            let label = text!(language, "consent-until");
            let id = Id::unique("consent until");
            ui.allocate_ui(vec2(170.0, 0.0), |ui| {
                date_field(ui, id, &mut form.until, today, words.of(&label));
            });
        });
    });
    let words = match problem {
        Some(FormProblem::NoDate) => text!(language, "consent-no-date"),
        Some(FormProblem::InTheFuture) => text!(language, "consent-in-future"),
        Some(FormProblem::EndsEarly) => text!(language, "consent-ends-early"),
        _ => return,
    };
    small_paragraph(ui, &words, app.tokens.no);
}
