//! Scope strings: `scope *optional scope[dependency *optional_dependency[deeper]]`.

use std::{borrow::Cow, str::FromStr};

use serde::{Deserialize, Deserializer, de};

use super::{
    error::{ScopeParseError, ScopeProblem},
    graph::Graph,
    limits::{MAX_DEPTH, MAX_LENGTH},
    scope::Scope,
    tokens::{Misplaced, Placed, Token, tokenize},
};

/// Reads and writes scope strings as the Globus SDK 4.10 does (`globus_sdk/scopes`).
///
/// A scope string describes a graph, as in Globus Auth: what is said about a scope in one place
/// applies wherever the scope occurs, and a dependency that is required anywhere is required.
///
/// ```
/// use globus_app::ScopeParser;
///
/// let scopes = ScopeParser::parse("*a b[*c d[e]] b[f]")?;
/// assert_eq!(ScopeParser::serialize(&scopes), "*a b[*c d[e] f]");
///
/// let error = ScopeParser::parse("a [b]").expect_err("a space too many");
/// assert_eq!(error.to_string(), "'[' cannot have a preceding space (at character 3)");
/// assert_eq!(error.position(), 2);
/// # Ok::<(), globus_app::ScopeParseError>(())
/// ```
#[derive(Debug)]
pub enum ScopeParser {}

impl ScopeParser {
    /// How deep dependencies may be nested. Globus's own chains have four levels. The SDK has no
    /// limit, but can't write scopes that are some hundreds of levels deep.
    pub const MAX_DEPTH: usize = MAX_DEPTH;

    /// The most bytes that a scope string may have, both as given and when written again, because a
    /// short string can describe a tree that no memory holds.
    pub const MAX_LENGTH: usize = MAX_LENGTH;

    /// Reads the scopes in a string, in the order in which they first occur. An empty string has
    /// none. Takes time in proportion to what it reads and returns.
    ///
    /// # Errors
    /// [`ScopeParseError`] says what is wrong, and at which character.
    pub fn parse(text: &str) -> Result<Vec<Scope>, ScopeParseError> {
        parse(text).map_err(|(problem, at)| ScopeParseError::at(text, at, problem))
    }

    /// Merges two lists of scopes. Each scope occurs once.
    ///
    /// # Errors
    /// [`ScopeParseError`] if together they contain a cycle, or get too long.
    pub fn merge_scopes(a: &[Scope], b: &[Scope]) -> Result<Vec<Scope>, ScopeParseError> {
        Self::parse(&serialize(a.iter().chain(b)))
    }

    /// Writes the scopes in Globus Auth's notation. An empty list is an empty string.
    pub fn serialize(scopes: &[Scope]) -> String {
        serialize(scopes)
    }
}

impl FromStr for Scope {
    type Err = ScopeParseError;

    /// Reads exactly one scope.
    fn from_str(text: &str) -> Result<Self, ScopeParseError> {
        let mut scopes = ScopeParser::parse(text)?.into_iter();
        match (scopes.next(), scopes.next()) {
            (Some(scope), None) => Ok(scope),
            (None, _) => Err(ScopeParseError::at(text, 0, ScopeProblem::Empty)),
            (Some(_), Some(_)) => Err(ScopeParseError::at(text, 0, ScopeProblem::MoreThanOne)),
        }
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

fn serialize<'a>(scopes: impl IntoIterator<Item = &'a Scope>) -> String {
    let written: Vec<_> = scopes.into_iter().map(Scope::to_string).collect();
    written.join(" ")
}

fn parse(text: &str) -> Result<Vec<Scope>, Misplaced> {
    if text.len() > MAX_LENGTH {
        return Err((ScopeProblem::TooLong, MAX_LENGTH));
    }
    read(&tokenize(text)?)?.into_scopes()
}

fn read<'a>(tokens: &[Placed<'a>]) -> Result<Graph<'a>, Misplaced> {
    let mut graph = Graph::default();
    let mut optional = false;
    // The scope that each open bracket belongs to, and where it is.
    let mut parents = Vec::new();
    let mut last = None;
    for (index, &(token, at)) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1).copied();
        check_neighbours((token, at), next)?;
        match token {
            Token::Asterisk => optional = true,
            Token::LeftBracket => {
                let parent = last.ok_or((ScopeProblem::NothingBeforeLeftBracket, at))?;
                if parents.len() + 1 == MAX_DEPTH {
                    return Err((ScopeProblem::TooDeep, at));
                }
                parents.push((parent, at));
            }
            Token::RightBracket => {
                parents
                    .pop()
                    .ok_or((ScopeProblem::UnmatchedRightBracket, at))?;
            }
            Token::ScopeString(scope_string) => {
                let scope = graph.scope(scope_string);
                match parents.last() {
                    Some(&(parent, _)) => graph.depends(parent, scope, optional, at),
                    None => graph.is_wanted(scope, optional, at),
                }
                last = Some(scope);
                optional = false;
            }
        }
    }
    match parents.last() {
        Some(&(_, at)) => Err((ScopeProblem::UnclosedBrackets, at)),
        None => Ok(graph),
    }
}

fn check_neighbours((token, at): Placed<'_>, next: Option<Placed<'_>>) -> Result<(), Misplaced> {
    match (token, next) {
        (Token::Asterisk, None) => Err((ScopeProblem::EndedInAsterisk, at)),
        (
            Token::Asterisk,
            Some((Token::Asterisk | Token::LeftBracket | Token::RightBracket, at)),
        ) => Err((ScopeProblem::NothingAfterAsterisk, at)),
        (Token::LeftBracket, None) => Err((ScopeProblem::EndedInLeftBracket, at)),
        (Token::LeftBracket, Some((Token::RightBracket, at))) => {
            Err((ScopeProblem::EmptyBrackets, at))
        }
        (Token::LeftBracket, Some((Token::LeftBracket, at))) => {
            Err((ScopeProblem::DoubleLeftBracket, at))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scope(scope_string: &str) -> Scope {
        Scope::new(scope_string).expect("one scope")
    }

    fn written(text: &str) -> String {
        ScopeParser::serialize(&ScopeParser::parse(text).expect(text))
    }

    fn problem(text: &str) -> (ScopeProblem, usize) {
        let error = ScopeParser::parse(text).expect_err(text);
        (error.problem().clone(), error.position())
    }

    #[test]
    fn every_error_has_the_sdks_words_and_points_at_the_character() {
        for (text, words, position) in [
            ("a[", "ended in left bracket", 1),
            ("é]", "found ']' with no matching '[' preceding it", 1),
            ("a [b]", "'[' cannot have a preceding space", 2),
            ("a[]", "found empty brackets", 2),
            ("b * a", "'*' must not be followed by a space", 2),
            ("é[b]c", "']' may only be followed by a space or ']'", 4),
            ("a[[b]]", "found double left-bracket", 2),
            ("[a]", "found '[' without a preceding scope string", 0),
            ("a[b[c]", "unclosed brackets, missing ']'", 1),
            ("a *", "ended in optional marker", 2),
            (
                "**a",
                "a scope string must always follow an optional marker",
                1,
            ),
            ("a[a]", "A cycle was found involving 'a'", 2),
            ("a[b] c b[a]", "A cycle was found involving 'a'", 9),
        ] {
            let error = ScopeParser::parse(text).expect_err(text);
            assert_eq!(error.problem().to_string(), words, "{text}");
            assert_eq!(error.position(), position, "{text}");
        }
    }

    #[test]
    fn a_scope_means_the_same_wherever_it_occurs() {
        for (text, normal) in [
            ("", ""),
            ("  a  b ", "a b"),
            ("a a", "a"),
            ("a *a", "a *a"),
            ("a[*b] a[b]", "a[b]"),
            ("a[b] a[*b c]", "a[b c]"),
            ("x[b] b[c]", "x[b[c]] b[c]"),
            ("*a b[*c d[e]] b[f]", "*a b[*c d[e] f]"),
            ("a*b", "a *b"),
            ("a b\u{1f}", "a b"),
        ] {
            assert_eq!(written(text), normal, "{text:?}");
        }
    }

    #[test]
    fn lists_are_merged() {
        let scopes = |text: &str| ScopeParser::parse(text).expect(text);
        let merged = ScopeParser::merge_scopes(&scopes("a[*b] c"), &scopes("a[b d]"));
        assert_eq!(ScopeParser::serialize(&merged.expect("merged")), "a[b d] c");
        let error = ScopeParser::merge_scopes(&scopes("a[b]"), &scopes("b[a]"));
        let error = error.expect_err("a cycle");
        assert_eq!(error.position(), "a[b] b[".len());
    }

    #[test]
    fn exactly_one_scope_is_read() {
        assert_eq!(
            "*a[b]".parse(),
            Ok(scope("a").optional().with_dependency(scope("b")))
        );
        let problem = |text: &str| {
            text.parse::<Scope>()
                .expect_err("not one")
                .problem()
                .clone()
        };
        assert_eq!(problem(""), ScopeProblem::Empty);
        assert_eq!(problem("a b"), ScopeProblem::MoreThanOne);
    }

    #[test]
    fn a_scope_is_a_string_in_json() {
        let scope = scope("a").with_dependency(scope("b"));
        let json = serde_json::to_string(&scope).expect("a string");
        assert_eq!(json, r#""a[b]""#);
        assert_eq!(serde_json::from_str::<Scope>(&json).expect("ours"), scope);
        assert!(serde_json::from_str::<Scope>(r#""a[""#).is_err());
    }

    #[test]
    fn depth_is_bounded_however_it_comes_about() {
        let max = ScopeParser::MAX_DEPTH;
        let nested = |depth: usize| {
            let names: Vec<_> = (0..depth).map(|level| format!("s{level}")).collect();
            names.join("[") + &"]".repeat(depth - 1)
        };
        let chained = |depth: usize| {
            let links: Vec<_> = (1..depth)
                .map(|level| format!("s{}[s{level}]", level - 1))
                .collect();
            links.join(" ")
        };
        assert_eq!(written(&nested(max)), nested(max));
        assert!(written(&chained(max)).starts_with(&nested(max)));
        assert_eq!(problem(&nested(max + 1)).0, ScopeProblem::TooDeep);
        assert_eq!(problem(&chained(max + 1)).0, ScopeProblem::TooDeep);
        assert_eq!(problem(&chained(50_000)).0, ScopeProblem::TooDeep);
        assert_eq!(problem(&"a[".repeat(500_000)).0, ScopeProblem::TooDeep);
    }

    #[test]
    fn length_is_bounded_before_and_after() {
        let max = ScopeParser::MAX_LENGTH;
        assert!(ScopeParser::parse(&"a".repeat(max)).is_ok());
        let (problem_before, position) = problem(&"a".repeat(max + 1));
        assert_eq!((problem_before, position), (ScopeProblem::TooLong, max));
        // Each level doubles the size.
        let doubling: Vec<_> = (0..45)
            .map(|level| format!("s{level}[l{level}[s{0}] r{level}[s{0}]]", level + 1))
            .collect();
        assert_eq!(problem(&doubling.join(" ")).0, ScopeProblem::TooLong);
        // The limit is on what is written, to the byte.
        let long = "x".repeat((max - 10) / 2);
        assert_eq!(written(&format!("a[{long}] b[a]")).len(), max);
        assert_eq!(
            problem(&format!("a[{long}] bb[a]")).0,
            ScopeProblem::TooLong
        );
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in r"[a-c\[\]* \t\x1c\PC]{0,24}") {
            match ScopeParser::parse(&text) {
                Ok(scopes) => prop_assert!(scopes.len() <= text.len()),
                Err(error) => prop_assert!(error.position() < text.chars().count()),
            }
        }

        #[test]
        fn what_is_written_is_read_again(text in r"[a-d]{1,2}( ?\*?[a-d]|\[[ab]\] |\[\*c d\] ){0,8}") {
            if let Ok(scopes) = ScopeParser::parse(&text) {
                let written = ScopeParser::serialize(&scopes);
                prop_assert_eq!(ScopeParser::parse(&written), Ok(scopes.clone()));
                prop_assert_eq!(ScopeParser::merge_scopes(&scopes, &scopes), Ok(scopes));
            }
        }
    }
}
