//! Custom fields: defined with a purpose, renamed, given another kind, filtered, sorted, brought in
//! and written out like any other column.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed test should panic"
)]

use haobu::book::{Book, Key};
use haobu::domain::field::{FieldDefinition, ReadyMade};
use haobu::domain::filter::{FieldNames, Filter, Subject};
use haobu::domain::ids::{ContactId, FieldId};
use haobu::domain::listing::{FieldKind, SourceKind};
use haobu::domain::phone::Region;
use haobu::domain::problem::{BookProblem, EditProblem, Problem};
use haobu::domain::time::Millis;
use haobu::workspace::editing::{Edit, FieldInput, NewContactInput};
use haobu::workspace::listview::{Needle, choices, field_counts, retyping};
use haobu::workspace::{
    Direction, ExportRequest, Format, ImportOptions, ImportRequest, SortKey, Unwatched, Workspace,
    today,
};

const AT: Millis = Millis(1_760_000_000_000);

/// How an act was refused.
fn said<T: std::fmt::Debug>(refused: Result<T, Problem>) -> String {
    format!("{:?}", refused.unwrap_err())
}

fn said_of(problem: impl Into<Problem>) -> String {
    format!("{:?}", problem.into())
}

struct Shop {
    folder: tempfile::TempDir,
    workspace: Workspace,
}

fn shop() -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::create(
        &folder.path().join("shop.haobu"),
        &Key::random().unwrap(),
        AT,
    );
    let workspace = Workspace::over(book.unwrap()).unwrap();
    drop(workspace.roster().unwrap());
    Shop { folder, workspace }
}

fn input(name: &str, kind: FieldKind) -> FieldInput {
    FieldInput {
        name: name.to_owned(),
        kind,
        definition: FieldDefinition {
            purpose: "送花时用".to_owned(),
            ..FieldDefinition::default()
        },
    }
}

impl Shop {
    fn define(&mut self, name: &str, kind: FieldKind) -> FieldId {
        self.workspace.define_field(&input(name, kind)).unwrap()
    }

    fn person(&mut self, name: &str, field: FieldId, value: &str) -> ContactId {
        let person = NewContactInput {
            name: name.to_owned(),
            ..NewContactInput::default()
        };
        let id = self.workspace.add_contact(&person).unwrap();
        let edit = Edit::Field(field, value.to_owned());
        self.workspace.edit(id, &edit).unwrap();
        id
    }

    fn value(&self, person: ContactId, field: FieldId) -> String {
        let contact = self.workspace.book().contact(person).unwrap().unwrap();
        let value = contact.fields.into_iter().find(|(id, _)| *id == field);
        let value = value.map(|(_, value)| value).unwrap_or_default();
        let roster = self.workspace.roster().unwrap();
        let slot = roster.slot_of(person).unwrap();
        assert_eq!(roster.field(slot, field), value);
        value
    }

    fn found(&self, filter: &str) -> Vec<ContactId> {
        let names = FieldNames::from(self.workspace.vocabulary());
        let filter = Filter::parse_with(filter, &names).unwrap();
        let roster = self.workspace.roster().unwrap();
        let set = roster.filter(&filter, today());
        set.slots().filter_map(|slot| roster.id(slot)).collect()
    }

    fn names(&self) -> Vec<String> {
        let fields = self.workspace.vocabulary().fields.iter();
        fields.map(|field| field.name.clone()).collect()
    }
}

#[test]
fn a_field_needs_a_name_of_its_own_and_a_purpose() {
    let mut shop = shop();
    shop.define("尺码", FieldKind::Text);
    let mut check = |input: &FieldInput, expected: EditProblem| {
        let refused = shop.workspace.define_field(input);
        assert_eq!(said(refused), said_of(expected));
    };
    check(&input(" ", FieldKind::Text), EditProblem::UnnamedField);
    let name = "尺码".to_owned();
    check(
        &input(" 尺码 ", FieldKind::Text),
        EditProblem::FieldExists { name },
    );
    let mut without = input("鞋码", FieldKind::Text);
    without.definition.purpose = "\n ".to_owned();
    check(&without, EditProblem::NoPurpose);
    assert_eq!(shop.names(), ["尺码"]);
    let mut chosen = input("花", FieldKind::Choice);
    chosen.definition.choices = ["红", " ", "白\n", "红"].map(str::to_owned).to_vec();
    chosen.definition.ready = Some(ReadyMade::Interests);
    let id = shop.workspace.define_field(&chosen).unwrap();
    let entry = shop.workspace.vocabulary().fields.last().unwrap().clone();
    assert_eq!((entry.id, entry.name.as_str()), (id, "花"));
    assert_eq!(entry.definition.choices, ["红", "白"]);
    assert_eq!(entry.definition.ready, Some(ReadyMade::Interests));
    shop.workspace.undo().unwrap();
    assert_eq!(shop.names(), ["尺码"]);
    shop.workspace.redo().unwrap();
    assert_eq!(shop.workspace.vocabulary().fields.last(), Some(&entry));
    let gone = shop
        .workspace
        .change_field(FieldId(99), &input("x", FieldKind::Text));
    assert_eq!(said(gone), said_of(BookProblem::NoSuchRow));
}

#[test]
fn segments_follow_a_new_name() {
    let mut shop = shop();
    let size = shop.define("尺码", FieldKind::Choice);
    let person = shop.person("甲", size, "L");
    let segment = shop
        .workspace
        .save_segment("大码", "尺码:=L -no:尺码", 0)
        .unwrap();
    let before = shop.workspace.vocabulary().clone();
    let changed = shop
        .workspace
        .change_field(size, &input("衣服 尺码", FieldKind::Choice));
    assert!(changed.unwrap());
    let entry = shop.workspace.vocabulary().segments[0].clone();
    assert_eq!(entry.id, segment);
    assert_eq!(entry.filter, "\"衣服 尺码\":=L -no:\"衣服 尺码\"");
    assert_eq!(shop.found(&entry.filter), [person]);
    let again = shop
        .workspace
        .change_field(size, &input("衣服 尺码", FieldKind::Choice));
    assert!(!again.unwrap());
    shop.workspace.undo().unwrap();
    assert_eq!(*shop.workspace.vocabulary(), before);
}

#[test]
fn another_kind_is_taken_only_where_every_value_fits() {
    let mut shop = shop();
    let field = shop.define("积分", FieldKind::Text);
    let rich = shop.person("甲", field, "1,200");
    let poor = shop.person("乙", field, "很多");
    {
        let roster = shop.workspace.roster().unwrap();
        let report = retyping(&roster, field, FieldKind::Number);
        assert_eq!((report.people, report.misfits), (2, 1));
        assert_eq!(report.examples, ["很多"]);
        assert_eq!(retyping(&roster, field, FieldKind::Choice).misfits, 0);
    }
    let number = input("积分", FieldKind::Number);
    let refused = shop.workspace.change_field(field, &number);
    let expected = EditProblem::ValuesDoNotFit { count: 1 };
    assert_eq!(said(refused), said_of(expected));
    assert_eq!(shop.value(rich, field), "1,200");
    shop.workspace
        .edit(poor, &Edit::Field(field, "15".to_owned()))
        .unwrap();
    assert!(shop.workspace.change_field(field, &number).unwrap());
    assert_eq!(shop.value(rich, field), "1200");
    assert_eq!(shop.found("积分:>100"), [rich]);
    shop.workspace.undo().unwrap();
    assert_eq!(shop.value(rich, field), "1,200");
    assert_eq!(shop.workspace.vocabulary().fields[0].kind, FieldKind::Text);
}

#[test]
fn a_deleted_field_comes_back_with_its_values() {
    let mut shop = shop();
    let size = shop.define("尺码", FieldKind::Choice);
    let other = shop.define("备注", FieldKind::Text);
    let people: Vec<ContactId> = ["L", "M", "L"].map(|v| shop.person(v, size, v)).to_vec();
    shop.person("别人", other, "x");
    {
        let roster = shop.workspace.roster().unwrap();
        assert_eq!(field_counts(&roster), [(size, 3), (other, 1)]);
        assert_eq!(choices(&roster, size, 10), ["L", "M"]);
    }
    assert_eq!(shop.workspace.delete_field(size, &Unwatched).unwrap(), 3);
    assert_eq!(shop.names(), ["备注"]);
    assert!(shop.value(people[0], size).is_empty());
    assert_eq!(shop.found("has:备注").len(), 1);
    shop.workspace.undo().unwrap();
    assert_eq!(shop.names(), ["尺码", "备注"]);
    assert_eq!(shop.value(people[1], size), "M");
    assert_eq!(shop.found("尺码:L").len(), 2);
    assert!(shop.workspace.check().unwrap().is_healthy());
}

#[test]
fn birthdays_are_asked_by_age_and_sorted_by_the_day_of_the_year() {
    let mut shop = shop();
    let birthday = shop.define("生日", FieldKind::Birthday);
    let year = i64::from(today().to_date().year());
    let young = shop.person("小", birthday, &format!("{}-01-01", year - 20));
    let old = shop.person("老", birthday, &format!("农历{}年1月1日", year - 70));
    let unknown = shop.person("密", birthday, "八月十五");
    assert_eq!(shop.value(unknown, birthday), "lunar --08-15");
    assert_eq!(shop.found("生日:18..24"), [young]);
    assert_eq!(shop.found("生日:>=65"), [old]);
    assert_eq!(shop.found("生日:18..24,65.."), [young, old]);
    assert_eq!(shop.found("has:生日"), [young, old, unknown]);
    let refused = shop
        .workspace
        .edit(young, &Edit::Field(birthday, "昨天".to_owned()));
    assert_eq!(said(refused), said_of(EditProblem::NotABirthday));
    let roster = shop.workspace.roster().unwrap();
    let everyone = roster.everyone();
    let subject = Subject::Field("生日".to_owned());
    let values = roster.values(&everyone, &subject, &Needle::default(), 10);
    let listed: Vec<(&str, usize)> = values
        .entries
        .iter()
        .map(|value| (value.text.as_str(), value.count))
        .collect();
    assert_eq!(listed, [("18..24", 1), ("65..", 1)]);
    assert_eq!(values.blank, 0);
    let order = roster.sort(&everyone, SortKey::Field(birthday), Direction::Ascending);
    let order: Vec<ContactId> = order
        .into_iter()
        .filter_map(|slot| roster.id(slot))
        .collect();
    assert_eq!(order.last(), Some(&unknown));
}

#[test]
fn fields_come_in_and_go_out_like_other_columns() {
    let mut shop = shop();
    let kinds = [
        ("积分", FieldKind::Number),
        ("到店", FieldKind::Date),
        ("会员", FieldKind::YesNo),
        ("生日", FieldKind::Birthday),
        ("喜欢的花", FieldKind::Choice),
    ];
    let ids: Vec<FieldId> = kinds.map(|(name, kind)| shop.define(name, kind)).to_vec();
    let file = shop.folder.path().join("in.csv");
    let text = "姓名,手机,积分,到店,会员,生日,喜欢的花,身高\n\
                甲,13800000001,\"1,200\",2026/5/9,是,农历八月十五,红玫瑰,170\n\
                乙,13800000002,很多,昨天,也许,没有,,\n";
    std::fs::write(&file, text).unwrap();
    let columns = ["积分", "到店", "会员", "生日", "喜欢的花", "身高"];
    let mut options = ImportOptions::new(Region(*b"CN"), SourceKind::Shop);
    options.maps = columns
        .map(|name| (name.to_owned(), format!("field:{name}")))
        .to_vec();
    let request = ImportRequest {
        file,
        options,
        source: "门店".to_owned(),
        rejects: None,
        rehearsal: false,
    };
    let report = shop.workspace.import(&request, &Unwatched).unwrap();
    assert_eq!(report.buckets.new, 2);
    let [first, second] = [ContactId(1), ContactId(2)];
    let expected = ["1200", "2026-05-09", "yes", "lunar --08-15", "红玫瑰"];
    for (id, expected) in ids.iter().zip(expected) {
        assert_eq!(shop.value(first, *id), expected);
    }
    // What is of another kind is reported and not taken for a value.
    assert!(ids.iter().all(|id| shop.value(second, *id).is_empty()));
    assert_eq!(shop.names().last().map(String::as_str), Some("身高"));

    for (format, ending) in [
        (Format::Csv, "csv"),
        (Format::Xlsx, "xlsx"),
        (Format::Json, "json"),
        (Format::Vcard, "vcf"),
    ] {
        let path = shop.folder.path().join(format!("out.{ending}"));
        let request = ExportRequest {
            file: path.clone(),
            format: Some(format),
            filter: None,
            contacts: None,
            columns: ["name", "mobile", "积分", "生日", "喜欢的花"]
                .map(str::to_owned)
                .to_vec(),
            scope: None,
        };
        shop.workspace.export(&request, &Unwatched).unwrap();
        if format == Format::Xlsx {
            continue;
        }
        let written = std::fs::read_to_string(&path).unwrap();
        assert!(written.contains("lunar --08-15"), "{written}");
        assert!(written.contains("红玫瑰"), "{written}");
        // JSON always tells all of a contact.
        assert_eq!(written.contains("170"), format == Format::Json, "{written}");
    }
    for ending in ["csv", "xlsx"] {
        // What went out comes in again unchanged.
        let mut options = ImportOptions::new(Region(*b"CN"), SourceKind::Shop);
        options.maps = ["积分", "生日", "喜欢的花"]
            .map(|name| (name.to_owned(), format!("field:{name}")))
            .to_vec();
        let request = ImportRequest {
            file: shop.folder.path().join(format!("out.{ending}")),
            options,
            source: "门店".to_owned(),
            rejects: None,
            rehearsal: false,
        };
        let report = shop.workspace.import(&request, &Unwatched).unwrap();
        assert_eq!(
            report.buckets.unchanged, 2,
            "{ending}: {:?}",
            report.buckets
        );
    }
}
