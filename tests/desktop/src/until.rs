//! Waiting for what tells nobody that it came.

use std::time::{Duration, Instant};

use crate::Result;

/// Looks until it is there; an error that names it when `patience` is over.
pub async fn until(
    what: &str,
    patience: Duration,
    is_there: impl AsyncFn() -> Result<bool>,
) -> Result<()> {
    let begun = Instant::now();
    while !is_there().await? {
        if begun.elapsed() > patience {
            return Err(format!("{what}: not within {patience:?}").into());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}
