//! The `orderby` of a listing: `FIELD`, `FIELD ASC` or `FIELD DESC`, separated by commas.

use std::cmp::Ordering;

use super::entry::{Entry, Kind};

type Compare = fn(&Entry, &Entry) -> Ordering;

#[derive(Clone, Copy, Debug)]
pub(super) struct Criterion {
    compare: Compare,
    is_descending: bool,
}

pub(super) fn parse(text: &str) -> Result<Vec<Criterion>, String> {
    text.split(',').map(Criterion::parse).collect()
}

pub(super) fn sort(entries: &mut [Entry], criteria: &[Criterion]) {
    entries.sort_by(|a, b| {
        let orderings = criteria.iter().map(|criterion| criterion.order(a, b));
        orderings.fold(Ordering::Equal, Ordering::then)
    });
}

impl Criterion {
    fn parse(text: &str) -> Result<Self, String> {
        let invalid = || format!("orderby: {text:?} is not FIELD ASC or FIELD DESC");
        let text = text.trim();
        let (field, direction) = text.split_once(' ').unwrap_or((text, "ASC"));
        let is_descending = match direction {
            "ASC" => false,
            "DESC" => true,
            _ => return Err(invalid()),
        };
        let compare: Compare = match field {
            "name" => |a, b| a.name.cmp(&b.name),
            "type" => |a, b| a.kind.word().cmp(b.kind.word()),
            "size" => |a, b| a.size.cmp(&b.size),
            "last_modified" => |a, b| a.modified.cmp(&b.modified),
            // Here permissions and owner depend only on the kind of file.
            "permissions" | "user" | "group" => |a, b| is_file(a).cmp(&is_file(b)),
            _ => return Err(invalid()),
        };
        Ok(Self {
            compare,
            is_descending,
        })
    }

    fn order(self, a: &Entry, b: &Entry) -> Ordering {
        let ordering = (self.compare)(a, b);
        if self.is_descending {
            ordering.reverse()
        } else {
            ordering
        }
    }
}

fn is_file(entry: &Entry) -> bool {
    entry.kind != Kind::Directory
}
