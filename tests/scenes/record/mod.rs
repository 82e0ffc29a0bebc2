//! Records what the real shell answers the real window in each scene, with a Globus whose clock is
//! stopped.

mod browsers;
mod differences;
mod outside;
mod random;
mod recording;
mod stage;

use std::fs;

use desktop::Result;
use futures::{StreamExt as _, TryStreamExt as _, stream};

use crate::{
    lines,
    table::{Sitting, sittings},
};
use differences::Difference;
use recording::Recording;
use stage::Stage;

/// Set by `cargo xtask scenes --record`: saves the recordings instead of comparing them.
const RECORD: &str = "MERIDIAN_RECORD";

/// How many sittings run at once, each on its own desktop.
const AT_ONCE: usize = 2;

/// The most differences to print.
const MOST: usize = 40;

/// Records a sitting once.
async fn record(sitting: &Sitting) -> Result<Recording> {
    let mut recording = Recording::default();
    let mut stage = Stage::start(&sitting.start).await?;
    stage.open(None).await?;
    stage.play(&sitting.first).await?;
    for scene in sitting.recorded() {
        let told = |error| format!("{}: {}: {error}", sitting.name, scene.name);
        recording
            .scenes
            .push(stage.scene(scene).await.map_err(told)?);
    }
    stage.close().await?;
    Ok(recording)
}

/// The names of the scenes in a saved recording.
pub(crate) fn recorded(sitting: &str) -> Result<Vec<String>> {
    let kept = Recording::from_text(&fs::read_to_string(recording::path(sitting))?)?;
    Ok(kept.scenes.into_iter().map(|taped| taped.scene).collect())
}

/// Compares the shell's current answers with the recordings, or saves new ones if [`RECORD`] is
/// set.
pub(crate) async fn check(only: &str) -> Result<()> {
    let mut sittings = sittings()?;
    sittings.retain(|sitting| sitting.name.starts_with(only));
    let checks = sittings.iter().map(one);
    let drift: Vec<_> = stream::iter(checks)
        .buffer_unordered(AT_ONCE)
        .try_concat()
        .await?;
    let count = drift.len();
    let mut told: Vec<_> = drift.iter().take(MOST).map(ToString::to_string).collect();
    if count > MOST {
        told.push(format!("and {} more", count - MOST));
    }
    if count > 0 {
        told.push(
            "If the change is intended, save it with: cargo xtask scenes --record".to_owned(),
        );
    }
    lines::none(told)
}

/// The differences of one sitting from its recording. For a new recording, records it twice: what
/// differs between the two is random and will be ignored from then on.
async fn one(sitting: &Sitting) -> Result<Vec<Difference>> {
    let path = recording::path(&sitting.name);
    let fresh = record(sitting).await?;
    if std::env::var_os(RECORD).is_some() {
        let again = record(sitting).await?;
        fs::write(path, random::settle(&fresh, &again)?)?;
        return Ok(Vec::new());
    }
    let kept = Recording::from_text(&fs::read_to_string(path)?)?;
    Ok(random::drift(&kept, &fresh))
}
