//! What the owner can prove: how these people agreed, to which words, when, and where that is kept.

use egui::{Id, Ui, vec2};

use super::ImportScreen;
use super::choices::{CHANNELS, METHODS, Missing};
use crate::domain::listing::SourceKind;
use crate::i18n::{channel, method};
use crate::text;
use crate::ui::AppContext;
use crate::ui::calendar_words::CalendarWords;
use crate::ui::theme::{fonts, icons, space};
use crate::ui::widgets::{
    Button, Select, TextField, check_row, date_field, elided, radio_row, small_paragraph, text_area,
};
use crate::workspace::Field;
use crate::workspace::previewing::FileLook;

impl ImportScreen {
    pub(super) fn proof_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        let language = app.language;
        if self.choices.kind == Some(SourceKind::Purchased) {
            return;
        }
        let before = self.choices.options(language, app.today);
        let words = text!(language, "intake-proof");
        let proof = &mut self.choices.proof;
        if check_row(ui, &mut proof.is_held, &words, "").changed() && proof.is_held {
            // An order is an act of its own, and its day is in the file.
            proof.with_order = has_order_days(look);
        }
        if proof.is_held {
            self.held_ui(ui, app, look);
        } else {
            let words = text!(language, "intake-proof-without");
            small_paragraph(ui, &words, app.tokens.mute);
        }
        if before.attestation != self.choices.options(language, app.today).attestation {
            self.reread(app);
        }
    }

    fn held_ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, look: &FileLook) {
        let language = app.language;
        let missing = self.choices.missing(app.today);
        let proof = &mut self.choices.proof;
        let caption = |ui: &mut Ui, words: &str| {
            ui.add_space(space::TINY);
            elided(ui, words, fonts::body(), app.tokens.ink);
        };
        caption(ui, &text!(language, "intake-proof-channels"));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
            for one in CHANNELS {
                let place = proof.channels.iter().position(|known| *known == one);
                let words = channel(language, one);
                let mut button = Button::normal(&words).small().selected(place.is_some());
                if place.is_some() {
                    button = button.with_icon(icons::CHECK);
                }
                if ui.add(button).clicked() {
                    match place {
                        Some(place) => drop(proof.channels.remove(place)),
                        None => proof.channels.push(one),
                    }
                }
            }
        });
        let label = text!(language, "intake-proof-method");
        caption(ui, &label);
        let names = METHODS.map(|one| method(language, one));
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut chosen = proof
            .method
            .and_then(|known| METHODS.iter().position(|one| *one == known));
        Select::new(Id::unique("import proof method"), &label)
            .placeholder(&text!(language, "intake-source-choose"))
            .width(ui.available_width())
            .show(ui, &mut chosen, &names);
        proof.method = chosen.and_then(|place| METHODS.get(place)).copied();
        ui.add_space(space::TINY);
        text_area(
            ui,
            Id::unique("import proof wording"),
            &text!(language, "intake-proof-wording"),
            &text!(language, "intake-proof-wording-hint"),
            2,
            &mut proof.wording,
        );
        if has_order_days(look) {
            caption(ui, &text!(language, "intake-proof-when"));
            for with_order in [true, false] {
                let words = if with_order {
                    text!(language, "intake-proof-order-day")
                } else {
                    text!(language, "intake-proof-one-day")
                };
                if radio_row(ui, proof.with_order == with_order, &words).clicked() {
                    proof.with_order = with_order;
                }
            }
        } else {
            proof.with_order = false;
        }
        if !proof.with_order {
            ui.add_space(space::TINY);
            let words = CalendarWords::new(language);
            let label = text!(language, "intake-proof-day");
            let today = app.today.to_date();
            let id = Id::unique("import proof day");
            date_field(ui, id, &mut proof.day, today, words.of(&label));
            if missing == Some(Missing::ProofDayAhead) {
                let words = super::words::missing(language, Missing::ProofDayAhead);
                small_paragraph(ui, &words, app.tokens.no);
            }
        }
        ui.add_space(space::TINY);
        TextField::new(
            Id::unique("import proof place"),
            &text!(language, "intake-proof-place"),
        )
        .hint(&text!(language, "intake-proof-place-hint"))
        .max_width(f32::INFINITY)
        .show(ui, &mut proof.place);
        small_paragraph(ui, &text!(language, "intake-proof-means"), app.tokens.mute);
    }
}

/// Whether each row says when it was ordered.
fn has_order_days(look: &FileLook) -> bool {
    let mut columns = look.mapping.columns().iter();
    columns.any(|column| column.field == Some(Field::OrderTime))
}
