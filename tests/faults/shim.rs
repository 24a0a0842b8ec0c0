//! A layer between the database and the disk that sees every write, sync and truncation of its
//! thread, and can let each of them fail. The only `unsafe` of the tests: the database takes such
//! layers as tables of C functions.
#![expect(
    unsafe_code,
    reason = "sqlite3_vfs is a C interface; wrappers for it do not let a layer stand on the default one"
)]

use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::{CStr, OsStr, c_char, c_int, c_void};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, Once, PoisonError};

use haobu::book::{FileStep, observe_files};
use rusqlite::ffi;

use crate::trace::{Event, Recorder};

thread_local! {
    static RECORDER: RefCell<Option<Recorder>> = const { RefCell::new(None) };
}

/// What the layer knows of open files: the name and whether the first sync is to sync its folder,
/// by the address of the database's handle.
static FILES: Mutex<Option<HashMap<usize, Known>>> = Mutex::new(None);
/// The functions below ours, by the address of the table that has ours in front.
static BELOW: Mutex<Option<HashMap<usize, &'static ffi::sqlite3_io_methods>>> = Mutex::new(None);
static INSTALLED: Once = Once::new();

struct Known {
    path: PathBuf,
    is_new_journal: bool,
}

/// Runs `work` while `recorder` sees what this thread does to the disk; returns both.
pub fn recording<T>(recorder: Recorder, work: impl FnOnce() -> T) -> (T, Recorder) {
    install();
    RECORDER.with_borrow_mut(|slot| *slot = Some(recorder));
    let done = work();
    let recorder = RECORDER.with_borrow_mut(Option::take).unwrap();
    (done, recorder)
}

/// Says to the recorder of this thread that an op is acknowledged.
pub fn acknowledge() {
    tell(|| Event::Acknowledged).unwrap();
}

/// No more faults until the end of the recording.
pub fn disarm() {
    RECORDER.with_borrow_mut(|slot| {
        if let Some(recorder) = slot {
            recorder.fault = None;
        }
    });
}

fn tell(event: impl FnOnce() -> Event) -> io::Result<()> {
    RECORDER.with_borrow_mut(|slot| match slot {
        Some(recorder) => recorder.take(event()),
        None => Ok(()),
    })
}

/// As a code of the database: a full disk, or what `failed` is for other errors.
fn tell_database(event: impl FnOnce() -> Event, failed: c_int) -> c_int {
    match tell(event) {
        Ok(()) => ffi::SQLITE_OK,
        Err(error) if error.kind() == io::ErrorKind::StorageFull => ffi::SQLITE_FULL,
        Err(_) => failed,
    }
}

fn locked<T>(mutex: &Mutex<Option<T>>) -> std::sync::MutexGuard<'_, Option<T>> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn path_of(file: *mut ffi::sqlite3_file) -> PathBuf {
    locked(&FILES)
        .as_ref()
        .and_then(|files| files.get(&file.addr()))
        .map(|known| known.path.clone())
        .unwrap_or_default()
}

/// Puts the layer in front of the disk, once.
pub fn install() {
    INSTALLED.call_once(put_in_front);
}

fn put_in_front() {
    observe_files(Some(Arc::new(|step| {
        let own = |path: &Path| path.to_owned();
        tell(|| match step {
            FileStep::Create(path) => Event::Create(own(path)),
            FileStep::Write { path, at, bytes } => Event::Write {
                path: own(path),
                at,
                bytes: bytes.to_vec(),
            },
            FileStep::Sync(path) => Event::Sync(own(path)),
            FileStep::Rename { from, to } => Event::Rename {
                from: own(from),
                to: own(to),
            },
            FileStep::Remove(path) => Event::Delete(own(path)),
            FileStep::SyncFolder(path) => Event::SyncFolder(own(path)),
        })
    })));
    // SAFETY: the default layer lives as long as the process; ours is a copy of it, with two
    // functions of our own that call its, and is leaked so that it lives as long.
    unsafe {
        let default = ffi::sqlite3_vfs_find(std::ptr::null());
        let mut layer = std::ptr::read(default);
        layer.zName = c"recorder".as_ptr();
        layer.pNext = std::ptr::null_mut();
        layer.xOpen = Some(open);
        layer.xDelete = Some(delete);
        let layer = Box::leak(Box::new(layer));
        assert_eq!(ffi::sqlite3_vfs_register(layer, 1), ffi::SQLITE_OK);
    }
}

/// The layer that was the default one before ours.
fn default_layer() -> *mut ffi::sqlite3_vfs {
    // SAFETY: only asks for a layer by name.
    unsafe { ffi::sqlite3_vfs_find(c"unix".as_ptr()) }
}

unsafe extern "C" fn open(
    layer: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: the database hands over a name that ends in zero or none, and room for a file of the
    // size that the layer (a copy of the default one) asks for.
    unsafe {
        let path = (!name.is_null())
            .then(|| PathBuf::from(OsStr::from_bytes(CStr::from_ptr(name).to_bytes())));
        let was_there = path.as_ref().is_none_or(|path| path.exists());
        let below = (*default_layer()).xOpen.unwrap();
        let code = below(layer, name, file, flags, out_flags);
        let methods = (*file).pMethods;
        let Some(path) = path.filter(|_| code == ffi::SQLITE_OK && !methods.is_null()) else {
            return code;
        };
        (*file).pMethods = in_front_of(&*methods);
        let is_journal =
            flags & ffi::SQLITE_OPEN_MAIN_JOURNAL != 0 || flags & ffi::SQLITE_OPEN_WAL != 0;
        if !was_there {
            // Making an empty name is no write that a disk could refuse here.
            tell(|| Event::Create(path.clone())).ok();
        }
        let known = Known {
            path,
            is_new_journal: is_journal && !was_there,
        };
        locked(&FILES)
            .get_or_insert_default()
            .insert(file.addr(), known);
        code
    }
}

/// The same table of functions with ours in front of those that change the disk.
fn in_front_of(below: &'static ffi::sqlite3_io_methods) -> &'static ffi::sqlite3_io_methods {
    let mut tables = locked(&BELOW);
    let tables = tables.get_or_insert_default();
    let known = tables
        .iter()
        .find(|(_, known)| std::ptr::eq(**known, below))
        .map(|(table, _)| *table);
    if let Some(table) = known {
        // SAFETY: leaked below, when it was put into the list.
        return unsafe { &*std::ptr::with_exposed_provenance(table) };
    }
    // SAFETY: a table of functions may be copied.
    let mut table = unsafe { std::ptr::read(below) };
    table.xClose = Some(close);
    table.xWrite = Some(write);
    table.xTruncate = Some(truncate);
    table.xSync = Some(sync);
    let table: &'static ffi::sqlite3_io_methods = Box::leak(Box::new(table));
    tables.insert(std::ptr::from_ref(table).expose_provenance(), below);
    table
}

fn below(file: *mut ffi::sqlite3_file) -> &'static ffi::sqlite3_io_methods {
    // SAFETY: the database only calls us with files that we opened.
    let table = unsafe { (*file).pMethods }.addr();
    locked(&BELOW)
        .as_ref()
        .and_then(|tables| tables.get(&table).copied())
        .unwrap()
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let below = below(file);
    if let Some(files) = locked(&FILES).as_mut() {
        files.remove(&file.addr());
    }
    // SAFETY: hands on what the database gave us.
    unsafe { below.xClose.unwrap()(file) }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    amount: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    let length = usize::try_from(amount).unwrap_or(0);
    // SAFETY: the database promises `amount` bytes at `from`.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), length) };
    let event = || Event::Write {
        path: path_of(file),
        at: u64::try_from(at).unwrap_or(0),
        bytes: bytes.to_vec(),
    };
    match tell_database(event, ffi::SQLITE_IOERR_WRITE) {
        // SAFETY: hands on what the database gave us.
        ffi::SQLITE_OK => unsafe { below(file).xWrite.unwrap()(file, from, amount, at) },
        code => code,
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: ffi::sqlite3_int64) -> c_int {
    let event = || Event::Truncate {
        path: path_of(file),
        size: u64::try_from(size).unwrap_or(0),
    };
    match tell_database(event, ffi::SQLITE_IOERR_TRUNCATE) {
        // SAFETY: hands on what the database gave us.
        ffi::SQLITE_OK => unsafe { below(file).xTruncate.unwrap()(file, size) },
        code => code,
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, flags: c_int) -> c_int {
    let path = path_of(file);
    match tell_database(|| Event::Sync(path.clone()), ffi::SQLITE_IOERR_FSYNC) {
        ffi::SQLITE_OK => {}
        code => return code,
    }
    // The default layer syncs the folder with the first sync of a journal it made.
    let is_first = locked(&FILES)
        .as_mut()
        .and_then(|files| files.get_mut(&file.addr()))
        .is_some_and(|known| std::mem::take(&mut known.is_new_journal));
    if is_first && let Some(folder) = path.parent() {
        tell(|| Event::SyncFolder(folder.to_owned())).ok();
    }
    // SAFETY: hands on what the database gave us.
    unsafe { below(file).xSync.unwrap()(file, flags) }
}

unsafe extern "C" fn delete(
    layer: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    // SAFETY: the database hands over a name that ends in zero.
    let path = unsafe { PathBuf::from(OsStr::from_bytes(CStr::from_ptr(name).to_bytes())) };
    match tell_database(|| Event::Delete(path.clone()), ffi::SQLITE_IOERR_DELETE) {
        ffi::SQLITE_OK => {}
        code => return code,
    }
    if sync_folder != 0
        && let Some(folder) = path.parent()
    {
        tell(|| Event::SyncFolder(folder.to_owned())).ok();
    }
    // SAFETY: hands on what the database gave us.
    unsafe { (*default_layer()).xDelete.unwrap()(layer, name, sync_folder) }
}
