//! `cargo xtask package`: builds the .deb and the .rpm, checks their contents, and tries out the
//! installed app.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{outcome::Outcome, setup, shell};

/// The dev server's address, which must not be in the shipped program.
const NOT_IN_THE_PROGRAM: [&str; 1] = ["http://localhost:1420"];

/// A release profile.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// The profile that Meridian ships with: optimized for size.
    Shipped,
    /// Cargo's default, which a new Tauri app has.
    Default,
}

impl Profile {
    /// The profile's own target folder.
    fn folder(self) -> &'static str {
        match self {
            Self::Shipped => "target/package",
            Self::Default => "target/package-default",
        }
    }

    /// Overrides of the workspace's profile.
    fn variables(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Shipped => &[],
            Self::Default => &[
                ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
                ("CARGO_PROFILE_RELEASE_LTO", "false"),
                ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3"),
                ("CARGO_PROFILE_RELEASE_STRIP", "debuginfo"),
            ],
        }
    }
}

pub(crate) fn package() -> Outcome {
    setup::setup(setup::For::Package)?;
    let root = shell::root();
    build_meridian("deb,rpm")?;
    let bundles = root.join(Profile::Shipped.folder()).join("release/bundle");
    let deb = only(&bundles.join("deb"), "deb")?;
    let rpm = only(&bundles.join("rpm"), "rpm")?;
    let files = check(&deb)?;
    println!("Trying out the installed app.");
    let files = files.to_string_lossy();
    shell::run(
        "cargo",
        &["run", "--quiet", "--package", "package", "--", &files],
    )?;
    for package in [&deb, &rpm] {
        let size = fs::metadata(package).map_or(0, |data| data.len());
        println!("{}  {:.1} MB", package.display(), as_megabytes(size));
    }
    Ok(())
}

pub(crate) fn build_meridian(bundles: &str) -> Outcome {
    let ui = shell::root().join("ui");
    shell::run_in(&ui, "npm", &["run", "--silent", "build"])?;
    println!("Building Meridian for release. This takes a few minutes.");
    build("src-tauri", bundles, Profile::Shipped)
}

/// Builds and bundles the app in `folder`. The target folder is separate, because these builds
/// contain no path of this computer.
pub(crate) fn build(folder: &str, bundles: &str, profile: Profile) -> Outcome {
    let root = shell::root();
    let mut flags = vec![format!("--remap-path-prefix={}=/meridian", root.display())];
    for (variable, name) in [("CARGO_HOME", "/cargo"), ("RUSTUP_HOME", "/rustup")] {
        if let Some(folder) = std::env::var_os(variable) {
            flags.push(format!("--remap-path-prefix={}={name}", folder.display()));
        }
    }
    if let Some(home) = std::env::var_os("HOME") {
        flags.push(format!("--remap-path-prefix={}=/built", home.display()));
    }
    let tauri = root.join("packaging/cli/node_modules/.bin/tauri");
    let mut command = Command::new(tauri);
    command
        .args(["build", "--bundles", bundles])
        .current_dir(root.join(folder))
        .envs(profile.variables().iter().copied())
        .env("CARGO_TARGET_DIR", root.join(profile.folder()))
        // Cargo's separator between flags; unlike a space, it never occurs in a path.
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    shell::run_command(&mut command)?;
    let made = root.join(profile.folder()).join("release/bundle/deb");
    let made = fs::read_dir(&made).map_err(|error| format!("{}: {error}", made.display()))?;
    let made = made.flatten().map(|entry| entry.path());
    made.filter(|path| path.extension().is_some_and(|it| it == "deb"))
        .try_for_each(|deb| compress_as_debian_does(&deb))
}

/// Repacks a .deb with xz. Tauri's bundler only knows gzip, which makes it a third larger.
fn compress_as_debian_does(deb: &Path) -> Outcome {
    let folder = deb.with_extension("raw");
    drop(fs::remove_dir_all(&folder));
    let [deb, raw] = [deb, &folder].map(|path| path.to_string_lossy().into_owned());
    shell::run("dpkg-deb", &["--raw-extract", &deb, &raw])?;
    let packed = ["--root-owner-group", "-Zxz", "-z9", "--build", &raw, &deb];
    shell::run("dpkg-deb", &packed)?;
    fs::remove_dir_all(&folder).map_err(|error| error.to_string())
}

/// Checks the files that the .deb installs and returns the folder they were unpacked to.
fn check(deb: &Path) -> Result<PathBuf, String> {
    let folder = deb.with_extension("files");
    drop(fs::remove_dir_all(&folder));
    let [deb, into] = [deb, folder.as_path()].map(|path| path.to_string_lossy().into_owned());
    shell::run("dpkg-deb", &["--extract", &deb, &into])?;
    let entry = only(&folder.join("usr/share/applications"), "desktop")?;
    shell::run("desktop-file-validate", &[&entry.to_string_lossy()])?;
    let text = fs::read_to_string(&entry).map_err(|error| error.to_string())?;
    if !text.lines().any(|line| line == "Exec=meridian %u") {
        return Err(
            "The desktop entry doesn't pass links to Meridian: its Exec line needs an unquoted %u."
                .to_owned(),
        );
    }
    let metainfo = folder.join("usr/share/metainfo/app.meridian.client.metainfo.xml");
    validate(&metainfo.to_string_lossy())?;
    let program = fs::read(folder.join("usr/bin/meridian")).map_err(|error| error.to_string())?;
    let here = [
        Some(shell::root().display().to_string()),
        std::env::var("HOME").ok().filter(|home| home.len() > 1),
    ];
    let here: Vec<_> = here
        .iter()
        .flatten()
        .map(|path| format!("{path}/"))
        .collect();
    let unwanted = NOT_IN_THE_PROGRAM.into_iter();
    for unwanted in unwanted.chain(here.iter().map(String::as_str)) {
        let found = program
            .windows(unwanted.len())
            .any(|bytes| bytes == unwanted.as_bytes());
        if found {
            return Err(format!("The shipped program contains “{unwanted}”."));
        }
    }
    Ok(folder)
}

/// Validates AppStream metadata that may lack a home page. Newer versions of appstreamcli warn about
/// that unless told otherwise; older ones reject the option.
fn validate(metainfo: &str) -> Outcome {
    let no_homepage = "--override=url-homepage-missing=info";
    let arguments = ["validate", "--no-net", metainfo, no_homepage];
    match shell::output("appstreamcli", &arguments) {
        Some(_) => Ok(()),
        None => shell::run("appstreamcli", &arguments[..3]),
    }
}

/// Meridian's file with this extension; a folder may hold other packages too.
fn only(folder: &Path, extension: &str) -> Result<PathBuf, String> {
    let files = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let is_it = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("Meridian") && path.extension().is_some_and(|it| it == extension)
    };
    let mut found = files.flatten().map(|entry| entry.path()).filter(is_it);
    found.next().ok_or_else(|| {
        format!(
            "There is no .{extension} of Meridian in {}.",
            folder.display()
        )
    })
}

#[expect(clippy::cast_precision_loss, reason = "for people")]
fn as_megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    const METAINFO: &str = "packaging/linux/app.meridian.client.metainfo.xml";

    /// Only the publisher has a home page, and `src-tauri/Cargo.toml` is the one place for it.
    #[test]
    fn no_address_is_made_up() {
        let root = shell::root();
        let folders = ["", "crates", "tests"].map(|folder| root.join(folder));
        let rooms = folders
            .iter()
            .flat_map(|folder| fs::read_dir(folder).expect("a folder"));
        let manifests = rooms.map(|room| room.expect("an entry").path().join("Cargo.toml"));
        let mut told: Vec<_> = manifests.filter(|manifest| manifest.is_file()).collect();
        assert!(told.len() > 8, "{told:?}");
        for file in ["Cargo.toml", "src-tauri/tauri.conf.json", METAINFO] {
            told.push(root.join(file));
        }
        for file in told {
            let text = fs::read_to_string(&file).expect("it is there");
            let is_its_place = file.ends_with("src-tauri/Cargo.toml");
            let made_up = text.lines().find(|line| {
                let begins = |key: &&str| line.trim_start().starts_with(key);
                ["repository", "\"homepage\"", "<url"].iter().any(begins)
                    || begins(&"homepage") && !is_its_place
            });
            assert_eq!(made_up, None, "{}", file.display());
        }
    }
}
