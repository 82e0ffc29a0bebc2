//! A browser that looks at scenes, and the looks that it takes.

use std::fmt;

use desktop::{Page, Result, Scenes};

use super::page::open;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    Light,
    Dark,
}

/// A size of the window, and how much everything in it is enlarged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    width: u32,
    height: u32,
    pub(super) zoom: u32,
}

impl Size {
    /// As the window opens.
    pub(super) const USUAL: Self = Self {
        width: 1180,
        height: 760,
        zoom: 1,
    };

    /// As small as it can be made.
    pub(super) const SMALL: Self = Self {
        width: 900,
        height: 600,
        zoom: 1,
    };

    /// The same at 200 %.
    pub(super) const ENLARGED: Self = Self {
        zoom: 2,
        ..Self::SMALL
    };

    /// The room for the page, in its own pixels.
    pub(super) fn room(self) -> (u32, u32) {
        (self.width / self.zoom, self.height / self.zoom)
    }
}

/// How a scene is looked at.
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

/// A browser that looks at scenes.
pub(super) trait Viewer {
    /// Where its pictures go, below `target/screenshots/`.
    const FOLDER: &str;

    /// Its looks, in an order in which they change least.
    const LOOKS: &[Look];

    fn page(&self) -> &Page;

    async fn resize(&self, size: Size) -> Result<()>;

    async fn wear(&self, theme: Theme) -> Result<()>;

    /// A page was loaded.
    async fn arrive(&self) -> Result<()>;

    /// What is wrong with what it shows; `png` is its picture.
    async fn judge(&mut self, look: Look, png: &[u8]) -> Result<Vec<String>>;
}

/// What is wrong, picture by picture. Each scene is loaded once, and takes one look after the other.
pub(super) async fn through(scenes: &[String], viewer: &mut impl Viewer) -> Result<Vec<String>> {
    let server = Scenes::start().await?;
    let mut faults = Vec::new();
    let mut size = None;
    for (index, scene) in scenes.iter().enumerate() {
        let mut looks = looks_of(viewer).to_vec();
        // The next one begins as this one ended: that spares a change.
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
        // A menu closes when the window changes its size.
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
