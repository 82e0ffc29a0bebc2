//! The Python environments: one for the Globus SDK, one for the Globus CLI, which needs an older SDK.

use std::{fs, path::PathBuf};

use crate::{outcome::Outcome, shell};

/// A virtual environment in `target/` with the packages of a requirements file.
#[derive(Clone, Copy)]
pub(crate) struct Environment {
    folder: &'static str,
    requirements: &'static str,
}

/// `globus-sdk` and `pytest`.
pub(crate) const SDK: Environment = Environment {
    folder: "target/venv",
    requirements: "tests/fidelity/requirements-sdk.txt",
};

/// `globus-cli`.
pub(crate) const CLI: Environment = Environment {
    folder: "target/venv-cli",
    requirements: "tests/fidelity/requirements-cli.txt",
};

impl Environment {
    /// The path of a program in this environment.
    pub(crate) fn program(self, name: &str) -> PathBuf {
        shell::root().join(self.folder).join("bin").join(name)
    }

    /// Installs the requirements, unless they are installed already.
    pub(crate) fn setup(self) -> Outcome {
        let list = shell::root().join(self.requirements);
        let wanted = fs::read_to_string(&list)
            .map_err(|error| format!("{} could not be read: {error}", list.display()))?;
        let folder = shell::root().join(self.folder);
        // Written last, so that an interrupted installation starts over.
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
            .map_err(|error| format!("{} could not be written: {error}", installed.display()))
    }
}
