//! Asks the book about the person who is shown, and never hands out one person for another.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::filter::{Expr, Filter, Term};
use crate::domain::ids::{ContactId, OpId};
use crate::domain::phone::{E164, PlaceLanguage, Region};
use crate::domain::problem::Problem;
use crate::i18n::Language;
use crate::ui::AppContext;
use crate::workspace::{ContactDetails, Latest, Reply, Roster};

/// Names of so many others are shown beside a shared number.
const OTHERS: usize = 3;

/// One person with all that the book knows.
#[derive(Debug)]
pub struct Person {
    pub details: ContactDetails,
    /// Where numbers without a country code are at home.
    pub home: Region,
}

/// By number, who else has it.
pub type Sharers = BTreeMap<E164, Vec<String>>;

type Answer = Result<Option<(ContactDetails, Region)>, Problem>;

/// What was asked for, and what there is.
#[derive(Default)]
pub struct Reader {
    asked: Option<Asked>,
    waiting: Option<Reply<Answer>>,
    person: Option<Arc<Person>>,
    problem: Option<Problem>,
    sharers: Latest<(ContactId, Sharers)>,
}

/// The list and the newest steps tell whether the book has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Asked {
    id: ContactId,
    list: u64,
    undo: Option<OpId>,
    redo: Option<OpId>,
    language: Language,
}

impl Reader {
    /// Asks when somebody else is shown, or when the book has changed.
    pub fn keep_up(&mut self, app: &AppContext<'_>, id: ContactId) {
        if let Some(answer) = Reply::take_from(&mut self.waiting) {
            self.problem = None;
            self.person = None;
            match answer {
                Ok(Some((details, home))) => {
                    self.person = Some(Arc::new(Person { details, home }));
                }
                Ok(None) => {}
                Err(problem) => self.problem = Some(problem),
            }
        }
        let asked = Asked {
            id,
            list: app.session.list().revision(),
            undo: app.snapshot.undo.as_ref().map(|op| op.id),
            redo: app.snapshot.redo.as_ref().map(|op| op.id),
            language: app.language,
        };
        if self.asked == Some(asked) || !app.snapshot.is_complete {
            return;
        }
        self.asked = Some(asked);
        let places = match app.language {
            Language::English => PlaceLanguage::En,
            Language::Chinese => PlaceLanguage::Zh,
        };
        self.waiting = Some(app.session.call(move |workspace| {
            workspace.name_places_in(places);
            let home = workspace.home_country()?;
            let details = workspace.details(id)?;
            Ok(details.map(|details| (details, home)))
        }));
        let today = app.today;
        app.session.ask(&self.sharers, move |roster| {
            (id, sharers(roster, id, today))
        });
    }

    /// The person, if it is this one.
    pub fn person(&self, id: ContactId) -> Option<Arc<Person>> {
        let person = self.person.as_ref()?;
        (person.details.contact.id == id).then(|| Arc::clone(person))
    }

    /// Who else has this person's numbers.
    pub fn sharers(&self, id: ContactId) -> Option<Arc<(ContactId, Sharers)>> {
        self.sharers.get().filter(|sharers| sharers.0 == id)
    }

    /// Why there is nothing to show.
    pub fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }
}

fn sharers(roster: &Roster, id: ContactId, today: crate::domain::time::Day) -> Sharers {
    let mut sharers = Sharers::new();
    let Some(slot) = roster.slot_of(id).filter(|slot| roster.is_shared(*slot)) else {
        return sharers;
    };
    for e164 in roster.numbers(slot).iter().filter_map(|cell| cell.e164) {
        let others = holders(roster, e164, today, OTHERS + 1)
            .into_iter()
            .filter(|(other, _)| *other != id)
            .map(|(_, name)| name)
            .take(OTHERS)
            .collect::<Vec<_>>();
        if !others.is_empty() {
            sharers.insert(e164, others);
        }
    }
    sharers
}

/// People who have this very number, at most `most` of them.
pub fn holders(
    roster: &Roster,
    e164: E164,
    today: crate::domain::time::Day,
    most: usize,
) -> Vec<(ContactId, String)> {
    let term = Term::Phone(vec![e164.0.to_string()]);
    let found = roster.filter(&Filter::from_chips([Expr::Term(term)]), today);
    found
        .slots()
        .filter(|slot| {
            let numbers = roster.numbers(*slot);
            numbers.iter().any(|cell| cell.e164 == Some(e164))
        })
        .filter_map(|slot| {
            let name = [roster.name(slot), roster.company(slot)]
                .into_iter()
                .find(|name| !name.is_empty())?;
            Some((roster.id(slot)?, name.to_owned()))
        })
        .take(most)
        .collect()
}
