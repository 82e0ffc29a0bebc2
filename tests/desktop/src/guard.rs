//! Makes sure that everything a test started ends with it.

use std::io::Write as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Result;

/// Runs `guard.sh` beside the test. Dropping the handle makes the script clean up, and waits for it.
#[derive(Debug)]
pub(crate) struct Guard(Child);

impl Guard {
    pub(crate) fn watch(folder: &Path) -> Result<Self> {
        let mut child = Command::new("sh")
            .args(["-c", include_str!("guard.sh")])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Its own process group, so that Ctrl-C ends the test but not the guard.
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
        // A destructor can't report an error.
        let _ = self.0.wait();
    }
}
