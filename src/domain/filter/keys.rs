//! Every key and every enumerated value of the language, with their Chinese names.

use super::{DateKey, NumberKey, TextKey};
use crate::domain::badge::Pile;
use crate::domain::consent::{Channel, Purpose, Scope, State};
use crate::domain::listing::SourceKind;
use crate::domain::phone::NumberKind;

/// What stands before the colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Text(TextKey),
    Phone,
    Number(NumberKey),
    Date(DateKey),
    SourceKind,
    Region,
    Type,
    Has,
    No,
    Is,
    Pile,
    Can,
    /// Channel and, when it was given, purpose.
    Standing(Channel, Option<Purpose>),
}

/// Something a contact can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Name,
    Company,
    Ref,
    Phone,
    /// A valid number that a text can reach.
    Mobile,
    Email,
    Address,
    City,
    Province,
    Country,
    Tag,
    Source,
    Order,
    /// Any standing on any point.
    Consent,
    /// A custom field's value.
    Field(String),
}

/// Something the roster found out about a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    /// Shares a number with another contact.
    Duplicate,
    Invalid,
    Ambiguous,
    Masked,
    Lossy,
    Relay,
    /// Has a consent that ends within 30 days.
    Expiring,
}

/// A value with its canonical word first and its other names behind.
type Words<T> = [(T, &'static [&'static str])];

const KEYS: &Words<Key> = &[
    (
        Key::Text(TextKey::Name),
        &["name", "姓名", "名字", "名称", "客户"],
    ),
    (
        Key::Text(TextKey::Company),
        &["company", "公司", "单位", "企业"],
    ),
    (
        Key::Text(TextKey::Ref),
        &[
            "ref",
            "会员",
            "会员名",
            "会员号",
            "会员名/编号",
            "编号",
            "reference",
        ],
    ),
    (
        Key::Phone,
        &[
            "phone",
            "电话",
            "手机",
            "手机号",
            "号码",
            "电话号码",
            "number",
            "mobile",
            "tel",
        ],
    ),
    (
        Key::Text(TextKey::Email),
        &["email", "邮箱", "电子邮箱", "电子邮件", "e-mail", "mail"],
    ),
    (Key::Text(TextKey::City), &["city", "城市", "市"]),
    (
        Key::Text(TextKey::Province),
        &["province", "省份", "省", "state"],
    ),
    (
        Key::Text(TextKey::Country),
        &["country", "国家", "国家/地区"],
    ),
    (Key::Text(TextKey::Tag), &["tag", "标签", "tags"]),
    (Key::Text(TextKey::Source), &["source", "来源"]),
    (Key::Text(TextKey::List), &["list", "名单", "导出名单"]),
    (
        Key::SourceKind,
        &["source_kind", "来源类型", "来源种类", "source-kind"],
    ),
    (
        Key::Date(DateKey::Created),
        &["created", "创建", "创建时间", "添加", "添加时间", "added"],
    ),
    (
        Key::Number(NumberKey::Orders),
        &["orders", "订单", "订单数", "purchases"],
    ),
    (
        Key::Date(DateKey::LastOrder),
        &[
            "last_order",
            "最近下单",
            "最近订单",
            "上次下单",
            "last-order",
        ],
    ),
    (
        Key::Number(NumberKey::Spent),
        &["spent", "消费", "消费额", "消费金额", "金额"],
    ),
    (Key::Region, &["region", "号码国家", "号码地区", "国家区号"]),
    (Key::Type, &["type", "号码类型", "类型"]),
    (Key::Number(NumberKey::Id), &["id", "序号"]),
    (Key::Has, &["has", "有"]),
    (Key::No, &["no", "无", "没有", "缺"]),
    (Key::Is, &["is", "是"]),
    (Key::Pile, &["pile", "能否联系", "联系分类"]),
    (Key::Can, &["can", "可发", "可联系", "可"]),
];

const CHANNELS: &Words<Channel> = &[
    (Channel::Sms, &["sms", "短信", "text"]),
    (Channel::Call, &["call", "通话", "打电话", "电话"]),
    (Channel::Email, &["email", "邮件", "电邮", "邮箱"]),
    (Channel::Post, &["post", "邮寄", "信件"]),
    (Channel::Whatsapp, &["whatsapp"]),
    (Channel::Wechat, &["wechat", "微信"]),
];

const PURPOSES: &Words<Purpose> = &[
    (Purpose::Marketing, &["marketing", "营销", "推广"]),
    (Purpose::Service, &["service", "服务", "服务通知"]),
    (Purpose::Research, &["research", "调研", "研究"]),
];

const STATES: &Words<State> = &[
    (State::Unknown, &["unknown", "未知", "无记录"]),
    (State::Requested, &["requested", "已询问", "询问中"]),
    (State::Granted, &["granted", "同意", "已同意"]),
    (State::Permitted, &["permitted", "允许", "许可"]),
    (State::Refused, &["refused", "拒绝", "已拒绝"]),
    (
        State::Withdrawn,
        &["withdrawn", "撤回", "已撤回", "退订", "已退订"],
    ),
    (State::Expired, &["expired", "过期", "已过期"]),
    (State::Invalidated, &["invalidated", "失效", "已失效"]),
];

const PARTS: &Words<Part> = &[
    (Part::Name, &["name", "姓名", "名字"]),
    (Part::Company, &["company", "公司", "单位"]),
    (Part::Ref, &["ref", "会员", "会员名", "会员号", "编号"]),
    (Part::Phone, &["phone", "电话", "号码", "number"]),
    (Part::Mobile, &["mobile", "手机", "手机号"]),
    (Part::Email, &["email", "邮箱", "邮件"]),
    (Part::Address, &["address", "地址"]),
    (Part::City, &["city", "城市"]),
    (Part::Province, &["province", "省份", "省"]),
    (Part::Country, &["country", "国家"]),
    (Part::Tag, &["tag", "标签", "tags"]),
    (Part::Source, &["source", "来源"]),
    (Part::Order, &["order", "订单", "orders"]),
    (Part::Consent, &["consent", "同意", "征得同意"]),
];

const FLAGS: &Words<Flag> = &[
    (Flag::Duplicate, &["duplicate", "重复", "shared", "共用"]),
    (Flag::Invalid, &["invalid", "无效"]),
    (Flag::Ambiguous, &["ambiguous", "歧义", "有歧义"]),
    (Flag::Masked, &["masked", "打码", "隐藏"]),
    (Flag::Lossy, &["lossy", "残缺", "丢位"]),
    (Flag::Relay, &["relay", "虚拟号", "平台虚拟号"]),
    (Flag::Expiring, &["expiring", "快到期", "即将到期"]),
];

const PILES: &Words<Pile> = &[
    (Pile::MayText, &["may_text", "可发短信", "may-text"]),
    (
        Pile::ServiceOnly,
        &["service_only", "仅服务通知", "service-only"],
    ),
    (Pile::AskFirst, &["ask_first", "待征得同意", "ask-first"]),
    (
        Pile::DoNotDisturb,
        &["do_not_disturb", "勿扰", "do-not-disturb", "dnd"],
    ),
];

const SOURCE_KINDS: &Words<SourceKind> = &[
    (SourceKind::WebForm, &["web_form", "网站", "表单", "网页"]),
    (SourceKind::Shop, &["shop", "门店", "店铺"]),
    (SourceKind::Event, &["event", "活动"]),
    (SourceKind::Marketplace, &["marketplace", "电商", "平台"]),
    (SourceKind::Partner, &["partner", "合作方", "合作伙伴"]),
    (SourceKind::Purchased, &["purchased", "购买"]),
    (SourceKind::Other, &["other", "其他"]),
];

const TYPES: &Words<NumberKind> = &[
    (NumberKind::Fixed, &["fixed", "固话", "座机"]),
    (NumberKind::Mobile, &["mobile", "手机"]),
    (NumberKind::FixedOrMobile, &["fixed_or_mobile"]),
    (NumberKind::TollFree, &["toll_free", "免费电话"]),
    (NumberKind::Premium, &["premium"]),
    (NumberKind::Shared, &["shared"]),
    (NumberKind::Voip, &["voip", "网络电话"]),
    (NumberKind::Personal, &["personal"]),
    (NumberKind::Pager, &["pager"]),
    (NumberKind::Uan, &["uan", "服务热线"]),
    (NumberKind::Voicemail, &["voicemail"]),
    (NumberKind::Unknown, &["unknown", "未知"]),
];

const YES_NO: &Words<bool> = &[
    (true, &["yes", "是", "true", "y", "对"]),
    (false, &["no", "否", "false", "n", "不"]),
];

fn find<T: Clone>(words: &Words<T>, word: &str) -> Option<T> {
    words
        .iter()
        .find(|(_, names)| names.contains(&word))
        .map(|(value, _)| value.clone())
}

fn word_of<T: PartialEq>(words: &Words<T>, value: &T) -> &'static str {
    words
        .iter()
        .find(|(known, _)| known == value)
        .and_then(|(_, names)| names.first())
        .copied()
        .unwrap_or_default()
}

fn canonical<T>(words: &Words<T>) -> Vec<String> {
    words
        .iter()
        .filter_map(|(_, names)| names.first())
        .map(|name| (*name).to_owned())
        .collect()
}

/// An enumerated value as it is written, read and offered. Words are folded before they are read.
pub(super) trait Word: Sized {
    fn from_word(word: &str) -> Option<Self>;
    fn word(&self) -> String;
    fn offers() -> Vec<String>;
}

macro_rules! word {
    ($type:ty, $words:ident) => {
        impl Word for $type {
            fn from_word(word: &str) -> Option<Self> {
                find($words, word)
            }

            fn word(&self) -> String {
                word_of($words, self).to_owned()
            }

            fn offers() -> Vec<String> {
                canonical($words)
            }
        }
    };
}

word!(State, STATES);
word!(Flag, FLAGS);
word!(Pile, PILES);
word!(SourceKind, SOURCE_KINDS);
word!(NumberKind, TYPES);
word!(bool, YES_NO);

impl Word for Part {
    fn from_word(word: &str) -> Option<Self> {
        find(PARTS, word)
    }

    fn word(&self) -> String {
        match self {
            Self::Field(name) => name.clone(),
            part => word_of(PARTS, part).to_owned(),
        }
    }

    fn offers() -> Vec<String> {
        canonical(PARTS)
    }
}

impl Word for Scope {
    /// `sms` alone means marketing.
    fn from_word(word: &str) -> Option<Self> {
        let (channel, purpose) = scope_parts(word)?;
        Some(Self::new(channel, purpose.unwrap_or(Purpose::Marketing)))
    }

    fn word(&self) -> String {
        let channel = word_of(CHANNELS, &self.channel);
        if self.purpose == Purpose::Marketing {
            return channel.to_owned();
        }
        format!("{channel}.{}", word_of(PURPOSES, &self.purpose))
    }

    fn offers() -> Vec<String> {
        Self::all().map(|scope| Word::word(&scope)).collect()
    }
}

fn scope_parts(word: &str) -> Option<(Channel, Option<Purpose>)> {
    match word.split_once('.') {
        None => Some((find(CHANNELS, word)?, None)),
        Some((channel, purpose)) => {
            Some((find(CHANNELS, channel)?, Some(find(PURPOSES, purpose)?)))
        }
    }
}

impl Key {
    /// The key of this folded word. Columns come before channels: `电话` is the number.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        if let Some(key) = find(KEYS, word) {
            return Some(key);
        }
        scope_parts(word).map(|(channel, purpose)| Self::Standing(channel, purpose))
    }

    /// The canonical word.
    pub fn word(&self) -> String {
        match self {
            Self::Standing(channel, purpose) => {
                Word::word(&Scope::new(*channel, purpose.unwrap_or(Purpose::Marketing)))
            }
            key => word_of(KEYS, key).to_owned(),
        }
    }

    /// Canonical words of all keys, channels for marketing only.
    pub(super) fn offers() -> Vec<String> {
        let mut offers = canonical(KEYS);
        offers.extend(canonical(CHANNELS));
        offers.sort_unstable();
        offers.dedup();
        offers
    }

    /// Every word that is read as a key, for suggestions, with its canonical form.
    pub(super) fn spellings() -> impl Iterator<Item = (&'static str, String)> {
        let keys = KEYS.iter().flat_map(|(_, names)| {
            let canonical = names.first().copied().unwrap_or_default();
            names.iter().map(move |name| (*name, canonical.to_owned()))
        });
        let channels = CHANNELS.iter().flat_map(|(_, names)| {
            let canonical = names.first().copied().unwrap_or_default();
            names.iter().map(move |name| (*name, canonical.to_owned()))
        });
        keys.chain(channels)
    }
}
