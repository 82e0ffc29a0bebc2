//! Runs a program on its own desktop: until its window shows something, and in the tray.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use bench::Result;
use desktop::{Options, PrivateDesktop, TrayHost, until};
use tokio::{process::Child, time::sleep};

use super::cost::{self, Cost};

const PATIENCE: Duration = Duration::from_secs(40);
/// More colors than an empty window has, and fewer than a line of text.
const COLOURS: usize = 24;

/// A program whose window is open.
pub(crate) struct Shown {
    desktop: PrivateDesktop,
    name: String,
    _program: Child,
    /// From the start of the process to its first text on the screen.
    pub(crate) painted: Duration,
}

/// The cost of a program whose window was closed to the tray.
pub(crate) struct Hidden {
    cost: Cost,
    /// As a percentage of one core.
    pub(crate) cpu_of_a_minute: f64,
}

impl Shown {
    pub(crate) async fn start(program: &Path) -> Result<Self> {
        let desktop = PrivateDesktop::start(Options::default()).await?;
        Self::on(desktop, program).await
    }

    async fn on(desktop: PrivateDesktop, program: &Path) -> Result<Self> {
        let name = program.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let begun = Instant::now();
        let child = desktop.bus.command(program).spawn()?;
        while desktop.display.colours()? < COLOURS {
            if begun.elapsed() > PATIENCE {
                return Err(format!("{name} showed nothing").into());
            }
            sleep(Duration::from_millis(2)).await;
        }
        Ok(Self {
            desktop,
            name,
            _program: child,
            painted: begun.elapsed(),
        })
    }

    /// The memory once the program is idle.
    pub(crate) async fn settled(&self) -> Result<Cost> {
        rest(&self.desktop, &self.name).await?;
        Cost::of(&self.desktop.bus, &self.name)
    }

    /// Opens the window, closes it to the tray, and waits for a minute.
    pub(crate) async fn in_tray(program: &Path) -> Result<Hidden> {
        let desktop = PrivateDesktop::start(Options::default()).await?;
        let tray = TrayHost::start(&desktop.bus).await?;
        let shown = Self::on(desktop, program).await?;
        let (bus, name) = (&shown.desktop.bus, &shown.name);
        tray.wait_for_row("Open Meridian").await?;
        rest(&shown.desktop, name).await?;
        shown.desktop.display.close_window("Meridian").await?;
        let is_gone = async || {
            let all = cost::of_program(bus, name);
            Ok(all.iter().all(|one| !one.command.contains("/WebKit")))
        };
        until("the end of WebKit's processes", PATIENCE, is_gone).await?;
        rest(&shown.desktop, name).await?;
        let cost = Cost::of(bus, name)?;
        for process in cost::of_program(bus, name) {
            println!("  in the tray: {}", process.command);
        }
        let before = cost::ticks(bus, name)?;
        sleep(Duration::from_secs(60)).await;
        #[expect(clippy::cast_precision_loss, reason = "a few ticks")]
        let ticks = cost::ticks(bus, name)?.saturating_sub(before) as f64;
        Ok(Hidden {
            cost,
            cpu_of_a_minute: ticks / 60.0,
        })
    }
}

impl Hidden {
    pub(crate) fn private(&self) -> f64 {
        self.cost.private()
    }
}

/// Waits until the program took no processor time for a second.
async fn rest(desktop: &PrivateDesktop, name: &str) -> Result<()> {
    let begun = Instant::now();
    let mut before = cost::ticks(&desktop.bus, name)?;
    loop {
        sleep(Duration::from_secs(1)).await;
        let now = cost::ticks(&desktop.bus, name)?;
        if now <= before + 1 {
            return Ok(());
        }
        if begun.elapsed() > PATIENCE {
            return Err(format!("{name} did not become idle").into());
        }
        before = now;
    }
}
