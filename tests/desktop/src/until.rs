//! Polls for conditions that have no event to wait for.

use std::time::{Duration, Instant};

use crate::Result;

/// Polls until `is_there` returns true.
///
/// # Errors
/// If `patience` runs out. The message names `what`.
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
