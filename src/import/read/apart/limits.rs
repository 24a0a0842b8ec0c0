//! What a reader may use at most, so that a file that is built to do harm ends its reader and
//! nothing else. Parameters after `reliability.md`: memory, time, no new files.

use std::io::Result;
use std::sync::atomic::{AtomicBool, Ordering};

/// Seconds of the processor between two chunks, and before the first.
#[cfg(unix)]
const SECONDS: u64 = 40;
/// Bytes of memory that is written to.
#[cfg(unix)]
const MEMORY: u64 = 448 << 20;
/// Files that are open at once: the file, the streams, folders that lie in each other.
#[cfg(unix)]
const FILES: u64 = 64;

/// Whether this process is a reader.
static IS_SET: AtomicBool = AtomicBool::new(false);

/// Whether this process is a reader, and bounded.
pub(super) fn are_set() -> bool {
    IS_SET.load(Ordering::Relaxed)
}

#[cfg(unix)]
pub(super) fn set() -> Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let at_most = |most: u64| Rlimit {
        current: Some(most),
        maximum: Some(most),
    };
    setrlimit(Resource::Data, at_most(MEMORY))?;
    setrlimit(Resource::Nofile, at_most(FILES))?;
    // What it reads goes into no file and no dump.
    setrlimit(Resource::Fsize, at_most(0))?;
    setrlimit(Resource::Core, at_most(0))?;
    IS_SET.store(true, Ordering::Relaxed);
    allow_more()
}

/// Counts the time anew.
#[cfg(unix)]
pub(super) fn allow_more() -> Result<()> {
    use rustix::process::{Resource, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
    let mut limit = getrlimit(Resource::Cpu);
    limit.current = Some(u64::try_from(used).unwrap_or(0) + SECONDS);
    setrlimit(Resource::Cpu, limit)?;
    Ok(())
}

/// Elsewhere the reader is only a process of its own.
#[cfg(not(unix))]
pub(super) fn set() -> Result<()> {
    IS_SET.store(true, Ordering::Relaxed);
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn allow_more() -> Result<()> {
    Ok(())
}
