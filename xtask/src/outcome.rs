//! What a command answers.

/// Nothing, or what went wrong and how to mend it.
pub(crate) type Outcome = Result<(), String>;
