//! Promise: a filter's text means one thing, prints back canonically, and every fault says where.
#![expect(clippy::unwrap_used, reason = "tests")]

use haobu::domain::badge::Pile;
use haobu::domain::consent::{Scope, State};
use haobu::domain::filter::{
    Age, AgeUnit, DateKey, DateTest, Expr, FieldNames, FieldTest, Filter, Flag, Key, Moment,
    NumberKey, Offer, Part, Range, Term, TextKey, TextMatch, complete,
};
use haobu::domain::listing::{FieldKind, SourceKind};
use haobu::domain::phone::{NumberKind, Region};
use haobu::domain::problem::FilterProblemKind as Kind;
use proptest::prelude::*;

fn fields() -> FieldNames {
    FieldNames::new([
        ("生日", FieldKind::Date),
        ("Points", FieldKind::Number),
        ("Shoe size", FieldKind::Choice),
        ("city", FieldKind::Text),
        ("Member", FieldKind::YesNo),
    ])
}

fn parse(text: &str) -> Filter {
    Filter::parse_with(text, &fields()).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

#[test]
fn every_spelling_prints_one_canonical_line() {
    let check = |text: &str, expected: &str| {
        let printed = parse(text).to_string();
        assert_eq!(printed, expected, "{text}");
        assert_eq!(parse(&printed), parse(text), "{text}");
    };
    check("", "");
    check("  \u{3000} ", "");
    check("张三", "张三");
    check("zs  138", "zs 138");
    check("\"free text\"", "\"free text\"");
    check("“自由 文本”", "\"自由 文本\"");
    check("a (b c)", "a b c");
    check("a OR b c", "a OR (b c)");
    check("a 或 b", "a OR b");
    check("((a))", "a");
    check("--a", "a");
    check("-(a OR b)", "-(a OR b)");
    check("-(-a)", "a");
    check("\"OR\"", "\"OR\"");
    check("or", "or");
    check("\"a\\\"b\\\\\"", "\"a\\\"b\\\\\"");
    check("\"-a\"", "\"-a\"");
    check("smith,john", "\"smith,john\"");
    check("city:深圳", "city:深圳");
    check("城市：深圳，广州", "city:深圳,广州");
    check("城市：深圳、广州", "city:深圳,广州");
    check("CITY:=\"深圳市\"", "city:=深圳市");
    check(
        "（标签：vip　OR　标签：批发）－姓名：test",
        "(tag:vip OR tag:批发) -name:test",
    );
    check("tag:\"a,b\",c", "tag:\"a,b\",c");
    check("created:>2025-01-01", "created:>2025-01-01");
    check("created:>=2025/1/1", "created:2025-01-01..");
    check("created:<=2025", "created:..2025");
    check("创建：2025年1月..2025年3月", "created:2025-01..2025-03");
    check("created:今天", "created:today");
    check("created:yesterday..today", "created:yesterday..today");
    check("last_order:<90d", "last_order:<90d");
    check("最近下单：＜90天", "last_order:<90d");
    check("last_order:>2w", "last_order:>2w");
    check("last_order:1m..1y", "last_order:1m..1y");
    check("orders:3..", "orders:3..");
    check("orders:>=3", "orders:3..");
    check("orders:0,5..7", "orders:0,5..7");
    check("spent:>99.50", "spent:>99.5");
    check("spent:-0.05", "spent:-0.05");
    check("phone:138-0013", "phone:1380013");
    check("手机：１３８", "phone:138");
    check("region:cn,us", "region:CN,US");
    check("type:手机", "type:mobile");
    check("source_kind:门店", "source_kind:shop");
    check("has:邮箱", "has:email");
    check("有：手机,\"Shoe size\"", "has:mobile,\"Shoe size\"");
    check("是：重复", "is:duplicate");
    check("是：快到期,即将到期", "is:expiring,expiring");
    check("无：同意", "no:consent");
    check("can:sms", "can:sms");
    check("can:sms.marketing", "can:sms");
    check("可发：短信．服务", "can:sms.service");
    check("能否联系：可发短信，勿扰", "pile:may_text,do_not_disturb");
    check("pile:ask-first,仅服务通知", "pile:ask_first,service_only");
    check("sms:granted", "sms:granted");
    check("sms.marketing:granted,unknown", "sms:granted,unknown");
    check("call.service:withdrawn", "call.service:withdrawn");
    check("短信：同意", "sms:granted");
    check("email:granted", "email:granted");
    check("email.marketing:granted", "email:granted");
    check("email:\"granted\"", "email:\"granted\"");
    check("email:a@b.com", "email:a@b.com");
    check("生日:<30d", "生日:<30d");
    check("points:>=12.50", "Points:12.5..");
    check("\"shoe SIZE\":42", "\"Shoe size\":42");
    check("\"city\":x", "\"city\":x");
    check("member:是", "Member:yes");
}

#[test]
fn every_fault_has_its_kind_and_place() {
    let check = |text: &str, place: &str, is: fn(&Kind) -> bool| {
        let fault = Filter::parse_with(text, &fields()).unwrap_err();
        let start = fault.span.start;
        assert_eq!(
            text.get(start..fault.span.end),
            Some(place),
            "{text}: {fault}"
        );
        assert!(is(&fault.kind), "{text}: {fault}");
    };
    check("a \"bc", "\"bc", |k| *k == Kind::UnclosedQuote);
    check("a (b", "(", |k| *k == Kind::UnclosedGroup);
    check("a b）", "）", |k| *k == Kind::UnexpectedClose);
    check("a ()", "()", |k| *k == Kind::EmptyGroup);
    check("city:", "city:", |k| *k == Kind::MissingValue);
    check("city: a", "city:", |k| *k == Kind::MissingValue);
    check("city:a,", "city:a,", |k| *k == Kind::MissingValue);
    check("city:\"\"", "city:\"\"", |k| *k == Kind::MissingValue);
    check("\" \"", "\" \"", |k| *k == Kind::MissingValue);
    check("a OR", "OR", |k| *k == Kind::MissingOperand);
    check("OR a", "OR", |k| *k == Kind::MissingOperand);
    check("a OR OR b", "OR", |k| *k == Kind::MissingOperand);
    check("(a OR )", "OR", |k| *k == Kind::MissingOperand);
    check("a -", "-", |k| *k == Kind::MissingOperand);
    check("- a", "-", |k| *k == Kind::MissingOperand);
    check("-OR b", "-", |k| *k == Kind::MissingOperand);
    check("ctiy:x", "ctiy", |k| {
        *k == Kind::UnknownKey {
            closest: Some("city".into()),
        }
    });
    check("point:5", "point", |k| {
        *k == Kind::UnknownKey {
            closest: Some("Points".into()),
        }
    });
    check("城巿：x", "城巿", |k| {
        *k == Kind::UnknownKey {
            closest: Some("city".into()),
        }
    });
    check("qqqqqq:x", "qqqqqq", |k| {
        *k == Kind::UnknownKey { closest: None }
    });
    check("\"name\":x", "\"name\"", |k| {
        matches!(k, Kind::UnknownKey { .. })
    });
    check(
        "is:broken",
        "broken",
        |k| matches!(k, Kind::InvalidValue { valid } if valid.contains(&"duplicate".to_owned())),
    );
    check(
        "can:fax",
        "fax",
        |k| matches!(k, Kind::InvalidValue { valid } if valid.contains(&"sms.service".to_owned())),
    );
    check(
        "sms:maybe",
        "maybe",
        |k| matches!(k, Kind::InvalidValue { valid } if valid.contains(&"granted".to_owned())),
    );
    check("city:>a", ">a", |k| matches!(k, Kind::InvalidValue { .. }));
    check("orders:many", "many", |k| *k == Kind::InvalidNumber);
    check("orders:1,x", "x", |k| *k == Kind::InvalidNumber);
    check("orders:1.5", "1.5", |k| *k == Kind::InvalidNumber);
    check("phone:abc", "abc", |k| *k == Kind::InvalidNumber);
    check("created:soon", "soon", |k| *k == Kind::InvalidDate);
    check("created:2025-02-30", "2025-02-30", |k| {
        *k == Kind::InvalidDate
    });
    check("created:30d..2025", "30d..2025", |k| {
        *k == Kind::InvalidDate
    });
    check("orders:5..2", "5..2", |k| *k == Kind::EmptyRange);
    check("created:2025..2024-12", "2025..2024-12", |k| {
        *k == Kind::EmptyRange
    });
    check("created:90d..30d", "90d..30d", |k| *k == Kind::EmptyRange);
    let deep = format!("{}a{}", "(".repeat(50), ")".repeat(50));
    check(&deep, "(", |k| *k == Kind::TooDeep);
}

#[test]
fn completion_offers_what_is_valid_at_the_cursor() {
    let check = |text: &str, replaced: &str, is: &dyn Fn(&Offer) -> bool| {
        let found = complete(text, text.len(), &fields());
        let place = text.get(found.span.start..found.span.end);
        assert_eq!(place, Some(replaced), "{text}: {found:?}");
        assert!(is(&found.offer), "{text}: {found:?}");
    };
    let keys = |expected: &'static [&str]| move |offer: &Offer| matches!(offer, Offer::Keys(keys) if keys == expected);
    let values = |expected: &'static [&str]| move |offer: &Offer| matches!(offer, Offer::Values(values) if values == expected);
    check("ci", "ci", &keys(&["city", "city"]));
    check("a (-ta", "ta", &keys(&["tag"]));
    check("is:ma", "ma", &values(&["masked"]));
    check("is:exp", "exp", &values(&["expiring"]));
    check("sms:granted,ref", "ref", &values(&["refused"]));
    check("是：dup", "dup", &values(&["duplicate"]));
    check("member:", "", &values(&["yes", "no"]));
    check("tag:\"v", "\"v", &|offer| {
        *offer == Offer::FromList(Key::Text(TextKey::Tag))
    });
    check("\"Shoe size\":4", "4", &|offer| {
        *offer == Offer::FromField("Shoe size".into())
    });
    check("orders:", "", &|offer| *offer == Offer::Nothing);
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z深圳广州 ]{1,6}",
        "[ -~（），：“”＂或\u{3000}]{1,6}",
        "\\PC{1,8}",
        Just("OR".to_owned()),
        Just("granted".to_owned()),
        Just("或".to_owned()),
    ]
    .prop_filter("blank text is no condition", |text| !text.trim().is_empty())
}

fn texts() -> impl Strategy<Value = Vec<TextMatch>> {
    let one = (text(), any::<bool>()).prop_map(|(text, exact)| TextMatch { text, exact });
    prop::collection::vec(one, 1..3)
}

fn some<T: std::fmt::Debug + Clone + 'static>(from: Vec<T>) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(prop::sample::select(from), 1..4)
}

fn numbers() -> impl Strategy<Value = Vec<Range<i64>>> {
    let whole = -1_000_000_000_000_i64..1_000_000_000_000;
    let one = (0..6, whole.clone(), whole).prop_map(|(form, a, b)| match form {
        0 => Range::Is(a),
        1 => Range::Over(a),
        2 => Range::Under(a),
        3 => Range::AtLeast(a),
        4 => Range::AtMost(a),
        _ => Range::Between(a.min(b), a.max(b)),
    });
    prop::collection::vec(one, 1..3)
}

fn dates() -> impl Strategy<Value = Vec<DateTest>> {
    let moment = prop_oneof![
        Just(Moment::Today),
        Just(Moment::Yesterday),
        (1_i16..=9999).prop_map(Moment::Year),
        (1_i16..=9999, 1_i8..=12).prop_map(|(year, month)| Moment::Month(year, month)),
        (1_i16..=9999, 1_i8..=12, 1_i8..=28)
            .prop_map(|(year, month, day)| Moment::Day(jiff::civil::date(year, month, day))),
    ];
    let unit = prop::sample::select(vec![
        AgeUnit::Day,
        AgeUnit::Week,
        AgeUnit::Month,
        AgeUnit::Year,
    ]);
    let age = (0..=Age::MAX_COUNT, unit).prop_map(|(count, unit)| Age { count, unit });
    let calendar = (0..6, moment.clone(), moment).prop_map(|(form, a, b)| {
        DateTest::Calendar(match form {
            0 => Range::Is(a),
            1 => Range::Over(a),
            2 => Range::Under(a),
            3 => Range::AtLeast(a),
            4 => Range::AtMost(a),
            _ if a.is_after(b) => Range::Between(b, a),
            _ => Range::Between(a, b),
        })
    });
    let ago = (0..6, age.clone(), age).prop_map(|(form, a, b)| {
        DateTest::Ago(match form {
            0 => Range::Is(a),
            1 => Range::Over(a),
            2 => Range::Under(a),
            3 => Range::AtLeast(a),
            4 => Range::AtMost(a),
            _ if a.is_longer(b) => Range::Between(b, a),
            _ => Range::Between(a, b),
        })
    });
    prop::collection::vec(prop_oneof![calendar, ago], 1..3)
}

fn term() -> impl Strategy<Value = Term> {
    let text_key = prop::sample::select(vec![
        TextKey::Name,
        TextKey::Company,
        TextKey::Ref,
        TextKey::Email,
        TextKey::City,
        TextKey::Province,
        TextKey::Country,
        TextKey::Tag,
        TextKey::Source,
        TextKey::List,
    ]);
    let number_key = prop::sample::select(vec![NumberKey::Id, NumberKey::Orders, NumberKey::Spent]);
    let date_key = prop::sample::select(vec![DateKey::Created, DateKey::LastOrder]);
    let flags = vec![
        Flag::Duplicate,
        Flag::Invalid,
        Flag::Ambiguous,
        Flag::Masked,
        Flag::Lossy,
        Flag::Relay,
        Flag::Expiring,
    ];
    let parts = vec![
        Part::Name,
        Part::Mobile,
        Part::Consent,
        Part::Field("Shoe size".into()),
        Part::Field("city".into()),
    ];
    let scopes: Vec<Scope> = Scope::all().collect();
    let regions = vec![Region(*b"CN"), Region(*b"US")];
    prop_oneof![
        4 => text().prop_map(Term::Word),
        4 => (text_key, texts()).prop_map(|(key, texts)| Term::Text(key, texts)),
        1 => prop::collection::vec("[0-9]{1,15}", 1..3).prop_map(Term::Phone),
        1 => (number_key, numbers()).prop_map(|(key, ranges)| Term::Number(key, ranges)),
        1 => (date_key, dates()).prop_map(|(key, tests)| Term::Date(key, tests)),
        1 => some(SourceKind::ALL.to_vec()).prop_map(Term::SourceKind),
        1 => some(regions).prop_map(Term::Region),
        1 => some(NumberKind::ALL.to_vec()).prop_map(Term::Type),
        1 => some(parts.clone()).prop_map(Term::Has),
        1 => some(parts).prop_map(Term::No),
        1 => some(flags).prop_map(Term::Is),
        1 => some(Pile::ALL.to_vec()).prop_map(Term::Pile),
        1 => some(scopes.clone()).prop_map(Term::Can),
        1 => (prop::sample::select(scopes), some(State::ALL.to_vec()))
            .prop_map(|(scope, states)| Term::Standing(scope, states)),
        1 => texts().prop_map(|texts| Term::Field("Shoe size".into(), FieldTest::Text(texts))),
        1 => texts().prop_map(|texts| Term::Field("city".into(), FieldTest::Text(texts))),
        1 => numbers().prop_map(|all| Term::Field("Points".into(), FieldTest::Number(all))),
        1 => dates().prop_map(|all| Term::Field("生日".into(), FieldTest::Date(all))),
        1 => any::<bool>().prop_map(|yes| Term::Field("Member".into(), FieldTest::YesNo(yes))),
    ]
}

fn expr() -> impl Strategy<Value = Expr> {
    term()
        .prop_map(Expr::Term)
        .prop_recursive(5, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 1..4).prop_map(|all| Expr::and(all).unwrap()),
                prop::collection::vec(inner.clone(), 1..4).prop_map(|all| Expr::or(all).unwrap()),
                inner.prop_map(Expr::not),
            ]
        })
}

/// Pieces of the language, so that random text often parses.
fn scraps() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "city:",
            "城市：",
            "tag:",
            "sms:",
            "granted",
            "created:",
            "<90d",
            "2025",
            "..",
            "-",
            "(",
            ")",
            " OR ",
            "或",
            " ",
            "\u{3000}",
            "\"",
            "“",
            "”",
            ",",
            "，",
            "=",
            ">",
            "orders:",
            "3",
            "\"Shoe size\":",
            "has:",
            "phone",
            "is:",
            "重复",
            "can:",
            "email:",
            "\\",
            ":",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_printed_parses_to_the_same(expr in expr()) {
        let filter = Filter { expr: Some(expr) };
        let text = filter.to_string();
        prop_assert_eq!(Filter::parse_with(&text, &fields()), Ok(filter), "{}", text);
    }

    #[test]
    fn what_parses_prints_a_fixed_point(text in scraps()) {
        if let Ok(filter) = Filter::parse_with(&text, &fields()) {
            let printed = filter.to_string();
            let again = Filter::parse_with(&printed, &fields());
            prop_assert_eq!(again, Ok(filter), "{} became {}", text, printed);
        }
    }

    #[test]
    fn no_text_makes_it_panic_and_faults_lie_within(text in any::<String>(), cursor in 0_usize..40) {
        if let Err(fault) = Filter::parse_with(&text, &fields()) {
            prop_assert!(text.get(fault.span.start..fault.span.end).is_some());
        }
        let found = complete(&text, cursor, &fields());
        prop_assert!(text.get(found.span.start..found.span.end).is_some());
    }
}
