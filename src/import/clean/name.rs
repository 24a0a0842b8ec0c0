//! Names: put together from their parts, and recognised when nothing calls them names.

use super::text::is_han;

/// The hundred and more surnames that most Chinese people bear.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏\
吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤\
欧司诸上张陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇魏盧鐘譚陸範賈韋鄒龍賀顧龔萬錢嚴湯";

/// Parts in Western order joined by blanks; Han family and given name without a blank, in theirs.
pub(super) fn join(first: &str, middle: &str, last: &str) -> String {
    let parts = [first, middle, last];
    let han = parts.iter().any(|part| part.contains(is_han))
        && !parts
            .iter()
            .any(|part| part.contains(|c: char| c.is_ascii_alphabetic()));
    if han {
        return [last, middle, first].concat();
    }
    let filled: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    filled.join(" ")
}

/// Whether a cell looks like the name of a person.
pub(in crate::import) fn looks_like_name(cell: &str) -> bool {
    let count = cell.chars().count();
    if cell.chars().all(is_han) {
        return (2..=4).contains(&count) && cell.starts_with(|first| SURNAMES.contains(first));
    }
    let words: Vec<&str> = cell.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && count <= 40
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || "'-.’".contains(c))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_joined_as_people_write_them() {
        let check = |parts: [&str; 3], expected: &str| {
            let [first, middle, last] = parts;
            assert_eq!(join(first, middle, last), expected);
        };
        check(["John", "Q.", "Smith"], "John Q. Smith");
        check(["", "", "Smith"], "Smith");
        check(["三", "", "张"], "张三");
        check(["娜娜", "", "欧阳"], "欧阳娜娜");
        check(["Wei 伟", "", "Zhang"], "Wei 伟 Zhang");
        check(["", "", ""], "");
    }

    #[test]
    fn names_are_told_from_other_words() {
        let check = |cell: &str, expected: bool| {
            assert_eq!(looks_like_name(cell), expected, "{cell}");
        };
        check("张伟", true);
        check("欧阳娜娜", true);
        check("John Smith", true);
        check("Anne-Marie O'Neill", true);
        check("深圳", false);
        check("VIP", false);
        check("buy milk", false);
        check("张", false);
    }
}
