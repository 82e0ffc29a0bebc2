//! How large a scope string may get. Without a limit, a short text could mean a tree that fills
//! all memory.

/// How many scopes may depend on each other in a row.
pub(super) const MAX_DEPTH: usize = 100;

/// How many bytes a scope string may have.
pub(super) const MAX_LENGTH: usize = 1 << 20;
