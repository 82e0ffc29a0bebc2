//! Repairs several items with one name: the last one written is the record, and the others are
//! deleted.
//!
//! A keychain viewer, a restored backup, or two processes during the very first write can cause
//! this. The store then refuses to read, write or delete any of them.

use keyring_core::{Entry, Error};

use crate::tokens::record;

/// Keeps the item that was written last. If none of them is one of our records, any one is kept,
/// and reading it reports that it can't be read.
pub(super) fn keep_the_latest(mut items: Vec<Entry>) -> Result<(), Error> {
    tracing::warn!(
        count = items.len(),
        "several keychain items have the same name"
    );
    items.sort_by_key(|item| {
        let bytes = item.get_secret().ok();
        bytes.and_then(|bytes| record::generation(&bytes))
    });
    items.pop();
    items.iter().try_for_each(Entry::delete_credential)
}
