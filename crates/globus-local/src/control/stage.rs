//! What every request goes through.

use std::sync::Arc;

use super::orders::Control;
use crate::{clock::Ahead, running::Running, start_error::StartError};

/// A running Globus, and what is ordered for it.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) running: Arc<Running>,
    pub(crate) control: Arc<Control>,
    pub(crate) ahead: Ahead,
}

impl Stage {
    /// As after the start, but for the clock.
    pub(crate) fn reset(&self) -> Result<(), StartError> {
        self.running.reset()?;
        self.control.reset();
        Ok(())
    }
}
