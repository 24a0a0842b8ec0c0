//! Hears that the owner goes away: the computer is put to sleep, or its screen is locked.

/// Calls `gone` from a thread of its own whenever that happens. Where nobody tells, it never does;
/// the window's own clock locks the book then.
#[cfg(target_os = "linux")]
pub fn watch_for_leaving(gone: impl Fn() + Send + 'static) {
    // Without a thread there is the clock.
    std::thread::Builder::new()
        .name("haobu away".to_owned())
        .spawn(move || {
            if let Ok(bus) = zbus::blocking::Connection::system() {
                logind::listen(&bus, &gone).ok();
            }
        })
        .ok();
}

/// Other systems have no such bus; the window's own clock locks the book there.
#[cfg(not(target_os = "linux"))]
pub fn watch_for_leaving(_gone: impl Fn() + Send + 'static) {}

#[cfg(target_os = "linux")]
mod logind {
    use zbus::blocking::fdo::DBusProxy;
    use zbus::blocking::{Connection, MessageIterator};
    use zbus::message::Type;
    use zbus::zvariant::OwnedObjectPath;
    use zbus::{MatchRule, Message};

    const SERVICE: &str = "org.freedesktop.login1";
    const MANAGER: &str = "org.freedesktop.login1.Manager";
    const SESSION: &str = "org.freedesktop.login1.Session";
    const SLEEP: &str = "PrepareForSleep";
    const LOCK: &str = "Lock";

    /// Returns when the bus is gone.
    pub(super) fn listen(bus: &Connection, gone: &dyn Fn()) -> zbus::Result<()> {
        let rules = DBusProxy::new(bus)?;
        for (interface, member) in [(MANAGER, SLEEP), (SESSION, LOCK)] {
            let rule = MatchRule::builder()
                .msg_type(Type::Signal)
                .sender(SERVICE)?
                .interface(interface)?
                .member(member)?
                .build();
            rules.add_match_rule(rule)?;
        }
        // Before the question below, so that nothing is missed meanwhile.
        let messages = MessageIterator::from(bus);
        let own = own_session(bus);
        for message in messages {
            if is_leaving(&message?, own.as_ref()) {
                gone();
            }
        }
        Ok(())
    }

    /// The session of this process; none where the system cannot tell.
    fn own_session(bus: &Connection) -> Option<OwnedObjectPath> {
        let process = std::process::id();
        let answer = bus.call_method(
            Some(SERVICE),
            "/org/freedesktop/login1",
            Some(MANAGER),
            "GetSessionByPID",
            &process,
        );
        answer.ok()?.body().deserialize().ok()
    }

    fn is_leaving(message: &Message, own: Option<&OwnedObjectPath>) -> bool {
        let header = message.header();
        if header.message_type() != Type::Signal {
            return false;
        }
        let interface = header.interface().map(ToString::to_string);
        let member = header.member().map(ToString::to_string);
        match (interface.as_deref(), member.as_deref()) {
            // True before sleep, false after it.
            (Some(MANAGER), Some(SLEEP)) => message.body().deserialize().unwrap_or(false),
            // Of somebody else's session only when our own is unknown.
            (Some(SESSION), Some(LOCK)) => own.is_none_or(|own| {
                header
                    .path()
                    .is_some_and(|path| path.as_str() == own.as_str())
            }),
            _ => false,
        }
    }

    #[cfg(test)]
    #[expect(clippy::unwrap_used, reason = "a failed test should panic")]
    mod tests {
        use super::*;

        #[test]
        fn only_sleep_and_the_own_lock_are_leaving() {
            let own = OwnedObjectPath::try_from("/org/freedesktop/login1/session/_31").unwrap();
            let signal = |path: &str, interface: &str, member: &str| {
                Message::signal(path.to_owned(), interface.to_owned(), member.to_owned()).unwrap()
            };
            let manager = "/org/freedesktop/login1";
            let check = |message: &Message, own: Option<&OwnedObjectPath>, expected: bool| {
                assert_eq!(is_leaving(message, own), expected, "{message:?}");
            };
            for sleeps in [true, false] {
                let message = signal(manager, MANAGER, SLEEP).build(&sleeps).unwrap();
                check(&message, Some(&own), sleeps);
            }
            let ours = signal(own.as_str(), SESSION, LOCK).build(&()).unwrap();
            let other = signal("/org/freedesktop/login1/session/_32", SESSION, LOCK);
            let other = other.build(&()).unwrap();
            check(&ours, Some(&own), true);
            check(&other, Some(&own), false);
            check(&other, None, true);
            let unlock = signal(own.as_str(), SESSION, "Unlock").build(&()).unwrap();
            check(&unlock, Some(&own), false);
            let odd = signal(manager, MANAGER, SLEEP).build(&"text").unwrap();
            check(&odd, Some(&own), false);
        }
    }
}
