//! The `filter` of a listing: `name:~*.txt`, `type:dir`, `size:>1000`, `last_modified:,2021-01-01`.

use jiff::Timestamp;

use super::entry::{Entry, Kind};
use crate::transfer::{text_filter::TextFilter, time::parse_time};

/// A `filter` parameter: clauses that must all match. If there are several parameters, one of them
/// must match: that way a recursive listing can ask for all directories and some files.
#[derive(Debug)]
pub(super) struct Filter(Vec<Clause>);

#[derive(Debug)]
enum Clause {
    Name(TextFilter),
    Kind(Vec<Kind>),
    Size(Comparison, u64),
    Modified(Option<Timestamp>, Option<Timestamp>),
}

#[derive(Clone, Copy, Debug)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    Not,
    AtLeast,
    More,
}

impl Filter {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let clauses = text.split('/').filter(|clause| !clause.is_empty());
        clauses
            .map(Clause::parse)
            .collect::<Result<_, _>>()
            .map(Self)
    }

    pub(super) fn accepts(&self, entry: &Entry) -> bool {
        self.0.iter().all(|clause| clause.accepts(entry))
    }
}

impl Clause {
    fn parse(text: &str) -> Result<Self, String> {
        let invalid = || format!("filter: {text:?} is not understood");
        let (key, value) = text.split_once(':').ok_or_else(invalid)?;
        match key {
            "name" => Ok(Self::Name(TextFilter::parse(value))),
            "type" => {
                let kinds = value.split(',').map(kind).collect::<Option<_>>();
                kinds.map(Self::Kind).ok_or_else(invalid)
            }
            "size" => {
                let (comparison, number) = comparison(value);
                let number = number.parse().map_err(|_| invalid())?;
                Ok(Self::Size(comparison, number))
            }
            "last_modified" => {
                let (from, until) = value.split_once(',').unwrap_or((value, ""));
                let time = |text: &str| match text {
                    "" => Ok(None),
                    text => parse_time(text).map(Some).ok_or_else(invalid),
                };
                Ok(Self::Modified(time(from)?, time(until)?))
            }
            _ => Err(invalid()),
        }
    }

    fn accepts(&self, entry: &Entry) -> bool {
        match self {
            Self::Name(test) => test.accepts(Some(&entry.name)),
            Self::Kind(kinds) => kinds.contains(&entry.kind),
            Self::Size(comparison, number) => comparison.holds(entry.size, *number),
            Self::Modified(from, until) => {
                from.is_none_or(|from| from <= entry.modified)
                    && until.is_none_or(|until| entry.modified <= until)
            }
        }
    }
}

impl Comparison {
    fn holds(self, size: u64, number: u64) -> bool {
        match self {
            Self::Less => size < number,
            Self::AtMost => size <= number,
            Self::Equal => size == number,
            Self::Not => size != number,
            Self::AtLeast => size >= number,
            Self::More => size > number,
        }
    }
}

fn comparison(text: &str) -> (Comparison, &str) {
    for (sign, comparison) in [
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("!=", Comparison::Not),
        ("<", Comparison::Less),
        (">", Comparison::More),
        ("=", Comparison::Equal),
        ("!", Comparison::Not),
    ] {
        if let Some(number) = text.strip_prefix(sign) {
            return (comparison, number);
        }
    }
    (Comparison::Equal, text)
}

fn kind(word: &str) -> Option<Kind> {
    let all = [
        Kind::Directory,
        Kind::File,
        Kind::InvalidSymlink,
        Kind::Other,
    ];
    all.into_iter().find(|kind| kind.word() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clause_narrows() {
        let entry = Entry {
            name: "frame-1.tif".to_owned(),
            kind: Kind::File,
            size: 1_000,
            modified: "2026-11-20T10:00:00Z".parse().expect("a time"),
            link_target: None,
        };
        for (filter, expected) in [
            ("name:frame-1.tif", true),
            ("name:=frame-1.tif", true),
            ("name:~*.tif", true),
            ("name:!~*.tif", false),
            ("name:!=frame-1.tif", false),
            ("name:!frame-2.tif", true),
            ("type:file", true),
            ("type:dir,file", true),
            ("type:dir", false),
            ("size:1000", true),
            ("size:>1000", false),
            ("size:>=1000", true),
            ("size:<1000", false),
            ("size:<=1000/type:dir", false),
            ("last_modified:2026-11-20,", true),
            ("last_modified:,2026-11-20", false),
            ("", true),
        ] {
            let parsed = Filter::parse(filter).expect(filter);
            assert_eq!(parsed.accepts(&entry), expected, "{filter}");
        }
        for bad in [
            "name",
            "type:folder",
            "size:big",
            "last_modified:soon",
            "owner:me",
        ] {
            assert!(Filter::parse(bad).is_err(), "{bad}");
        }
    }
}
