//! What the owner said about a file, kept for the next one with the same heads.

use serde::{Deserialize, Serialize};

use super::Workspace;
use crate::domain::consent::{Channel, Method};
use crate::domain::listing::SourceKind;
use crate::domain::phone::Region;
use crate::domain::problem::Problem;
use crate::domain::time::Millis;
use crate::import::{Attestation, Field, ImportOptions, MatchBy, MatchKeys, Policy, Recipient};

/// Settings that are remembered, and when they were.
#[derive(Clone, Debug)]
pub struct ImportProfile {
    pub at: Millis,
    pub options: ImportOptions,
    /// Where the people come from, in the owner's words.
    pub source: String,
    /// What can be proved holds for each on the day of the order.
    pub with_order: bool,
}

/// As it is stored. What is not there is found out from the file again.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    country: String,
    encoding: Option<String>,
    delimiter: Option<String>,
    sheet: Option<String>,
    header: Option<bool>,
    columns: Vec<(usize, String)>,
    policy: String,
    /// Nothing: as usual.
    keys: Option<Vec<String>>,
    keep: Vec<usize>,
    recipient: String,
    kind: String,
    source: String,
    proof: Option<StoredProof>,
}

/// Without the day: that is a statement about the people of one file.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct StoredProof {
    channels: Vec<String>,
    method: String,
    wording: String,
    language: String,
    proof: String,
    /// Each agreed on the day of the order, so that the proof holds for the next file as well.
    with_order: bool,
}

impl ImportProfile {
    /// Whether all of it holds for the next file, too, without another word of the owner's: a
    /// proof of one day does not.
    pub fn holds_for_others(&self) -> bool {
        self.with_order || self.options.attestation.is_none()
    }
}

/// The settings as text.
pub fn remembered(options: &ImportOptions, source: &str) -> String {
    let proof = options.attestation.as_ref().map(|proof| StoredProof {
        channels: proof
            .channels
            .iter()
            .map(|one| one.word().to_owned())
            .collect(),
        method: proof.method.word().to_owned(),
        wording: proof.wording.clone(),
        language: proof.language.clone(),
        proof: proof.proof.clone(),
        with_order: proof.at.is_none(),
    });
    let columns = options.columns.iter();
    let stored = Stored {
        country: options.country.as_str().to_owned(),
        encoding: options.encoding.clone(),
        delimiter: options.delimiter.clone(),
        sheet: options.sheet.clone(),
        header: options.header,
        columns: columns
            .filter_map(|(index, field)| Some((*index, field.word()?)))
            .collect(),
        policy: options.policy.word().to_owned(),
        keys: Some(options.keys.list().map(|by| by.word().to_owned()).collect()),
        keep: options.keep.clone(),
        recipient: options.recipient.word().to_owned(),
        kind: options.source_kind.word().to_owned(),
        source: source.to_owned(),
        proof,
    };
    // Texts and lists of texts always have a form.
    serde_json::to_string(&stored).unwrap_or_default()
}

/// Reads what [`remembered`] wrote; nothing where another version wrote what this one does not
/// know.
fn recalled(at: Millis, text: &str) -> Option<ImportProfile> {
    let stored: Stored = serde_json::from_str(text).ok()?;
    let kind = SourceKind::from_word(&stored.kind)?;
    let options = ImportOptions::new(Region::parse(&stored.country)?, kind);
    let columns = stored.columns.into_iter();
    let with_order = stored.proof.as_ref().is_some_and(|proof| proof.with_order);
    let proof = stored.proof.and_then(|proof| {
        let known = |word: &String| Channel::ALL.into_iter().find(|one| one.word() == word);
        Some(Attestation {
            channels: proof.channels.iter().filter_map(known).collect(),
            method: Method::ALL
                .into_iter()
                .find(|one| one.word() == proof.method)?,
            wording: proof.wording,
            language: proof.language,
            at: None,
            proof: proof.proof,
        })
    });
    Some(ImportProfile {
        at,
        options: ImportOptions {
            encoding: stored.encoding,
            delimiter: stored.delimiter,
            sheet: stored.sheet,
            header: stored.header,
            columns: columns
                .filter_map(|(index, word)| Some((index, Field::parse(&word).ok()?)))
                .collect(),
            policy: Policy::from_word(&stored.policy)?,
            keys: stored.keys.map_or_else(MatchKeys::default, |words| {
                let known = words.iter().filter_map(|word| MatchBy::from_word(word));
                MatchKeys::of(&known.collect::<Vec<_>>())
            }),
            keep: stored.keep,
            recipient: Recipient::from_word(&stored.recipient)?,
            attestation: proof,
            ..options
        },
        source: stored.source,
        with_order,
    })
}

impl Workspace {
    /// How the last file with these heads came in, if that is to be done again.
    ///
    /// # Errors
    /// What the book says.
    pub fn import_profile(&self, signature: &[u8]) -> Result<Option<ImportProfile>, Problem> {
        let kept = self.book.import_profile(signature)?;
        Ok(kept.and_then(|(at, text)| recalled(at, &text)))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;

    #[test]
    fn settings_are_recalled_as_they_were() {
        let options = ImportOptions {
            encoding: Some("gb18030".to_owned()),
            header: Some(true),
            columns: vec![
                (2, Field::Consent(Some(Channel::Sms))),
                (3, Field::Ignore),
                (4, Field::Custom("生日".to_owned())),
            ],
            policy: Policy::Update,
            keys: MatchKeys::of(&[MatchBy::Email, MatchBy::NameAndBirthday]),
            keep: vec![2, 4],
            recipient: Recipient::Contact,
            attestation: Some(Attestation {
                channels: vec![Channel::Sms, Channel::Email],
                method: Method::Paper,
                wording: "我同意".to_owned(),
                language: "zh-CN".to_owned(),
                at: Some(Millis(5)),
                proof: "文件柜".to_owned(),
            }),
            ..ImportOptions::new(Region(*b"CN"), SourceKind::Shop)
        };
        let profile = recalled(Millis(7), &remembered(&options, "柜台")).unwrap();
        assert_eq!((profile.at, profile.source.as_str()), (Millis(7), "柜台"));
        let again = profile.options;
        assert_eq!(again.columns, options.columns);
        assert_eq!(again.encoding, options.encoding);
        assert_eq!((again.header, again.policy), (Some(true), Policy::Update));
        assert_eq!(again.recipient, Recipient::Contact);
        assert_eq!((again.keys, &again.keep), (options.keys, &options.keep));
        // The day is said anew for every file.
        let proof = options
            .attestation
            .map(|proof| Attestation { at: None, ..proof });
        assert_eq!(again.attestation, proof);
        // What an older version kept says nothing of keys.
        let older =
            "{\"country\":\"CN\",\"kind\":\"shop\",\"policy\":\"fill\",\"recipient\":\"contact\"}";
        let older = recalled(Millis(7), older).unwrap().options;
        assert_eq!(older.keys, MatchKeys::default());
        assert!(recalled(Millis(7), "{\"kind\":\"from the moon\"}").is_none());
        assert!(recalled(Millis(7), "nonsense").is_none());
    }
}
