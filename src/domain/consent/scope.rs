//! What a consent is about: a channel and a purpose, or all of either.

/// A way to reach someone. The discriminants are stored; never renumber.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[repr(u8)]
pub enum Channel {
    Sms = 1,
    Call = 2,
    Email = 3,
    Post = 4,
    Whatsapp = 5,
    Wechat = 6,
}

/// What someone is reached for. The discriminants are stored; never renumber.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[repr(u8)]
pub enum Purpose {
    Marketing = 1,
    Service = 2,
    Research = 3,
}

/// One question of the form "may I … this person for …?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    pub channel: Channel,
    pub purpose: Purpose,
}

/// The scopes an event speaks about: `None` means all of them.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Cover {
    pub channel: Option<Channel>,
    pub purpose: Option<Purpose>,
}

impl Channel {
    pub const ALL: [Self; 6] = [
        Self::Sms,
        Self::Call,
        Self::Email,
        Self::Post,
        Self::Whatsapp,
        Self::Wechat,
    ];

    /// The word used in filters and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Call => "call",
            Self::Email => "email",
            Self::Post => "post",
            Self::Whatsapp => "whatsapp",
            Self::Wechat => "wechat",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }

    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| *channel as u8 == code)
    }
}

impl Purpose {
    pub const ALL: [Self; 3] = [Self::Marketing, Self::Service, Self::Research];

    /// The word used in filters and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Marketing => "marketing",
            Self::Service => "service",
            Self::Research => "research",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.word() == word)
    }

    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| *purpose as u8 == code)
    }
}

impl Scope {
    pub const fn new(channel: Channel, purpose: Purpose) -> Self {
        Self { channel, purpose }
    }

    /// Every scope, channels outermost.
    pub fn all() -> impl Iterator<Item = Self> {
        Channel::ALL.into_iter().flat_map(|channel| {
            Purpose::ALL
                .into_iter()
                .map(move |purpose| Self { channel, purpose })
        })
    }

    /// `sms.marketing`, as `list --format json` names it.
    pub fn word(self) -> String {
        format!("{}.{}", self.channel.word(), self.purpose.word())
    }
}

impl Cover {
    /// Just this scope.
    pub const fn only(scope: Scope) -> Self {
        Self {
            channel: Some(scope.channel),
            purpose: Some(scope.purpose),
        }
    }

    /// Whether this covers `scope`.
    pub fn includes(self, scope: Scope) -> bool {
        self.channel.is_none_or(|channel| channel == scope.channel)
            && self.purpose.is_none_or(|purpose| purpose == scope.purpose)
    }
}
