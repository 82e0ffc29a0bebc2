//! Python's own worlds: one with the Globus SDK, one with the Globus CLI, which wants an older SDK.

use std::{fs, path::PathBuf};

use crate::{outcome::Outcome, shell};

/// A virtual environment below `target/`, with exactly the packages that a list names.
#[derive(Clone, Copy)]
pub(crate) struct World {
    folder: &'static str,
    requirements: &'static str,
}

/// `globus-sdk` and `pytest`.
pub(crate) const SDK: World = World {
    folder: "target/venv",
    requirements: "tests/fidelity/requirements-sdk.txt",
};

/// `globus-cli`.
pub(crate) const CLI: World = World {
    folder: "target/venv-cli",
    requirements: "tests/fidelity/requirements-cli.txt",
};

impl World {
    /// A program of this world.
    pub(crate) fn program(self, name: &str) -> PathBuf {
        shell::root().join(self.folder).join("bin").join(name)
    }

    /// Installs what is listed, unless just that is there.
    pub(crate) fn setup(self) -> Outcome {
        let list = shell::root().join(self.requirements);
        let wanted = fs::read_to_string(&list)
            .map_err(|error| format!("{} cannot be read: {error}", list.display()))?;
        let folder = shell::root().join(self.folder);
        // Written last, so that a broken installation is begun again.
        let installed = folder.join("installed.txt");
        if fs::read_to_string(&installed).is_ok_and(|known| known == wanted) {
            return Ok(());
        }
        println!("Installing {} with pip.", self.requirements);
        shell::run(
            "python3",
            &["-m", "venv", "--clear", &folder.to_string_lossy()],
        )?;
        let python = self.program("python");
        let pip = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--requirement",
            self.requirements,
        ];
        shell::run(&python.to_string_lossy(), &pip)?;
        fs::write(&installed, wanted)
            .map_err(|error| format!("{} cannot be written: {error}", installed.display()))
    }
}
