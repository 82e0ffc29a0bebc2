//! Where we differ from the SDK on purpose. Everything else must be the same.

/// An intended difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// The SDK reads `authorization_parameters` without any requirement as a GARE, which would
    /// cause a pointless login. We look for the next form or document that requires something.
    EmptyRequirement,
    /// The SDK reads dependencies of any depth, but can't write scopes that are some hundreds of
    /// levels deep. We refuse what is deeper than `ScopeParser::MAX_DEPTH` or longer than
    /// `ScopeParser::MAX_LENGTH`, even if only once it is written out.
    DepthBound,
}
