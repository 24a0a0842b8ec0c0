//! What a column holds, told by its cells when its header says nothing.

use super::field::Field;
use crate::domain::phone::{NumberStatus, Region, read_cell};
use crate::import::clean::{email, name};

/// How many cells in a hundred must agree when nothing else is known of the column.
const MOST: usize = 60;
/// And when it has a header that is not known: it may well be something else.
const NEARLY_ALL: usize = 85;

/// What one cell looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Number,
    Email,
    Name,
    Other,
}

/// The field that the cells of a column speak for. `has_header` says that the column has a header.
pub(super) fn vote<'a>(
    cells: impl Iterator<Item = &'a str>,
    country: Region,
    has_header: bool,
) -> Option<Field> {
    let (mut all, mut numbers, mut emails, mut names) = (0, 0, 0, 0);
    for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()) {
        all += 1;
        match look(cell, country) {
            Look::Number => numbers += 1,
            Look::Email => emails += 1,
            Look::Name => names += 1,
            Look::Other => (),
        }
    }
    let enough = if has_header { NEARLY_ALL } else { MOST };
    let carries = |votes: usize| all > 0 && votes * 100 >= all * enough;
    if carries(emails) {
        Some(Field::Email)
    } else if carries(numbers) {
        Some(Field::Phone)
    } else if carries(names) {
        Some(Field::Name)
    } else {
        None
    }
}

/// Whether the cell holds data that no header would.
pub(in crate::import) fn is_data(cell: &str, country: Region) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    digits >= 6
        || email::is_address(cell)
        || look(cell, country) == Look::Number
        || (digits > 0 && cell.parse::<f64>().is_ok())
}

fn look(cell: &str, country: Region) -> Look {
    if email::is_address(cell) {
        return Look::Email;
    }
    if cell.bytes().filter(u8::is_ascii_digit).count() >= 5 {
        let usable = matches!(
            read_cell(cell, country).status,
            NumberStatus::Ok | NumberStatus::Ambiguous | NumberStatus::Masked | NumberStatus::Relay
        );
        return if usable { Look::Number } else { Look::Other };
    }
    if name::looks_like_name(cell) {
        Look::Name
    } else {
        Look::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_speak_for_a_field() {
        let check = |cells: &[&str], named: bool, expected: Option<Field>| {
            let found = vote(cells.iter().copied(), Region(*b"CN"), named);
            assert_eq!(found, expected, "{cells:?}");
        };
        check(
            &["13800138000", "", "139 0013 9000", "x"],
            false,
            Some(Field::Phone),
        );
        check(&["13800138000", "", "139 0013 9000", "x"], true, None);
        check(&["a@b.com", "c@d.org"], true, Some(Field::Email));
        check(&["张伟", "王小明", "欧阳娜娜"], false, Some(Field::Name));
        check(&["John Smith", "Mary Ann Lee"], false, Some(Field::Name));
        check(&["深圳", "北京", "广州"], false, None);
        check(&["2025-01-02", "2025-03-04"], false, None);
        check(&["", ""], false, None);
    }
}
