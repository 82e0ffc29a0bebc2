//! The result of a command.

/// Success, or a message that says what went wrong and how to fix it.
pub(crate) type Outcome = Result<(), String>;
