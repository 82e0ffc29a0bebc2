//! What is wrong with a scope string, and where.

use super::limits::{MAX_DEPTH, MAX_LENGTH};

/// A scope string that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{problem} (at character {})", position + 1)]
pub struct ScopeParseError {
    problem: ScopeProblem,
    position: usize,
}

impl ScopeParseError {
    /// An error at a byte of `text`.
    pub(super) fn at(text: &str, byte: usize, problem: ScopeProblem) -> Self {
        Self {
            problem,
            position: text
                .char_indices()
                .take_while(|(start, _)| *start < byte)
                .count(),
        }
    }

    /// What is wrong.
    pub fn problem(&self) -> &ScopeProblem {
        &self.problem
    }

    /// The character it is about, counted from 0: a caret stands under it.
    ///
    /// [`ScopeParser::merge_scopes`](super::ScopeParser::merge_scopes) counts in the two lists,
    /// written one after the other.
    pub fn position(&self) -> usize {
        self.position
    }
}

/// What is wrong with a scope string, in the Globus SDK's own words where it has them
/// (`globus_sdk/scopes/_graph_parser.py`).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScopeProblem {
    /// `a[`
    #[error("ended in left bracket")]
    EndedInLeftBracket,
    /// `a]`
    #[error("found ']' with no matching '[' preceding it")]
    UnmatchedRightBracket,
    /// `a [b]`
    #[error("'[' cannot have a preceding space")]
    SpaceBeforeLeftBracket,
    /// `a[]`
    #[error("found empty brackets")]
    EmptyBrackets,
    /// `* a`
    #[error("'*' must not be followed by a space")]
    SpaceAfterAsterisk,
    /// `a[b]c`
    #[error("']' may only be followed by a space or ']'")]
    AfterRightBracket,
    /// `a[[b]]`
    #[error("found double left-bracket")]
    DoubleLeftBracket,
    /// `[a]`
    #[error("found '[' without a preceding scope string")]
    NothingBeforeLeftBracket,
    /// `a[b`
    #[error("unclosed brackets, missing ']'")]
    UnclosedBrackets,
    /// `a *`
    #[error("ended in optional marker")]
    EndedInAsterisk,
    /// `**a`
    #[error("a scope string must always follow an optional marker")]
    NothingAfterAsterisk,
    /// `a[b[a]]`: a scope that depends on itself, if only by others.
    #[error("A cycle was found involving '{0}'")]
    Cycle(String),
    /// A [`Scope`](super::Scope) without a scope string.
    #[error("there is no scope in it")]
    Empty,
    /// One of `[]* ` within a single scope's string.
    #[error("a scope string may not contain '[', ']', '*' or a space")]
    SpecialCharacter,
    /// Several scopes where one was to be.
    #[error("there is more than one scope in it")]
    MoreThanOne,
    /// Dependencies deeper than [`ScopeParser::MAX_DEPTH`](super::ScopeParser::MAX_DEPTH).
    #[error("dependencies go deeper than {MAX_DEPTH} scopes")]
    TooDeep,
    /// Longer than [`ScopeParser::MAX_LENGTH`](super::ScopeParser::MAX_LENGTH), as given or
    /// once every scope is written with all its dependencies.
    #[error("longer than {MAX_LENGTH} bytes")]
    TooLong,
}
