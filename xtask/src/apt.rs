//! Debian packages: which are needed, which are there, and how to get the others.

use std::os::unix::fs::MetadataExt as _;

use crate::{Result, program};

/// To build the app and to start it.
pub(crate) const FOR_RUN: [&str; 6] = [
    "build-essential",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libwebkit2gtk-4.1-dev",
    "pkg-config",
    "xdg-utils",
];

/// To test it as well: a display, a keyring, a browser and drivers for both kinds of page.
pub(crate) const FOR_TEST: [&str; 17] = [
    "chromium",
    "chromium-driver",
    "dbus-daemon",
    "dbus-x11",
    "desktop-file-utils",
    "fonts-dejavu-core",
    "gcr",
    "gnome-keyring",
    "imagemagick",
    "iproute2",
    "libglib2.0-bin",
    "libsecret-tools",
    "openbox",
    "python3-venv",
    "webkit2gtk-driver",
    "xauth",
    "xvfb",
];

/// Installs what is missing, after saying what.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    if !is_debian(&std::fs::read_to_string("/etc/os-release").unwrap_or_default()) {
        println!(
            "This is not Debian or Ubuntu, so please see to it that you have what these packages \
             of Debian contain:\n  {}",
            packages.join(" ")
        );
        return Ok(());
    }
    let missing = missing(packages, &installed(packages)?);
    if missing.is_empty() {
        println!("All Debian packages are there.");
        return Ok(());
    }
    let missing_words = missing.join(" ");
    println!("Installing with apt-get: {missing_words}");
    let failed = |_| format!("apt-get failed; the same by hand: apt-get install {missing_words}");
    apt_get(&["update", "--quiet"]).map_err(failed)?;
    let mut install = vec!["install", "--quiet", "--yes", "--no-install-recommends"];
    install.extend(&missing);
    apt_get(&install).map_err(failed)?;
    Ok(())
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
    let setting = "DEBIAN_FRONTEND=noninteractive";
    // `env`, because sudo drops variables.
    let mut command = program::at_root(if is_root { "env" } else { "sudo" });
    if !is_root {
        command.arg("env");
    }
    program::succeed(command.args([setting, "apt-get"]).args(arguments))
}

fn installed(packages: &[&str]) -> Result<String> {
    // It fails when a name is unknown, and lists the others all the same.
    let output = program::at_root("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Abbrev}\t${Package}\n"])
        .args(packages)
        .output()
        .map_err(|error| format!("cannot start dpkg-query: {error}"))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// `listing` has lines of a state such as `ii `, a tab and a name.
fn missing<'a>(packages: &[&'a str], listing: &str) -> Vec<&'a str> {
    let is_there = |package: &str| {
        listing
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .any(|(state, name)| name == package && state.trim_end() == "ii")
    };
    packages
        .iter()
        .copied()
        .filter(|package| !is_there(package))
        .collect()
}

fn is_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .filter_map(|line| line.split_once('='))
        .filter(|(key, _)| ["ID", "ID_LIKE"].contains(key))
        .any(|(_, value)| {
            let mut words = value.trim_matches('"').split(' ');
            words.any(|word| word == "debian" || word == "ubuntu")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_fully_installed_packages_count() {
        let listing = "ii \txvfb\nrc \topenbox\nun \tchromium\niU \txauth\nii \tlibc6\n";
        let packages = ["xvfb", "openbox", "chromium", "xauth", "never-heard-of"];
        assert_eq!(missing(&packages, listing), packages[1..]);
        assert_eq!(missing(&packages[..1], listing), Vec::<&str>::new());
    }

    #[test]
    fn debian_and_its_relatives_are_recognized() {
        assert!(is_debian("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(is_debian("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian("ID=fedora\nNAME=\"not debian\"\n"));
        assert!(!is_debian(""));
    }
}
