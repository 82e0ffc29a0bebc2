//! A local Globus: Auth, Flows, Groups and Transfer on one loopback port, with a researcher's
//! sample data.
//!
//! For demos and tests. It speaks the wire format of the real services, so any Globus client can
//! use it: set `GLOBUS_SDK_SERVICE_URL_AUTH`, `…_FLOWS`, `…_GROUPS` and `…_TRANSFER`. Anything it
//! does not implement answers 501.
//!
//! ```no_run
//! # async fn example() -> Result<(), globus_local::StartError> {
//! use globus_local::GlobusLocal;
//!
//! let globus = GlobusLocal::builder().auto_approve(true).seed(7).start().await?;
//! println!("export GLOBUS_SDK_SERVICE_URL_AUTH={}", globus.url());
//! globus.shutdown().await;
//! # Ok(())
//! # }
//! ```

// A task document has more fields than `json!` can take by default.
#![recursion_limit = "256"]

mod auth;
mod bearer;
mod builder;
mod clock;
mod control;
mod flows;
mod globus;
mod groups;
mod handle;
mod issuer;
mod random;
mod relay;
mod running;
mod search;
mod server;
mod start_error;
mod transfer;

pub use auth::{
    CONFIDENTIAL_CLIENT_ID, CONFIDENTIAL_CLIENT_SECRET, Issued, IssuedKind, SERVICE_ACCOUNT_ID,
    SERVICE_ACCOUNT_SECRET,
};
pub use builder::{Builder, Options};
pub use clock::Clock;
pub use control::{Demand, Fault, GareForm, Recorded};
pub use handle::GlobusLocal;
pub use issuer::{Issuer, IssuerError};
pub use start_error::StartError;
pub use transfer::TaskFault;
