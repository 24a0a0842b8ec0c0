//! Values as the tables keep them.

use rusqlite::types::ValueRef;

/// What a column keeps, without a copy of it.
pub(super) trait Stored {
    fn stored(&self) -> ValueRef<'_>;
}

impl Stored for str {
    fn stored(&self) -> ValueRef<'_> {
        ValueRef::Text(self.as_bytes())
    }
}

impl Stored for String {
    fn stored(&self) -> ValueRef<'_> {
        self.as_str().stored()
    }
}

impl Stored for [u8] {
    fn stored(&self) -> ValueRef<'_> {
        ValueRef::Blob(self)
    }
}

impl Stored for Vec<u8> {
    fn stored(&self) -> ValueRef<'_> {
        self.as_slice().stored()
    }
}

macro_rules! stored_as_integers {
    ($($kind:ty),*) => {$(
        impl Stored for $kind {
            fn stored(&self) -> ValueRef<'_> {
                ValueRef::Integer(i64::from(*self))
            }
        }
    )*};
}

stored_as_integers!(i64, u32, u8, bool);

impl<T: Stored> Stored for Option<T> {
    fn stored(&self) -> ValueRef<'_> {
        self.as_ref().map_or(ValueRef::Null, Stored::stored)
    }
}

impl<T: Stored + ?Sized> Stored for &T {
    fn stored(&self) -> ValueRef<'_> {
        (**self).stored()
    }
}
