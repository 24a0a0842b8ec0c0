//! Conditions of a filter in plain words: what a chip asks, and in bold what it wants.

use super::{Language, count, date, line_kind, list, loader, money, month, source_kind, state};
use crate::domain::badge::Pile;
use crate::domain::consent::{Channel, Purpose, Scope};
use crate::domain::filter::{
    Age, AgeUnit, DateKey, DateTest, Expr, FIELD_DECIMALS, FieldTest, Flag, Moment, NumberKey,
    Part, Range, Subject, Term, TextKey, TextMatch,
};
use crate::domain::phone::{PlaceLanguage, Region, country_name};
use crate::domain::time::Day;
use crate::text;

/// Values that a chip spells out; of more, only how many there are.
const SPELLED: usize = 3;

/// One condition: `City` and `深圳`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConditionWords {
    pub label: String,
    pub value: String,
}

impl ConditionWords {
    /// Both in one line.
    pub fn joined(&self) -> String {
        [self.label.as_str(), self.value.as_str()]
            .join(" ")
            .trim()
            .to_owned()
    }
}

/// The words of a chip.
pub fn condition(language: Language, expr: &Expr) -> ConditionWords {
    match expr {
        Expr::Term(term) => term_words(language, term),
        Expr::Not(inner) => negated(language, inner),
        Expr::Or(parts) => any_of(language, expr, parts),
        Expr::And(parts) => ConditionWords {
            label: String::new(),
            value: joined(language, parts, &text!(language, "condition-and")),
        },
    }
}

/// What a column, or one group of its menu, is called.
pub fn subject(language: Language, subject: &Subject) -> String {
    match subject {
        Subject::Text(key) => text_key(language, *key),
        Subject::Number(NumberKey::Id) => text!(language, "column-id"),
        Subject::Number(NumberKey::Orders) => text!(language, "subject-orders"),
        Subject::Number(NumberKey::Spent) => text!(language, "subject-spent"),
        Subject::Date(DateKey::Created) => text!(language, "subject-created"),
        Subject::Date(DateKey::LastOrder) => text!(language, "subject-last-order"),
        Subject::Phone => text!(language, "subject-phone"),
        Subject::NumberStatus => text!(language, "subject-number-status"),
        Subject::NumberType => text!(language, "subject-number-type"),
        Subject::NumberRegion => text!(language, "subject-number-region"),
        Subject::SourceKind => text!(language, "subject-source-kind"),
        Subject::Consent => text!(language, "subject-consent"),
        Subject::Standing(scope) => scope_words(language, *scope),
        Subject::Field(name) => name.clone(),
    }
}

/// The values of a condition without what they are values of: `深圳 or 广州`.
pub fn value(language: Language, term: &Term) -> String {
    match term {
        Term::No(parts) if parts.len() == 1 => text!(language, "condition-blank"),
        term => term_words(language, term).value,
    }
}

/// A pile of people, by whether they may be contacted.
pub fn pile(language: Language, pile: Pile) -> String {
    match pile {
        Pile::MayText => text!(language, "pile-may-text"),
        Pile::ServiceOnly => text!(language, "pile-service-only"),
        Pile::AskFirst => text!(language, "pile-ask-first"),
        Pile::DoNotDisturb => text!(language, "pile-do-not-disturb"),
    }
}

/// What a word of the filter language means, where a reader may not see it at once.
pub fn key_meaning(language: Language, word: &str) -> Option<String> {
    let id = format!("filterkey-{word}");
    let loader = loader(language);
    loader.has(&id).then(|| loader.get(&id))
}

fn term_words(language: Language, term: &Term) -> ConditionWords {
    let words = |label: String, value: String| ConditionWords { label, value };
    match term {
        Term::Word(word) => words(text!(language, "condition-contains"), word.clone()),
        Term::Text(key, texts) => {
            let loose = matches!(
                key,
                TextKey::Name | TextKey::Company | TextKey::Ref | TextKey::Email
            );
            let value = each(language, texts, |text| text_match(language, text, loose));
            words(text_key(language, *key), value)
        }
        Term::Phone(digits) => words(
            text!(language, "subject-phone"),
            each(language, digits, |digits| {
                text!(language, "condition-within", text = digits.as_str())
            }),
        ),
        Term::Number(key, ranges) => {
            let written = |number: i64| match key {
                NumberKey::Spent => amount(number),
                _ => whole(number),
            };
            words(
                subject(language, &Subject::Number(*key)),
                each(language, ranges, |r| range(language, *r, written)),
            )
        }
        Term::Date(key, tests) => words(
            subject(language, &Subject::Date(*key)),
            each(language, tests, |test| date_test(language, *test)),
        ),
        Term::SourceKind(kinds) => words(
            text!(language, "subject-source-kind"),
            each(language, kinds, |kind| source_kind(language, *kind)),
        ),
        Term::Region(regions) => words(
            text!(language, "subject-number-region"),
            each(language, regions, |r| region(language, *r)),
        ),
        Term::Type(kinds) => words(
            text!(language, "subject-number-type"),
            each(language, kinds, |kind| line_kind(language, *kind)),
        ),
        Term::Has(parts) => words(
            text!(language, "condition-has"),
            each(language, parts, |p| part(language, p)),
        ),
        Term::No(parts) => words(
            text!(language, "condition-no"),
            each(language, parts, |p| part(language, p)),
        ),
        Term::Is(flags) => {
            let label = if flags.iter().all(|flag| *flag == Flag::Expiring) {
                text!(language, "subject-consent")
            } else {
                text!(language, "subject-number-status")
            };
            words(label, each(language, flags, |f| flag(language, *f)))
        }
        Term::Pile(piles) => words(
            text!(language, "subject-consent"),
            each(language, piles, |p| pile(language, *p)),
        ),
        Term::Can(scopes) => words(
            text!(language, "condition-can"),
            each(language, scopes, |scope| scope_words(language, *scope)),
        ),
        Term::Standing(scope, states) => words(
            scope_words(language, *scope),
            each(language, states, |s| state(language, *s)),
        ),
        Term::Field(name, test) => words(name.clone(), field_test(language, test)),
    }
}

fn negated(language: Language, inner: &Expr) -> ConditionWords {
    let opposite = match inner {
        Expr::Term(Term::Has(parts)) if parts.len() == 1 => Some(Term::No(parts.clone())),
        Expr::Term(Term::No(parts)) if parts.len() == 1 => Some(Term::Has(parts.clone())),
        _ => None,
    };
    if let Some(opposite) = opposite {
        return term_words(language, &opposite);
    }
    let ConditionWords { label, value } = condition(language, inner);
    let label = match inner {
        Expr::Term(Term::Word(_)) => text!(language, "condition-contains-not"),
        _ if label.is_empty() => text!(language, "condition-none-of"),
        _ => text!(language, "condition-not", label = label),
    };
    ConditionWords { label, value }
}

/// Values of one column stand side by side under its name; of several columns each with its own.
fn any_of(language: Language, expr: &Expr, parts: &[Expr]) -> ConditionWords {
    let or = text!(language, "condition-or");
    let Some(about) = expr.subject() else {
        return ConditionWords {
            label: text!(language, "condition-any-of"),
            value: joined(language, parts, &or),
        };
    };
    let values: Vec<String> = parts
        .iter()
        .map(|part| match part {
            Expr::Term(term) => value(language, term),
            other => condition(language, other).joined(),
        })
        .collect();
    ConditionWords {
        label: subject(language, &about),
        value: values.join(&format!(" {or} ")),
    }
}

fn joined(language: Language, parts: &[Expr], between: &str) -> String {
    let words: Vec<String> = parts
        .iter()
        .map(|part| condition(language, part).joined())
        .collect();
    words.join(&format!(" {between} "))
}

/// The first values in full, and how many there are when there are many.
fn each<T>(language: Language, values: &[T], words: impl Fn(&T) -> String) -> String {
    let spelled: Vec<String> = values.iter().take(SPELLED).map(words).collect();
    if values.len() > SPELLED {
        let all = u64::try_from(values.len()).unwrap_or(u64::MAX);
        return text!(
            language,
            "condition-and-more",
            first = list(language, &spelled),
            count = count(all)
        );
    }
    spelled.join(&format!(" {} ", text!(language, "condition-or")))
}

fn text_match(language: Language, text: &TextMatch, loose: bool) -> String {
    if loose && !text.exact {
        text!(language, "condition-within", text = text.text.as_str())
    } else {
        text.text.clone()
    }
}

fn text_key(language: Language, key: TextKey) -> String {
    match key {
        TextKey::Name => text!(language, "column-name"),
        TextKey::Company => text!(language, "column-company"),
        TextKey::Ref => text!(language, "column-ref"),
        TextKey::Email => text!(language, "column-email"),
        TextKey::City => text!(language, "column-city"),
        TextKey::Province => text!(language, "subject-province"),
        TextKey::Country => text!(language, "column-country"),
        TextKey::Tag => text!(language, "column-tags"),
        TextKey::Source => text!(language, "column-source"),
        TextKey::List => text!(language, "subject-list"),
    }
}

fn part(language: Language, part: &Part) -> String {
    match part {
        Part::Name => text!(language, "column-name"),
        Part::Company => text!(language, "column-company"),
        Part::Ref => text!(language, "column-ref"),
        Part::Phone => text!(language, "subject-phone"),
        Part::Mobile => text!(language, "column-mobile"),
        Part::Email => text!(language, "column-email"),
        Part::Address => text!(language, "part-address"),
        Part::City => text!(language, "column-city"),
        Part::Province => text!(language, "subject-province"),
        Part::Country => text!(language, "column-country"),
        Part::Tag => text!(language, "column-tags"),
        Part::Source => text!(language, "column-source"),
        Part::Order => text!(language, "part-order"),
        Part::Consent => text!(language, "part-consent"),
        Part::Field(name) => name.clone(),
    }
}

fn flag(language: Language, flag: Flag) -> String {
    match flag {
        Flag::Duplicate => text!(language, "flag-duplicate"),
        Flag::Invalid => text!(language, "flag-invalid"),
        Flag::Ambiguous => text!(language, "flag-ambiguous"),
        Flag::Masked => text!(language, "flag-masked"),
        Flag::Lossy => text!(language, "flag-lossy"),
        Flag::Relay => text!(language, "flag-relay"),
        Flag::Expiring => text!(language, "flag-expiring"),
    }
}

fn channel(language: Language, channel: Channel) -> String {
    match channel {
        Channel::Sms => text!(language, "channel-sms"),
        Channel::Call => text!(language, "channel-call"),
        Channel::Email => text!(language, "channel-email"),
        Channel::Post => text!(language, "channel-post"),
        Channel::Whatsapp => text!(language, "channel-whatsapp"),
        Channel::Wechat => text!(language, "channel-wechat"),
    }
}

fn scope_words(language: Language, scope: Scope) -> String {
    let channel = channel(language, scope.channel);
    let purpose = match scope.purpose {
        Purpose::Marketing => return channel,
        Purpose::Service => text!(language, "purpose-service"),
        Purpose::Research => text!(language, "purpose-research"),
    };
    format!("{channel} · {purpose}")
}

fn region(language: Language, region: Region) -> String {
    let places = match language {
        Language::Chinese => PlaceLanguage::Zh,
        Language::English => PlaceLanguage::En,
    };
    country_name(region, places).map_or_else(|| region.as_str().to_owned(), str::to_owned)
}

fn field_test(language: Language, test: &FieldTest) -> String {
    match test {
        FieldTest::Text(texts) => each(language, texts, |text| text_match(language, text, true)),
        FieldTest::Number(ranges) => each(language, ranges, |r| range(language, *r, fraction)),
        FieldTest::Date(tests) => each(language, tests, |test| date_test(language, *test)),
        FieldTest::YesNo(true) => text!(language, "condition-yes"),
        FieldTest::YesNo(false) => text!(language, "condition-no-value"),
        FieldTest::Age(ranges) => text!(
            language,
            "fields-years",
            years = each(language, ranges, |r| range(language, *r, |age| age
                .to_string()))
        ),
    }
}

fn range(language: Language, range: Range<i64>, written: impl Fn(i64) -> String) -> String {
    match range {
        Range::Is(x) => written(x),
        Range::Over(x) => text!(language, "range-over", x = written(x)),
        Range::Under(x) => text!(language, "range-under", x = written(x)),
        Range::AtLeast(x) => text!(language, "range-at-least", x = written(x)),
        Range::AtMost(x) => text!(language, "range-at-most", x = written(x)),
        Range::Between(a, b) => text!(language, "range-between", a = written(a), b = written(b)),
    }
}

fn date_test(language: Language, test: DateTest) -> String {
    let when = |moment| moment_words(language, moment);
    let long = |age| age_words(language, age);
    match test {
        DateTest::Calendar(Range::Is(x)) => when(x),
        DateTest::Calendar(Range::Over(x)) => text!(language, "date-after", x = when(x)),
        DateTest::Calendar(Range::Under(x)) => text!(language, "date-before", x = when(x)),
        DateTest::Calendar(Range::AtLeast(x)) => text!(language, "date-from", x = when(x)),
        DateTest::Calendar(Range::AtMost(x)) => text!(language, "date-until", x = when(x)),
        DateTest::Calendar(Range::Between(a, b)) => {
            text!(language, "date-between", a = when(a), b = when(b))
        }
        DateTest::Ago(Range::Is(x)) => text!(language, "age-is", x = long(x)),
        DateTest::Ago(Range::Under(x) | Range::AtMost(x)) => {
            text!(language, "age-within", x = long(x))
        }
        DateTest::Ago(Range::Over(x) | Range::AtLeast(x)) => {
            text!(language, "age-longer", x = long(x))
        }
        DateTest::Ago(Range::Between(a, b)) => {
            text!(language, "age-between", a = long(a), b = long(b))
        }
    }
}

fn moment_words(language: Language, moment: Moment) -> String {
    match moment {
        Moment::Today => text!(language, "ago-today"),
        Moment::Yesterday => text!(language, "ago-yesterday"),
        Moment::Day(day) => date(Day::from_date(day)),
        Moment::Month(year, number) => month(language, year, number),
        Moment::Year(year) => text!(language, "date-year", year = year.to_string()),
    }
}

fn age_words(language: Language, age: Age) -> String {
    let n = age.count;
    let shown = count(u64::from(n));
    match age.unit {
        AgeUnit::Day => text!(language, "age-days", count = shown, n = n),
        AgeUnit::Week => text!(language, "age-weeks", count = shown, n = n),
        AgeUnit::Month => text!(language, "age-months", count = shown, n = n),
        AgeUnit::Year => text!(language, "age-years", count = shown, n = n),
    }
}

fn whole(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", count(number.unsigned_abs()))
}

/// Money without cents where there are none.
fn amount(cents: i64) -> String {
    let written = money(cents);
    written.strip_suffix(".00").unwrap_or(&written).to_owned()
}

/// A custom field's number as people write it.
fn fraction(number: i64) -> String {
    let unit = 10_u64.pow(FIELD_DECIMALS);
    let sign = if number < 0 { "-" } else { "" };
    let (whole, rest) = (number.unsigned_abs() / unit, number.unsigned_abs() % unit);
    let rest = format!("{rest:04}");
    let rest = rest.trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{rest}", count(whole))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed test should panic")]
mod tests {
    use super::*;
    use crate::domain::filter::{FieldNames, Filter};
    use crate::domain::listing::FieldKind;

    #[test]
    fn conditions_are_said_in_plain_words() {
        let fields = FieldNames::new([
            ("尺码", FieldKind::Choice),
            ("积分", FieldKind::Number),
            ("到店", FieldKind::YesNo),
        ]);
        let check = |text: &str, chinese: &str, english: &str| {
            let filter = Filter::parse_with(text, &fields).unwrap();
            let expr = filter.expr.unwrap();
            assert_eq!(
                condition(Language::Chinese, &expr).joined(),
                chinese,
                "{text}"
            );
            assert_eq!(
                condition(Language::English, &expr).joined(),
                english,
                "{text}"
            );
        };
        check("city:深圳", "城市 深圳", "City 深圳");
        check("city:=深圳,=广州", "城市 深圳 或 广州", "City 深圳 or 广州");
        check("-city:深圳", "城市不是 深圳", "City not 深圳");
        check(
            "tag:a,b,c,d",
            "标签 a、b、c 等 4 个",
            "Tags a, b, c, one of 4",
        );
        check(
            "city:深圳 OR no:city",
            "城市 深圳 或 空白",
            "City 深圳 or blank",
        );
        check(
            "city:深圳 OR tag:vip",
            "任一 城市 深圳 或 标签 vip",
            "Any of City 深圳 or Tags vip",
        );
        check(
            "last_order:<90d",
            "最近下单 90 天内",
            "Last order within 90 days",
        );
        check(
            "last_order:>6m",
            "最近下单 6 个月以前",
            "Last order over 6 months ago",
        );
        check("created:2025-03", "添加时间 2025年3月", "Added March 2025");
        check("orders:3..", "订单数 3 或以上", "Orders 3 or more");
        check("spent:100..500", "消费 100 至 500", "Spent 100 to 500");
        check("-has:email", "没有 邮箱", "No E-mail");
        check("has:email", "有 邮箱", "Has E-mail");
        check("is:masked", "号码状态 被隐藏", "Numbers hidden digits");
        check(
            "is:expiring",
            "能否联系 同意快到期",
            "Contact consent ending soon",
        );
        check("pile:may_text", "能否联系 可发短信", "Contact May text");
        check("sms:granted", "短信 已同意", "Texts agreed");
        check(
            "can:sms.service",
            "可联系 短信 · 服务",
            "May use Texts · service",
        );
        check("region:CN", "号码国家 中国", "Numbers from China");
        check("王", "包含 王", "Contains 王");
        check("-王", "不包含 王", "Without 王");
        check("name:王", "姓名 含“王”", "Name with “王”");
        check("尺码:=XL", "尺码 XL", "尺码 XL");
        check("积分:>12.5", "积分 多于 12.5", "积分 over 12.5");
        check("到店:yes", "到店 是", "到店 yes");
    }
}
