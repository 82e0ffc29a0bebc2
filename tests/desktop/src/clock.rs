//! The clock of one program, to be put forward or stopped while it runs.

use std::{fs, os::unix::fs::FileExt as _, path::PathBuf};

use crate::{PrivateBus, Result};

/// What a sleep does to a program: the wall clock jumps, the steady one does not. Or the wall clock
/// stands still.
#[derive(Debug)]
pub struct Clock {
    library: String,
    file: String,
    program: String,
}

impl Clock {
    /// For the program of this name; it is started with the clock's [`Self::variables`].
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

    /// The environment of the program.
    pub fn variables(&self) -> [(&str, &str); 3] {
        [
            ("LD_PRELOAD", &self.library),
            ("CLOCK_FILE", &self.file),
            ("CLOCK_OF", &self.program),
        ]
    }

    /// So many seconds ahead of the true time, from now on.
    pub fn put_forward(&self, seconds: i64) -> Result<()> {
        self.tell(0, seconds)
    }

    /// From now on it shows this many seconds since 1970, and nothing else.
    pub fn stand_still_at(&self, seconds: i64) -> Result<()> {
        self.tell(1, seconds)
    }

    /// One of the two numbers of `clock.c`, in the memory that the program sees.
    fn tell(&self, number: u64, seconds: i64) -> Result<()> {
        let file = fs::OpenOptions::new().write(true).open(&self.file)?;
        file.write_all_at(&seconds.to_ne_bytes(), number * 8)?;
        Ok(())
    }
}
