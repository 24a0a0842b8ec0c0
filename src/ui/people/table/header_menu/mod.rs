//! What opens at a column's ▾: sorting, and a filter made of ticks, ranges and days.

mod list;
mod range;
mod ticks;
mod words;

use egui::{Id, Popup, PopupCloseBehavior, Rect, Response, Ui};

use super::columns::{self, ColumnState};
use crate::domain::filter::{Expr, Filter, Subject, Term};
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::View;
use crate::ui::theme::{icons, space};
use crate::ui::widgets::{Button, MenuRow, centred_row, menu_separator};
use crate::workspace::Latest;
use crate::workspace::listview::{
    ColumnValues, Direction, HeaderMenu, Needle, TableColumn, YearCount,
};

use range::RangeFields;
use ticks::Ticks;

/// Wide enough for a city with its count, in points.
const WIDTH: f32 = 280.0;
/// More values than this are found by searching for them.
const MOST_VALUES: usize = 500;

/// An open menu.
#[derive(Debug)]
pub struct OpenMenu {
    pub column: TableColumn,
    /// The head it hangs below.
    below: Rect,
    kind: HeaderMenu,
    sections: Vec<Section>,
    search: String,
    /// What the answer below was asked for.
    asked: Option<(String, u64)>,
    answer: Latest<Vec<Listed>>,
    range: RangeFields,
    /// It was opened by a key, and nothing in it has been drawn yet that could take the keyboard.
    wants_focus: bool,
    /// Years whose months are shown.
    unfolded: Vec<i16>,
}

/// One list of values.
#[derive(Debug)]
struct Section {
    subject: Subject,
    ticks: Ticks,
}

/// What the list in memory says about one subject.
#[derive(Debug, Default)]
struct Listed {
    values: ColumnValues,
    range: Option<(i64, i64)>,
    years: Vec<YearCount>,
}

/// What was chosen in a menu.
#[derive(Clone, Debug, PartialEq)]
pub enum Chosen {
    Sort(Direction),
    Filter(Filter),
    /// By one place among the shown columns.
    Move {
        to_right: bool,
    },
    Hide,
    ChooseColumns,
    Cancelled,
}

impl OpenMenu {
    pub fn new(
        app: &AppContext<'_>,
        view: &View,
        column: TableColumn,
        below: Rect,
        by_keyboard: bool,
    ) -> Self {
        let vocabulary = &app.snapshot.vocabulary;
        let filter = view.filter().ok();
        let chip = |subject: &Subject| filter.and_then(|filter| filter.chip_of(subject));
        let subjects = column.subjects(vocabulary);
        let kind = column.menu(vocabulary);
        let range = subjects
            .first()
            .map(|subject| RangeFields::new(subject, kind == HeaderMenu::Dates, chip(subject)))
            .unwrap_or_default();
        let sections = subjects
            .into_iter()
            .map(|subject| Section {
                ticks: Ticks::new(chip(&subject).and_then(|chip| chip.selection(&subject))),
                subject,
            })
            .collect();
        Self {
            column,
            below,
            kind,
            sections,
            search: String::new(),
            asked: None,
            answer: Latest::default(),
            range,
            wants_focus: by_keyboard,
            unfolded: Vec::new(),
        }
    }

    /// Shows the menu; what was chosen closes it.
    pub fn ui(
        &mut self,
        ui: &Ui,
        app: &AppContext<'_>,
        view: &View,
        table: Id,
        state: &ColumnState,
    ) -> Option<Chosen> {
        self.ask(app, view);
        let id = table.with(("head menu", state.key.as_str()));
        let title = columns::title(app.language, self.column, &app.snapshot.vocabulary);
        let mut is_open = true;
        let mut chosen = None;
        let below = self.below;
        Popup::new(id, ui.ctx().clone(), below, ui.layer_id())
            .open_bool(&mut is_open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(title.as_str())
            .width(WIDTH)
            .show(|ui| {
                ui.set_width(WIDTH);
                ui.spacing_mut().item_spacing.y = 0.0;
                chosen = self.content_ui(ui, app, view);
            });
        if !is_open {
            return chosen.or(Some(Chosen::Cancelled));
        }
        chosen
    }

    fn content_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &View) -> Option<Chosen> {
        let mut chosen = self.sort_ui(ui, app, view);
        let filter = view.filter().ok();
        let is_filtered = filter.is_some_and(|filter| {
            let mut subjects = self.sections.iter().map(|section| &section.subject);
            subjects.any(|subject| filter.chip_of(subject).is_some())
        });
        if let Some(filter) = filter
            && is_filtered
        {
            let words = text!(app.language, "table-clear-column");
            if ui.add(MenuRow::new(&words).icon(icons::CROSS)).clicked() {
                chosen = Some(Chosen::Filter(self.without(filter)));
            }
        }
        if self.kind != HeaderMenu::Plain {
            menu_separator(ui);
            let made = match self.kind {
                HeaderMenu::Numbers => {
                    let listed = self.answer.get();
                    let range = listed.as_ref().and_then(|all| all.first()?.range);
                    inset(ui, |ui| self.range.numbers_ui(ui, app, range));
                    None
                }
                HeaderMenu::Dates => self.range.days_ui(ui, app),
                _ => None,
            };
            if let (Some(expr), Some(filter)) = (made, filter) {
                chosen = Some(Chosen::Filter(self.with_first(filter, Some(expr))));
            }
            if self.kind != HeaderMenu::Numbers {
                inset(ui, |ui| list::ui(self, ui, app));
            }
            if let Some(made) = inset(ui, |ui| self.buttons_ui(ui, app, view)) {
                chosen = Some(made);
            }
        }
        menu_separator(ui);
        self.column_ui(ui, app).or(chosen)
    }

    /// The first that can be done takes the keyboard, if a key opened the menu.
    fn offer_focus(&mut self, first: &Response) {
        if std::mem::take(&mut self.wants_focus) {
            first.request_focus();
        }
    }

    fn sort_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &View) -> Option<Chosen> {
        let key = self.column.sort_key()?;
        let (up, down) = words::sort(app.language, self.kind, self.column);
        let mut chosen = None;
        for (words, direction, icon) in [
            (up, Direction::Ascending, icons::SORT_UP),
            (down, Direction::Descending, icons::SORT_DOWN),
        ] {
            let row = MenuRow::new(&words)
                .icon(icon)
                .checked(view.sort == (key, direction));
            let row = ui.add(row);
            self.offer_focus(&row);
            if row.clicked() {
                chosen = Some(Chosen::Sort(direction));
            }
        }
        chosen
    }

    /// Asks for the values of those whom all other columns let through.
    fn ask(&mut self, app: &AppContext<'_>, view: &View) {
        let Ok(filter) = view.filter() else {
            return;
        };
        let asked = (self.search.clone(), app.session.list().revision());
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked);
        let others = self.without(filter);
        let search = view.search_filter(&app.snapshot.vocabulary);
        let subjects: Vec<Subject> = self
            .sections
            .iter()
            .map(|section| section.subject.clone())
            .collect();
        let needle = Needle::within(&self.search);
        let (today, segment) = (app.today, view.segment);
        app.session.ask(&self.answer, move |roster| {
            let mut set = match segment {
                Some(id) => roster.segment_members(id, &others, today),
                None => roster.filter(&others, today),
            };
            if search.expr.is_some() {
                set.intersect(&roster.filter(&search, today));
            }
            let listed = subjects.iter().map(|subject| Listed {
                values: roster.values(&set, subject, &needle, MOST_VALUES),
                range: roster.range(&set, subject),
                years: roster.years(&set, subject),
            });
            listed.collect::<Vec<Listed>>()
        });
    }

    /// The filter without this column's conditions.
    fn without(&self, filter: &Filter) -> Filter {
        let none = |filter: Filter, section: &Section| filter.with_subject(&section.subject, None);
        self.sections.iter().fold(filter.clone(), none)
    }

    fn with_first(&self, filter: &Filter, expr: Option<Expr>) -> Filter {
        match self.sections.first() {
            Some(section) => filter.with_subject(&section.subject, expr),
            None => filter.clone(),
        }
    }

    /// The filter with what is ticked and typed here; nothing where that would be nobody or the
    /// text in a field cannot be read.
    fn made(&self, app: &AppContext<'_>, view: &View) -> Option<Filter> {
        let mut filter = view.filter().ok()?.clone();
        if let Some(range) = self.range.changed() {
            return Some(self.with_first(&filter, range?));
        }
        if self.kind == HeaderMenu::Numbers {
            return Some(filter);
        }
        let listed = self.answer.get()?;
        for (section, listed) in self.sections.iter().zip(listed.iter()) {
            let terms = listed_terms(section, listed);
            if section.ticks.is_nothing(&terms, app.today) {
                return None;
            }
            let values = &listed.values;
            let is_complete = values.entries.len() == values.distinct && self.search.is_empty();
            let expr = section.ticks.expr(&terms, is_complete, app.today);
            filter = filter.with_subject(&section.subject, expr);
        }
        Some(filter)
    }

    fn buttons_ui(&self, ui: &mut Ui, app: &AppContext<'_>, view: &View) -> Option<Chosen> {
        let made = self.made(app, view);
        let mut chosen = None;
        ui.add_space(space::SMALL);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            let ok = text!(app.language, "table-ok");
            let button = Button::primary(&ok).min_width(84.0);
            if ui.add_enabled(made.is_some(), button).clicked() {
                chosen = made.map(Chosen::Filter);
            }
            let cancel = text!(app.language, "table-cancel");
            if ui.add(Button::normal(&cancel).min_width(84.0)).clicked() {
                chosen = Some(Chosen::Cancelled);
            }
        });
        ui.add_space(space::TINY);
        chosen
    }

    /// What can be done with the column itself.
    fn column_ui(&self, ui: &mut Ui, app: &AppContext<'_>) -> Option<Chosen> {
        let mut chosen = None;
        let is_name = self.column == TableColumn::Name;
        centred_row(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::TINY;
            let actions = [
                (
                    icons::ARROW_LEFT,
                    text!(app.language, "table-move-left"),
                    Chosen::Move { to_right: false },
                    !is_name,
                ),
                (
                    icons::ARROW_RIGHT,
                    text!(app.language, "table-move-right"),
                    Chosen::Move { to_right: true },
                    !is_name,
                ),
                (
                    icons::EYE_OFF,
                    text!(app.language, "table-hide-column"),
                    Chosen::Hide,
                    !is_name,
                ),
                (
                    icons::COLUMNS,
                    text!(app.language, "table-choose-columns"),
                    Chosen::ChooseColumns,
                    true,
                ),
            ];
            for (icon, name, action, can) in actions {
                let button = Button::quiet_icon(icon, &name);
                if ui.add_enabled(can, button).clicked() {
                    chosen = Some(action);
                }
            }
        });
        chosen
    }
}

/// Fields and lists stand where the words of the rows above them begin.
pub(super) fn inset<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = egui::Margin::symmetric(8, 0);
    egui::Frame::new()
        .inner_margin(margin)
        .show(ui, content)
        .inner
}

/// Every value of a section that can be ticked, blanks last; of days, the months.
fn listed_terms(section: &Section, listed: &Listed) -> Vec<Term> {
    let values = listed.values.entries.iter().map(|value| value.term.clone());
    let months = listed
        .years
        .iter()
        .flat_map(|year| year.months.iter().map(|month| month.term.clone()));
    let blank = section.subject.blank().filter(|_| listed.values.blank > 0);
    values.chain(months).chain(blank).collect()
}
