//! The state that handles every request.

use std::sync::Arc;

use super::orders::Control;
use crate::{clock::Ahead, running::Running, start_error::StartError};

/// A running Globus, and the faults and demands for it.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) running: Arc<Running>,
    pub(crate) control: Arc<Control>,
    pub(crate) ahead: Ahead,
}

impl Stage {
    /// Puts everything back to how it was at the start, except the clock.
    pub(crate) fn reset(&self) -> Result<(), StartError> {
        self.running.reset()?;
        self.control.reset();
        Ok(())
    }
}
