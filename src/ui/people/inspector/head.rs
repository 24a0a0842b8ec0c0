//! Who it is: name, where and since when a customer, what is done most, and the tags.

use std::sync::Arc;

use egui::{CornerRadius, CursorIcon, Id, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::edit::{Editor, Field, row_buttons_ui};
use super::reader::Person;
use crate::domain::filter::Filter;
use crate::domain::ids::{ContactId, TagId};
use crate::domain::phone::{E164, Region, display};
use crate::i18n::{self, Language};
use crate::text;
use crate::ui::people::View;
use crate::ui::theme::{fonts, icons, radius, round_focus, size, space};
use crate::ui::widgets::{
    Button, Dialog, DialogOutcome, MenuRow, menu, menu_separator, paint, paragraph, small_link,
    title,
};
use crate::ui::{Action, AppContext, Command};
use crate::workspace::editing::Edit;
use crate::workspace::{Latest, latin_name};

/// Numbers of a book whose home is not known yet are shown as this country's.
const HOME: Region = Region(*b"CN");

/// What the head remembers.
#[derive(Default)]
pub struct Head {
    /// What the list said last: kept while somebody writes to it.
    known: Option<Known>,
    why: Option<ContactId>,
    reasons: Latest<Reasons>,
}

/// What the list knows at once.
#[derive(Clone)]
struct Known {
    id: ContactId,
    name: String,
    company: String,
    city: String,
    created: crate::domain::time::Millis,
    mobile: Option<E164>,
    email: String,
    tags: Vec<TagId>,
}

/// Why somebody is in the list that is shown.
struct Reasons {
    by_hand: Option<bool>,
    chips: Vec<(String, bool)>,
}

impl Head {
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        id: ContactId,
        person: Option<&Person>,
        editor: &mut Editor,
        view: &View,
    ) {
        self.look_up(app, id);
        let Some(known) = self.known.clone().filter(|known| known.id == id) else {
            return;
        };
        let home = person.map_or(HOME, |person| person.home);
        ui.spacing_mut().item_spacing.y = 0.0;
        name_ui(ui, app, &known, editor, home);
        let subtitle = subtitle(app.language, &known, person);
        if !subtitle.is_empty() {
            paragraph(ui, &subtitle, app.tokens.mute);
        }
        ui.add_space(space::MEDIUM);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            self.buttons_ui(ui, app, &known, editor, home, view);
        });
        ui.add_space(space::SMALL);
        tags_ui(ui, app, &known, editor, home);
        self.why_ui(ui, app);
    }

    fn look_up(&mut self, app: &AppContext<'_>, id: ContactId) {
        let Some(list) = app.session.list().try_read() else {
            return;
        };
        self.known = list.slot_of(id).map(|slot| Known {
            id,
            name: list.name(slot).to_owned(),
            company: list.company(slot).to_owned(),
            city: list.city(slot).to_owned(),
            created: list.created(slot),
            mobile: list.mobile(slot).or_else(|| {
                let numbers = list.numbers(slot);
                numbers.iter().find_map(|cell| cell.e164)
            }),
            email: list.email(slot),
            tags: list.tags(slot),
        });
    }

    fn buttons_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        known: &Known,
        editor: &mut Editor,
        home: Region,
        view: &View,
    ) {
        let language = app.language;
        let copy = text!(language, "inspector-copy-number");
        let has_number = known.mobile.is_some();
        if ui.add_enabled(has_number, Button::primary(&copy)).clicked()
            && let Some(e164) = known.mobile
        {
            copy_text(app, plain(e164, home));
        }
        let record = text!(language, "inspector-record");
        if ui
            .add_enabled(app.can_write(), Button::normal(&record))
            .clicked()
        {
            app.send(Action::RecordConsent(vec![known.id]));
        }
        let more = text!(language, "inspector-more");
        let button = ui.add(Button::icon(icons::MORE, &more));
        menu(&button, |ui| {
            self.menu_ui(ui, app, known, editor, view);
        });
    }

    fn menu_ui(
        &mut self,
        ui: &mut Ui,
        app: &AppContext<'_>,
        known: &Known,
        editor: &mut Editor,
        view: &View,
    ) {
        let language = app.language;
        let can_write = app.can_write();
        let edits = [
            (
                text!(language, "inspector-edit-name"),
                icons::EDIT,
                Field::Name,
                &known.name,
            ),
            (
                text!(language, "inspector-edit-company"),
                icons::COMPANY,
                Field::Company,
                &known.company,
            ),
        ];
        for (words, icon, field, before) in edits {
            let row = MenuRow::new(&words).icon(icon);
            if ui.add_enabled(can_write, row).clicked() {
                editor.begin(known.id, field, before);
            }
        }
        let words = text!(language, "inspector-copy-email");
        let row = MenuRow::new(&words).icon(icons::MAIL);
        if ui.add_enabled(!known.email.is_empty(), row).clicked() {
            copy_text(app, known.email.clone());
        }
        let words = text!(language, "inspector-why");
        if ui.add(MenuRow::new(&words).icon(icons::HELP)).clicked() {
            self.ask_why(app, known.id, view);
        }
        menu_separator(ui);
        let words = text!(language, "inspector-delete");
        let row = MenuRow::new(&words).icon(icons::TRASH).danger();
        if ui.add_enabled(can_write, row).clicked() {
            app.run(Command::DeleteSelected);
        }
    }

    fn ask_why(&mut self, app: &AppContext<'_>, id: ContactId, view: &View) {
        self.why = Some(id);
        self.reasons = Latest::default();
        let filter = view.filter().cloned().unwrap_or_else(|_| Filter::all());
        let search = view.search_filter(&app.snapshot.vocabulary);
        let (segment, today) = (view.segment, app.today);
        app.session.ask(&self.reasons, move |roster| {
            let Some(slot) = roster.slot_of(id) else {
                return Reasons {
                    by_hand: None,
                    chips: Vec::new(),
                };
            };
            let chips = roster
                .explain(&filter, slot, today)
                .into_iter()
                .chain(roster.explain(&search, slot, today))
                .map(|(chip, holds)| (Filter::from_chips([chip]).to_string(), holds))
                .collect();
            Reasons {
                by_hand: segment.and_then(|segment| roster.overridden(segment, slot)),
                chips,
            }
        });
    }

    fn why_ui(&mut self, ui: &Ui, app: &AppContext<'_>) {
        if self.why.is_none() {
            return;
        }
        let language = app.language;
        let heading = text!(language, "inspector-why");
        let close = text!(language, "inspector-close");
        let reasons: Option<Arc<Reasons>> = self.reasons.get();
        let id = Id::unique("inspector why");
        let (outcome, ()) = Dialog::new(id, &heading, &close, "").show(ui.ctx(), |ui| {
            let Some(reasons) = reasons else {
                paragraph(ui, &text!(language, "inspector-loading"), app.tokens.mute);
                return;
            };
            let by_hand = reasons.by_hand.map(|is_in| {
                if is_in {
                    text!(language, "inspector-why-by-hand")
                } else {
                    text!(language, "inspector-why-left-out")
                }
            });
            if let Some(words) = &by_hand {
                paragraph(ui, words, app.tokens.ink);
            }
            if reasons.chips.is_empty() && by_hand.is_none() {
                paragraph(
                    ui,
                    &text!(language, "inspector-why-everyone"),
                    app.tokens.ink,
                );
            }
            for (chip, holds) in &reasons.chips {
                let condition = chip.as_str();
                let (words, color) = if *holds {
                    let words = text!(language, "inspector-why-holds", condition = condition);
                    (words, app.tokens.ink)
                } else {
                    let words = text!(language, "inspector-why-fails", condition = condition);
                    (words, app.tokens.no)
                };
                paragraph(ui, &words, color);
            }
        });
        if outcome != DialogOutcome::Open {
            self.why = None;
        }
    }
}

/// A number as it is typed into a search box: digits alone at home, with its plus abroad.
pub fn plain(e164: E164, home: Region) -> String {
    let shown = display(e164, home);
    shown
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect()
}

fn copy_text(app: &AppContext<'_>, what: String) {
    let words = text!(app.language, "inspector-copied", what = what.as_str());
    app.send(Action::Copy(what));
    app.send(Action::Say(words));
}

/// The name, or the field in which it is edited.
fn name_ui(ui: &mut Ui, app: &AppContext<'_>, known: &Known, editor: &mut Editor, home: Region) {
    let language = app.language;
    for (field, words) in [
        (Field::Name, text!(language, "inspector-name")),
        (Field::Company, text!(language, "inspector-company")),
    ] {
        if editor.is_editing(known.id, field) {
            editor.ui(ui, app, &words, home, &[]);
            ui.add_space(space::TINY);
            return;
        }
    }
    let shown = [&known.name, &known.company]
        .into_iter()
        .find(|name| !name.is_empty());
    let unnamed = text!(language, "inspector-unnamed");
    let response = title(ui, shown.unwrap_or(&unnamed));
    if !app.can_write() {
        return;
    }
    let row = response.rect.with_max_x(ui.max_rect().right());
    let what = text!(language, "inspector-name");
    let name = text!(language, "inspector-edit", what = what);
    if row_buttons_ui(ui, response.id, row, &[(icons::EDIT, name)]).is_some() {
        editor.begin(known.id, Field::Name, &known.name);
    }
}

/// Fang Xiaotong · 深圳 · 2023 年起的客户
fn subtitle(language: Language, known: &Known, person: Option<&Person>) -> String {
    let mut parts = Vec::new();
    parts.extend(latin_name(&known.name));
    if !known.name.is_empty() && !known.company.is_empty() {
        parts.push(known.company.clone());
    }
    if !known.city.is_empty() {
        parts.push(known.city.clone());
    }
    let orders = person.map(|person| person.details.purchases.iter());
    let since = orders
        .into_iter()
        .flatten()
        .filter_map(|order| order.at)
        .chain([known.created])
        .min()
        .unwrap_or(known.created);
    let year = i18n::local_day(since).to_date().year();
    parts.push(text!(
        language,
        "inspector-customer-since",
        year = year.to_string()
    ));
    parts.join(" · ")
}

fn tags_ui(ui: &mut Ui, app: &AppContext<'_>, known: &Known, editor: &mut Editor, home: Region) {
    let vocabulary = &app.snapshot.vocabulary;
    let names: Vec<String> = known
        .tags
        .iter()
        .filter_map(|id| vocabulary.tags.iter().find(|(tag, _)| tag == id))
        .map(|(_, name)| name.clone())
        .collect();
    if editor.is_editing(known.id, Field::Tag) {
        let words = text!(app.language, "inspector-tag-name");
        editor.ui(ui, app, &words, home, &names);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for name in &names {
            if tag_ui(ui, app, name) {
                let rest = names.iter().filter(|other| *other != name);
                let edit = Edit::Tags(rest.cloned().collect());
                let id = known.id;
                app.session
                    .run(move |workspace| workspace.edit(id, &edit).map(drop));
            }
        }
        if app.can_write() {
            let words = text!(app.language, "inspector-add-tag");
            if small_link(ui, &words).clicked() {
                editor.begin(known.id, Field::Tag, "");
            }
        }
    });
}

/// A tag with its way out; whether that was taken.
fn tag_ui(ui: &mut Ui, app: &AppContext<'_>, name: &str) -> bool {
    const CROSS: f32 = 18.0;
    let tokens = app.tokens;
    let cross = if app.can_write() { CROSS } else { 0.0 };
    let galley = paint::line(ui, name, fonts::small(), tokens.ink, 200.0);
    let width = (galley.size().x + 16.0 + cross).ceil();
    let (rect, _) = ui.allocate_exact_size(vec2(width, size::BADGE), Sense::hover());
    let corners = CornerRadius::same(radius::SMALL);
    ui.painter().rect(
        rect,
        corners,
        tokens.panel,
        tokens.line_stroke(),
        StrokeKind::Inside,
    );
    paint::left(ui.painter(), rect.shrink2(vec2(8.0, 0.0)), galley);
    if !app.can_write() {
        return false;
    }
    let place = rect.with_min_x(rect.right() - CROSS - 4.0);
    let id = Id::unique(("inspector tag", name));
    let response = ui.interact(place, id, Sense::click());
    let color = if response.hovered() || response.has_focus() {
        tokens.ink
    } else {
        tokens.mute
    };
    let center = pos2(rect.right() - 13.0, rect.center().y);
    paint::icon(ui.painter(), center, icons::CROSS, size::SMALL_ICON, color);
    round_focus(&response, radius::SMALL);
    let words = text!(app.language, "inspector-remove-tag", tag = name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &words));
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(&words)
        .clicked()
}
