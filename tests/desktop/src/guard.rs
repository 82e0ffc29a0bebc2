//! Whatever a test started ends with it.

use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Result;

/// Runs `guard.sh` beside the test; dropping the handle makes it clean up, and waits for that.
#[derive(Debug)]
pub(crate) struct Guard(Child);

impl Guard {
    pub(crate) fn watch(folder: &Path) -> Result<Self> {
        let mut child = Command::new("sh")
            .args(["-c", include_str!("guard.sh")])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Out of reach of the Ctrl-C that ends the test.
            .process_group(0)
            .spawn()?;
        if let Some(input) = &mut child.stdin {
            writeln!(input, "{}/", folder.display())?;
        }
        Ok(Self(child))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        // A guard that was killed has nothing to report, and a destructor nobody to tell.
        let _ = self.0.wait();
    }
}
