//! `check` finds any altered entry of the log, change, consent event or notice.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use haobu::book::{Access, Book, ContactDetails, Key, NewContact, NewOp, NewSentList};
use haobu::domain::consent::{Cover, EventKind, Grade, Method, NewEvent, Point};
use haobu::domain::ids::ContactId;
use haobu::domain::op::OpKind;
use haobu::domain::phone::E164;
use haobu::domain::time::Millis;
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

const AT: Millis = Millis(1_760_000_000_000);
const TABLES: [&str; 4] = ["op", "change", "consent_event", "notice"];

fn key() -> Key {
    let mut salt = [9; 16];
    salt[0] = 1;
    Key::from_raw([1; 32], salt)
}

/// The book behind Haobu's back, as another tool with the key would open it.
fn behind_its_back(path: &std::path::Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    let key = "01".repeat(32) + "01" + &"09".repeat(15);
    connection
        .execute_batch(&format!(
            "PRAGMA key=\"x'{key}'\"; PRAGMA cipher_log_level=NONE"
        ))
        .unwrap();
    connection
}

fn event(contact: ContactId, e164: u64) -> NewEvent {
    NewEvent {
        contact,
        point: Point::Phone(E164(e164)),
        cover: Cover::default(),
        kind: EventKind::Withdraw,
        at: AT,
        until: e164.is_multiple_of(2).then_some(Millis(AT.0 + 1)),
        grade: Grade::B,
        method: Method::SmsReply,
        batch: None,
        row: Some(3),
        notice: None,
        note: "回复 TD".into(),
        target: None,
    }
}

/// A book with entries of every kind in every ledger.
fn book(path: &std::path::Path) {
    let mut book = Book::create(path, &key(), AT).unwrap();
    for index in 0..4_u64 {
        let (id, _) = book
            .transact(&NewOp::new(OpKind::AddContact, AT).about("前台"), |tx| {
                let id = tx.insert_contact(&NewContact {
                    details: ContactDetails {
                        name: "张三",
                        ..ContactDetails::default()
                    },
                    ..NewContact::default()
                })?;
                tx.add_notice("zh", &format!("v{index}"), "我同意接收短信")?;
                tx.record(&event(id, 8_613_800_138_000 + index))?;
                Ok(id)
            })
            .unwrap();
        book.transact(&NewOp::new(OpKind::EditContact, AT), |tx| {
            tx.update_contact(
                id,
                &ContactDetails {
                    name: "张三丰",
                    ..ContactDetails::default()
                },
            )
        })
        .unwrap();
    }
    book.undo(AT).unwrap();
    book.redo(AT).unwrap();
    book.undo(AT).unwrap();
    assert!(book.check().unwrap().is_healthy());
}

fn is_healthy(path: &std::path::Path) -> bool {
    Book::open_with_key(path, &key(), Access::ReadOnly)
        .unwrap()
        .check()
        .unwrap()
        .is_healthy()
}

/// Another value of the same kind.
fn altered(value: Value, by: u8) -> Value {
    match value {
        Value::Null => Value::Integer(i64::from(by)),
        Value::Integer(integer) => Value::Integer(integer + 1 + i64::from(by)),
        Value::Real(real) => Value::Real(real + 1.0),
        Value::Text(text) => Value::Text(format!("{text}{by}")),
        Value::Blob(mut bytes) => {
            match bytes.first_mut() {
                Some(first) => *first ^= by | 1,
                None => bytes.push(by),
            }
            Value::Blob(bytes)
        }
    }
}

#[test]
fn an_altered_list_that_left_the_house_shows() {
    for change in [
        "UPDATE export_list SET file_name='b.csv'",
        "UPDATE export_list SET channel=2",
        "UPDATE export_list SET contacts=x'00'",
        "DELETE FROM export_list",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.haobu");
        book(&path);
        let mut book = Book::open_with_key(&path, &key(), Access::ReadWrite).unwrap();
        let list = NewSentList {
            file_name: "a.csv",
            format: "csv",
            columns: "[]",
            scope: None,
            contacts: &(1..4).collect(),
        };
        let op = NewOp::new(OpKind::Export, AT);
        book.record_sent(&op, &list, |_| Ok(())).unwrap();
        drop(book);
        assert!(is_healthy(&path));
        assert_eq!(behind_its_back(&path).execute(change, []), Ok(1));
        assert!(!is_healthy(&path), "{change}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_altered_value_shows(table in 0..TABLES.len(), row in any::<prop::sample::Index>(), column in any::<prop::sample::Index>(), by in any::<u8>()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.haobu");
        book(&path);
        let connection = behind_its_back(&path);
        let table = TABLES[table];
        let columns: Vec<String> = connection
            .prepare(&format!("SELECT name FROM pragma_table_info('{table}')")).unwrap()
            .query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        let ids: Vec<i64> = connection
            .prepare(&format!("SELECT id FROM {table}")).unwrap()
            .query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        let (id, column) = (ids[row.index(ids.len())], &columns[column.index(columns.len())]);
        let before: Value =
            connection.query_row(&format!("SELECT {column} FROM {table} WHERE id=?1"), [id], |row| row.get(0)).unwrap();
        let after = altered(before.clone(), by);
        // Typed columns refuse values of another kind, unique ones a second time: no tampering then.
        let done = connection.execute(&format!("UPDATE {table} SET {column}=?2 WHERE id=?1"), rusqlite::params![id, after]);
        prop_assume!(done == Ok(1));
        drop(connection);
        prop_assert!(!is_healthy(&path), "{table}.{column} of {id}: {before:?} became {after:?}");
    }

    #[test]
    fn a_removed_added_or_moved_row_shows(table in 0..TABLES.len(), row in any::<prop::sample::Index>(), how in 0..3) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop.haobu");
        book(&path);
        let connection = behind_its_back(&path);
        let table = TABLES[table];
        let ids: Vec<i64> = connection
            .prepare(&format!("SELECT id FROM {table}")).unwrap()
            .query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
        let id = ids[row.index(ids.len())];
        let other = ids[row.index(ids.len().saturating_sub(1))];
        let free = ids.iter().max().unwrap() + 1;
        match how {
            0 => connection.execute(&format!("DELETE FROM {table} WHERE id=?1"), [id]).unwrap(),
            1 => {
                connection.execute_batch(&format!("CREATE TEMP TABLE copy AS SELECT * FROM {table} WHERE id={id}; UPDATE copy SET id={free}; INSERT INTO {table} SELECT * FROM copy")).unwrap();
                1
            }
            _ => {
                prop_assume!(other != id);
                connection.execute(&format!("UPDATE {table} SET id=?2 WHERE id=?1"), [id, free]).unwrap();
                connection.execute(&format!("UPDATE {table} SET id=?2 WHERE id=?1"), [other, id]).unwrap();
                connection.execute(&format!("UPDATE {table} SET id=?2 WHERE id=?1"), [free, other]).unwrap()
            }
        };
        drop(connection);
        prop_assert!(!is_healthy(&path), "{table}: row {id}, way {how}");
    }
}
