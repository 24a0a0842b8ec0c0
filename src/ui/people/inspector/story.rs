//! How somebody came into the book, and what was said since: newest first.

use std::collections::BTreeSet;

use egui::{Color32, Ui};

use super::card_ui;
use super::reader::Person;
use crate::domain::consent::{EventKind, Method};
use crate::domain::ids::ContactId;
use crate::domain::op::OpKind;
use crate::domain::time::Millis;
use crate::i18n::{self, Language, count};
use crate::text;
use crate::ui::theme::{Tokens, fonts, space};
use crate::ui::widgets::{elided, small_link, timeline_item};
use crate::ui::{Action, AppContext};
use crate::workspace::{CameIn, ConsentRecord, Happening, TimelineEntry};

/// So many entries are shown at first.
const FEW: usize = 12;

/// Whose story is shown to its beginning.
#[derive(Default)]
pub struct Story {
    unfolded: BTreeSet<ContactId>,
}

/// One entry as it is shown.
struct Told {
    dot: Color32,
    what: String,
    when: String,
    /// The words somebody saw.
    wording: Option<String>,
}

impl Story {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, person: &Person) {
        let language = app.language;
        let id = person.details.contact.id;
        let timeline = &person.details.timeline;
        let title = text!(language, "inspector-story");
        card_ui(ui, app, "story", &title, None, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let most = if self.unfolded.contains(&id) {
                timeline.len()
            } else {
                FEW
            };
            let told = merged(app, person, timeline);
            let shown = told.len().min(most);
            for (index, entry) in told.iter().take(shown).enumerate() {
                let is_last = index + 1 == shown;
                let item = timeline_item(ui, entry.dot, &entry.what, &entry.when, is_last);
                if let Some(wording) = &entry.wording {
                    item.on_hover_text(wording);
                }
            }
            let hidden = told.len() - shown;
            if hidden > 0 {
                let hidden = count(u64::try_from(hidden).unwrap_or(u64::MAX));
                let words = text!(language, "inspector-more-lines", count = hidden);
                if small_link(ui, &words).clicked() {
                    self.unfolded.insert(id);
                }
            }
            lists_ui(ui, app, id);
            if told.is_empty() {
                elided(ui, "—", fonts::body(), app.tokens.mute);
            }
        });
    }
}

/// In how many lists that went out somebody is, with a way to see them.
fn lists_ui(ui: &mut Ui, app: &AppContext<'_>, id: ContactId) {
    let lists = app.snapshot.sent_lists.iter();
    let number = u64::try_from(lists.filter(|list| list.has(id)).count()).unwrap_or(u64::MAX);
    if number == 0 {
        return;
    }
    let words = text!(app.language, "lists-in", n = number, count = count(number));
    ui.add_space(space::TINY);
    if small_link(ui, &words).clicked() {
        app.send(Action::ShowListsOf(id));
    }
}

/// Entries in words. One act on several points is told once.
fn merged(app: &AppContext<'_>, person: &Person, timeline: &[TimelineEntry]) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for entry in timeline {
        let next = tell(app, person, entry);
        let is_same = told
            .last()
            .is_some_and(|last| last.what == next.what && last.when == next.when);
        if !is_same {
            told.push(next);
        }
    }
    told
}

fn tell(app: &AppContext<'_>, person: &Person, entry: &TimelineEntry) -> Told {
    match &entry.what {
        Happening::Consent(record) => tell_consent(app.language, app.tokens, record),
        Happening::CameIn(came_in) => tell_origin(app, person, came_in, entry.at),
    }
}

fn tell_consent(language: Language, tokens: &Tokens, record: &ConsentRecord) -> Told {
    let event = &record.event.what;
    let dot = match event.kind {
        _ if record.voided => tokens.dot,
        kind if kind.is_negative() => tokens.no,
        EventKind::Permit => tokens.service,
        EventKind::Grant if event.method == Method::Import => tokens.wait,
        EventKind::Grant => tokens.ok,
        EventKind::Request | EventKind::Expire => tokens.wait,
        _ => tokens.dot,
    };
    let mut what = i18n::event_sentence(language, event);
    if record.voided {
        let undone = text!(language, "inspector-voided");
        what = format!("{what} · {undone}");
    }
    let mut parts = vec![
        i18n::date_time(event.at),
        i18n::method(language, event.method),
    ];
    parts.extend(record.file.clone());
    parts.extend(event.row.map(|row| row_words(language, row)));
    if let Some(until) = event.until {
        let date = i18n::date(i18n::local_day(until));
        parts.push(text!(language, "inspector-until", date = date));
    }
    let version = record.notice.as_ref().map(|notice| notice.version.as_str());
    if let Some(version) = version.filter(|version| !version.is_empty()) {
        parts.push(text!(language, "inspector-notice", version = version));
    }
    if !event.note.is_empty() {
        parts.push(event.note.clone());
    }
    Told {
        dot,
        what,
        when: parts.join(" · "),
        wording: record.notice.as_ref().map(|notice| notice.wording.clone()),
    }
}

fn tell_origin(app: &AppContext<'_>, person: &Person, came_in: &CameIn, at: Millis) -> Told {
    let language = app.language;
    let source = person.details.source.as_ref();
    let what = match (came_in.op.kind, source) {
        (OpKind::Import, Some(source)) => {
            let source = source.name.as_str();
            text!(language, "inspector-imported", source = source)
        }
        (OpKind::Import, None) => text!(language, "inspector-imported-plain"),
        _ => text!(language, "inspector-made-by-hand"),
    };
    let mut parts = vec![i18n::date_time(at)];
    parts.extend(came_in.file.clone());
    parts.extend(came_in.row.map(|row| row_words(language, row)));
    Told {
        dot: app.tokens.dot,
        what,
        when: parts.join(" · "),
        wording: None,
    }
}

fn row_words(language: Language, row: u32) -> String {
    text!(language, "inspector-row", row = count(u64::from(row)))
}
