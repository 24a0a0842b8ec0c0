//! How well a name answers to what was typed: letters, parts of words, pinyin and its initials.

use crate::domain::filter::fold;
use crate::workspace::typed_as;

/// From this score on, what was typed stands together in the name.
pub const TOGETHER: u32 = 50;

/// How well it answers; larger is better, nothing where it does not.
pub fn score(query: &str, name: &str) -> Option<u32> {
    let query = fold(query.trim());
    if query.is_empty() {
        return Some(0);
    }
    let name_folded = fold(name);
    if let Some(at) = name_folded.find(query.as_ref()) {
        return Some(if at == 0 { 100 } else { 80 });
    }
    let typed = typed_as(name);
    if let Some(best) = typed.iter().find_map(|line| within(line, &query)) {
        return Some(best);
    }
    scattered(&name_folded, &query).then_some(20)
}

fn within(line: &str, query: &str) -> Option<u32> {
    line.find(query)
        .map(|at| if at == 0 { 70 } else { TOGETHER })
}

/// Whether all letters come one after another, with others between them.
fn scattered(name: &str, query: &str) -> bool {
    let mut letters = name.chars();
    query
        .chars()
        .filter(|c| !c.is_whitespace())
        .all(|wanted| letters.any(|letter| letter == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_they_are_typed() {
        let check = |query: &str, name: &str, expected: bool| {
            assert_eq!(score(query, name).is_some(), expected, "{query} in {name}");
        };
        check("导出", "导出…", true);
        check("dc", "导出…", true);
        check("daochu", "导出…", true);
        check("chu", "导出…", true);
        check("EXP", "Export…", true);
        check("xpt", "Export…", true);
        check("zz", "Export…", false);
        check("撤", "导出…", false);
        check("", "导出…", true);
    }

    #[test]
    fn a_beginning_is_better_than_a_middle() {
        assert!(score("导", "导出…") > score("出", "导出…"));
        assert!(score("出", "导出…") > score("dc", "导出…"));
        assert!(score("dc", "导出…") > score("xpt", "Export…"));
    }
}
