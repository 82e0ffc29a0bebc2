//! A browser that checks scenes, and the sizes and themes it uses.

use std::fmt;

use desktop::{Page, Result, Scenes};

use super::page::open;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    Light,
    Dark,
}

/// A window size, and the zoom of everything in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    width: u32,
    height: u32,
    pub(super) zoom: u32,
}

impl Size {
    /// The window's default size.
    pub(super) const USUAL: Self = Self {
        width: 1180,
        height: 760,
        zoom: 1,
    };

    /// The window's minimum size.
    pub(super) const SMALL: Self = Self {
        width: 900,
        height: 600,
        zoom: 1,
    };

    /// The minimum size at 200 %.
    pub(super) const ENLARGED: Self = Self {
        zoom: 2,
        ..Self::SMALL
    };

    /// The size of the page in CSS pixels.
    pub(super) fn room(self) -> (u32, u32) {
        (self.width / self.zoom, self.height / self.zoom)
    }
}

/// A size and a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) size: Size,
    pub(super) theme: Theme,
}

impl fmt::Display for Look {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let theme = match self.theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        let zoomed = if self.size.zoom > 1 { "-200%" } else { "" };
        write!(f, "{theme}-{}{zoomed}", self.size.width)
    }
}

/// A browser that checks scenes.
pub(super) trait Viewer {
    /// The folder for its pictures, below `target/screenshots/`.
    const FOLDER: &str;

    /// Its looks, ordered so that little changes from one to the next.
    const LOOKS: &[Look];

    fn page(&self) -> &Page;

    async fn resize(&self, size: Size) -> Result<()>;

    async fn wear(&self, theme: Theme) -> Result<()>;

    /// Called when a page has loaded.
    async fn arrive(&self) -> Result<()>;

    /// The faults of the page as shown. `png` is its picture.
    async fn judge(&mut self, look: Look, png: &[u8]) -> Result<Vec<String>>;
}

/// The faults of these scenes, picture by picture. Each scene is loaded once and shown in one look
/// after the other.
pub(super) async fn through(scenes: &[String], viewer: &mut impl Viewer) -> Result<Vec<String>> {
    let server = Scenes::start().await?;
    let mut faults = Vec::new();
    let mut size = None;
    for (index, scene) in scenes.iter().enumerate() {
        let mut looks = looks_of(viewer).to_vec();
        // Every second scene goes through the looks in reverse, which saves a change of look.
        if index % 2 == 1 {
            looks.reverse();
        }
        if let Err(error) = one(scene, &looks, &mut size, &server, viewer, &mut faults).await {
            faults.push(format!("{scene}: {error}"));
        }
    }
    Ok(faults)
}

fn looks_of<V: Viewer>(_: &V) -> &'static [Look] {
    V::LOOKS
}

async fn one<V: Viewer>(
    scene: &str,
    looks: &[Look],
    size: &mut Option<Size>,
    server: &Scenes,
    viewer: &mut V,
    faults: &mut Vec<String>,
) -> Result<()> {
    const STANDS: &str = "return globalThis.stands?.() ?? false;";
    let mut is_open = false;
    for look in looks {
        if *size != Some(look.size) {
            viewer.resize(look.size).await?;
            *size = Some(look.size);
        }
        viewer.wear(look.theme).await?;
        // A menu closes when the window is resized.
        if !is_open || viewer.page().client().execute(STANDS, Vec::new()).await? != true {
            open(viewer.page(), server, scene).await?;
            viewer.arrive().await?;
            viewer.wear(look.theme).await?;
            is_open = true;
        }
        let picture = format!("{}/{scene}-{look}", V::FOLDER);
        let png = tokio::fs::read(viewer.page().screenshot(&picture).await?).await?;
        let found = viewer.judge(*look, &png).await?;
        faults.extend(found.into_iter().map(|fault| format!("{picture}: {fault}")));
    }
    Ok(())
}
