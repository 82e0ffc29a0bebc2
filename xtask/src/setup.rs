//! Installs what the project needs: system packages, Node modules and Python packages.

use std::path::Path;

use crate::{outcome::Outcome, python, shell};

/// What the installation is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    /// Building and running Meridian.
    Run,
    /// Testing it too.
    Test,
    /// Making packages.
    Package,
}

/// Debian packages for building and running Meridian.
const TO_RUN: &[&str] = &[
    "build-essential",
    "cmake",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "xdg-utils",
    "gnome-keyring",
];

/// Further packages for the tests.
const TO_TEST: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "openbox",
    "wmctrl",
    "libsecret-tools",
    "dbus-x11",
    "desktop-file-utils",
    "chromium",
    "chromium-driver",
    "python3-venv",
    "fonts-dejavu-core",
    "libglib2.0-bin",
    "iproute2",
    "imagemagick",
    "x11-apps",
    "procps",
];

/// Further packages for making and checking the .deb and the .rpm.
const TO_PACKAGE: &[&str] = &["desktop-file-utils", "appstream", "rpm", "file"];

const OLDEST_NODE: u32 = 20;

pub(crate) fn setup(purpose: For) -> Outcome {
    packages(purpose)?;
    node()?;
    npm(&shell::root().join("ui"))?;
    if purpose == For::Package {
        npm(&shell::root().join("packaging/cli"))?;
    }
    if purpose == For::Test {
        // The certified OpenID server that the tests use.
        npm(&shell::root().join("tests/oidc"))?;
        python::SDK.setup()?;
        python::CLI.setup()?;
    }
    Ok(())
}

fn packages(purpose: For) -> Outcome {
    let mut wanted = TO_RUN.to_vec();
    match purpose {
        For::Run => {}
        For::Test => wanted.extend(TO_TEST),
        For::Package => wanted.extend(TO_TEST.iter().chain(TO_PACKAGE)),
    }
    if cfg!(not(target_os = "linux")) {
        return Ok(());
    }
    if !shell::is_there("apt-get") {
        println!(
            "This is not a Debian system. Install the equivalents of these Debian packages yourself: {}",
            wanted.join(" ")
        );
        return Ok(());
    }
    let missing: Vec<&str> = wanted
        .into_iter()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing with apt-get: {}", missing.join(" "));
    apt(&["update", "-q"])?;
    let mut arguments = vec!["install", "-q", "-y", "--no-install-recommends"];
    arguments.extend(missing);
    apt(&arguments)
}

fn is_installed(package: &str) -> bool {
    shell::output(
        "dpkg-query",
        &["--show", "--showformat=${db:Status-Status}", package],
    )
    .is_some_and(|status| status == "installed")
}

fn apt(arguments: &[&str]) -> Outcome {
    let is_root = shell::output("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let mut words = vec!["DEBIAN_FRONTEND=noninteractive", "apt-get"];
    words.extend(arguments);
    if is_root {
        shell::run("env", &words)
    } else {
        shell::run("sudo", &[&["env"], &words[..]].concat())
    }
}

fn node() -> Outcome {
    let version = shell::output("node", &["--version"]).unwrap_or_default();
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        Some(_) => Err(format!(
            "Node.js {} is too old. Install version {OLDEST_NODE} or newer.",
            version.trim()
        )),
        None => Err(format!(
            "Node.js is missing. Install version {OLDEST_NODE} or newer."
        )),
    }
}

/// Installs the packages of a folder's lock file, unless they are up to date.
fn npm(folder: &Path) -> Outcome {
    let installed = folder.join("node_modules/.package-lock.json");
    let time = |path: std::path::PathBuf| path.metadata().and_then(|data| data.modified()).ok();
    if time(installed) < time(folder.join("package-lock.json")) {
        println!("Installing {} with npm.", folder.display());
        shell::run_in(folder, "npm", &["ci", "--no-audit", "--no-fund"])?;
    }
    Ok(())
}

fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major(""), None);
    }
}
