//! Measures Meridian as shipped against a bare window, built with the same Tauri in the same run.

mod cost;
mod shown;

use std::{fs, path::Path};

use bench::Result;
use cost::Cost;
use shown::Shown;

use crate::{measure::median, verdict::Verdict};

/// The version of everything in the workspace.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Starts of each program that count, after one that doesn't.
const ROUNDS: usize = 9;

/// `folder` contains both programs, and their packages in `bundle/deb`.
pub(crate) async fn compare(folder: &Path, verdict: &mut Verdict) -> Result<()> {
    let (meridian, bare) = (folder.join("meridian"), folder.join("bare"));
    let mut starts = [Vec::new(), Vec::new()];
    let mut costs: [Vec<Cost>; 2] = [Vec::new(), Vec::new()];
    for round in 0..=ROUNDS {
        for (index, program) in [&meridian, &bare].into_iter().enumerate() {
            let shown = Shown::start(program).await?;
            let cost = shown.settled().await?;
            if round > 0 {
                starts[index].push(shown.painted.as_secs_f64() * 1_000.0);
                costs[index].push(cost);
            }
        }
    }
    let [ours, theirs] = starts.map(median);
    println!("\nMeridian against a bare Tauri window");
    println!("  first text after {ours:.0} ms, bare {theirs:.0} ms");
    verdict.at_most("our start / the bare one's", ours / theirs, 1.25, "");
    let [ours, theirs] = costs.map(|all| median(all.iter().map(Cost::shared_out).collect()));
    println!("  with the window open {ours:.1} MiB, bare {theirs:.1} MiB (proportional set size)");
    verdict.at_most("our memory / the bare one's", ours / theirs, 1.2, "");

    let hidden = Shown::in_tray(&meridian).await?;
    verdict.at_most(
        "closed to the tray",
        hidden.private(),
        50.0,
        " MiB private dirty",
    );
    verdict.at_most(
        "CPU over an idle minute in the tray",
        hidden.cpu_of_a_minute,
        0.2,
        "% of one core",
    );

    packages(folder, verdict)
}

/// Compares the package with that of a bare Tauri app built with Cargo's default profile.
fn packages(folder: &Path, verdict: &mut Verdict) -> Result<()> {
    let ours = size_of_package(folder, "Meridian")?;
    let bare = size_of_package(&folder.join("../../package-default/release"), "Bare")?;
    println!("  packages of {ours:.2} MB, bare {bare:.2} MB");
    verdict.at_most("our package / the bare one's", ours / bare, 3.0, "");
    Ok(())
}

/// The size of a package in MB. All are compressed the same way.
fn size_of_package(folder: &Path, name: &str) -> Result<f64> {
    let path = folder.join(format!("bundle/deb/{name}_{VERSION}_amd64.deb"));
    #[expect(clippy::cast_precision_loss, reason = "bytes of a small file")]
    Ok(fs::metadata(path)?.len() as f64 / 1e6)
}
