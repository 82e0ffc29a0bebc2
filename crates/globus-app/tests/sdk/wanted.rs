//! Where we differ from the SDK, and want to. Everything else is to be the same.

/// A difference that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// The SDK takes `authorization_parameters` that ask for nothing for a GARE, and a login
    /// that satisfies nothing would follow. We look for the next form, or the next document,
    /// that asks for something.
    EmptyRequirement,
    /// The SDK reads scopes that depend on each other without end, and what is some hundreds
    /// deep it cannot write again. We refuse what is deeper than `ScopeParser::MAX_DEPTH`, and
    /// what is longer than `ScopeParser::MAX_LENGTH`, be it only once it is written out.
    DepthBound,
}
