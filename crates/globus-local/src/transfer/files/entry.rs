//! What is at a path, and its document.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::transfer::time::format_file_time;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::transfer) enum Kind {
    Directory,
    File,
    /// A link to nothing, or out of the collection.
    InvalidSymlink,
    Other,
}

#[derive(Clone, Debug)]
pub(in crate::transfer) struct Entry {
    pub(in crate::transfer) name: String,
    pub(in crate::transfer) kind: Kind,
    /// In bytes.
    pub(in crate::transfer) size: u64,
    pub(in crate::transfer) modified: Timestamp,
    pub(in crate::transfer) link_target: Option<String>,
}

impl Kind {
    pub(in crate::transfer) fn word(self) -> &'static str {
        match self {
            Self::Directory => "dir",
            Self::File => "file",
            Self::InvalidSymlink => "invalid_symlink",
            Self::Other => "other",
        }
    }
}

impl Entry {
    /// The document. `is_closed` says whether the user may not look inside.
    pub(in crate::transfer) fn document(&self, is_closed: bool) -> Value {
        let permissions = match (self.kind, is_closed) {
            (_, true) => "0700",
            (Kind::Directory, false) => "0755",
            _ => "0644",
        };
        let owner = if is_closed { "root" } else { "ada" };
        let group = if is_closed { "root" } else { "lab" };
        let modified = format_file_time(self.modified);
        let of_link = |value: Value| match self.link_target {
            Some(_) => value,
            None => Value::Null,
        };
        let link_length = self.link_target.as_ref().map(String::len);
        json!({
            "DATA_TYPE": "file", "name": self.name, "type": self.kind.word(),
            "size": if self.kind == Kind::Directory { 4_096 } else { self.size },
            "last_modified": modified, "permissions": permissions,
            "user": owner, "group": group,
            "link_target": self.link_target, "link_size": link_length,
            "link_user": of_link(owner.into()), "link_group": of_link(group.into()),
            "link_last_modified": of_link(modified.as_str().into()),
        })
    }
}
