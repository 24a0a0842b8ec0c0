//! The cards beside the columns: how many people, where they come from, and who they may be.

use egui::{Id, Ui, vec2};

use super::parts::files_of;
use super::{ImportScreen, words};
use crate::domain::badge::Pile;
use crate::domain::listing::SourceKind;
use crate::domain::problem::CellProblem;
use crate::i18n::{self, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, size, space, text as type_size};
use crate::ui::transfer::steps::number_link;
use crate::ui::widgets::{
    BadgeKind, Card, Select, TextField, badge, check_row, elided, hairline, paragraph, radio_row,
    small_paragraph,
};
use crate::workspace::previewing::FileLook;
use crate::workspace::{Bucket, Imported, Recipient};

/// Numbers of the cards that the owner came for.
const BIG: f32 = 24.0;
/// What is wrong with numbers, without what is merely hidden or lent.
const WRONG_NUMBERS: [CellProblem; 3] = [
    CellProblem::InvalidNumber,
    CellProblem::LossyNumber,
    CellProblem::AmbiguousNumber,
];

impl ImportScreen {
    pub(super) fn side_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        self.people_card(ui, app, look);
        ui.add_space(space::MEDIUM);
        self.source_card(ui, app, look);
        ui.add_space(space::MEDIUM);
        self.notes_ui(ui, app, look);
        let words = text!(app.language, "intake-remember");
        check_row(ui, &mut self.choices.remember, &words, "");
    }

    fn people_card(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        let language = app.language;
        let Some(counted) = self.reading.counted.clone() else {
            Card::new("").show(ui, |ui| {
                paragraph(ui, &text!(language, "intake-counting"), app.tokens.mute);
            });
            return;
        };
        let is_old = self.reading.is_pending();
        Card::new("").show(ui, |ui| {
            let rows = counted.report.buckets.rows;
            let from = if look.mapping.is_of_orders() && files_of(look).is_none() {
                text!(
                    language,
                    "intake-orders-from",
                    n = rows,
                    count = count(rows)
                )
            } else {
                text!(language, "intake-rows-from", n = rows, count = count(rows))
            };
            let from = if is_old {
                text!(language, "intake-counting")
            } else {
                from
            };
            elided(ui, &from, fonts::body(), app.tokens.mute);
            self.numbers_ui(ui, app, &counted);
        });
        if let Some(piles) = &counted.piles {
            ui.add_space(space::MEDIUM);
            let words = text!(language, "intake-piles");
            Card::new(&words).show(ui, |ui| piles_ui(ui, app, piles));
        }
    }

    /// The large number, and what it is made of; each number leads to its rows.
    pub(super) fn numbers_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, counted: &Imported) {
        let language = app.language;
        let people = counted.touched.len();
        let big = text!(language, "intake-people", n = people, count = count(people));
        elided(ui, &big, fonts::bold(BIG), app.tokens.ink);
        ui.spacing_mut().item_spacing.y = 0.0;
        for bucket in Bucket::ALL {
            let rows = counted.report.buckets.of(bucket);
            // Who is new is always said.
            if (rows > 0 || bucket == Bucket::New)
                && number_link(ui, &words::bucket(language, bucket), rows)
            {
                self.drill_rows(app, bucket);
            }
        }
        let odd = [
            (text!(language, "intake-numbers-wrong"), &WRONG_NUMBERS[..]),
            (
                text!(language, "intake-numbers-masked"),
                &[CellProblem::MaskedNumber],
            ),
            (
                text!(language, "intake-numbers-relay"),
                &[CellProblem::RelayNumber],
            ),
        ];
        let count_of = |problems: &[CellProblem]| -> u64 {
            problems.iter().map(|problem| self.odd(*problem)).sum()
        };
        let counts = odd.each_ref().map(|(_, problems)| count_of(problems));
        if counts.iter().any(|count| *count > 0) {
            ui.add_space(space::TINY);
            hairline(ui);
            ui.add_space(space::TINY);
        }
        for ((name, problems), cells) in odd.iter().zip(counts) {
            if cells > 0 && number_link(ui, name, cells) {
                self.drill_cells(name, None, problems);
            }
        }
    }

    fn source_card(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        let language = app.language;
        Card::new("").show(ui, |ui| {
            let heading = text!(language, "transfer-source");
            elided(ui, &heading, fonts::bold(type_size::BODY), app.tokens.ink);
            ui.add_space(space::TINY);
            let names = SourceKind::ALL.map(|kind| words::kind(language, kind));
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let mut chosen = self
                .choices
                .kind
                .and_then(|kind| SourceKind::ALL.iter().position(|other| *other == kind));
            let select = Select::new(Id::unique("import source kind"), &heading)
                .placeholder(&text!(language, "intake-source-choose"))
                .width(ui.available_width())
                .show(ui, &mut chosen, &names);
            if select.changed() {
                self.choices.kind = chosen.and_then(|place| SourceKind::ALL.get(place)).copied();
                self.reread(app);
            }
            let Some(kind) = self.choices.kind else {
                return;
            };
            small_paragraph(ui, &about(app, kind), app.tokens.mute);
            ui.add_space(space::TINY);
            let label = text!(language, "transfer-source-name");
            let proposed = self
                .path
                .as_deref()
                .map(|path| self.choices.source_name(language, path))
                .unwrap_or_default();
            TextField::new(Id::unique("import source"), &label)
                .hint(&proposed)
                .max_width(f32::INFINITY)
                .show(ui, &mut self.choices.source);
            self.proof_ui(ui, app, look);
        });
    }

    /// Asked once, above the columns that it changes.
    pub(super) fn recipient_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>) {
        let language = app.language;
        Card::new("").show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::LARGE;
                ui.spacing_mut().interact_size.y = size::CHIP;
                let heading = text!(language, "intake-recipient");
                elided(ui, &heading, fonts::bold(type_size::BODY), app.tokens.ink);
                for recipient in Recipient::ALL {
                    let words = match recipient {
                        Recipient::Delivery => text!(language, "intake-recipient-other"),
                        Recipient::Contact => text!(language, "intake-recipient-same"),
                    };
                    let is_on = self.choices.recipient == recipient;
                    if radio_row(ui, is_on, &words).clicked() && !is_on {
                        self.choices.recipient = recipient;
                        self.reread(app);
                    }
                }
            });
            let words = match self.choices.recipient {
                Recipient::Delivery => text!(language, "intake-recipient-other-means"),
                Recipient::Contact => text!(language, "intake-recipient-same-means"),
            };
            small_paragraph(ui, &words, app.tokens.mute);
        });
    }
}

/// How many may be contacted, in the order of [`Pile::ALL`].
pub fn piles_ui(ui: &mut Ui, app: &AppContext<'_>, piles: &[u64; 4]) {
    ui.spacing_mut().item_spacing = vec2(space::LARGE, 0.0);
    let piles: Vec<(Pile, u64)> = Pile::ALL.into_iter().zip(*piles).collect();
    for two in piles.chunks(2) {
        ui.columns(2, |columns| {
            for (ui, (pile, people)) in columns.iter_mut().zip(two) {
                pile_ui(ui, app, *pile, *people);
            }
        });
    }
}

fn pile_ui(ui: &mut Ui, app: &AppContext<'_>, pile: Pile, people: u64) {
    let kind = match pile {
        Pile::MayText => BadgeKind::Yes,
        Pile::ServiceOnly => BadgeKind::Service,
        Pile::AskFirst => BadgeKind::Unknown,
        Pile::DoNotDisturb => BadgeKind::No,
    };
    let words = i18n::pile(app.language, pile);
    let number = count(people);
    ui.horizontal(|ui| {
        ui.set_min_height(26.0);
        badge(ui, kind, &words, &number);
        let end = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(end, |ui| {
            elided(ui, &number, fonts::body(), app.tokens.ink);
        });
    });
}

/// A number that leads to what is behind it; whether it was clicked.
fn about(app: &AppContext<'_>, kind: SourceKind) -> String {
    let language = app.language;
    match kind {
        SourceKind::WebForm => text!(language, "transfer-about-web"),
        SourceKind::Shop => text!(language, "transfer-about-shop"),
        SourceKind::Event => text!(language, "transfer-about-event"),
        SourceKind::Marketplace => text!(language, "transfer-about-marketplace"),
        SourceKind::Partner => text!(language, "transfer-about-partner"),
        SourceKind::Purchased => text!(language, "transfer-purchased"),
        SourceKind::Other => text!(language, "transfer-about-other"),
    }
}
