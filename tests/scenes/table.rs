//! Reads the table of scenes, `ui/dev/scenes/`, which says how to reach each one. The scenes page
//! reads the same files.

use std::{fs, path::Path};

use desktop::Result;
use serde::Deserialize;
use serde_json::{Map, Value};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/dev/scenes");
const INVENTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/dev/invented.json");

/// One start of Meridian, and the scenes reached during it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Sitting {
    /// The name of its file.
    #[serde(skip)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) start: Start,
    /// The steps before the first scene.
    #[serde(default)]
    pub(crate) first: Vec<Step>,
    pub(crate) scenes: Vec<Scene>,
}

/// How Meridian and its Globus start.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Start {
    /// Whether Meridian has no client ID.
    #[serde(default)]
    pub(crate) no_client_id: bool,
    /// The content of the settings file.
    pub(crate) settings: Option<Value>,
    /// How many flows and tasks Globus has, if not the default number.
    pub(crate) flows: Option<usize>,
    pub(crate) tasks: Option<usize>,
}

/// A scene.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Scene {
    pub(crate) name: String,
    /// The scene whose recording it replays, if it has none of its own.
    pub(crate) of: Option<String>,
    /// Commands that aren't answered. Only the scenes page uses this.
    #[serde(default, rename = "keepBack")]
    _keep_back: Vec<String>,
    /// The steps before the window opens, which aren't recorded.
    #[serde(default)]
    pub(crate) before: Vec<Step>,
    /// The place where the window opens. By default, where it was last.
    pub(crate) place: Option<Value>,
    /// The steps in the window, for recording and replaying.
    pub(crate) steps: Vec<Step>,
    /// The steps that restore the state from before the scene.
    #[serde(default)]
    pub(crate) after: Vec<Step>,
}

/// A scene that no local Globus can produce.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Invented {
    pub(crate) name: String,
    /// Why it is invented.
    pub(crate) why: String,
    #[serde(rename = "steps")]
    _steps: Vec<Step>,
}

/// A step for `ui/dev/player.js` or `outside.rs`.
pub(crate) type Step = Map<String, Value>;

/// All sittings, by name.
pub(crate) fn sittings() -> Result<Vec<Sitting>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(TABLE)? {
        paths.push(entry?.path());
    }
    paths.sort();
    paths.iter().map(|path| sitting(path)).collect()
}

fn sitting(path: &Path) -> Result<Sitting> {
    let told = |error: serde_json::Error| format!("{}: {error}", path.display());
    let mut sitting: Sitting = serde_json::from_str(&fs::read_to_string(path)?).map_err(told)?;
    let name = path.file_stem().and_then(|name| name.to_str());
    name.ok_or("a name that is not UTF-8")?
        .clone_into(&mut sitting.name);
    Ok(sitting)
}

/// All invented scenes.
pub(crate) fn invented() -> Result<Vec<Invented>> {
    Ok(serde_json::from_str(&fs::read_to_string(INVENTED)?)?)
}

/// The names of all scenes that begin with this, in order.
pub(crate) fn names(only: &str) -> Result<Vec<String>> {
    let recorded = sittings()?.into_iter().flat_map(|sitting| sitting.scenes);
    let recorded = recorded.map(|scene| scene.name);
    let invented = invented()?.into_iter().map(|scene| scene.name);
    let names: Vec<_> = recorded
        .chain(invented)
        .filter(|name| name.starts_with(only))
        .collect();
    if names.is_empty() {
        return Err(format!("no scene begins with {only}").into());
    }
    Ok(names)
}

impl Sitting {
    /// The scenes with a recording of their own.
    pub(crate) fn recorded(&self) -> impl Iterator<Item = &Scene> {
        self.scenes.iter().filter(|scene| scene.of.is_none())
    }
}
