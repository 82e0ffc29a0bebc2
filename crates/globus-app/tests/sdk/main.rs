//! Scopes, consents and GAREs as the unmodified Globus SDK sees them: inputs by the thousand,
//! made up from fixed seeds, put to both.

mod consents;
mod gares;
mod made_up;
mod scopes;
mod verdicts;
mod wanted;
