//! How contacts may be reached: consent folded per point, one small number per contact.

use rustc_hash::FxHashMap;

use super::batch::{LoadedEvent, LoadedPoint, NEVER};
use super::set::position;
use crate::domain::badge::{Badge, ConsentBadge, Pile};
use crate::domain::consent::{Channel, Grade, NewEvent, Purpose, Scope, Standing, State, fold};
use crate::domain::contactable::{PointKind, may_contact};
use crate::domain::left_out::{LeftOut, Way, usable_ways};
use crate::domain::phone::{E164, NumberKind, NumberStatus};
use crate::domain::time::Millis;

const SCOPES: usize = 18;
/// Histories that are remembered to save folding them again.
const MAX_KNOWN: usize = 65_536;
/// Points whose events a remembered history can tell apart.
const MAX_POINTS: usize = 64;

/// One point as the fold needs it.
pub(super) struct ReachPoint {
    pub(super) kind: PointKind,
    pub(super) key: PointKey,
}

pub(super) enum PointKey {
    Phone(Option<E164>),
    Email(String),
    Post,
}

/// The points of a contact with their standings; the same for very many contacts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Reach {
    points: Vec<PointReach>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct PointReach {
    kind: PointKind,
    /// By position in [`Scope::all`].
    standings: [Option<(State, Grade)>; SCOPES],
}

/// Every distinct [`Reach`]; number 0 has no points.
pub(super) struct ReachTable {
    reaches: Vec<Reach>,
    numbers: FxHashMap<Reach, u32>,
    /// By everything that the outcome depends on.
    known: FxHashMap<Box<[u8]>, u32>,
    signature: Vec<u8>,
}

impl ReachPoint {
    pub(super) fn phone(status: NumberStatus, kind: NumberKind, number: Option<E164>) -> Self {
        Self {
            kind: PointKind::Phone { status, kind },
            key: PointKey::Phone(number),
        }
    }

    fn is_hit_by(&self, event: &LoadedEvent) -> bool {
        match (&event.point, &self.key) {
            (LoadedPoint::Person, _) => true,
            (LoadedPoint::Phone(number), PointKey::Phone(own)) => Some(*number) == *own,
            (LoadedPoint::Email(key), PointKey::Email(own)) => **key == **own,
            _ => false,
        }
    }
}

impl Default for ReachTable {
    fn default() -> Self {
        let nothing = Reach { points: Vec::new() };
        Self {
            numbers: FxHashMap::from_iter([(nothing.clone(), 0)]),
            reaches: vec![nothing],
            known: FxHashMap::default(),
            signature: Vec::new(),
        }
    }
}

impl ReachTable {
    /// The number of the reach that these events give these points at `now`, and when the clock
    /// will next change it. Events that hit no point do not matter; their order does not either.
    pub(super) fn number(
        &mut self,
        points: &[ReachPoint],
        events: &mut [&LoadedEvent],
        now: Millis,
    ) -> (u32, Option<Millis>) {
        if points.is_empty() {
            return (0, None);
        }
        events.sort_unstable_by_key(|event| canonical_order(event));
        // What has an end depends on its date: it is folded each time.
        if points.len() > MAX_POINTS || events.iter().any(|event| event.until != NEVER) {
            let (reach, end) = fold_points(points, events, now);
            return (self.intern(reach), end);
        }
        self.sign(points, events);
        if let Some(number) = self.known.get(self.signature.as_slice()) {
            return (*number, None);
        }
        let signature = self.signature.clone().into_boxed_slice();
        let (reach, end) = fold_points(points, events, now);
        let number = self.intern(reach);
        if self.known.len() < MAX_KNOWN {
            self.known.insert(signature, number);
        }
        (number, end)
    }

    /// Dates do not matter by themselves, only which of two events is later.
    fn sign(&mut self, points: &[ReachPoint], events: &[&LoadedEvent]) {
        self.signature.clear();
        for point in points {
            let code = match point.kind {
                PointKind::Phone { status, kind } => [status as u8, kind as u8],
                PointKind::Email => [0xFE, 0],
                PointKind::Post => [0xFD, 0],
            };
            self.signature.extend(code);
        }
        let mut before = None;
        for event in events {
            let hits = points
                .iter()
                .enumerate()
                .filter(|(_, point)| point.is_hit_by(event))
                .fold(0_u64, |hits, (bit, _)| hits | 1 << bit);
            if hits == 0 {
                continue;
            }
            let is_same_time = before == Some(event.at);
            before = Some(event.at);
            self.signature.extend([
                0xFF,
                event.kind as u8,
                event.grade as u8,
                event.method as u8,
                event.cover.channel.map_or(0, |channel| channel as u8),
                event.cover.purpose.map_or(0, |purpose| purpose as u8),
                u8::from(is_same_time),
            ]);
            self.signature.extend(hits.to_le_bytes());
        }
    }

    fn intern(&mut self, reach: Reach) -> u32 {
        if let Some(number) = self.numbers.get(&reach) {
            return *number;
        }
        let number = position(self.reaches.len());
        self.reaches.push(reach.clone());
        self.numbers.insert(reach, number);
        number
    }

    /// Asks the question once for every distinct reach.
    pub(super) fn answers<T>(&self, ask: impl Fn(&Reach) -> T) -> Vec<T> {
        self.reaches.iter().map(ask).collect()
    }

    pub(super) fn get(&self, number: u32) -> Option<&Reach> {
        self.reaches.get(number as usize)
    }
}

type CanonicalOrder = (Millis, u8, Grade, u8, u8, u8);

fn canonical_order(event: &LoadedEvent) -> CanonicalOrder {
    (
        event.at,
        event.kind as u8,
        event.grade,
        event.method as u8,
        event.cover.channel.map_or(0, |channel| channel as u8),
        event.cover.purpose.map_or(0, |purpose| purpose as u8),
    )
}

/// The reach at `now`, and when the clock will next change it.
fn fold_points(
    points: &[ReachPoint],
    events: &[&LoadedEvent],
    now: Millis,
) -> (Reach, Option<Millis>) {
    let mut next_end: Option<Millis> = None;
    let points = points
        .iter()
        .map(|point| {
            let relevant: Vec<NewEvent> = events
                .iter()
                .filter(|event| point.is_hit_by(event))
                .map(|event| NewEvent::from(*event))
                .collect();
            let mut standings = [None; SCOPES];
            if !relevant.is_empty() {
                for (place, scope) in standings.iter_mut().zip(Scope::all()) {
                    let standing = fold(&relevant, scope, now);
                    *place = standing.map(|standing| (standing.state, standing.grade));
                    let end = standing.and_then(|standing| standing.until);
                    next_end = [next_end, end].into_iter().flatten().min();
                }
            }
            PointReach {
                kind: point.kind,
                standings,
            }
        })
        .collect();
    (Reach { points }, next_end)
}

impl PointReach {
    fn standing(&self, scope: Scope) -> Option<Standing> {
        let index = Scope::all().position(|other| other == scope)?;
        let (state, grade) = self.standings.get(index).copied().flatten()?;
        // No rule asks since when or until when.
        Some(Standing {
            state,
            since: Millis(0),
            grade,
            until: None,
        })
    }

    fn state(&self, scope: Scope) -> State {
        let standing = self.standing(scope);
        standing.map_or(State::Unknown, |standing| standing.state)
    }

    fn may(&self, scope: Scope) -> bool {
        may_contact(self.kind, scope, self.standing(scope)).is_ok()
    }
}

impl Reach {
    /// Whether some point may be used in this scope now.
    pub(super) fn may(&self, scope: Scope) -> bool {
        self.points.iter().any(|point| point.may(scope))
    }

    /// The places of the points that may be used in this scope, or why there is none.
    pub(super) fn usable(&self, scope: Scope) -> Result<Vec<usize>, LeftOut> {
        let service = Scope::new(scope.channel, Purpose::Service);
        let ways = self.points.iter().map(|point| Way {
            kind: point.kind,
            standing: point.standing(scope),
            service: point.standing(service),
        });
        usable_ways(ways, scope)
    }

    /// Whether some point has this state; `Unknown`: no point has any.
    pub(super) fn has_state(&self, scope: Scope, state: State) -> bool {
        let mut states = self
            .points
            .iter()
            .filter_map(|point| point.standing(scope))
            .map(|standing| standing.state)
            .filter(|state| *state != State::Unknown);
        if state == State::Unknown {
            return states.next().is_none();
        }
        states.any(|other| other == state)
    }

    /// Whether anything at all is on record.
    pub(super) fn has_any_standing(&self) -> bool {
        self.points
            .iter()
            .any(|point| point.standings.iter().any(Option::is_some))
    }

    /// The standing of the contact's `index`-th number.
    pub(super) fn of_point(&self, index: usize, scope: Scope) -> Option<(State, Grade)> {
        let standing = self.points.get(index)?.standing(scope)?;
        Some((standing.state, standing.grade))
    }

    pub(super) fn pile(&self) -> Pile {
        let badge = self.badge(Channel::Sms);
        match badge.badge {
            Badge::Yes => Pile::MayText,
            _ if badge.service_only => Pile::ServiceOnly,
            Badge::No => Pile::DoNotDisturb,
            _ => Pile::AskFirst,
        }
    }

    /// What the table shows of one channel.
    pub(super) fn badge(&self, channel: Channel) -> ConsentBadge {
        let marketing = Scope::new(channel, Purpose::Marketing);
        let service = Scope::new(channel, Purpose::Service);
        let first = |test: &dyn Fn(&PointReach) -> bool, scope| {
            let point = self.points.iter().find(|point| test(point));
            point.map(|point| point.state(scope))
        };
        let said_no = |point: &PointReach| point.state(marketing).is_negative();
        let has_basis = |point: &PointReach| {
            point.may(service) && matches!(point.state(service), State::Granted | State::Permitted)
        };
        let has_claim = |point: &PointReach| point.state(marketing) != State::Unknown;
        let show = |badge, state, service_only| ConsentBadge {
            badge,
            state,
            service_only,
        };
        if let Some(state) = first(&|point| point.may(marketing), marketing) {
            return show(Badge::Yes, state, false);
        }
        // Who said no to marketing on any number is shown so, whatever may still be sent.
        if let Some(state) = first(&said_no, marketing) {
            let service_only =
                |point: &PointReach| has_basis(point) || said_no(point) && point.may(service);
            return show(Badge::No, state, self.points.iter().any(service_only));
        }
        if let Some(state) = first(&has_basis, service) {
            return show(Badge::Service, state, true);
        }
        match first(&has_claim, marketing) {
            Some(state) => show(Badge::Waiting, state, false),
            None => show(Badge::Unknown, State::Unknown, false),
        }
    }
}
