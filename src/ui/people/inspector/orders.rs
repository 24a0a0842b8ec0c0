//! What somebody bought: how often, for how much, and the newest orders.

use std::collections::BTreeSet;

use egui::{Sense, Ui, vec2};

use super::card_ui;
use super::reader::Person;
use crate::domain::contact::Purchase;
use crate::domain::ids::ContactId;
use crate::i18n::{self, count};
use crate::text;
use crate::ui::AppContext;
use crate::ui::theme::{fonts, space, text as type_size};
use crate::ui::widgets::{hairline, key_value, paint, small_paragraph};

/// So many are shown at first.
const FEW: usize = 5;
/// So many at most; the others are in the export.
const MANY: usize = 200;

/// Whose orders are all shown.
#[derive(Default)]
pub struct Orders {
    unfolded: BTreeSet<ContactId>,
}

impl Orders {
    pub fn ui(&mut self, ui: &mut Ui, app: &AppContext<'_>, person: &Person) {
        let language = app.language;
        let id = person.details.contact.id;
        let purchases = &person.details.purchases;
        let is_unfolded = self.unfolded.contains(&id);
        let words = if is_unfolded {
            text!(language, "inspector-fewer-orders")
        } else {
            text!(language, "inspector-all-orders")
        };
        let action = (purchases.len() > FEW).then_some(words.as_str());
        let title = text!(language, "inspector-orders");
        let is_toggled = card_ui(ui, app, "orders", &title, action, |ui| {
            let summary = &person.details.contact.purchases;
            let number = u64::from(summary.count);
            let words = text!(
                language,
                "inspector-order-count",
                n = number,
                count = count(number)
            );
            ui.spacing_mut().item_spacing.y = 0.0;
            key_value(ui, &words, &i18n::money(summary.total_cents));
            if let Some(last) = summary.last {
                let words = text!(language, "inspector-last-order");
                key_value(ui, &words, &i18n::ago(language, last, app.today));
            }
            ui.add_space(space::TINY);
            hairline(ui);
            ui.add_space(space::TINY);
            let most = if is_unfolded { MANY } else { FEW };
            for purchase in purchases.iter().take(most) {
                purchase_ui(ui, app, purchase);
            }
            let hidden = purchases.len().saturating_sub(most);
            if hidden > 0 && is_unfolded {
                let hidden = count(u64::try_from(hidden).unwrap_or(u64::MAX));
                let words = text!(language, "inspector-more-lines", count = hidden);
                small_paragraph(ui, &words, app.tokens.mute);
            }
        });
        if is_toggled && !self.unfolded.remove(&id) {
            self.unfolded.insert(id);
        }
    }
}

/// Date, item, amount.
pub fn purchase_ui(ui: &mut Ui, app: &AppContext<'_>, purchase: &Purchase) {
    const DATE: f32 = 84.0;
    let (language, tokens) = (app.language, app.tokens);
    let date = match purchase.at {
        Some(at) => i18n::date(i18n::local_day(at)),
        None => text!(language, "inspector-no-date"),
    };
    let amount = purchase.amount_cents.map(i18n::money).unwrap_or_default();
    let item = [&purchase.item, &purchase.order_no]
        .into_iter()
        .find(|words| !words.is_empty())
        .cloned()
        .unwrap_or_else(|| text!(language, "inspector-no-item"));
    let wanted = vec2(ui.available_width(), type_size::BODY_LINE + space::TINY);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    let date_text = paint::line(ui, &date, fonts::small(), tokens.mute, DATE);
    let amount_text = paint::line(ui, &amount, fonts::body(), tokens.ink, rect.width() / 2.0);
    let room = rect.width() - DATE - amount_text.size().x - space::SMALL;
    let item_text = paint::line(ui, &item, fonts::body(), tokens.ink, room);
    paint::left(ui.painter(), rect, date_text);
    paint::left(
        ui.painter(),
        rect.with_min_x(rect.left() + DATE),
        item_text.clone(),
    );
    paint::right(ui.painter(), rect, amount_text);
    let name = [date, item.clone(), amount].join(" ");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
    paint::whole_on_hover(response, &item_text, &item);
}
