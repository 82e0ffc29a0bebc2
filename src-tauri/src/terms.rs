//! Parses a list's filter: words, and terms such as `status:failed` or `flow:"Move files"`.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::{problem::view::Problem, read::search, text::Text};

const HOURS_PER_DAY: i64 = 24;

/// The terms that a list's filter understands.
pub trait Term: Copy + PartialEq + 'static {
    /// All terms.
    const ALL: &'static [Self];

    /// The name before the colon, in lower case.
    fn name(self) -> &'static str;
}

/// Declares a list's terms, each with its name and an example value.
macro_rules! terms {
    ($(#[$doc:meta])* $list:ident { $($term:ident = $name:literal, $example:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $list {
            $($term),*
        }

        impl $crate::terms::Term for $list {
            const ALL: &'static [Self] = &[$(Self::$term),*];

            fn name(self) -> &'static str {
                match self {
                    $(Self::$term => $name),*
                }
            }
        }

        // The window gets the list through the generated bindings.
        #[cfg(test)]
        impl $list {
            /// The help that the window shows: a name and an example for each term.
            pub const HELP: &'static [$crate::terms::TermHelp] =
                &[$($crate::terms::TermHelp { name: $name, example: $example }),*];
        }
    };
}
pub(crate) use terms;

/// The help for a term.
#[cfg(test)]
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TermHelp {
    /// The name: "flow".
    pub name: &'static str,
    /// An example value: `"Move files"`.
    pub example: &'static str,
}

/// The words and terms of a filter.
#[derive(Debug, PartialEq, Eq)]
pub struct Terms<T> {
    /// The words, joined by spaces.
    pub text: String,
    /// The terms, in the order written.
    pub found: Vec<Found<T>>,
}

/// A term with a value.
#[derive(Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The term.
    pub term: T,
    /// Its value, in lower case.
    pub value: String,
    /// How the window shows it.
    in_use: TermInUse,
}

/// A term in use, as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TermInUse {
    /// The term as written in the filter: `flow:"Move files"`.
    pub written: String,
    /// The term in words: "flow: Move files".
    pub shown: Text,
}

impl<T: Term> Terms<T> {
    /// Parses a filter. A known name without a value is ignored, because you may still be typing it.
    /// Any other text is a word.
    pub fn of(text: &str) -> Self {
        let (mut words, mut found) = (Vec::new(), Vec::new());
        for Piece { plain, written } in pieces(&search(text)) {
            let named = plain.split_once(':').and_then(|(name, value)| {
                let name = name.to_lowercase();
                let term = T::ALL.iter().find(|term| term.name() == name)?;
                Some((*term, value))
            });
            match named {
                Some((_, "")) => {}
                Some((term, value)) => found.push(Found {
                    term,
                    value: value.to_lowercase(),
                    in_use: TermInUse {
                        written,
                        shown: Text::of(format!("{}: {value}", term.name())),
                    },
                }),
                None => words.push(plain),
            }
        }
        Self {
            text: words.join(" "),
            found,
        }
    }

    /// All values of a term, in lower case.
    pub fn all(&self, term: T) -> impl Iterator<Item = &str> {
        let found = self.found.iter().filter(move |found| found.term == term);
        found.map(|found| found.value.as_str())
    }

    /// The terms in use, for the window.
    pub fn in_use(&self) -> Vec<TermInUse> {
        let found = self.found.iter();
        found.map(|found| found.in_use.clone()).collect()
    }

    /// The time that `since:7d`, `since:12h` or `since:2026-11-01` stands for. The latest, if there are
    /// several.
    ///
    /// # Errors
    /// A problem in words, if a value is neither a span nor a date.
    pub fn since(&self, since: T, now: Timestamp) -> Result<Option<Timestamp>, Problem> {
        let times = self.all(since).map(|value| {
            time(value, now).ok_or_else(|| {
                Problem::invalid_input(
                    &format!("“since:{value}” isn't a time."),
                    "Use since:7d for seven days, since:12h for twelve hours, or a date such as \
                     since:2026-11-01.",
                )
            })
        });
        times
            .collect::<Result<Vec<_>, _>>()
            .map(|times| times.into_iter().max())
    }
}

/// A part of a filter between white space.
#[derive(Default)]
struct Piece {
    /// The text without quotation marks.
    plain: String,
    written: String,
}

/// Splits `text` at white space. Quotation marks keep their contents together.
fn pieces(text: &str) -> Vec<Piece> {
    let (mut pieces, mut piece, mut quoted) = (Vec::new(), Piece::default(), false);
    for c in text.chars() {
        if c.is_whitespace() && !quoted {
            pieces.push(std::mem::take(&mut piece));
            continue;
        }
        piece.written.push(c);
        if c == '"' {
            quoted = !quoted;
        } else {
            piece.plain.push(c);
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.plain.is_empty());
    pieces
}

fn time(value: &str, now: Timestamp) -> Option<Timestamp> {
    if let Ok(day) = value.parse::<Date>() {
        let midnight = day.at(0, 0, 0, 0).to_zoned_datetime(TimeZone::system());
        return Some(midnight.ok()?.timestamp());
    }
    let (number, hours) = match value.strip_suffix(['h', 'd', 'w']) {
        Some(number) if value.ends_with('h') => (number, 1),
        Some(number) if value.ends_with('w') => (number, 7 * HOURS_PER_DAY),
        Some(number) => (number, HOURS_PER_DAY),
        None => (value, HOURS_PER_DAY),
    };
    let span = number.parse::<u16>().ok()?;
    now.checked_sub(SignedDuration::from_hours(i64::from(span) * hours))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    terms!(
        /// The terms of a list.
        Known {
            Status = "status", "failed";
            Flow = "flow", "nightly";
            Since = "since", "7d";
        }
    );

    fn since(text: &str) -> Result<Option<String>, Problem> {
        let now: Timestamp = "2026-11-26T12:00:00Z".parse().expect("a time");
        let time = Terms::of(text).since(Known::Since, now)?;
        Ok(time.map(|time| time.to_string()))
    }

    #[test]
    fn words_and_terms_are_separated() {
        let terms =
            Terms::of(r#"nightly status:Failed flow:"Move files" since: http://x 12:30 tag:y"#);
        assert_eq!(terms.text, "nightly http://x 12:30 tag:y");
        assert_eq!(Known::HELP.len(), Known::ALL.len());
        assert_eq!(terms.all(Known::Status).collect::<Vec<_>>(), ["failed"]);
        assert_eq!(terms.all(Known::Flow).collect::<Vec<_>>(), ["move files"]);
        assert_eq!(terms.all(Known::Since).count(), 0);
        let in_use = terms.in_use();
        let in_use = in_use.iter().map(|term| (&*term.written, &*term.shown));
        assert_eq!(
            in_use.collect::<Vec<_>>(),
            [
                ("status:Failed", "status: Failed"),
                (r#"flow:"Move files""#, "flow: Move files")
            ]
        );
    }

    #[test]
    fn an_unclosed_quotation_mark_is_accepted() {
        let terms = |text: &str| Terms::<Known>::of(text);
        assert_eq!(terms(r#"a "b c"#).text, "a b c");
        assert_eq!(
            terms(r#"flow:"Move x"#).in_use()[0].written,
            r#"flow:"Move x"#
        );
        assert_eq!(terms("   ").text, "");
    }

    #[test]
    fn a_span_or_a_date_is_a_time() {
        assert_eq!(since("").expect("none"), None);
        let some = |text| since(text).expect("a time").expect("there");
        assert_eq!(some("since:7d"), "2026-11-19T12:00:00Z");
        assert_eq!(some("since:7"), "2026-11-19T12:00:00Z");
        assert_eq!(some("since:12h"), "2026-11-26T00:00:00Z");
        assert_eq!(some("since:2w since:1d"), "2026-11-25T12:00:00Z");
        assert!(some("since:2026-11-01").starts_with("2026-1"));
        for bad in ["since:yesterday", "since:-1d", "since:99999999d", "since:ä"] {
            since(bad).expect_err(bad);
        }
    }
}
