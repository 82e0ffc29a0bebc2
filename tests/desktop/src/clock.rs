//! The clock of one program, to be put forward while it runs.

use std::{fs, path::PathBuf};

use crate::{PrivateBus, Result};

/// What a sleep does to a program: the wall clock jumps, the steady one does not.
#[derive(Debug)]
pub struct Clock {
    library: String,
    ahead: String,
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
            ahead: text(folder.join("ahead"))?,
            program: program.to_owned(),
        };
        let arguments = ["-shared", "-fPIC", "-o", &clock.library, source];
        bus.folder().output("cc", &arguments).await?;
        clock.put_forward(0)?;
        Ok(clock)
    }

    /// The environment of the program.
    pub fn variables(&self) -> [(&str, &str); 3] {
        [
            ("LD_PRELOAD", &self.library),
            ("CLOCK_AHEAD", &self.ahead),
            ("CLOCK_AHEAD_OF", &self.program),
        ]
    }

    /// So many seconds ahead of the true time, from now on.
    pub fn put_forward(&self, seconds: i64) -> Result<()> {
        // In one step: the program may read it meanwhile.
        let new = format!("{}.new", self.ahead);
        fs::write(&new, seconds.to_string())?;
        Ok(fs::rename(new, &self.ahead)?)
    }
}
