//! Replaces names, IDs and paths by numbered marks such as `[name 1]`. The same text always gets the
//! same mark.

use std::collections::BTreeMap;

use uuid::Uuid;

/// The length of a UUID with hyphens.
const ID_LENGTH: usize = 36;

/// The shortest name to redact, in characters. Shorter ones match too many common words.
const SHORTEST_NAME: usize = 3;

/// Redacts lines and counts the replacements.
#[derive(Debug, Default)]
pub(super) struct Redaction {
    names: Vec<String>,
    numbers: BTreeMap<(&'static str, String), usize>,
    count: u32,
}

impl Redaction {
    /// Redacts these names, the longest first, besides IDs, e-mail addresses and paths.
    pub(super) fn of(names: impl IntoIterator<Item = String>) -> Self {
        let mut names: Vec<_> = names
            .into_iter()
            .filter(|name| name.chars().count() >= SHORTEST_NAME)
            .collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        Self {
            names,
            ..Self::default()
        }
    }

    /// How many replacements were made.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// Returns `line` with names, IDs, e-mail addresses and paths replaced.
    pub(super) fn line(&mut self, line: &str) -> String {
        let mut all = String::with_capacity(line.len());
        for piece in line.split_inclusive(is_end) {
            let word = piece.trim_end_matches(is_end);
            match self.word(word) {
                Some(mark) => {
                    all.push_str(&mark);
                    all.push_str(&piece[word.len()..]);
                }
                None => all.push_str(piece),
            }
        }
        let all = self.ids(&all);
        self.known_names(&all)
    }

    /// Replaces known names, but only as whole words.
    fn known_names(&mut self, line: &str) -> String {
        let mut line = line.to_owned();
        for name in self.names.clone() {
            let mut from = 0;
            while let Some(found) = line[from..].find(&name) {
                let (start, end) = (from + found, from + found + name.len());
                let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                if touches(line[..start].chars().next_back()) || touches(line[end..].chars().next())
                {
                    from = end;
                    continue;
                }
                let mark = self.mark("name", &name);
                line.replace_range(start..end, &mark);
                from = start + mark.len();
            }
        }
        line
    }

    fn ids(&mut self, line: &str) -> String {
        let mut rest = line;
        let mut all = String::with_capacity(line.len());
        while let Some(first) = rest.chars().next() {
            let id = rest.get(..ID_LENGTH).filter(|id| is_id(id));
            if let Some(id) = id {
                all.push_str(&self.mark("id", &id.to_lowercase()));
                rest = &rest[ID_LENGTH..];
            } else {
                all.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        all
    }

    fn word(&mut self, word: &str) -> Option<String> {
        let begins_a_path = |text: &str| {
            let is_path = text.starts_with('/') || text.starts_with("~/");
            is_path && text.len() > 2 || text.get(1..3) == Some(":\\")
        };
        // In links, the path can identify things. The host can't.
        if let Some((scheme, rest)) = word.split_once("://") {
            let (host, path) = rest.split_once('/')?;
            if path.is_empty() {
                return None;
            }
            let path = self.mark("path", path);
            return Some(format!("{scheme}://{host}/{path}"));
        }
        if word.contains('@') && !word.starts_with('@') {
            return Some(self.mark("address", word));
        }
        if let Some((key, value)) = word.split_once('=') {
            let value = self.word(value)?;
            return Some(format!("{key}={value}"));
        }
        begins_a_path(word).then(|| self.mark("path", word))
    }

    fn mark(&mut self, kind: &'static str, what: &str) -> String {
        self.count += 1;
        let next = self.numbers.keys().filter(|(of, _)| *of == kind).count() + 1;
        let number = *self.numbers.entry((kind, what.to_owned())).or_insert(next);
        format!("[{kind} {number}]")
    }
}

fn is_id(text: &str) -> bool {
    text.as_bytes().get(8) == Some(&b'-') && Uuid::try_parse(text).is_ok()
}

/// Whether a word ends at this character.
fn is_end(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '"' | '\'' | ',' | ';' | '(' | ')' | '“' | '”' | '<' | '>'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(lines: &[&str]) -> Vec<String> {
        let names = ["Ada Lovelace", "ada", "Ada", "ab"].map(str::to_owned);
        let mut redaction = Redaction::of(names);
        lines.iter().map(|line| redaction.line(line)).collect()
    }

    #[test]
    fn equal_names_ids_addresses_and_paths_get_the_same_mark() {
        let lines = redacted(&[
            "account Ada Lovelace (bob@uni.example), a lab",
            "run 24bc4997-b483-4c25-a19c-64b0afc00743 of /home/ada/x.txt by ada failed in Canada",
            "again 24BC4997-b483-4c25-a19c-64b0afc00743 path=\"/srv/data\" bob@uni.example",
            "https://auth.globus.org/v2/oauth2/authorize?state=x https://auth.globus.org/",
        ]);
        assert_eq!(
            lines,
            [
                "account [name 1] ([address 1]), a lab",
                "run [id 1] of [path 1] by [name 2] failed in Canada",
                "again [id 1] path=\"[path 2]\" [address 1]",
                "https://auth.globus.org/[path 3] https://auth.globus.org/",
            ]
        );
    }

    #[test]
    fn other_words_are_kept() {
        for line in [
            "2026-11-25T09:00:00Z  WARN meridian::controller: the sign-out is not finished yet",
            "os: linux / x86_64",
            "ü-ö-ä 12345678-1234",
        ] {
            assert_eq!(redacted(&[line]), [line]);
        }
    }
}
