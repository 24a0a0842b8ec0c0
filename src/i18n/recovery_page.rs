//! The page on which a recovery code is printed: it explains itself to whoever finds it years later.

use zeroize::Zeroizing;

use super::Language;
use crate::text;

/// Words in a row.
const COLUMNS: usize = 4;

/// A page of HTML without scripts and without anything from elsewhere, to be printed by any browser.
pub fn recovery_page(language: Language, book: &str, words: &[&str]) -> Zeroizing<String> {
    // As long as it gets, so that it never moves and leaves a copy behind.
    let mut page = Zeroizing::new(String::with_capacity(16 * 1024));
    let title = escaped(&text!(language, "page-title", book = book));
    let mut put = |parts: &[&str]| parts.iter().for_each(|part| page.push_str(part));
    put(&[
        "<!doctype html>\n<html lang=\"",
        language.tag(),
        "\">\n<meta charset=\"utf-8\">\n<title>",
        &title,
        "</title>\n<style>",
        STYLE,
        "</style>\n<h1>",
        &title,
        "</h1>\n<p>",
        &escaped(&text!(language, "page-what")),
        "</p>\n<table>\n",
    ]);
    for (row, line) in words.chunks(COLUMNS).enumerate() {
        put(&["<tr>"]);
        for (column, word) in line.iter().enumerate() {
            let number = (row * COLUMNS + column + 1).to_string();
            put(&["<td><small>", &number, "</small> ", &escaped(word), "</td>"]);
        }
        put(&["</tr>\n"]);
    }
    put(&["</table>\n<ol>\n"]);
    for step in [
        text!(language, "page-how-open"),
        text!(language, "page-how-type"),
        text!(language, "page-how-new"),
    ] {
        put(&["<li>", &escaped(&step), "</li>\n"]);
    }
    put(&["</ol>\n"]);
    for line in [
        text!(language, "page-book"),
        text!(language, "page-printed"),
        text!(language, "page-kept"),
    ] {
        put(&[
            "<p class=\"line\">",
            &escaped(&line),
            " <span></span></p>\n",
        ]);
    }
    put(&[
        "<p>",
        &escaped(&text!(language, "page-care")),
        "</p>\n</html>\n",
    ]);
    page
}

const STYLE: &str = "body{font:16px/1.6 sans-serif;max-width:44em;margin:3em auto;padding:0 1em}\
table{border-collapse:collapse;width:100%;font:20px/2 monospace}\
td{border:1px solid #888;padding:0 .6em;white-space:nowrap}small{color:#555}\
.line{display:flex;gap:1em}.line span{flex:1;border-bottom:1px solid #000}";

/// Names of books may hold anything.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // Marks of direction that messages put around what is filled in.
            '\u{2068}' | '\u{2069}' => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_shows_every_word_with_its_number_and_runs_nothing() {
        for language in Language::ALL {
            let words = ["abandon", "ability", "able", "about", "above"];
            let page = recovery_page(language, "<script>花店 & Co", &words);
            for (place, word) in words.iter().enumerate() {
                let cell = format!("<small>{}</small> {word}</td>", place + 1);
                assert!(page.contains(&cell), "{cell}");
            }
            assert!(page.contains("&lt;script&gt;花店 &amp; Co"));
            assert!(!page.contains("<script") && !page.contains("http"));
            assert_eq!(page.matches("class=\"line\"").count(), 3);
        }
    }
}
