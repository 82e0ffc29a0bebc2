//! Using a GlobusApp, step by step.
//!
//! The parts follow the Globus SDK's guide of the same name, and say where this library differs.
//! The programs in `examples/` show each part. They run against the real Globus, or against
//! `globus-local`:
//!
//! ```sh
//! cargo run -p globus-local            # prints variables; export them in another terminal
//! cargo run -p globus-app --example user_app
//! ```

#[doc = include_str!("setup.md")]
pub mod setup {}

#[doc = include_str!("binding.md")]
pub mod binding {}

#[doc = include_str!("usage.md")]
pub mod usage {}

#[doc = include_str!("login_flows.md")]
pub mod login_flows {}

#[doc = include_str!("scope_requirements.md")]
pub mod scope_requirements {}
