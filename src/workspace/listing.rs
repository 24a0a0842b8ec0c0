//! The list as it is asked for: who fits, in which order, and all that is shown of each.

use std::collections::{HashMap, HashSet};
use std::io::Write;

use super::exporting::keep_usable;
use super::sending::keep_one;
use super::{Workspace, now, today};
use crate::domain::consent::{NewEvent, Point, Scope, Standing, fold};
use crate::domain::contact::{Contact, Number, email_key};
use crate::domain::filter::{FieldNames, Filter};
use crate::domain::ids::{ContactId, FieldId, SourceId, TagId};
use crate::domain::listing::Vocabulary;
use crate::domain::op::IdRanges;
use crate::domain::phone::{E164, NumberStatus, PlaceLanguage, country_name, place};
use crate::domain::problem::{ExportProblem, Problem};
use crate::domain::time::Millis;
use crate::export::{Column, ExportContact, Format, Listing, Standings};
use crate::roster::{Direction, SortKey};

/// Columns the list can be sorted by, as the command line names them.
const SORT_KEYS: [(&str, SortKey); 13] = [
    ("id", SortKey::Id),
    ("ref", SortKey::Ref),
    ("name", SortKey::Name),
    ("company", SortKey::Company),
    ("mobile", SortKey::Mobile),
    ("email", SortKey::Email),
    ("city", SortKey::City),
    ("country", SortKey::Country),
    ("source", SortKey::Source),
    ("created", SortKey::Created),
    ("orders", SortKey::Orders),
    ("last_order", SortKey::LastOrder),
    ("spent", SortKey::Spent),
];

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Everybody without one.
    pub filter: Option<Filter>,
    /// By id without one.
    pub sort: Option<(SortKey, Direction)>,
    /// All without one.
    pub limit: Option<usize>,
}

/// Who was found, in the order asked for.
#[derive(Clone, Debug)]
pub enum Found {
    /// By id.
    InOrder(IdRanges),
    Sorted(Vec<ContactId>),
}

/// How much of each contact is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// What tables show.
    Plain,
    /// With the consent on every point, and where numbers were issued.
    Full,
    /// Only the points that may be used for this, with the consent on them.
    Usable(Scope),
    /// Of those only the first that nobody before them on the list has; who has none is left out.
    One(Scope),
}

impl Found {
    pub fn len(&self) -> usize {
        match self {
            Self::InOrder(ids) => usize::try_from(ids.len()).unwrap_or(usize::MAX),
            Self::Sorted(ids) => ids.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Workspace {
    /// Reads a query with this book's own fields: a filter, a column to sort by (`-` in front for
    /// descending), and how many at most.
    ///
    /// # Errors
    /// What is wrong with the filter, and where; or the columns there are.
    pub fn parse_query(
        &self,
        filter: Option<&str>,
        sort: Option<&str>,
        limit: Option<usize>,
    ) -> Result<Query, Problem> {
        let names = self
            .vocabulary
            .fields
            .iter()
            .map(|field| (field.name.clone(), field.kind));
        let names = FieldNames::new(names);
        let filter = filter
            .map(|text| Filter::parse_with(text, &names))
            .transpose()?;
        let sort = sort.map(|word| self.parse_sort(word)).transpose()?;
        Ok(Query {
            filter,
            sort,
            limit,
        })
    }

    fn parse_sort(&self, word: &str) -> Result<(SortKey, Direction), Problem> {
        let (word, direction) = match word.strip_prefix('-') {
            Some(rest) => (rest, Direction::Descending),
            None => (word, Direction::Ascending),
        };
        let built_in = SORT_KEYS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, key)| *key);
        let field = || {
            let field = self
                .vocabulary
                .fields
                .iter()
                .find(|field| field.name == word)?;
            Some(SortKey::Field(field.id))
        };
        match built_in.or_else(field) {
            Some(key) => Ok((key, direction)),
            None => Err(ExportProblem::UnknownColumn {
                given: word.to_owned(),
                columns: SORT_KEYS
                    .iter()
                    .map(|(name, _)| (*name).to_owned())
                    .chain(
                        self.vocabulary
                            .fields
                            .iter()
                            .map(|field| field.name.clone()),
                    )
                    .collect(),
            }
            .into()),
        }
    }

    /// Everybody a query finds.
    ///
    /// # Errors
    /// What the book says.
    pub fn query(&self, query: &Query) -> Result<Found, Problem> {
        let Query {
            filter,
            sort,
            limit,
        } = query;
        let limit = limit.unwrap_or(usize::MAX);
        if filter.is_none() && sort.is_none() {
            return Ok(Found::InOrder(self.book.contact_ids(limit)?));
        }
        let roster = self.roster()?;
        let set = match filter {
            Some(filter) => roster.filter(filter, today()),
            None => roster.everyone(),
        };
        if let Some((key, direction)) = sort {
            let sorted = roster.sort(&set, *key, *direction).into_iter().take(limit);
            return Ok(Found::Sorted(
                sorted.filter_map(|slot| roster.id(slot)).collect(),
            ));
        }
        let mut ids: Vec<ContactId> = set.slots().filter_map(|slot| roster.id(slot)).collect();
        ids.sort_unstable();
        let mut ranges = IdRanges::default();
        for id in ids.into_iter().take(limit) {
            ranges.insert(id);
        }
        Ok(Found::InOrder(ranges))
    }

    /// Writes everybody found in a format of the command line.
    ///
    /// # Errors
    /// What the book or the writer says.
    pub fn write(
        &self,
        found: &Found,
        columns: &[Column],
        format: Format,
        out: &mut dyn Write,
    ) -> Result<(), Problem> {
        let mut writer = Listing::new(format, columns, out)?;
        let depth = if format == Format::Json {
            Depth::Full
        } else {
            Depth::Plain
        };
        self.each(found, depth, |view| writer.write(view))?;
        writer.finish()
    }

    /// Calls `each` with the cells of everybody found.
    ///
    /// # Errors
    /// What the book or `each` says.
    pub fn each_row(
        &self,
        found: &Found,
        columns: &[Column],
        each: &mut dyn FnMut(Vec<String>) -> std::io::Result<()>,
    ) -> Result<(), Problem> {
        self.each(found, Depth::Plain, |view| {
            let cells = columns.iter().map(|column| view.cell(column)).collect();
            each(cells).map_err(|error| Problem::file("-", &error))
        })
        .map(drop)
    }

    /// The columns of these names; without any, all this book has, its own fields last.
    ///
    /// # Errors
    /// The columns there are.
    pub fn columns(&self, names: &[String]) -> Result<Vec<Column>, Problem> {
        let fields: Vec<String> = self
            .vocabulary
            .fields
            .iter()
            .map(|field| field.name.clone())
            .collect();
        if names.is_empty() {
            return Ok(Column::every(&fields));
        }
        names
            .iter()
            .map(|name| Column::parse(name, &fields).map_err(Problem::from))
            .collect()
    }

    /// Calls `each` with everybody found, in order. Returns how many there were.
    pub(super) fn each(
        &self,
        found: &Found,
        depth: Depth,
        mut each: impl FnMut(&ExportContact<'_>) -> Result<(), Problem>,
    ) -> Result<u64, Problem> {
        self.each_cut(found, depth, &mut HashSet::new(), |view, _| each(view))
    }

    /// As [`Workspace::each`]; `taken` are the points that somebody has already, for lists on which
    /// each point stands once.
    pub(super) fn each_cut(
        &self,
        found: &Found,
        depth: Depth,
        taken: &mut HashSet<Point>,
        mut each: impl FnMut(&ExportContact<'_>, ContactId) -> Result<(), Problem>,
    ) -> Result<u64, Problem> {
        let words = Words::of(&self.vocabulary, self.places);
        let mut count = 0;
        let mut show = |mut contact: Contact| {
            let events = match depth {
                Depth::Plain => Vec::new(),
                Depth::Full | Depth::Usable(_) | Depth::One(_) => self.book.events(&contact)?,
            };
            match depth {
                Depth::Usable(scope) => keep_usable(&mut contact, &events, scope, words.now),
                Depth::One(scope) => {
                    if !keep_one(&mut contact, &events, scope, words.now, taken) {
                        return Ok(());
                    }
                }
                Depth::Plain | Depth::Full => {}
            }
            count += 1;
            each(&words.view(&contact, &events, depth), contact.id)
        };
        match found {
            Found::InOrder(ids) => self.book.contacts(ids, &mut show)?,
            Found::Sorted(ids) => {
                for id in ids {
                    self.book.contact(*id)?.map(&mut show).transpose()?;
                }
            }
        }
        Ok(count)
    }
}

/// The words for ids.
pub(super) struct Words<'w> {
    tags: HashMap<TagId, &'w str>,
    sources: HashMap<SourceId, &'w str>,
    fields: HashMap<FieldId, &'w str>,
    places: PlaceLanguage,
    /// The same for the whole list.
    now: Millis,
}

impl<'w> Words<'w> {
    pub(super) fn of(vocabulary: &'w Vocabulary, places: PlaceLanguage) -> Self {
        Self {
            tags: vocabulary
                .tags
                .iter()
                .map(|(id, name)| (*id, name.as_str()))
                .collect(),
            sources: vocabulary
                .sources
                .iter()
                .map(|source| (source.id, source.name.as_str()))
                .collect(),
            fields: vocabulary
                .fields
                .iter()
                .map(|field| (field.id, field.name.as_str()))
                .collect(),
            places,
            now: now(),
        }
    }

    pub(super) fn view<'c>(
        &self,
        contact: &'c Contact,
        events: &[NewEvent],
        depth: Depth,
    ) -> ExportContact<'c>
    where
        'w: 'c,
    {
        let mut view = ExportContact {
            contact,
            mobile: mobile(contact),
            source: contact
                .source
                .and_then(|source| self.sources.get(&source).copied())
                .unwrap_or_default(),
            tags: contact
                .tags
                .iter()
                .filter_map(|tag| self.tags.get(tag).copied())
                .collect(),
            fields: contact
                .fields
                .iter()
                .filter_map(|(field, value)| Some((*self.fields.get(field)?, value.as_str())))
                .collect(),
            places: Vec::new(),
            number_consent: Vec::new(),
            email_consent: Vec::new(),
        };
        if depth != Depth::Plain {
            view.places = contact
                .numbers
                .iter()
                .map(|number| issued(number, self.places))
                .collect();
            view.number_consent = contact
                .numbers
                .iter()
                .map(|number| standings(events, point_of(number).as_ref(), self.now))
                .collect();
            view.email_consent = contact
                .emails
                .iter()
                .map(|email| {
                    let point = Point::Email(email_key(&email.addr));
                    standings(events, Some(&point), self.now)
                })
                .collect();
        }
        view
    }
}

/// The first valid number that may be a mobile.
fn mobile(contact: &Contact) -> Option<E164> {
    contact
        .numbers
        .iter()
        .find(|number| number.status == NumberStatus::Ok && number.kind.may_be_mobile())
        .and_then(|number| number.e164)
}

/// Where a number was issued: 广东 深圳.
pub(super) fn issued(number: &Number, language: PlaceLanguage) -> String {
    let Some(place) = number.e164.and_then(|e164| place(e164, language)) else {
        return String::new();
    };
    let country = place
        .country
        .and_then(|region| country_name(region, language))
        .unwrap_or_default();
    let parts = [place.province, place.city];
    let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if known.is_empty() {
        country.to_owned()
    } else {
        known.join(" ")
    }
}

/// What consent on a number hangs on.
pub(super) fn point_of(number: &Number) -> Option<Point> {
    number.e164.map(Point::Phone)
}

/// What the events say about one point, scope by scope.
fn standings(events: &[NewEvent], point: Option<&Point>, now: Millis) -> Standings {
    if events.is_empty() {
        return Vec::new();
    }
    Scope::all()
        .filter_map(|scope| standing(events, point, scope, now).map(|standing| (scope, standing)))
        .collect()
}

/// What the events say about one point in one scope at the instant `now`.
pub(super) fn standing(
    events: &[NewEvent],
    point: Option<&Point>,
    scope: Scope,
    now: Millis,
) -> Option<Standing> {
    fold(
        events
            .iter()
            .filter(|event| event.point == Point::Person || Some(&event.point) == point),
        scope,
        now,
    )
}
