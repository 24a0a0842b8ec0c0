//! Who would be on the list and who not: asked of the list behind, as the choices change.

use std::sync::Arc;

use crate::domain::consent::Scope;
use crate::domain::filter::Filter;
use crate::domain::ids::ContactId;
use crate::domain::time::Day;
use crate::ui::AppContext;
use crate::ui::people::{IdSet, People, field_names};
use crate::workspace::listview::{Shown, people_of, shown_people};
use crate::workspace::{Audience, Direction, Latest, SendPlan, SortKey, plan_list};

use super::Who;

/// Whom the screen of people offers, as it was when the list was begun.
#[derive(Debug, Default)]
pub(super) struct Offer {
    pub selected: Arc<IdSet>,
    /// Those of the filter and the search; nothing where that is everybody or nobody.
    pub shown: Option<Shown>,
    /// The same in words.
    pub shown_words: String,
    pub shown_count: usize,
    pub everyone: usize,
    sort: Option<(SortKey, Direction)>,
}

/// What is known of the list.
#[derive(Debug)]
pub(super) struct Planned {
    pub audience: Audience,
    pub plan: SendPlan,
}

/// Keeps the answer up with the choices.
#[derive(Debug, Default)]
pub(super) struct Plan {
    place: Latest<Planned>,
    asked: Option<Asked>,
}

#[derive(Debug, PartialEq)]
struct Asked {
    who: Who,
    scope: Option<Scope>,
    revision: u64,
    today: Day,
}

impl Offer {
    pub(super) fn of(app: &AppContext<'_>, people: &People) -> Self {
        let found = people.found();
        let view = people.view();
        let is_some_of_them = (1..found.everyone).contains(&found.slots.len());
        Self {
            selected: people.selection().set(),
            shown: (view.shown(&app.snapshot.vocabulary)).filter(|_| is_some_of_them),
            shown_words: view.words(app),
            shown_count: found.slots.len(),
            everyone: found.everyone,
            sort: Some(view.sort),
        }
    }
}

impl Plan {
    /// The newest answer, once there is one to the choices of now.
    pub(super) fn planned(&self) -> Option<Arc<Planned>> {
        self.place.get().filter(|_| !self.place.is_pending())
    }

    /// The newest answer, even where a newer one is on its way.
    pub(super) fn last(&self) -> Option<Arc<Planned>> {
        self.place.get()
    }

    /// Asks again where something changed.
    pub(super) fn keep_up(
        &mut self,
        app: &AppContext<'_>,
        offer: &Offer,
        who: Who,
        scope: Option<Scope>,
    ) {
        let asked = Asked {
            who,
            scope,
            revision: app.session.list().revision(),
            today: app.today,
        };
        if self.asked.as_ref() == Some(&asked) {
            return;
        }
        self.asked = Some(asked);
        let whom = whom(app, offer, who);
        let sort = offer.sort.unwrap_or((SortKey::Name, Direction::Ascending));
        let today = app.today;
        app.session.ask(&self.place, move |roster| {
            let set = match whom {
                Whom::These(ids) => people_of(roster, ids.iter()),
                Whom::Shown(shown) => shown_people(roster, &shown, today),
            };
            let slots = roster.sort(&set, sort.0, sort.1);
            let ids: Vec<ContactId> = slots.iter().filter_map(|slot| roster.id(*slot)).collect();
            let audience = Audience::People(ids);
            Planned {
                plan: plan_list(roster, &audience, scope, today),
                audience,
            }
        });
    }
}

enum Whom {
    These(Arc<IdSet>),
    Shown(Box<Shown>),
}

fn whom(app: &AppContext<'_>, offer: &Offer, who: Who) -> Whom {
    match who {
        Who::Selected => Whom::These(Arc::clone(&offer.selected)),
        Who::Shown => Whom::Shown(Box::new(offer.shown.clone().unwrap_or_default())),
        Who::Everyone => Whom::Shown(Box::default()),
        Who::Segment(id) => {
            let vocabulary = &app.snapshot.vocabulary;
            let segment = vocabulary.segments.iter().find(|entry| entry.id == id);
            let filter = segment.map(|entry| {
                Filter::parse_with(&entry.filter, &field_names(vocabulary)).unwrap_or_default()
            });
            Whom::Shown(Box::new(Shown {
                segment: Some(id),
                filter: filter.unwrap_or_default(),
                search: Filter::default(),
            }))
        }
    }
}
