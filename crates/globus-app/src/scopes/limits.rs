//! How large a scope string may get. Without limits, a short text could describe a tree that fills
//! the memory.

/// How deep dependencies may be nested.
pub(super) const MAX_DEPTH: usize = 100;

/// How many bytes a scope string may have.
pub(super) const MAX_LENGTH: usize = 1 << 20;
