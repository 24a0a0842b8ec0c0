//! Which people are shown, and in which order: the one answer to "what am I looking at".

use std::sync::Arc;

use crate::domain::filter::{Expr, FieldNames, Filter, Term};
use crate::domain::ids::SegmentId;
use crate::domain::listing::Vocabulary;
use crate::domain::problem::FilterProblem;
use crate::domain::time::Day;
use crate::i18n;
use crate::ui::AppContext;
use crate::workspace::listview::{Shown, shown_people};
use crate::workspace::{Direction, Latest, Slot, SortKey};

/// What is asked for. The text of the filter is the truth; chips, ticks and piles edit it.
#[derive(Clone, Debug)]
pub struct View {
    /// The segment that was opened, whose hand-made includes and excludes count too.
    pub segment: Option<SegmentId>,
    filter_text: String,
    filter: Result<Filter, FilterProblem>,
    /// What stands in the search box; looked for within the people that pass the filter.
    pub search: String,
    pub sort: (SortKey, Direction),
}

impl Default for View {
    fn default() -> Self {
        Self {
            segment: None,
            filter_text: String::new(),
            filter: Ok(Filter::all()),
            search: String::new(),
            sort: (SortKey::Name, Direction::Ascending),
        }
    }
}

/// The people who were found.
#[derive(Debug, Default)]
pub struct Found {
    /// In the order asked for.
    pub slots: Vec<Slot>,
    /// How many people are in the book.
    pub everyone: usize,
    /// Of the list it was answered from.
    pub revision: u64,
}

/// Keeps the answer to the view up to date.
#[derive(Debug, Default)]
pub struct Finder {
    place: Latest<Found>,
    asked: Option<Asked>,
    /// What stood in the search box then.
    searched: String,
}

#[derive(Debug, PartialEq)]
struct Asked {
    segment: Option<SegmentId>,
    filter: Filter,
    sort: (SortKey, Direction),
    revision: u64,
    today: Day,
}

impl View {
    /// The filter as it was typed or made.
    pub fn filter_text(&self) -> &str {
        &self.filter_text
    }

    /// The filter, or what is wrong with its text.
    pub fn filter(&self) -> Result<&Filter, &FilterProblem> {
        self.filter.as_ref()
    }

    /// Takes a text that somebody typed.
    pub fn set_filter_text(&mut self, text: &str, vocabulary: &Vocabulary) {
        text.clone_into(&mut self.filter_text);
        self.filter = Filter::parse_with(text, &field_names(vocabulary));
    }

    /// Takes a filter that a chip or a menu made.
    pub fn set_filter(&mut self, filter: Filter) {
        self.filter_text = filter.to_string();
        self.filter = Ok(filter);
    }

    /// Shows everybody that a filter finds, and nothing of what was looked at before.
    pub fn show_filter(&mut self, text: &str, vocabulary: &Vocabulary) {
        self.segment = None;
        self.search.clear();
        self.set_filter_text(text, vocabulary);
    }

    /// Shows the people of a segment.
    pub fn show_segment(&mut self, id: SegmentId, vocabulary: &Vocabulary) {
        let Some(segment) = vocabulary.segments.iter().find(|entry| entry.id == id) else {
            return;
        };
        self.show_filter(&segment.filter, vocabulary);
        self.segment = Some(id);
    }

    /// The people that are asked for; `None` while the filter cannot be read.
    pub fn shown(&self, vocabulary: &Vocabulary) -> Option<Shown> {
        Some(Shown {
            segment: self.segment,
            filter: self.filter.clone().ok()?,
            search: self.search_filter(vocabulary),
        })
    }

    /// The segment, or else the conditions and the search, in words; nothing where it is everybody.
    pub fn words(&self, app: &AppContext<'_>) -> String {
        let mut segments = app.snapshot.vocabulary.segments.iter();
        let segment = segments.find(|entry| Some(entry.id) == self.segment);
        let mut words: Vec<String> = segment
            .map(|entry| entry.name.clone())
            .into_iter()
            .collect();
        let conditions = self.filter.iter().flat_map(Filter::chips);
        let search = self.search_filter(&app.snapshot.vocabulary);
        let chips = conditions
            .filter(|_| segment.is_none())
            .chain(search.chips());
        for chip in chips {
            let said = i18n::condition(app.language, chip).joined();
            if !words.contains(&said) {
                words.push(said);
            }
        }
        words.join(" · ")
    }

    /// The search box as part of a filter: its words must all be found; a number with spaces is
    /// one word; what reads as a condition, such as `city:深圳`, is one.
    pub fn search_filter(&self, vocabulary: &Vocabulary) -> Filter {
        let text = self.search.trim();
        if text.is_empty() {
            return Filter::all();
        }
        let is_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')');
        let word = || Filter::from_chips([Expr::Term(Term::Word(text.to_owned()))]);
        if text.chars().all(is_number) {
            return word();
        }
        Filter::parse_with(text, &field_names(vocabulary)).unwrap_or_else(|_| word())
    }
}

/// The book's own fields as the filter language wants them.
pub fn field_names(vocabulary: &Vocabulary) -> FieldNames {
    let fields = vocabulary.fields.iter();
    FieldNames::new(fields.map(|field| (field.name.clone(), field.kind)))
}

impl Finder {
    /// Asks if the view, the list or the day has changed since the last question. A filter that
    /// cannot be read asks nothing: the people before stay.
    pub fn keep_up(&mut self, app: &AppContext<'_>, view: &View) {
        let Ok(filter) = view.filter() else {
            return;
        };
        let search = view.search_filter(&app.snapshot.vocabulary);
        let asked = Asked {
            segment: view.segment,
            filter: filter.clone(),
            sort: view.sort,
            revision: app.session.list().revision(),
            today: app.today,
        };
        let is_same = self.asked.as_ref().is_some_and(|before| *before == asked)
            && self.searched == view.search;
        if is_same {
            return;
        }
        view.search.clone_into(&mut self.searched);
        let (segment, filter, sort, revision, today) = (
            asked.segment,
            asked.filter.clone(),
            asked.sort,
            asked.revision,
            asked.today,
        );
        self.asked = Some(asked);
        app.session.ask(&self.place, move |roster| {
            let shown = Shown {
                segment,
                filter,
                search,
            };
            let set = shown_people(roster, &shown, today);
            let (key, direction) = sort;
            Found {
                slots: roster.sort(&set, key, direction),
                everyone: roster.len(),
                revision,
            }
        });
    }

    /// The newest answer; nobody before the first.
    pub fn found(&self) -> Arc<Found> {
        self.place.get().unwrap_or_default()
    }

    /// Whether a newer answer is on its way.
    pub fn is_pending(&self) -> bool {
        self.place.is_pending()
    }
}
