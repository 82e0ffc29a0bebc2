//! The checks of logins and tokens, one test each, named after the check.

mod tokens;
