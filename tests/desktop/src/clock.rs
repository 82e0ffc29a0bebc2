//! A clock for one program that can jump ahead or stop while the program runs.

use std::{fs, os::unix::fs::FileExt as _, path::PathBuf};

use crate::{PrivateBus, Result};

/// A wall clock that can jump ahead, as after the computer's sleep, or stop. The monotonic clock runs on.
#[derive(Debug)]
pub struct Clock {
    library: String,
    file: String,
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
            file: text(folder.join("clock"))?,
            program: program.to_owned(),
        };
        let arguments = ["-shared", "-fPIC", "-o", &clock.library, source];
        bus.folder().output("cc", &arguments).await?;
        fs::write(&clock.file, [0; 16])?;
        Ok(clock)
    }

    /// The variables to start the program with.
    pub fn variables(&self) -> [(&str, &str); 3] {
        [
            ("LD_PRELOAD", &self.library),
            ("CLOCK_FILE", &self.file),
            ("CLOCK_OF", &self.program),
        ]
    }

    /// Sets the clock ahead of the true time by `seconds`.
    pub fn put_forward(&self, seconds: i64) -> Result<()> {
        self.tell(0, seconds)
    }

    /// Stops the clock at this Unix time in seconds.
    pub fn stand_still_at(&self, seconds: i64) -> Result<()> {
        self.tell(1, seconds)
    }

    /// Writes one of the two numbers that `clock.c` reads: 0 is the offset, 1 the stopped time.
    fn tell(&self, number: u64, seconds: i64) -> Result<()> {
        let file = fs::OpenOptions::new().write(true).open(&self.file)?;
        file.write_all_at(&seconds.to_ne_bytes(), number * 8)?;
        Ok(())
    }
}
