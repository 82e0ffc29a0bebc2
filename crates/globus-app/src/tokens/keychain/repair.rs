//! Several items under one name: the last one written is the record, the others go.
//!
//! A keychain viewer, a restored backup or two processes at the very first write can leave them;
//! the store then refuses to read, write or delete any of them.

use keyring_core::{Entry, Error};

use crate::tokens::record;

/// Leaves the item that was written last. With none that is a record of ours, one of them stays:
/// reading it says that it cannot be read.
pub(super) fn keep_the_latest(mut items: Vec<Entry>) -> Result<(), Error> {
    tracing::warn!(count = items.len(), "several keychain items have one name");
    items.sort_by_key(|item| {
        let bytes = item.get_secret().ok();
        bytes.and_then(|bytes| record::generation(&bytes))
    });
    items.pop();
    items.iter().try_for_each(Entry::delete_credential)
}
