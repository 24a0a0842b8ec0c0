//! One row of the window's table: what its cells show, ready to be drawn.

use super::set::Slot;
use super::{NumberCell, Roster};
use crate::domain::badge::ConsentBadge;
use crate::domain::consent::Channel;
use crate::domain::contact::PurchaseSummary;
use crate::domain::ids::{ContactId, FieldId, SourceId, TagId};
use crate::domain::phone::{E164, NumberStatus, Region, display};
use crate::domain::time::{Day, Millis};

/// The cells of one contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    pub id: ContactId,
    pub name: String,
    pub company: String,
    pub reference: String,
    /// Nothing when the contact has no number at all.
    pub mobile: Option<MobileCell>,
    /// How many numbers there are.
    pub numbers: usize,
    /// The first address, or nothing.
    pub email: String,
    /// Whether they may be texted.
    pub text: ConsentBadge,
    /// Whether they may be called.
    pub call: ConsentBadge,
    pub city: String,
    pub province: String,
    pub country: String,
    /// In ascending order of id.
    pub tags: Vec<TagId>,
    pub source: Option<SourceId>,
    pub purchases: PurchaseSummary,
    /// In the owner's calendar.
    pub created: Day,
    /// Custom fields with a value, in canonical text form.
    pub fields: Vec<(FieldId, String)>,
}

/// The number a row shows: the first valid one that may be a mobile, else the first of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MobileCell {
    /// As the owner likes to see it when it is valid, else as it was written.
    pub text: String,
    pub e164: Option<E164>,
    pub status: NumberStatus,
    /// Whether a text can reach it.
    pub is_mobile: bool,
}

impl MobileCell {
    pub fn new(number: &NumberCell, home: Region) -> Self {
        let is_ok = number.status == NumberStatus::Ok;
        let shown = number.e164.filter(|_| is_ok || number.raw.is_empty());
        Self {
            text: shown.map_or_else(|| number.raw.clone(), |e164| display(e164, home)),
            e164: number.e164,
            status: number.status,
            is_mobile: is_ok && number.kind.may_be_mobile(),
        }
    }
}

impl Roster {
    /// What the table shows of a contact, for an owner at home in `home`; `None` when nobody is in
    /// this slot.
    pub fn table_row(&self, slot: Slot, home: Region) -> Option<TableRow> {
        let id = self.id(slot)?;
        let numbers = self.numbers.rows.of(slot).len();
        let fields = self.fields.iter().filter_map(|(field, column)| {
            let text = column.texts.get(slot);
            (!text.is_empty()).then(|| (*field, text.to_owned()))
        });
        Some(TableRow {
            id,
            name: self.name(slot).to_owned(),
            company: self.company(slot).to_owned(),
            reference: self.reference(slot).to_owned(),
            mobile: self.mobile_cell(slot, home),
            numbers,
            email: self.email(slot),
            text: self.badge(slot, Channel::Sms),
            call: self.badge(slot, Channel::Call),
            city: self.city(slot).to_owned(),
            province: self.province(slot).to_owned(),
            country: self.country(slot).to_owned(),
            tags: self.tags(slot),
            source: self.source(slot),
            purchases: self.purchases(slot),
            created: self.created_day(slot),
            fields: fields.collect(),
        })
    }

    /// The number that a row shows.
    pub fn mobile_cell(&self, slot: Slot, home: Region) -> Option<MobileCell> {
        let numbers = self.numbers(slot);
        let usable =
            |number: &&NumberCell| number.status == NumberStatus::Ok && number.kind.may_be_mobile();
        let shown = numbers.iter().find(usable).or_else(|| numbers.first())?;
        Some(MobileCell::new(shown, home))
    }

    /// The day a contact was created, in the owner's calendar.
    pub fn created_day(&self, slot: Slot) -> Day {
        Millis(self.created(slot).0.saturating_add(self.utc_offset)).day()
    }
}
