//! A private display for a test, with a window manager.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::Child;

use crate::home::missing;
use crate::{PATIENCE, PrivateBus, Result, until};

/// Xvfb with openbox, 1280 × 900 pixels, 24 bit.
#[derive(Debug)]
pub struct Display {
    _window_manager: Child,
    _server: Child,
    bus: PrivateBus,
    name: String,
    /// The file in which the server keeps the screen's content.
    frame: PathBuf,
}

impl Display {
    /// Starts the display and sets `DISPLAY` for the programs on the bus.
    pub async fn start(bus: &PrivateBus) -> Result<Self> {
        let frames = bus.folder().folder("frames")?;
        let mut server = bus
            .folder()
            .daemon("Xvfb")?
            .arg("-fbdir")
            .arg(&frames)
            // The server picks a free number, and prints it once it accepts connections.
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x900x24",
                "-nolisten",
                "tcp",
                "-noreset",
                // No pointer covers what is drawn.
                "-nocursor",
            ])
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| missing("Xvfb", &error))?;
        let number = first_line(&mut server, |_| true)
            .await
            .map_err(|error| format!("Xvfb: {error}"))?;
        let name = format!(":{}", number.trim());
        bus.set_env("DISPLAY", &name);
        bus.set_env("GDK_BACKEND", "x11");

        let mut window_manager = bus
            .folder()
            .daemon("openbox")?
            .args(["--sm-disable", "--startup", "echo ready"])
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| missing("openbox", &error))?;
        first_line(&mut window_manager, |line| line == "ready")
            .await
            .map_err(|error| format!("openbox: {error}"))?;

        // Services that the bus starts, such as the password prompt, need the variable too.
        let environment = format!("{{'DISPLAY': '{name}'}}");
        bus.call(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.UpdateActivationEnvironment",
            &[&environment],
        )
        .await?;
        Ok(Self {
            _window_manager: window_manager,
            _server: server,
            bus: bus.clone(),
            name,
            frame: frames.join("Xvfb_screen0"),
        })
    }

    /// The display's name, such as `:3`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Counts the colors in the middle of the screen. An empty window has few. Antialiased text has
    /// more.
    pub fn colours(&self) -> Result<usize> {
        const LEFT_OUT: usize = 160;
        let dump = std::fs::read(&self.frame)?;
        // The header of an X window dump (XWDFile.h): big-endian numbers of four bytes.
        let number = |index: usize| -> Result<usize> {
            let bytes = dump.get(index * 4..index * 4 + 4).ok_or("a short dump")?;
            Ok(u32::from_be_bytes(bytes.try_into()?).try_into()?)
        };
        let (header, width, height) = (number(0)?, number(4)?, number(5)?);
        let (line, palette) = (number(12)?, number(19)? * 12);
        let pixels = dump
            .get(header + palette..)
            .ok_or("a dump without pixels")?;
        let lines = pixels.chunks_exact(line).take(height);
        let middle = lines.skip(LEFT_OUT).take(height - 2 * LEFT_OUT);
        let seen: HashSet<&[u8]> = middle
            .flat_map(|line| line.chunks_exact(4).take(width - LEFT_OUT).skip(LEFT_OUT))
            .collect();
        Ok(seen.len())
    }

    /// Whether a window with this title is open.
    pub async fn has_window(&self, title: &str) -> Result<bool> {
        let windows = self.bus.command("wmctrl").arg("-l").output().await?;
        Ok(String::from_utf8_lossy(&windows.stdout).contains(title))
    }

    /// Waits until a window with this title is open, or is not, as `wanted`.
    pub async fn wait_for_window(&self, title: &str, wanted: bool) -> Result<()> {
        let what = format!("a window “{title}”: {wanted}");
        let is_so = async || Ok(self.has_window(title).await? == wanted);
        until(&what, PATIENCE, is_so).await
    }

    /// Closes the window with this title, as the button in its frame does.
    pub async fn close_window(&self, title: &str) -> Result<()> {
        let mut close = self.bus.command("wmctrl");
        close.args(["-c", title]).status().await?;
        Ok(())
    }

    /// Saves a picture of the whole screen in `target/screenshots/`, and returns its path.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let path = picture(name)?;
        let file = path
            .to_str()
            .ok_or("the target folder's name is not UTF-8")?;
        self.bus
            .folder()
            .output("import", &["-display", &self.name, "-window", "root", file])
            .await?;
        Ok(path)
    }
}

/// The path for a picture of this name, in `target/screenshots/`.
pub(crate) fn picture(name: &str) -> Result<PathBuf> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"),
        PathBuf::from,
    );
    let path = target.join("screenshots").join(format!("{name}.png"));
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(path)
}

async fn first_line(child: &mut Child, wanted: impl Fn(&str) -> bool) -> Result<String> {
    let output = child.stdout.take().ok_or("no output")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next_line().await? {
        if wanted(&line) {
            return Ok(line);
        }
    }
    Err("ended while starting; its log says why".into())
}
