//! Why somebody is in the list: each condition with the person's own value, or a hand.

use egui::{Context, Id, ScrollArea, Sense, Ui, vec2};

use super::View;
use crate::domain::filter::{DateKey, FIELD_DECIMALS, NumberKey, Subject};
use crate::domain::ids::{ContactId, SegmentId};
use crate::domain::listing::FieldKind;
use crate::domain::time::Day;
use crate::i18n::{self, count, date, list, money};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, icons, size, space};
use crate::ui::widgets::{Button, Dialog, DialogOutcome, hairline, paint, small_paragraph};
use crate::workspace::Latest;
use crate::workspace::listview::{Reason, Reasons, reasons};

/// Open for one person, or closed.
#[derive(Debug, Default)]
pub struct WhyDialog {
    open: Option<ContactId>,
    place: Latest<Option<Reasons>>,
    asked: Option<(ContactId, Option<SegmentId>, String, u64)>,
}

impl WhyDialog {
    /// Opens it for a person; what is asked about is the segment or filter of the view.
    pub fn open(&mut self, contact: ContactId) {
        *self = Self {
            open: Some(contact),
            ..Self::default()
        };
    }

    pub fn ui(&mut self, ctx: &Context, app: &AppContext<'_>, view: &View) {
        let (Some(contact), Ok(filter)) = (self.open, view.filter()) else {
            return;
        };
        let revision = app.session.list().revision();
        let text = view.filter_text().to_owned();
        let asked = Some((contact, view.segment, text, revision));
        if self.asked != asked {
            self.asked = asked;
            let (segment, filter, today) = (view.segment, filter.clone(), app.today);
            app.session.ask(&self.place, move |roster| {
                reasons(roster, segment, &filter, contact, today)
            });
        }
        let Some(answer) = self.place.get() else {
            return;
        };
        let Some(reasons) = answer.as_ref() else {
            self.open = None;
            return;
        };
        let language = app.language;
        let is_in = reasons
            .by_hand
            .unwrap_or_else(|| reasons.conditions.iter().all(|reason| reason.holds));
        let title = if is_in {
            text!(language, "why-title")
        } else {
            text!(language, "why-title-not")
        };
        let close = text!(language, "why-close");
        let dialog = Dialog::new(Id::unique("why dialog"), &title, &close, "");
        let (outcome, ()) = dialog.show(ctx, |ui| body_ui(ui, app, view, contact, reasons));
        if outcome != DialogOutcome::Open {
            self.open = None;
        }
    }
}

fn body_ui(ui: &mut Ui, app: &AppContext<'_>, view: &View, contact: ContactId, reasons: &Reasons) {
    let (language, t) = (app.language, app.tokens);
    small_paragraph(ui, &reasons.name, t.mute);
    match reasons.by_hand {
        Some(true) => line_ui(ui, app, true, &text!(language, "why-by-hand"), ""),
        Some(false) => line_ui(ui, app, false, &text!(language, "why-left-out"), ""),
        None => {}
    }
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        if reasons.conditions.is_empty() {
            small_paragraph(ui, &text!(language, "why-no-conditions"), t.mute);
        }
        for reason in &reasons.conditions {
            let words = i18n::condition(language, &reason.condition).joined();
            line_ui(ui, app, reason.holds, &words, &own_words(app, reason));
        }
    });
    let Some(segment) = view.segment.filter(|_| app.can_write()) else {
        return;
    };
    hairline(ui);
    ui.horizontal_wrapped(|ui| {
        let acts = [
            (text!(language, "why-include"), Some(true)),
            (text!(language, "why-exclude"), Some(false)),
            (text!(language, "why-automatic"), None),
        ];
        for (words, wanted) in acts {
            let button = Button::normal(&words)
                .small()
                .selected(reasons.by_hand == wanted);
            if ui.add(button).clicked() && reasons.by_hand != wanted {
                app.session.run(move |workspace| {
                    workspace
                        .set_segment_override(segment, &[contact], wanted)
                        .map(drop)
                });
            }
        }
    });
}

/// ✓ or ✕, the condition, and below it what the person has.
fn line_ui(ui: &mut Ui, app: &AppContext<'_>, holds: bool, words: &str, own: &str) {
    let t = app.tokens;
    let (icon, color, said) = if holds {
        (icons::CHECK, t.ok, text!(app.language, "why-holds"))
    } else {
        (icons::CROSS, t.no, text!(app.language, "why-holds-not"))
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::SMALL;
        let (rect, sign) = ui.allocate_exact_size(vec2(size::ICON, 20.0), Sense::hover());
        paint::icon(ui.painter(), rect.center(), icon, size::ICON, color);
        sign.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &said));
        sign.on_hover_text(said);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let words = egui::RichText::new(words).font(fonts::body()).color(t.ink);
            ui.add(egui::Label::new(words).wrap());
            if !own.is_empty() {
                small_paragraph(ui, own, t.mute);
            }
        });
    });
}

/// What the person has, in the words of what the condition speaks about.
fn own_words(app: &AppContext<'_>, reason: &Reason) -> String {
    let language = app.language;
    let Some(subject) = reason.condition.subject() else {
        return String::new();
    };
    let day = |number: i64| date(Day(i32::try_from(number).unwrap_or_default()));
    let whole = |number: i64| count(number.unsigned_abs());
    let value = match (&subject, reason.own_number) {
        (Subject::Date(DateKey::Created | DateKey::LastOrder), Some(number)) => day(number),
        (Subject::Number(NumberKey::Spent), Some(number)) => money(number),
        (Subject::Number(_), Some(number)) => whole(number),
        (Subject::Field(name), Some(number)) => {
            let mut fields = app.snapshot.vocabulary.fields.iter();
            let kind = fields.find(|field| field.name == *name).map(|f| f.kind);
            match kind {
                Some(FieldKind::Date) => day(number),
                _ => whole(number / 10_i64.pow(FIELD_DECIMALS)),
            }
        }
        _ => {
            let words: Vec<String> = reason
                .own
                .iter()
                .map(|value| i18n::value(language, &value.term))
                .collect();
            list(language, &words)
        }
    };
    if value.is_empty() {
        text!(language, "why-own-nothing")
    } else {
        text!(language, "why-own", value = value)
    }
}
