//! Scope strings: `scope *optional scope[dependency *optional_dependency[deeper]]`.

use super::{
    Scope, ScopeParseError, ScopeProblem,
    graph::Graph,
    tokens::{Misplaced, Placed, Token, tokenize},
};

/// Reads and writes scope strings as the Globus SDK 4.10 does (`globus_sdk/scopes`).
///
/// A scope string means a graph, as in Globus Auth: what is said about a scope in one place
/// holds wherever the scope occurs, and a dependency that is required anywhere is required.
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
    /// How many scopes may depend on each other in a row. Globus' own chains have four; the SDK
    /// has no bound, but cannot write what is some hundreds deep.
    pub const MAX_DEPTH: usize = 100;

    /// The most bytes a scope string may have, both as given and as written again: a short
    /// string can mean a tree that no memory holds.
    pub const MAX_LENGTH: usize = 1 << 20;

    /// Reads the scopes of a string, in the order in which they first occur; none in an empty
    /// one. Takes time in proportion to what it reads and returns.
    pub fn parse(text: &str) -> Result<Vec<Scope>, ScopeParseError> {
        parse(text).map_err(|(problem, at)| ScopeParseError::at(text, at, problem))
    }

    /// The scopes of two lists as one, each scope once.
    pub fn merge_scopes(a: &[Scope], b: &[Scope]) -> Result<Vec<Scope>, ScopeParseError> {
        Self::parse(&serialize(a.iter().chain(b)))
    }

    /// The scopes as Globus Auth takes them. An empty list is an empty string.
    pub fn serialize(scopes: &[Scope]) -> String {
        serialize(scopes)
    }
}

fn serialize<'a>(scopes: impl IntoIterator<Item = &'a Scope>) -> String {
    let written: Vec<_> = scopes.into_iter().map(Scope::to_string).collect();
    written.join(" ")
}

fn parse(text: &str) -> Result<Vec<Scope>, Misplaced> {
    if text.len() > ScopeParser::MAX_LENGTH {
        return Err((ScopeProblem::TooLong, ScopeParser::MAX_LENGTH));
    }
    read(&tokenize(text)?)?.into_scopes()
}

fn read<'a>(tokens: &[Placed<'a>]) -> Result<Graph<'a>, Misplaced> {
    let mut graph = Graph::default();
    let mut optional = false;
    // What the open brackets belong to, and where they are.
    let mut parents = Vec::new();
    let mut last = None;
    for (index, &(token, at)) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1).copied();
        check_neighbours((token, at), next)?;
        match token {
            Token::Asterisk => optional = true,
            Token::LeftBracket => {
                let parent = last.ok_or((ScopeProblem::NothingBeforeLeftBracket, at))?;
                if parents.len() + 1 == ScopeParser::MAX_DEPTH {
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
