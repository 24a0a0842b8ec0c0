//! How Han names are typed on a keyboard: pinyin and its initials.

use pinyin::ToPinyin as _;

use crate::domain::filter::fold;

/// Characters that, as the first of a name, read otherwise than in most words; searched both ways.
const SURNAMES: &[(char, &str)] = &[
    ('单', "shan"),
    ('曾', "zeng"),
    ('解', "xie"),
    ('仇', "qiu"),
    ('朴', "piao"),
    ('查', "zha"),
    ('盖', "ge"),
    ('区', "ou"),
    ('任', "ren"),
    ('翟', "zhai"),
    ('乐', "yue"),
    ('缪', "miao"),
    ('种', "chong"),
    ('重', "chong"),
    ('覃', "qin"),
    ('尉', "yu"),
    ('员', "yun"),
    ('华', "hua"),
    ('繁', "po"),
    ('召', "shao"),
    ('折', "she"),
    ('黑', "he"),
    ('秘', "bi"),
    ('冼', "xian"),
    ('隗', "wei"),
    ('祭', "zhai"),
    ('长', "chang"),
    ('句', "gou"),
    ('晟', "cheng"),
    ('车', "che"),
    ('洗', "xian"),
    ('六', "lu"),
    ('行', "xing"),
];

/// Family names of two characters.
const FAMILIES: &[[char; 2]] = &[
    ['欧', '阳'],
    ['司', '马'],
    ['上', '官'],
    ['诸', '葛'],
    ['司', '徒'],
    ['东', '方'],
    ['皇', '甫'],
    ['尉', '迟'],
    ['公', '孙'],
    ['慕', '容'],
    ['令', '狐'],
    ['夏', '侯'],
    ['长', '孙'],
    ['宇', '文'],
    ['端', '木'],
    ['独', '孤'],
    ['南', '宫'],
    ['司', '空'],
    ['轩', '辕'],
    ['百', '里'],
    ['西', '门'],
    ['东', '郭'],
];

/// Writes pinyin and initials of a folded name, one per line; nothing without Han characters.
pub(super) fn readings(name: &str, lines: &mut String) {
    if name.is_ascii() {
        return;
    }
    let Some((first, usual)) = name.chars().find_map(|c| Some((c, c.to_pinyin()?.plain()))) else {
        return;
    };
    write_lines(name, None, lines);
    let other = SURNAMES.iter().find(|(surname, _)| *surname == first);
    if let Some((_, sound)) = other.filter(|(_, sound)| *sound != usual)
        && name.starts_with(first)
    {
        lines.push('\n');
        write_lines(name, Some(sound), lines);
    }
}

/// What a text is typed as in pinyin: whole and by initials; nothing without Han characters.
pub fn typed_as(text: &str) -> Vec<String> {
    let mut lines = String::new();
    readings(&fold(text), &mut lines);
    lines.lines().map(str::to_owned).collect()
}

/// A Han name in Latin letters, family name first: 方晓彤 as `Fang Xiaotong`. Nothing for what is
/// not two to four Han characters.
pub fn latin_name(name: &str) -> Option<String> {
    let count = name.chars().count();
    if !(2..=4).contains(&count) {
        return None;
    }
    let family = if count > 2
        && FAMILIES
            .iter()
            .any(|family| name.chars().take(2).eq(*family))
    {
        2
    } else {
        1
    };
    let first = name.chars().next()?;
    let other = SURNAMES.iter().find(|(surname, _)| *surname == first);
    let mut latin = String::new();
    for (index, c) in name.chars().enumerate() {
        let usual = c.to_pinyin()?.plain();
        let sound = match other {
            Some((_, sound)) if index == 0 && family == 1 => sound,
            _ => usual,
        };
        if index == 0 || index == family {
            if index > 0 {
                latin.push(' ');
            }
            let mut letters = sound.chars();
            latin.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
            latin.extend(letters);
        } else {
            latin.push_str(sound);
        }
    }
    Some(latin)
}

/// Two lines; the first character reads as `surname` if that is given.
fn write_lines(name: &str, surname: Option<&str>, lines: &mut String) {
    let sounds = || {
        let mut surname = surname;
        name.chars()
            .map(move |c| (c, surname.take(), c.to_pinyin()))
    };
    for (c, surname, sound) in sounds() {
        match (surname, sound) {
            (Some(surname), _) => lines.push_str(surname),
            (None, Some(sound)) => lines.push_str(sound.plain()),
            (None, None) if c.is_alphanumeric() => lines.push(c),
            (None, None) => {}
        }
    }
    lines.push('\n');
    for (_, surname, sound) in sounds() {
        if let Some(sound) = surname.or_else(|| Some(sound?.plain())) {
            lines.extend(sound.chars().next());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{latin_name, readings, typed_as};

    #[test]
    fn names_are_written_in_latin_letters() {
        let check = |name: &str, expected: Option<&str>| {
            assert_eq!(latin_name(name).as_deref(), expected, "{name}");
        };
        check("方晓彤", Some("Fang Xiaotong"));
        check("曾伟", Some("Zeng Wei"));
        check("欧阳雪", Some("Ouyang Xue"));
        check("Lily", None);
        check("张", None);
        check("深圳花店公司", None);
    }

    #[test]
    fn texts_are_found_by_how_they_are_typed() {
        assert_eq!(typed_as("导出…"), ["daochu", "dc"]);
        assert!(typed_as("Export").is_empty());
    }

    #[test]
    fn han_names_read_as_typed() {
        let check = |name: &str, expected: &[&str]| {
            let mut found = String::new();
            readings(name, &mut found);
            let mut lines: Vec<&str> = found.lines().collect();
            lines.sort_unstable();
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(lines, expected, "{name}");
        };
        check("张三", &["zhangsan", "zs"]);
        check("重庆", &["zhongqing", "zq", "chongqing", "cq"]);
        check("单伟", &["danwei", "dw", "shanwei", "sw"]);
        check("lily 张", &["lilyzhang", "z"]);
        check("bob", &[]);
        check("josé", &[]);
    }
}
