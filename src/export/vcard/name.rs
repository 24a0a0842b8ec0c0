//! A name, taken apart as address books sort it.

/// Han surnames of two characters that are in use today, in both scripts.
const DOUBLE_SURNAMES: [&str; 31] = [
    "欧阳", "歐陽", "上官", "司马", "司馬", "诸葛", "諸葛", "司徒", "端木", "皇甫", "尉迟", "尉遲",
    "夏侯", "慕容", "令狐", "长孙", "長孫", "宇文", "公孙", "公孫", "轩辕", "軒轅", "东方", "東方",
    "独孤", "獨孤", "南宫", "南宮", "西门", "西門", "百里",
];

/// Longer than this in Han characters alone, it is a shop or a sentence and no person's name.
const LONGEST_HAN_NAME: usize = 4;

/// Family name and all the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts<'n> {
    pub(super) family: &'n str,
    pub(super) given: &'n str,
}

impl<'n> Parts<'n> {
    /// Han names begin with the family name; of others it is the last of several words.
    pub(super) fn of(name: &'n str) -> Self {
        let name = name.trim();
        if !name.is_empty() && name.chars().all(is_han) {
            return Self::of_han(name);
        }
        match name.rsplit_once(char::is_whitespace) {
            Some((given, family)) => Self {
                family,
                given: given.trim_end(),
            },
            None => Self {
                family: "",
                given: name,
            },
        }
    }

    fn of_han(name: &'n str) -> Self {
        let count = name.chars().count();
        let double = count > 2
            && DOUBLE_SURNAMES
                .iter()
                .any(|double| name.starts_with(double));
        let family = match (count, double) {
            (0..=1, _) => 0,
            (count, _) if count > LONGEST_HAN_NAME => 0,
            (_, true) => 2,
            (_, false) => 1,
        };
        let end = name
            .char_indices()
            .nth(family)
            .map_or(name.len(), |(at, _)| at);
        let (family, given) = name.split_at(end);
        Self { family, given }
    }
}

/// The unified ideographs of the first three planes that hold any.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart_as_people_sort_them() {
        let check = |name: &str, family: &str, given: &str| {
            assert_eq!(Parts::of(name), Parts { family, given }, "{name}");
        };
        check("", "", "");
        check("张三", "张", "三");
        check("王小明", "王", "小明");
        check("欧阳娜娜", "欧阳", "娜娜");
        check("司馬光", "司馬", "光");
        // Someone called Ou Yang has a surname of one character.
        check("欧阳", "欧", "阳");
        check("张", "", "张");
        check("深圳市某某公司", "", "深圳市某某公司");
        check("𠮷田", "𠮷", "田");
        check("John Smith", "Smith", "John");
        check(" John  Q. Smith ", "Smith", "John  Q.");
        check("Madonna", "", "Madonna");
        check("Wei 伟 Zhang", "Zhang", "Wei 伟");
        check("小王 老板", "老板", "小王");
    }
}
