//! Parses a list's filter: words, and terms such as `status:failed` or `flow:"Move files"`.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use crate::{problem::view::Problem, read::search};

const HOURS_PER_DAY: i64 = 24;

/// The words and terms of a filter.
#[derive(Debug, PartialEq, Eq)]
pub struct Terms {
    /// The words, joined by spaces.
    pub text: String,
    named: Vec<(String, String)>,
}

impl Terms {
    /// Parses a filter. `known` are the names of this list's terms. Any other text is a word. A known
    /// name without a value is ignored, because you may still be typing it.
    pub fn of(text: &str, known: &[&str]) -> Self {
        let (mut words, mut named) = (Vec::new(), Vec::new());
        for piece in pieces(&search(text)) {
            match piece.split_once(':') {
                Some((name, value)) if known.contains(&name.to_lowercase().as_str()) => {
                    if !value.is_empty() {
                        named.push((name.to_lowercase(), value.to_lowercase()));
                    }
                }
                _ => words.push(piece),
            }
        }
        Self {
            text: words.join(" "),
            named,
        }
    }

    /// All values of the term `name`, in lower case.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.named.iter().filter(move |(found, _)| found == name);
        named.map(|(_, value)| value.as_str())
    }

    /// The time that `since:7d`, `since:12h` or `since:2026-11-01` stands for. The latest, if there are
    /// several.
    ///
    /// # Errors
    /// A problem in words, if a value is neither a span nor a date.
    pub fn since(&self, now: Timestamp) -> Result<Option<Timestamp>, Problem> {
        let times = self.all("since").map(|value| {
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

/// Splits `text` at white space. Quotation marks keep their contents together and are removed.
fn pieces(text: &str) -> Vec<String> {
    let (mut pieces, mut piece, mut quoted) = (Vec::new(), String::new(), false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => pieces.push(std::mem::take(&mut piece)),
            c => piece.push(c),
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.is_empty());
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

    fn since(text: &str) -> Result<Option<String>, Problem> {
        let now: Timestamp = "2026-11-26T12:00:00Z".parse().expect("a time");
        let terms = Terms::of(text, &["since"]);
        Ok(terms.since(now)?.map(|time| time.to_string()))
    }

    #[test]
    fn words_and_terms_are_separated() {
        let terms = Terms::of(
            r#"nightly status:Failed flow:"Move files" tag: http://x 12:30"#,
            &["status", "flow", "tag"],
        );
        assert_eq!(terms.text, "nightly http://x 12:30");
        assert_eq!(terms.all("status").collect::<Vec<_>>(), ["failed"]);
        assert_eq!(terms.all("flow").collect::<Vec<_>>(), ["move files"]);
        assert_eq!(terms.all("tag").count(), 0);
    }

    #[test]
    fn an_unclosed_quotation_mark_is_accepted() {
        assert_eq!(Terms::of(r#"a "b c"#, &[]).text, "a b c");
        assert_eq!(Terms::of("   ", &[]).text, "");
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
