//! A clock for one program that can jump ahead while the program runs.

use std::{fs, path::PathBuf};

use crate::{PrivateBus, Result};

/// Simulates the computer's sleep: the wall clock jumps, but the monotonic clock doesn't.
#[derive(Debug)]
pub struct Clock {
    library: String,
    ahead: String,
    program: String,
}

impl Clock {
    /// A clock for the program of this name. Start the program with [`Self::variables`].
    pub async fn of(bus: &PrivateBus, program: &str) -> Result<Self> {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/clock.c");
        let folder = bus.folder().folder("clock")?;
        let text = |path: PathBuf| {
            let text = path.into_os_string().into_string();
            text.map_err(|_| "the temporary folder's name is not UTF-8")
        };
        let clock = Self {
            library: text(folder.join("clock.so"))?,
            ahead: text(folder.join("ahead"))?,
            program: program.to_owned(),
        };
        let arguments = ["-shared", "-fPIC", "-o", &clock.library, source];
        bus.folder().output("cc", &arguments).await?;
        clock.put_forward(0)?;
        Ok(clock)
    }

    /// The variables to start the program with.
    pub fn variables(&self) -> [(&str, &str); 3] {
        [
            ("LD_PRELOAD", &self.library),
            ("CLOCK_AHEAD", &self.ahead),
            ("CLOCK_AHEAD_OF", &self.program),
        ]
    }

    /// Sets the clock ahead of the true time by `seconds`.
    pub fn put_forward(&self, seconds: i64) -> Result<()> {
        // Replaced in one step, because the program may be reading the file.
        let new = format!("{}.new", self.ahead);
        fs::write(&new, seconds.to_string())?;
        Ok(fs::rename(new, &self.ahead)?)
    }
}
