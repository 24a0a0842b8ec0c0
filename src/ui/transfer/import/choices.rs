//! What the owner says about a file; whatever is left open is found out from the file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;

use super::words;
use crate::domain::consent::{Channel, Method};
use crate::domain::listing::SourceKind;
use crate::domain::phone::Region;
use crate::domain::time::Day;
use crate::i18n::Language;
use crate::workspace::import_profile::ImportProfile;
use crate::workspace::{
    Attestation, Field, ImportOptions, ImportRequest, MatchKeys, Policy, Recipient,
    preset_is_of_shop,
};

/// Where numbers without a country code may be at home.
pub const COUNTRIES: [&[u8; 2]; 16] = [
    b"CN", b"HK", b"MO", b"TW", b"SG", b"MY", b"TH", b"VN", b"JP", b"KR", b"US", b"CA", b"GB",
    b"AU", b"DE", b"FR",
];

/// Channels of which a yes can be proved, in the order of the box.
pub const CHANNELS: [Channel; 4] = [Channel::Sms, Channel::Call, Channel::Email, Channel::Wechat];

/// How a yes can have been said, in the order of the box.
pub const METHODS: [Method; 6] = [
    Method::WebForm,
    Method::Paper,
    Method::InPerson,
    Method::Qr,
    Method::VerbalCall,
    Method::SmsReply,
];

/// Everything that can be said about one file.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Place in [`COUNTRIES`]; where the owner is most likely at home without one.
    pub country: Option<usize>,
    /// The country was found out from the numbers, which is said.
    pub is_country_presumed: bool,
    pub encoding: Option<String>,
    pub delimiter: Option<String>,
    pub sheet: Option<String>,
    pub header: Option<bool>,
    /// By index of the column.
    pub columns: BTreeMap<usize, Field>,
    pub policy: Policy,
    /// What tells that somebody is in the book.
    pub keys: MatchKeys,
    /// Columns that overwrite nothing, by index.
    pub keep: BTreeSet<usize>,
    pub recipient: Recipient,
    /// Of a folder: what of it is looked at; everything without any.
    pub only: Vec<String>,
    /// Of several files: those whose rows stay out.
    pub without: BTreeSet<String>,
    /// Where these people come from.
    pub kind: Option<SourceKind>,
    /// The same in the owner's own words; blank for what [`Choices::source_name`] proposes.
    pub source: String,
    pub proof: Proof,
    /// The next file with the same heads comes in like this one.
    pub remember: bool,
}

/// What the owner can prove about a yes.
#[derive(Clone, Debug)]
pub struct Proof {
    pub is_held: bool,
    pub channels: Vec<Channel>,
    pub method: Option<Method>,
    pub wording: String,
    /// Each on the day of the order, instead of all on one day.
    pub with_order: bool,
    pub day: Option<Date>,
    pub place: String,
}

/// What is still missing before a file can come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Kind,
    ProofChannel,
    ProofMethod,
    ProofWording,
    ProofDay,
    ProofDayAhead,
    ProofPlace,
}

impl Default for Proof {
    fn default() -> Self {
        Self {
            is_held: false,
            channels: vec![Channel::Sms],
            method: None,
            wording: String::new(),
            with_order: false,
            day: None,
            place: String::new(),
        }
    }
}

impl Choices {
    /// Forgets all that was said, but not which files it was said of.
    pub fn start_afresh(&mut self) {
        *self = Self {
            only: std::mem::take(&mut self.only),
            ..Self::default()
        };
    }

    /// The kind that a known exporter's file cannot but be.
    pub fn presume(&mut self, preset: Option<&str>) {
        if preset.is_some_and(preset_is_of_shop) {
            self.kind.get_or_insert(SourceKind::Marketplace);
        }
    }

    /// Numbers that are plainly at home elsewhere are read there, unless the owner said where;
    /// whether that changes anything.
    pub fn presume_country(&mut self, country: Option<Region>) -> bool {
        let place = COUNTRIES
            .iter()
            .position(|code| Some(Region(**code)) == country);
        let is_new = self.country.is_none() && place.is_some();
        if is_new {
            self.country = place;
            self.is_country_presumed = true;
        }
        is_new
    }

    /// Takes over what was said about the last file with the same heads.
    pub fn recall(&mut self, profile: &ImportProfile) {
        let ImportProfile {
            options, source, ..
        } = profile;
        let places = COUNTRIES.iter();
        let country = places
            .clone()
            .position(|code| Region(**code) == options.country);
        *self = Self {
            country,
            is_country_presumed: false,
            encoding: options.encoding.clone(),
            delimiter: options.delimiter.clone(),
            sheet: options.sheet.clone(),
            header: options.header,
            columns: options.columns.iter().cloned().collect(),
            policy: options.policy,
            keys: options.keys,
            keep: options.keep.iter().copied().collect(),
            recipient: options.recipient,
            kind: Some(options.source_kind),
            only: std::mem::take(&mut self.only),
            without: std::mem::take(&mut self.without),
            source: source.clone(),
            proof: match &options.attestation {
                None => Proof::default(),
                // The day is said anew: it is about these people.
                Some(proof) => Proof {
                    is_held: true,
                    channels: proof.channels.clone(),
                    method: Some(proof.method),
                    wording: proof.wording.clone(),
                    with_order: profile.with_order,
                    day: None,
                    place: proof.proof.clone(),
                },
            },
            remember: true,
        };
    }

    pub fn region(&self, language: Language) -> Region {
        let place = self.country.unwrap_or_else(|| home(language));
        COUNTRIES
            .get(place)
            .map_or(Region(*b"CN"), |code| Region(**code))
    }

    /// What is missing, the first of it.
    pub fn missing(&self, today: Day) -> Option<Missing> {
        let proof = &self.proof;
        if self.kind.is_none() {
            return Some(Missing::Kind);
        }
        if !self.is_proved() {
            return None;
        }
        if proof.channels.is_empty() {
            Some(Missing::ProofChannel)
        } else if proof.method.is_none() {
            Some(Missing::ProofMethod)
        } else if proof.wording.trim().is_empty() {
            Some(Missing::ProofWording)
        } else if !proof.with_order && proof.day.is_none() {
            Some(Missing::ProofDay)
        } else if !proof.with_order && proof.day.is_some_and(|day| Day::from_date(day) > today) {
            Some(Missing::ProofDayAhead)
        } else if proof.place.trim().is_empty() {
            Some(Missing::ProofPlace)
        } else {
            None
        }
    }

    /// Nobody on a bought list agreed, whatever is ticked.
    pub fn is_proved(&self) -> bool {
        self.proof.is_held && self.kind != Some(SourceKind::Purchased)
    }

    /// Where they come from, in the owner's words or in ours.
    pub fn source_name(&self, language: Language, file: &Path) -> String {
        let said = self.source.trim();
        if !said.is_empty() {
            return said.to_owned();
        }
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        match self.kind {
            Some(kind) => [words::kind(language, kind).as_str(), stem.as_ref()].join(" "),
            None => stem.into_owned(),
        }
    }

    /// What the file is read with. While something is missing, as if it were not said at all.
    pub fn options(&self, language: Language, today: Day) -> ImportOptions {
        let kind = self.kind.unwrap_or(SourceKind::Other);
        let is_complete = self.missing(today).is_none();
        ImportOptions {
            encoding: self.encoding.clone(),
            delimiter: self.delimiter.clone(),
            sheet: self.sheet.clone(),
            header: self.header,
            columns: self.columns.clone().into_iter().collect(),
            policy: self.policy,
            keys: self.keys,
            keep: self.keep.iter().copied().collect(),
            recipient: self.recipient,
            only: self.only.clone(),
            without: self.without.iter().cloned().collect(),
            attestation: (is_complete && self.is_proved())
                .then(|| self.attestation(language))
                .flatten(),
            ..ImportOptions::new(self.region(language), kind)
        }
    }

    pub fn request(&self, language: Language, today: Day, file: &Path) -> ImportRequest {
        ImportRequest {
            file: file.to_owned(),
            options: self.options(language, today),
            source: self.source_name(language, file),
            rejects: None,
            rehearsal: false,
        }
    }

    fn attestation(&self, language: Language) -> Option<Attestation> {
        let proof = &self.proof;
        let day = proof.day.filter(|_| !proof.with_order);
        Some(Attestation {
            channels: proof.channels.clone(),
            method: proof.method?,
            wording: proof.wording.trim().to_owned(),
            language: language.tag().to_owned(),
            at: day.map(|day| Day::from_date(day).start()),
            proof: proof.place.trim().to_owned(),
        })
    }
}

/// The same as regions.
pub fn countries() -> [Region; 16] {
    COUNTRIES.map(|code| Region(*code))
}

/// Where somebody who reads this language is most likely at home.
pub const fn home(language: Language) -> usize {
    match language {
        Language::Chinese => 0,
        Language::English => 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day(20_000);

    #[test]
    fn what_is_missing_is_said_one_by_one() {
        let mut choices = Choices::default();
        assert_eq!(choices.missing(TODAY), Some(Missing::Kind));
        choices.kind = Some(SourceKind::Shop);
        assert_eq!(choices.missing(TODAY), None);
        choices.proof.is_held = true;
        assert_eq!(choices.missing(TODAY), Some(Missing::ProofMethod));
        choices.proof.method = Some(Method::Paper);
        assert_eq!(choices.missing(TODAY), Some(Missing::ProofWording));
        choices.proof.wording = "同意".to_owned();
        assert_eq!(choices.missing(TODAY), Some(Missing::ProofDay));
        choices.proof.day = Some(Day(20_001).to_date());
        assert_eq!(choices.missing(TODAY), Some(Missing::ProofDayAhead));
        choices.proof.day = Some(TODAY.to_date());
        assert_eq!(choices.missing(TODAY), Some(Missing::ProofPlace));
        // Until all of it is said, nothing of it counts.
        let options = choices.options(Language::Chinese, TODAY);
        assert!(options.attestation.is_none());
        choices.proof.place = "文件柜".to_owned();
        assert_eq!(choices.missing(TODAY), None);
        let options = choices.options(Language::Chinese, TODAY);
        let at = options.attestation.and_then(|proof| proof.at);
        assert_eq!(at, Some(TODAY.start()));
        // And never of people whose numbers were bought.
        choices.kind = Some(SourceKind::Purchased);
        assert_eq!(choices.missing(TODAY), None);
        let options = choices.options(Language::Chinese, TODAY);
        assert!(options.attestation.is_none());
    }

    #[test]
    fn a_source_has_a_name_without_typing() {
        let mut choices = Choices::default();
        let file = Path::new("/tmp/老顾客.csv");
        assert_eq!(choices.source_name(Language::Chinese, file), "老顾客");
        choices.presume(Some("taobao"));
        let named = choices.source_name(Language::Chinese, file);
        assert_eq!(named, "平台订单 老顾客");
        choices.source = " 柜台 ".to_owned();
        assert_eq!(choices.source_name(Language::Chinese, file), "柜台");
    }
}
