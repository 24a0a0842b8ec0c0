//! The second tab: values with counts to tick, and ranges, for what people are filtered by most.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Sense, Ui, vec2};

use super::View;
use crate::domain::consent::{Channel, Purpose, Scope};
use crate::domain::filter::{
    DateKey, FieldTest, Filter, NumberKey, Selection, Subject, Term, TextKey, any_of,
};
use crate::domain::listing::{FieldKind, Vocabulary};
use crate::domain::time::Day;
use crate::i18n;
use crate::text;
use crate::ui::AppContext;
use crate::ui::people::bar::editor::{self, Draft};
use crate::ui::theme::{fonts, icons, radius, round_focus, size, space};
use crate::ui::widgets::{Button, paint, small_link};
use crate::workspace::Latest;
use crate::workspace::listview::{ColumnValues, FacetQuestion, Shown, facet_values};

/// Values listed before the search within a facet is needed.
const LISTED: usize = 12;

/// Answers about facets: one question per view, list and set of open facets.
#[derive(Debug, Default)]
pub struct FacetAnswers {
    place: Latest<Vec<(Subject, ColumnValues)>>,
    asked: Option<(Shown, Vec<FacetQuestion>, u64, Day)>,
}

impl FacetAnswers {
    /// Asks anew when anything that matters has changed.
    pub fn keep_up(&mut self, app: &AppContext<'_>, view: &View, questions: Vec<FacetQuestion>) {
        let Some(shown) = view.shown(&app.snapshot.vocabulary) else {
            return;
        };
        let asked = (shown, questions, app.session.list().revision(), app.today);
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked.clone());
        let (shown, questions, _, today) = asked;
        app.session.ask(&self.place, move |roster| {
            facet_values(roster, &shown, &questions, today)
        });
    }

    /// The newest answer for one subject.
    pub fn of(&self, subject: &Subject) -> Option<ColumnValues> {
        let answers = self.place.get()?;
        let found = answers.iter().find(|(known, _)| known == subject);
        found.map(|(_, values)| values.clone())
    }
}

/// What the tab remembers.
#[derive(Debug, Default)]
pub struct Facets {
    answers: FacetAnswers,
    /// Facets whose state differs from how they begin.
    turned: BTreeSet<String>,
    drafts: BTreeMap<String, Draft>,
}

impl Facets {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, view: &mut View) {
        let language = app.language;
        let all = subjects(&app.snapshot.vocabulary);
        let mut questions = Vec::new();
        for (subject, begins_open) in &all {
            let key = format!("{subject:?}");
            if *begins_open != self.turned.contains(&key) && editor::has_values(app, subject) {
                let draft = self.drafts.get(&key);
                questions.push(FacetQuestion {
                    subject: subject.clone(),
                    needle: draft.map(|d| d.needle.clone()).unwrap_or_default(),
                    limit: LISTED,
                });
            }
        }
        self.answers.keep_up(app, view, questions);
        if view.filter().is_ok_and(|filter| filter.expr.is_some()) {
            let words = text!(language, "pane-clear");
            if ui.add(Button::quiet(&words).small()).clicked() {
                view.set_filter(Filter::all());
            }
        }
        for (subject, begins_open) in all {
            let key = format!("{subject:?}");
            let is_open = begins_open != self.turned.contains(&key);
            let name = i18n::subject(language, &subject);
            if head_ui(ui, app, view, &subject, &name, is_open) && !self.turned.remove(&key) {
                self.turned.insert(key.clone());
            }
            if !is_open {
                continue;
            }
            let values = self.answers.of(&subject);
            let draft = self.drafts.entry(key).or_default();
            ui.push_id(("facet", &name), |ui| {
                editor::subject_ui(ui, app, view, &subject, values.as_ref(), draft);
            });
            ui.add_space(space::TINY);
        }
        ui.add_space(space::MEDIUM);
    }
}

/// The name, and a way to clear what is set; whether it was turned.
fn head_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    view: &mut View,
    subject: &Subject,
    name: &str,
    is_open: bool,
) -> bool {
    let t = app.tokens;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    let inner = rect.shrink2(vec2(space::SMALL, 0.0));
    let id = ui.scope_id().with(("facet head", name));
    let is_set = view
        .filter()
        .is_ok_and(|filter| filter.chip_of(subject).is_some());
    let room = if is_set { 72.0 } else { 24.0 };
    let fold = ui.interact(
        rect.with_max_x(rect.right() - room + 24.0),
        id,
        Sense::click(),
    );
    if fold.hovered() {
        let corners = egui::CornerRadius::same(radius::CONTROL);
        ui.painter().rect_filled(rect, corners, t.hover);
    }
    let font = if is_set {
        fonts::bold(14.0)
    } else {
        fonts::body()
    };
    let sign = if is_open {
        icons::CHEVRON_DOWN
    } else {
        icons::CHEVRON_RIGHT
    };
    let center = egui::pos2(inner.left() + 7.0, inner.center().y);
    paint::icon(ui.painter(), center, sign, 14.0, t.mute);
    let words = inner.with_min_x(inner.left() + size::ICON + space::TINY);
    let galley = paint::line(ui, name, font, t.ink, words.width() - room);
    paint::left(ui.painter(), words, galley);
    round_focus(&fold, radius::CONTROL);
    fold.widget_info(|| {
        let role = egui::Role::DisclosureTriangle;
        egui::WidgetInfo::selected(role, true, is_open, name)
    });
    if is_set {
        let mut child = ui.new_child(
            egui::UiBuilder::new()
                .id_salt(("clear", name))
                .max_rect(inner)
                .layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        let clear = text!(app.language, "pane-clear-one", what = "");
        if small_link(&mut child, clear.trim()).clicked()
            && let Ok(filter) = view.filter()
        {
            view.set_filter(filter.with_subject(subject, None));
        }
    }
    fold.on_hover_cursor(egui::CursorIcon::PointingHand)
        .clicked()
}

/// What can be filtered by, and whether its facet begins open.
pub fn subjects(vocabulary: &Vocabulary) -> Vec<(Subject, bool)> {
    let marketing = |channel| Subject::Standing(Scope::new(channel, Purpose::Marketing));
    let mut all = vec![
        (Subject::Text(TextKey::City), true),
        (Subject::Text(TextKey::Tag), true),
        (Subject::Text(TextKey::Source), true),
        (Subject::Text(TextKey::List), false),
        (marketing(Channel::Sms), true),
        (marketing(Channel::Call), false),
        (Subject::Date(DateKey::LastOrder), true),
        (Subject::Number(NumberKey::Orders), false),
        (Subject::Number(NumberKey::Spent), false),
        (Subject::Text(TextKey::Province), false),
        (Subject::Text(TextKey::Country), false),
        (Subject::NumberStatus, false),
        (Subject::NumberType, false),
        (Subject::Date(DateKey::Created), false),
    ];
    let is_short = |kind| kind != FieldKind::Text;
    let fields = vocabulary.fields.iter();
    all.extend(
        fields
            .filter(|field| is_short(field.kind))
            .map(|field| (Subject::Field(field.name.clone()), false)),
    );
    all
}

/// The filter with one value of a column ticked or unticked; `listed` are the values to fall back
/// on where the filter takes them in by a broader text.
pub fn toggled(
    filter: &Filter,
    subject: &Subject,
    value: &Term,
    listed: &[Term],
    today: Day,
) -> Filter {
    let chip = filter.chip_of(subject);
    let Some(selection) = chip.and_then(|chip| chip.selection(subject)) else {
        return filter.with_subject(subject, any_of([value.clone()]));
    };
    let is_in = selection.includes(value, today);
    let mut terms: Vec<Term> = selection.terms.iter().flat_map(singles).collect();
    if selection.except == is_in {
        // It joins those that are named.
        terms.push(value.clone());
    } else {
        let is_broad = !selection.except && !terms.contains(value);
        let covers = |term: &Term| {
            let alone = Selection {
                terms: vec![term.clone()],
                except: false,
            };
            alone.includes(value, today)
        };
        terms.retain(|term| !covers(term));
        if is_broad {
            // The broader text goes; what else it took in is named.
            let others = listed.iter().filter(|other| *other != value);
            let others = others.filter(|other| selection.includes(other, today));
            terms.extend(others.cloned());
        }
    }
    let expr = any_of(terms);
    let expr = expr.map(|expr| if selection.except { expr.not() } else { expr });
    filter.with_subject(subject, expr)
}

/// A term of several values as terms of one value each.
pub fn singles(term: &Term) -> Vec<Term> {
    fn one<T: Clone>(all: &[T], term: impl Fn(Vec<T>) -> Term) -> Vec<Term> {
        all.iter().map(|value| term(vec![value.clone()])).collect()
    }
    match term {
        Term::Text(key, all) => one(all, |v| Term::Text(*key, v)),
        Term::Phone(all) => one(all, Term::Phone),
        Term::Number(key, all) => one(all, |v| Term::Number(*key, v)),
        Term::Date(key, all) => one(all, |v| Term::Date(*key, v)),
        Term::SourceKind(all) => one(all, Term::SourceKind),
        Term::Region(all) => one(all, Term::Region),
        Term::Type(all) => one(all, Term::Type),
        Term::Has(all) => one(all, Term::Has),
        Term::No(all) => one(all, Term::No),
        Term::Is(all) => one(all, Term::Is),
        Term::Pile(all) => one(all, Term::Pile),
        Term::Can(all) => one(all, Term::Can),
        Term::Standing(scope, all) => one(all, |v| Term::Standing(*scope, v)),
        Term::Field(name, FieldTest::Text(all)) => {
            one(all, |v| Term::Field(name.clone(), FieldTest::Text(v)))
        }
        Term::Field(..) | Term::Word(_) => vec![term.clone()],
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use crate::domain::filter::Expr;

    #[test]
    fn ticks_edit_the_text() {
        let term = |text: &str| match Filter::parse(text).unwrap().expr {
            Some(Expr::Term(term)) => term,
            other => panic!("{other:?}"),
        };
        let check = |text: &str, value: &str, expected: &str| {
            let filter = Filter::parse(text).unwrap();
            let listed = ["city:=深圳", "city:=深圳市", "city:=广州"].map(term);
            let subject = Subject::Text(TextKey::City);
            let after = toggled(&filter, &subject, &term(value), &listed, Day(0));
            assert_eq!(after.to_string(), expected, "{text} {value}");
        };
        check("", "city:=深圳", "city:=深圳");
        check("tag:vip", "city:=深圳", "tag:vip city:=深圳");
        check(
            "city:=深圳 tag:vip",
            "city:=广州",
            "city:=深圳,=广州 tag:vip",
        );
        check("city:=深圳,=珠海", "city:=深圳", "city:=珠海");
        check("city:=深圳 tag:vip", "city:=深圳", "tag:vip");
        check("city:深圳", "city:=深圳", "city:=深圳市");
        check("-city:=深圳", "city:=广州", "-city:=深圳,=广州");
        check("-city:=深圳", "city:=深圳", "");
        check("city:=深圳", "no:city", "city:=深圳 OR no:city");
    }
}
