//! Asks the book about the person who is shown, and never hands out one person for another.

use std::sync::Arc;

use crate::domain::ids::{ContactId, OpId};
use crate::domain::phone::{PlaceLanguage, Region};
use crate::domain::problem::Problem;
use crate::i18n::Language;
use crate::ui::AppContext;
use crate::workspace::listview::{Sharers, sharers};
use crate::workspace::{ContactDetails, Latest, Reply};

/// One person with all that the book knows.
#[derive(Debug)]
pub struct Person {
    pub details: ContactDetails,
    /// Where numbers without a country code are at home.
    pub home: Region,
}

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
