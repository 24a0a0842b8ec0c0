//! The dialog that adds a person by hand.

use egui::{Id, ScrollArea, Ui};

use super::inspector::read_number;
use crate::domain::ids::ContactId;
use crate::domain::phone::{E164, Region, read_cell};
use crate::domain::problem::Problem;
use crate::i18n;
use crate::text;
use crate::ui::theme::{icons, space};
use crate::ui::widgets::{Dialog, DialogOutcome, TextField, link, paint, small_paragraph};
use crate::ui::{Action, AppContext};
use crate::workspace::editing::NewContactInput;
use crate::workspace::listview::holders;
use crate::workspace::{Latest, Reply};

/// Numbers are read as of this country until the book has said where it is at home.
const HOME: Region = Region(*b"CN");

/// Open or closed.
#[derive(Default)]
pub struct NewContactDialog {
    open: Option<Open>,
}

#[derive(Default)]
struct Open {
    name: String,
    company: String,
    mobile: String,
    email: String,
    city: String,
    tags: String,
    home: Option<Region>,
    asking_home: Option<Reply<Result<Region, Problem>>>,
    /// The number that was last looked for, and who has it.
    looked_for: Option<E164>,
    known: Latest<Vec<(ContactId, String)>>,
    saving: Option<Reply<Result<ContactId, Problem>>>,
    problem: Option<String>,
}

impl NewContactDialog {
    pub fn open(&mut self) {
        self.open = Some(Open::default());
    }

    /// Draws the dialog, if it is open.
    pub fn ui(&mut self, ctx: &egui::Context, app: &AppContext<'_>) {
        let Some(open) = &mut self.open else {
            return;
        };
        if let Some(saved) = Reply::take_from(&mut open.saving) {
            match saved {
                Ok(id) => {
                    app.send(Action::ShowContact(id));
                    self.open = None;
                    return;
                }
                Err(problem) => open.problem = Some(i18n::sentence(app.language, &problem)),
            }
        }
        open.find_home(app);
        let language = app.language;
        let title = text!(language, "new-contact-title");
        let save = text!(language, "new-contact-save");
        let cancel = text!(language, "inspector-cancel");
        let most = (ctx.content_rect().height() - 180.0).max(160.0);
        let is_ready = open.has_something() && open.saving.is_none();
        let (outcome, shown) = Dialog::new(Id::unique("new contact"), &title, &save, &cancel)
            .width(420.0)
            .ready(is_ready)
            .show(ctx, |ui| {
                ScrollArea::vertical()
                    .max_height(most)
                    .show(ui, |ui| open.fields_ui(ui, app))
                    .inner
            });
        if let Some(id) = shown {
            app.send(Action::ShowContact(id));
            self.open = None;
            return;
        }
        match outcome {
            DialogOutcome::Open => {}
            DialogOutcome::Primary => open.save(app),
            DialogOutcome::Secondary | DialogOutcome::Cancelled => self.open = None,
        }
    }
}

impl Open {
    fn find_home(&mut self, app: &AppContext<'_>) {
        if let Some(Ok(home)) = Reply::take_from(&mut self.asking_home) {
            self.home = Some(home);
        } else if self.home.is_none() && self.asking_home.is_none() {
            self.home = Some(HOME);
            self.asking_home = Some(app.session.call(|workspace| workspace.home_country()));
        }
    }

    fn has_something(&self) -> bool {
        [&self.name, &self.company, &self.mobile, &self.email]
            .into_iter()
            .any(|text| !text.trim().is_empty())
    }

    /// Draws the fields; gives whoever was chosen of those who have the number already.
    fn fields_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) -> Option<ContactId> {
        let language = app.language;
        let home = self.home.unwrap_or(HOME);
        ui.spacing_mut().item_spacing.y = space::MEDIUM;
        let id = |field: &str| Id::unique(("new contact", field));
        let label = text!(language, "inspector-name");
        TextField::new(id("name"), &label).show(ui, &mut self.name);
        let label = text!(language, "new-contact-mobile");
        let reading = read_number(language, &self.mobile, home);
        let mobile = TextField::new(id("mobile"), &label)
            .help(&reading)
            .show(ui, &mut self.mobile);
        if mobile.field.changed() {
            self.look_for(app, home);
        }
        let chosen = self.known_ui(ui, app);
        let fields = [
            (
                "company",
                text!(language, "inspector-company"),
                &mut self.company,
            ),
            ("email", text!(language, "inspector-email"), &mut self.email),
            ("city", text!(language, "inspector-city"), &mut self.city),
            ("tags", text!(language, "new-contact-tags"), &mut self.tags),
        ];
        let mut is_changed = mobile.field.changed();
        for (field, label, text) in fields {
            let shown = TextField::new(id(field), &label).show(ui, text);
            is_changed |= shown.field.changed();
        }
        if is_changed {
            self.problem = None;
        }
        if let Some(problem) = &self.problem {
            small_paragraph(ui, problem, app.tokens.no);
        }
        chosen
    }

    /// Asks who has the number already.
    fn look_for(&mut self, app: &AppContext<'_>, home: Region) {
        let reading = read_cell(&self.mobile, home);
        let number = reading
            .numbers
            .first()
            .and_then(|part| part.reading.as_ref());
        let number = number
            .filter(|number| number.valid)
            .map(|number| number.e164);
        if number == self.looked_for {
            return;
        }
        self.looked_for = number;
        self.known = Latest::default();
        if let Some(e164) = number {
            let today = app.today;
            app.session
                .ask(&self.known, move |roster| holders(roster, e164, today, 1));
        }
    }

    fn known_ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> Option<ContactId> {
        let known = self.known.get().filter(|_| self.looked_for.is_some())?;
        let (id, name) = known.first()?;
        let mut chosen = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::TINY;
            let (rect, _) = ui.allocate_exact_size(egui::vec2(16.0, 20.0), egui::Sense::hover());
            let icon = icons::WARNING;
            paint::icon(ui.painter(), rect.center(), icon, 14.0, app.tokens.wait);
            let name = name.as_str();
            let words = text!(app.language, "new-contact-known", name = name);
            let font = crate::ui::theme::fonts::small();
            crate::ui::widgets::elided(ui, &words, font, app.tokens.wait);
            if link(ui, &text!(app.language, "new-contact-open")).clicked() {
                chosen = Some(*id);
            }
        });
        chosen
    }

    fn save(&mut self, app: &AppContext<'_>) {
        let input = NewContactInput {
            name: self.name.clone(),
            company: self.company.clone(),
            numbers: vec![self.mobile.clone()],
            emails: vec![self.email.clone()],
            city: self.city.clone(),
            tags: tags(&self.tags),
        };
        self.problem = None;
        self.saving = Some(
            app.session
                .call(move |workspace| workspace.add_contact(&input)),
        );
    }
}

/// Names of tags with commas of any kind between them.
fn tags(text: &str) -> Vec<String> {
    text.split([',', '，', '、', ';', '；'])
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn tags_are_typed_in_one_line() {
        assert_eq!(tags("VIP，花艺课、 婚礼,,"), ["VIP", "花艺课", "婚礼"]);
        assert!(tags(" ").is_empty());
    }

    #[test]
    fn a_number_is_read_while_it_is_typed() {
        let check = |text: &str, expected: &str| {
            assert_eq!(read_number(Language::Chinese, text, HOME), expected);
        };
        check("", "");
        check("18607559021", "手机 · 广东深圳");
        check("138****1234", "数字被隐藏");
        check("12", "无此号码");
    }
}
