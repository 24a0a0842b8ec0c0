//! The rules of the house, each a function from one source file to its breaches.

use crate::source::{Kind, Named, Source, within};

/// The only files that may say `unsafe`: handing the key to the encrypted file without copies, rows
/// in memory as a table of the database, and the layer by which the fault suite sees what the
/// database does to the disk.
const UNSAFE_FILES: [&str; 3] = [
    "src/book/rows.rs",
    "src/book/sqlcipher.rs",
    "tests/faults/shim.rs",
];

/// Longest file, not counting its tests.
const MOST_LINES: usize = 600;

/// Word tables in Chinese and other scripts: data that is compared or made up, never a sentence.
const WORD_TABLES: [&str; 9] = [
    "src/domain/field",
    "src/domain/filter",
    "src/domain/phone",
    "src/export/vcard",
    "src/import/clean",
    "src/import/map",
    "src/import/plan/names",
    "src/workspace/sample",
    "src/workspace/sample_book",
];

const ROOMS: [&str; 9] = [
    "book",
    "cli",
    "domain",
    "export",
    "i18n",
    "import",
    "roster",
    "ui",
    "workspace",
];

pub struct Breach {
    pub rule: &'static str,
    pub path: String,
    pub line: usize,
    pub what: String,
}

pub struct Rule {
    pub name: &'static str,
    pub check: fn(&Source) -> Vec<(usize, String)>,
}

pub const RULES: [Rule; 15] = [
    rule("opens with a //! sentence", opens_with_a_sentence),
    rule("at most 600 lines without tests", is_short),
    rule("nothing left open", leaves_nothing_open),
    rule("every test runs", skips_no_test),
    rule("SQL only in book", keeps_sql_in_book),
    rule("egui only in ui and main", keeps_egui_in_ui),
    rule("domain is pure", keeps_domain_pure),
    rule("rooms call downwards", calls_downwards),
    rule("ui never blocks", never_blocks_ui),
    rule("drawing asks and never searches", keeps_searches_behind),
    rule("widgets know no app types", keeps_widgets_plain),
    rule("colours only in theme", keeps_colours_in_theme),
    rule("sentences only above", keeps_sentences_above),
    rule("prints only above", prints_only_above),
    rule(
        "unsafe only where it must be",
        keeps_unsafe_where_it_must_be,
    ),
];

const fn rule(name: &'static str, check: fn(&Source) -> Vec<(usize, String)>) -> Rule {
    Rule { name, check }
}

/// Every breach of every rule.
pub fn breaches(sources: &[Source]) -> Vec<Breach> {
    let mut found = Vec::new();
    for source in sources {
        for Rule { name, check } in &RULES {
            found.extend(check(source).into_iter().map(|(line, what)| Breach {
                rule: name,
                path: source.path.clone(),
                line,
                what,
            }));
        }
    }
    found
}

fn opens_with_a_sentence(source: &Source) -> Vec<(usize, String)> {
    let opens = source.all.first().is_some_and(|token| {
        token.kind == Kind::Comment
            && token.line == 1
            && token
                .text
                .strip_prefix("//!")
                .is_some_and(|rest| !rest.trim().is_empty())
    });
    if opens {
        Vec::new()
    } else {
        vec![(1, "no //! sentence".to_owned())]
    }
}

fn is_short(source: &Source) -> Vec<(usize, String)> {
    if source.lines <= MOST_LINES {
        return Vec::new();
    }
    vec![(MOST_LINES, format!("{} lines", source.lines))]
}

fn leaves_nothing_open(source: &Source) -> Vec<(usize, String)> {
    let comments = source
        .all
        .iter()
        .filter(|token| token.kind == Kind::Comment)
        .filter(|token| {
            token
                .text
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| ["TODO", "FIXME", "XXX", "HACK"].contains(&word))
        })
        .map(|token| (token.line, token.text.clone()));
    let macros = source.all.windows(2).filter_map(|pair| {
        let open = ["todo", "unimplemented", "dbg"].contains(&pair[0].text.as_str());
        (open && pair[1].is("!")).then(|| (pair[0].line, pair[0].text.clone()))
    });
    comments.chain(macros).collect()
}

fn skips_no_test(source: &Source) -> Vec<(usize, String)> {
    source
        .all
        .windows(3)
        .filter(|three| {
            three[0].is("#")
                && three[1].is("[")
                && (three[2].is("ignore") || three[2].is("should_panic"))
        })
        .map(|three| (three[2].line, three[2].text.clone()))
        .collect()
}

fn keeps_sql_in_book(source: &Source) -> Vec<(usize, String)> {
    if source.within("src/book") || !source.path.starts_with("src/") {
        return Vec::new();
    }
    let mut found = words(source, &["rusqlite", "libsqlite3_sys"]);
    found.extend(sql_texts(source));
    found
}

fn keeps_egui_in_ui(source: &Source) -> Vec<(usize, String)> {
    if source.within("src/ui") || source.path == "src/main.rs" {
        return Vec::new();
    }
    words(source, &["egui", "eframe", "egui_table", "egui_extras"])
}

fn keeps_domain_pure(source: &Source) -> Vec<(usize, String)> {
    const IMPURE: [&[&str]; 16] = [
        &["std", "env"],
        &["std", "fs"],
        &["std", "io"],
        &["std", "net"],
        &["std", "os"],
        &["std", "process"],
        &["std", "thread"],
        &["std", "time", "Instant"],
        &["std", "time", "SystemTime"],
        &["Instant"],
        &["SystemTime"],
        &["crossbeam_channel"],
        &["getrandom"],
        &["rustix"],
        &["tempfile"],
        &["jiff", "tz", "TimeZone", "system"],
    ];
    // Problems are made from the errors of the system, and carry nothing else of it.
    const ERRORS: [&[&str]; 2] = [&["std", "io", "Error"], &["std", "io", "ErrorKind"]];
    if !source.within("src/domain") {
        return Vec::new();
    }
    source
        .paths()
        .into_iter()
        .filter_map(|(named, line)| match named {
            Named::Ours(path) => {
                let room = path.first().map(String::as_str);
                (room != Some("domain")).then(|| (line, format!("crate::{}", path.join("::"))))
            }
            Named::Other(path) => {
                let starts = |prefix: &&[&str]| {
                    path.len() >= prefix.len() && path.iter().zip(*prefix).all(|(a, b)| a == b)
                };
                let allowed = source.within("src/domain/problem") && ERRORS.iter().any(starts);
                let now = path.last().is_some_and(|name| name == "now");
                (now || (!allowed && IMPURE.iter().any(starts))).then(|| (line, path.join("::")))
            }
        })
        .collect()
}

fn calls_downwards(source: &Source) -> Vec<(usize, String)> {
    let Some(room) = source.room() else {
        return Vec::new();
    };
    let below: &[&str] = match room {
        // The map of the house names every room.
        "lib" => &ROOMS,
        "main" => &["cli", "ui"],
        "cli" | "ui" => &["workspace", "i18n", "domain"],
        "workspace" => &["book", "roster", "import", "export", "domain"],
        "i18n" | "book" | "roster" | "import" | "export" => &["domain"],
        "domain" => &[],
        _ => return vec![(1, format!("{room} is no room of this house"))],
    };
    source
        .paths()
        .into_iter()
        .filter_map(|(named, line)| match named {
            Named::Ours(path) => path
                .first()
                .filter(|target| ROOMS.contains(&target.as_str()))
                .filter(|target| *target != room && !below.contains(&target.as_str()))
                .map(|target| (line, format!("{room} names {target}"))),
            Named::Other(_) => None,
        })
        .collect()
}

fn never_blocks_ui(source: &Source) -> Vec<(usize, String)> {
    const BLOCKING: [&str; 8] = [
        "recv",
        "recv_timeout",
        "recv_deadline",
        "sleep",
        "park",
        "park_timeout",
        "block_on",
        "wait",
    ];
    if !source.within("src/ui") {
        return Vec::new();
    }
    let mut found: Vec<(usize, String)> = source
        .code
        .windows(3)
        .filter(|three| {
            let called = three[0].kind == Kind::Word && three[1].is("(");
            // A thread's `join` takes nothing, a text's or a path's takes something.
            called
                && (BLOCKING.contains(&three[0].text.as_str())
                    || (three[0].is("join") && three[2].is(")")))
        })
        .map(|three| (three[0].line, three[0].text.clone()))
        .collect();
    for (named, line) in source.paths() {
        if let Named::Other(path) = named {
            let name: Vec<&str> = path.iter().map(String::as_str).collect();
            if matches!(
                name.as_slice(),
                ["std", "fs", ..] | ["File" | "OpenOptions" | "fs", ..]
            ) {
                found.push((line, path.join("::")));
            }
        }
    }
    found.extend(sql_texts(source));
    found
}

/// Widgets take words, colours and flags; whoever knows contacts and languages calls them.
/// Going through the whole list takes milliseconds to seconds: it is done where questions to the
/// session are answered, never while a frame is drawn.
fn keeps_searches_behind(source: &Source) -> Vec<(usize, String)> {
    const WHOLE_LIST: [&str; 9] = [
        "count",
        "everyone",
        "facets",
        "filter",
        "pile_members",
        "segment_members",
        "sort",
        "values",
        "warm",
    ];
    const LISTS: [&str; 3] = ["roster", "list", "guard"];
    const BEHIND: [&str; 6] = ["ask", "call", "open_with", "run", "start_job", "wait_for"];
    if !source.within("src/ui") {
        return Vec::new();
    }
    let mut found = Vec::new();
    // For every open parenthesis: whether what is in it runs on another thread.
    let mut open = Vec::new();
    for (index, token) in source.code.iter().enumerate() {
        let before = |steps: usize| {
            let token = index.checked_sub(steps).and_then(|at| source.code.get(at));
            token.map_or("", |token| token.text.as_str())
        };
        if token.is("(") {
            let is_behind = open.last() == Some(&true);
            let is_method = before(2) == ".";
            if is_method
                && !is_behind
                && WHOLE_LIST.contains(&before(1))
                && LISTS.contains(&before(3))
            {
                found.push((token.line, format!("{}.{}", before(3), before(1))));
            }
            open.push(is_behind || (is_method && BEHIND.contains(&before(1))));
        } else if token.is(")") {
            open.pop();
        }
    }
    found
}

fn keeps_widgets_plain(source: &Source) -> Vec<(usize, String)> {
    if !source.within("src/ui/widgets") {
        return Vec::new();
    }
    source
        .paths()
        .into_iter()
        .filter_map(|(named, line)| match named {
            Named::Ours(path) => {
                let place: Vec<&str> = path.iter().take(2).map(String::as_str).collect();
                let own = matches!(place.as_slice(), ["ui", "theme" | "widgets"]);
                (!own).then(|| (line, format!("crate::{}", path.join("::"))))
            }
            Named::Other(_) => None,
        })
        .collect()
}

/// A colour that is not among the tokens has no contrast test and no twin in the other theme.
fn keeps_colours_in_theme(source: &Source) -> Vec<(usize, String)> {
    const NO_COLOURS: [&str; 2] = ["PLACEHOLDER", "TRANSPARENT"];
    if !source.within("src/ui") || source.within("src/ui/theme") {
        return Vec::new();
    }
    let mut found = words(source, &["hex_color", "Hsva", "Rgba"]);
    for (named, line) in source.paths() {
        if let Named::Other(path) = named {
            let made = path
                .windows(2)
                .any(|two| two[0] == "Color32" && !NO_COLOURS.contains(&two[1].as_str()));
            if made {
                found.push((line, path.join("::")));
            }
        }
    }
    found
}

fn keeps_sentences_above(source: &Source) -> Vec<(usize, String)> {
    const ABOVE: [&str; 3] = ["src/cli", "src/i18n", "src/ui"];
    if ABOVE.iter().any(|place| source.within(place)) {
        return Vec::new();
    }
    let table = WORD_TABLES
        .iter()
        .any(|place| within(&source.path, place) || source.path == format!("{place}.rs"));
    source
        .code
        .iter()
        .filter(|token| token.kind == Kind::Text)
        .filter(|token| {
            let text = token.text.trim();
            let sentence = text.contains(' ') && text.ends_with(['.', '!', '?', '…']);
            sentence || (!table && text.chars().any(is_cjk))
        })
        .map(|token| (token.line, token.text.clone()))
        .collect()
}

fn prints_only_above(source: &Source) -> Vec<(usize, String)> {
    if source.within("src/cli") || source.path == "src/main.rs" {
        return Vec::new();
    }
    source
        .code
        .windows(2)
        .filter(|pair| {
            ["print", "println", "eprint", "eprintln"].contains(&pair[0].text.as_str())
                && pair[1].is("!")
        })
        .map(|pair| (pair[0].line, pair[0].text.clone()))
        .collect()
}

fn keeps_unsafe_where_it_must_be(source: &Source) -> Vec<(usize, String)> {
    if UNSAFE_FILES.contains(&source.path.as_str()) {
        return Vec::new();
    }
    source
        .all
        .iter()
        .filter(|token| token.is("unsafe"))
        .map(|token| (token.line, token.text.clone()))
        .collect()
}

fn words(source: &Source, names: &[&str]) -> Vec<(usize, String)> {
    source
        .code
        .iter()
        .filter(|token| token.kind == Kind::Word && names.contains(&token.text.as_str()))
        .map(|token| (token.line, token.text.clone()))
        .collect()
}

fn sql_texts(source: &Source) -> Vec<(usize, String)> {
    const OPENINGS: [&str; 7] = [
        "SELECT ",
        "INSERT ",
        "UPDATE ",
        "DELETE FROM ",
        "CREATE ",
        "PRAGMA ",
        "VACUUM",
    ];
    source
        .code
        .iter()
        .filter(|token| token.kind == Kind::Text)
        .filter(|token| {
            let text = token.text.trim_start();
            OPENINGS.iter().any(|opening| text.starts_with(opening))
        })
        .map(|token| (token.line, token.text.clone()))
        .collect()
}

/// Kana, Han and Hangul; not the punctuation that parsers have to know.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30fa}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}')
}
