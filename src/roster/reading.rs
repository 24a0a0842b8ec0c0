//! How Han names are typed on a keyboard: pinyin and its initials.

use pinyin::ToPinyin as _;

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
    use super::readings;

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
