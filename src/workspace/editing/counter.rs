//! Somebody stands at the counter: they are asked on the spot, or added on the spot.

use super::consent::{ConsentInput, NoticeInput, record};
use super::contact::{NewContactInput, Typed};
use crate::book::NewOp;
use crate::domain::consent::{Channel, Cover, EventKind, Method, Point, Purpose, Scope, State};
use crate::domain::ids::ContactId;
use crate::domain::op::OpKind;
use crate::domain::problem::Problem;
use crate::domain::time::Millis;
use crate::workspace::{PointStanding, Workspace, now};

/// What is asked for.
const TEXTS: Scope = Scope::new(Channel::Sms, Purpose::Marketing);

/// The answer of somebody who was asked face to face whether they may be sent marketing texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub agreed: bool,
    /// What was read out or shown to them.
    pub notice: NoticeInput,
}

impl Asked {
    /// `takes_back`: there is a yes that a no would take back.
    fn about(
        &self,
        contact: ContactId,
        point: Option<Point>,
        takes_back: bool,
        at: Millis,
    ) -> ConsentInput {
        let kind = match (self.agreed, takes_back) {
            (true, _) => EventKind::Grant,
            (false, true) => EventKind::Withdraw,
            (false, false) => EventKind::Refuse,
        };
        ConsentInput {
            contact,
            // A yes holds for the number they gave; a no for whatever number they may have.
            point: point.filter(|_| self.agreed),
            cover: Cover::only(TEXTS),
            kind,
            method: Method::InPerson,
            at,
            until: None,
            note: String::new(),
            notice: Some(self.notice.clone()),
        }
    }
}

impl Workspace {
    /// Records what somebody answered at the counter. A yes is about `point` where one is given.
    ///
    /// # Errors
    /// As [`Workspace::record_consent`].
    pub fn record_asked(
        &mut self,
        contact: ContactId,
        point: Option<Point>,
        asked: &Asked,
    ) -> Result<(), Problem> {
        let takes_back = !asked.agreed && self.has_said_yes(contact)?;
        self.record_consent(&asked.about(contact, point, takes_back, now()))
    }

    /// Whether marketing texts are allowed on some number, well proved or not.
    fn has_said_yes(&self, contact: ContactId) -> Result<bool, Problem> {
        let Some(details) = self.details(contact)? else {
            return Ok(false);
        };
        let numbers = details.numbers.iter().flat_map(|number| &number.consent);
        let is_yes = |standing: &&PointStanding| {
            standing.scope == TEXTS
                && matches!(standing.standing.state, State::Granted | State::Permitted)
        };
        Ok(numbers
            .chain(&details.person)
            .any(|standing| is_yes(&standing)))
    }

    /// Adds somebody by name and number, together with what they answered, as one step.
    ///
    /// # Errors
    /// As [`Workspace::add_contact`].
    pub fn add_at_counter(
        &mut self,
        name: &str,
        number: &str,
        asked: Option<&Asked>,
    ) -> Result<ContactId, Problem> {
        let input = NewContactInput {
            name: name.to_owned(),
            numbers: vec![number.to_owned()],
            ..NewContactInput::default()
        };
        let typed = Typed::read(&input, self.home_country()?)?;
        let now = now();
        self.transact(&NewOp::new(OpKind::AddContact, now), |tx| {
            let contact = typed.insert(tx)?;
            if let Some(asked) = asked {
                record(tx, &asked.about(contact, None, false, now))?;
            }
            Ok(contact)
        })
    }

    /// The wording that was used last under the name of a version, in a language.
    ///
    /// # Errors
    /// What the book says.
    pub fn last_wording(&self, language: &str, version: &str) -> Result<Option<String>, Problem> {
        self.book.last_wording(language, version)
    }
}
