//! Filters for labels and file names.

/// A `label:` or `name:` clause: texts separated by commas. One of the wanted ones must match, and
/// none of the unwanted.
#[derive(Debug)]
pub(super) struct TextFilter {
    wanted: Vec<Pattern>,
    unwanted: Vec<Pattern>,
}

/// `--exact` and `--inexact` of the Globus CLI. Only patterns ignore case and have `*`.
#[derive(Debug)]
enum Pattern {
    Exact(String),
    Like(String),
}

impl TextFilter {
    /// The prefixes are `=` for exact, which is the default, `~` for a pattern, `!` for not equal,
    /// and `!~` for not matching.
    pub(super) fn parse(text: &str) -> Self {
        let mut parsed = Self {
            wanted: Vec::new(),
            unwanted: Vec::new(),
        };
        for item in text.split(',') {
            let (list, item) = match item.strip_prefix('!') {
                Some(rest) => (&mut parsed.unwanted, rest),
                None => (&mut parsed.wanted, item),
            };
            list.push(match item.strip_prefix('~') {
                Some(pattern) => Pattern::Like(pattern.to_lowercase()),
                None => Pattern::Exact(item.strip_prefix('=').unwrap_or(item).to_owned()),
            });
        }
        parsed
    }

    pub(super) fn accepts(&self, label: Option<&str>) -> bool {
        let label = label.unwrap_or_default();
        let matches = |pattern: &Pattern| match pattern {
            Pattern::Exact(text) => label == text,
            Pattern::Like(pattern) => is_like(&label.to_lowercase(), pattern),
        };
        let is_wanted = self.wanted.is_empty() || self.wanted.iter().any(matches);
        is_wanted && !self.unwanted.iter().any(matches)
    }
}

/// Whether `text` matches `pattern`, in which `*` matches anything.
fn is_like(text: &str, pattern: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else {
        return text == pattern;
    };
    let Some(mut text) = text.strip_prefix(first) else {
        return false;
    };
    let mut parts = rest.split('*').peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return text.ends_with(part);
        }
        // The earliest match leaves the most for the rest.
        let Some(at) = text.find(part) else {
            return false;
        };
        text = &text[at + part.len()..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(test: &str, label: &str) -> bool {
        TextFilter::parse(test).accepts(Some(label))
    }

    #[test]
    fn patterns_ignore_case_and_exact_ones_do_not() {
        for test in [
            "~CRYO*",
            "~*night*",
            "~*88",
            "~cryo-em night 88",
            "~*e*n*8*",
        ] {
            assert!(accepts(test, "Cryo-EM night 88"), "{test}");
        }
        for test in ["~night*", "~*89", "~cryo", "~*88*88", "~88*cryo"] {
            assert!(!accepts(test, "Cryo-EM night 88"), "{test}");
        }
        for test in ["Cryo-EM night 88", "=Cryo-EM night 88"] {
            assert!(accepts(test, "Cryo-EM night 88"), "{test}");
            assert!(!accepts(test, "cryo-em night 88"), "{test}");
        }
    }

    #[test]
    fn a_star_is_a_star_where_nothing_is_a_pattern() {
        assert!(accepts("=run *", "run *"));
        assert!(!accepts("=run *", "run 7"));
        assert!(!accepts("run *", "run 7"));
        assert!(accepts("!run *", "run 7"));
    }

    #[test]
    fn one_of_the_wanted_and_none_of_the_unwanted() {
        assert!(accepts("~tomo*,~cryo*", "cryo 1"));
        assert!(!accepts("~tomo*,~cryo*", "qcd 1"));
        assert!(accepts("~cryo*,!~*2", "cryo 1"));
        assert!(!accepts("~cryo*,!~*2", "cryo 2"));
        assert!(!accepts("!a,!b", "b"));
        assert!(TextFilter::parse("!a").accepts(None));
        assert!(!TextFilter::parse("~a*").accepts(None));
    }
}
