//! What files bring, in words.

use crate::i18n::{Language, count, list};
use crate::text;
use crate::workspace::Buckets;

/// What a file brings, in a few words each; nothing of what changes nobody.
pub fn brought(language: Language, buckets: &Buckets) -> Vec<String> {
    let more = buckets.combined + buckets.filled + buckets.updated;
    let mut said = Vec::new();
    if buckets.new > 0 {
        let new = buckets.new;
        said.push(text!(
            language,
            "sweep-brings-new",
            n = new,
            count = count(new)
        ));
    }
    if more > 0 {
        said.push(text!(
            language,
            "sweep-brings-more",
            n = more,
            count = count(more)
        ));
    }
    if buckets.held > 0 {
        let held = count(buckets.held);
        said.push(text!(language, "sweep-brings-held", count = held));
    }
    if buckets.rejected > 0 {
        let rejected = count(buckets.rejected);
        said.push(text!(language, "sweep-brings-rejected", count = rejected));
    }
    said
}

/// These words in one, or that there are none.
pub fn or_nothing(language: Language, mut said: Vec<String>) -> String {
    if said.is_empty() {
        said.push(text!(language, "sweep-brings-nothing"));
    }
    list(language, &said)
}
