//! What may be done with somebody, worst first, and why.

use egui::{Response, Ui};

use super::card_ui;
use super::reader::Person;
use crate::domain::consent::{Channel, Grade, Point, Purpose, Standing, State};
use crate::domain::ids::EventId;
use crate::domain::phone::display;
use crate::i18n::{self, Language};
use crate::text;
use crate::ui::theme::text as type_size;
use crate::ui::widgets::{BadgeKind, badge, small_paragraph, tooltip};
use crate::ui::{Action, AppContext};
use crate::workspace::{ConsentRecord, Happening, PointStanding};

/// One line: several channels that stand alike for one purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub channels: Vec<Channel>,
    pub purpose: Purpose,
    pub standing: Standing,
    /// The point it holds for, where not all points stand alike.
    pub point: Option<String>,
    pub cause: EventId,
}

/// Draws the card.
pub fn ui(ui: &mut Ui, app: &AppContext<'_>, person: &Person) {
    let language = app.language;
    let title = text!(language, "inspector-consent");
    let record = text!(language, "inspector-record");
    let action = app.can_write().then_some(record.as_str());
    let id = person.details.contact.id;
    let is_asked = card_ui(ui, app, "consent", &title, action, |ui| {
        each_line_ui(ui, app, person, |ui, line| {
            let (shown, words) = line_ui(ui, app, line);
            tooltip(shown, &words, &why(language, person, line).join("\n"));
        });
    });
    if is_asked {
        app.send(Action::RecordConsent(vec![id]));
    }
}

/// Draws what may be done and why, all of it to be read without a pointer.
pub fn reasons_ui(ui: &mut Ui, app: &AppContext<'_>, person: &Person) {
    each_line_ui(ui, app, person, |ui, line| {
        line_ui(ui, app, line);
        let why = why(app.language, person, line).join(" · ");
        small_paragraph(ui, &why, app.tokens.mute);
    });
}

fn each_line_ui(
    ui: &mut Ui,
    app: &AppContext<'_>,
    person: &Person,
    mut each: impl FnMut(&mut Ui, &Line),
) {
    let lines = lines(person);
    if lines.is_empty() {
        let words = text!(app.language, "inspector-no-consent");
        small_paragraph(ui, &words, app.tokens.mute);
    }
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            ui.add_space(2.0);
        }
        ui.spacing_mut().item_spacing.y = 1.0;
        each(ui, line);
        ui.add_space(type_size::SMALL_LINE / 4.0);
    }
}

/// All of it in words, for the pointer that rests on somebody's badges in the list.
pub fn words(language: Language, person: &Person) -> String {
    let mut lines = lines(person);
    // The badges speak of offers before they speak of orders.
    lines.sort_by_key(|line| line.purpose != Purpose::Marketing);
    let said: Vec<String> = lines
        .iter()
        .map(|line| {
            let standing = i18n::standing(language, &line.standing, line.purpose);
            let why = why(language, person, line).join("\n");
            format!("{}\n{standing}\n{why}", label(language, line))
        })
        .collect();
    if said.is_empty() {
        return text!(language, "inspector-no-consent");
    }
    said.join("\n\n")
}

/// What a line is about.
fn label(language: Language, line: &Line) -> String {
    let scope = i18n::channels(language, &line.channels, line.purpose);
    match &line.point {
        // A number is not torn apart at the end of a line.
        Some(point) => format!("{scope} · {}", point.replace(' ', "\u{a0}")),
        None => scope,
    }
}

/// Draws what a line is about and its badge; gives the badge with its words.
fn line_ui(ui: &mut Ui, app: &AppContext<'_>, line: &Line) -> (Response, String) {
    let language = app.language;
    let label = label(language, line);
    small_paragraph(ui, &label, app.tokens.mute);
    let words = i18n::standing(language, &line.standing, line.purpose);
    let shown = badge(ui, kind(&line.standing, line.purpose), &words, "");
    (shown, words)
}

/// Since when, by what, and how well it is proved.
fn why(language: Language, person: &Person, line: &Line) -> Vec<String> {
    let since = i18n::date(i18n::local_day(line.standing.since));
    let mut lines = vec![text!(language, "inspector-since", date = since)];
    if let Some(record) = record(person, line.cause) {
        let event = &record.event.what;
        let mut parts = vec![
            i18n::event_sentence(language, event),
            i18n::method(language, event.method),
        ];
        parts.extend(record.file.clone());
        if !event.note.is_empty() {
            parts.push(event.note.clone());
        }
        lines.push(parts.join(" · "));
    }
    if line.standing.state != State::Unknown {
        lines.push(i18n::proof(language, line.standing.grade));
    }
    lines
}

fn record(person: &Person, cause: EventId) -> Option<&ConsentRecord> {
    let mut timeline = person.details.timeline.iter();
    timeline.find_map(|entry| match &entry.what {
        Happening::Consent(record) if record.event.id == cause => Some(record.as_ref()),
        _ => None,
    })
}

/// The shape that says it at a glance.
pub fn kind(standing: &Standing, purpose: Purpose) -> BadgeKind {
    match standing.state {
        State::Refused | State::Withdrawn | State::Invalidated => BadgeKind::No,
        State::Requested | State::Expired => BadgeKind::Waiting,
        State::Unknown => BadgeKind::Unknown,
        State::Granted | State::Permitted if purpose == Purpose::Service => BadgeKind::Service,
        State::Granted if standing.grade < Grade::B => BadgeKind::Waiting,
        State::Granted | State::Permitted => BadgeKind::Yes,
    }
}

/// Worst first.
const fn rank(kind: BadgeKind) -> u8 {
    match kind {
        BadgeKind::No => 0,
        BadgeKind::Waiting => 1,
        BadgeKind::Unknown => 2,
        BadgeKind::Yes => 3,
        BadgeKind::Service => 4,
    }
}

/// Every point of somebody with its name and what stands there.
fn points(person: &Person) -> Vec<(Point, String, &[PointStanding])> {
    let details = &person.details;
    let numbers = details.contact.numbers.iter().zip(&details.numbers);
    let numbers = numbers.filter_map(|(number, info)| {
        let e164 = number.e164?;
        let name = display(e164, person.home);
        Some((Point::Phone(e164), name, info.consent.as_slice()))
    });
    let emails = details.contact.emails.iter().zip(&details.emails);
    let emails = emails.map(|(email, standings)| {
        let point = Point::Email(email.addr.clone());
        (point, email.addr.clone(), standings.as_slice())
    });
    let mut all: Vec<_> = numbers.chain(emails).collect();
    all.push((Point::Person, String::new(), details.person.as_slice()));
    all
}

/// Whether a channel runs over such a point. The person stands for letters, and for everything
/// while there is no other point.
fn runs_over(channel: Channel, point: &Point, is_only: bool) -> bool {
    match (point, channel) {
        (Point::Person, _) if is_only => true,
        (Point::Person, Channel::Post) | (Point::Email(_), Channel::Email) => true,
        (Point::Phone(_), channel) => !matches!(channel, Channel::Email | Channel::Post),
        _ => false,
    }
}

/// What the card says, line by line.
pub fn lines(person: &Person) -> Vec<Line> {
    let points = points(person);
    let is_only = points.len() == 1;
    let mut lines: Vec<Line> = Vec::new();
    for purpose in Purpose::ALL {
        for channel in Channel::ALL {
            let over: Vec<_> = points
                .iter()
                .filter(|(point, ..)| runs_over(channel, point, is_only))
                .collect();
            let standings: Vec<Option<&PointStanding>> = over
                .iter()
                .map(|(_, _, standings)| {
                    standings.iter().find(|standing| {
                        standing.scope.channel == channel && standing.scope.purpose == purpose
                    })
                })
                .collect();
            let first = standings.first().copied().flatten();
            let is_alike = standings.iter().all(|standing| {
                standing.map(|standing| standing.standing) == first.map(|first| first.standing)
            });
            for ((_, name, _), standing) in over.iter().zip(&standings) {
                let Some(standing) = standing else {
                    continue;
                };
                add(
                    &mut lines,
                    Line {
                        channels: vec![channel],
                        purpose,
                        standing: standing.standing,
                        point: (!is_alike).then(|| name.clone()),
                        cause: standing.cause,
                    },
                );
                if is_alike {
                    break;
                }
            }
        }
    }
    lines.sort_by_key(|line| rank(kind(&line.standing, line.purpose)));
    lines
}

/// Adds a line, or its channel to one that says the same.
fn add(lines: &mut Vec<Line>, line: Line) {
    let same = lines.iter_mut().find(|other| {
        other.purpose == line.purpose
            && other.standing == line.standing
            && other.point == line.point
    });
    match same {
        Some(other) => other.channels.extend(line.channels),
        None => lines.push(line),
    }
}
