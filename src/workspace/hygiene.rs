//! Keeps what is in memory out of files that nobody asked for.

/// Forbids the system to write this process's memory to a file when it crashes.
///
/// By the limit on the size of such files and not by `PR_SET_DUMPABLE`: that would also hide the
/// process from the desktop's portal, and file dialogs would no longer open. The limit is 1 and not
/// 0, because Linux hands a core to a program that collects them whatever the limit, except at 1,
/// and one byte is too little for a file.
#[cfg(unix)]
pub fn forbid_core_dumps() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let highest = getrlimit(Resource::Core)
        .maximum
        .map_or(1, |highest| highest.min(1));
    let limit = Rlimit {
        current: Some(highest),
        maximum: Some(highest),
    };
    // A system that refuses to lower a limit leaves nothing else to try.
    setrlimit(Resource::Core, limit).ok();
}

/// Other systems write no such files unless they are told to.
#[cfg(not(unix))]
pub fn forbid_core_dumps() {}
