//! The checks of logins and tokens, one test each, named after the check.

mod answers;
mod fake;
mod logs;
mod redrive;
mod requests;
mod tokens;
mod transport;
mod variables;
