//! `cargo xtask icons`: every icon from one drawing, `icons/icon.svg`.

use std::path::Path;

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

use crate::{outcome::Outcome, shell};

/// Edges of the app's icons, in pixels, and their names.
const APP: [(u32, &str); 5] = [
    (32, "32x32.png"),
    (128, "128x128.png"),
    (256, "128x128@2x.png"),
    (512, "512x512.png"),
    (1024, "icon.png"),
];

/// Edge of the tray's icons: 22 pixels on a screen of twice the density.
const TRAY: u32 = 44;

/// What is drawn into the globe of the tray, which has one colour and another shape for each
/// state. A light stroke over a wider dark one is seen on light and dark panels alike.
const STATES: [(&str, &str); 5] = [
    ("idle", ""),
    (
        "active",
        r#"<path d="M216 190l110 66-110 66z" class="solid"/>"#,
    ),
    (
        "needs-you",
        r#"<circle cx="396" cy="116" r="104" class="gap"/><circle cx="396" cy="116" r="78" class="solid"/>"#,
    ),
    (
        "signed-out",
        r#"<path d="M92 420L420 92" class="cut"/><path d="M92 420L420 92" class="line"/>"#,
    ),
    ("offline", ""),
];

/// Draws all of them anew.
pub(crate) fn icons() -> Outcome {
    let folder = shell::root().join("icons");
    let drawing = std::fs::read_to_string(folder.join("icon.svg"))
        .map_err(|error| format!("icons/icon.svg cannot be read: {error}"))?;
    for (edge, name) in APP {
        draw(&drawing, edge, &folder.join(name))?;
    }
    for (state, mark) in STATES {
        let path = folder.join("tray").join(format!("{state}.png"));
        draw(&tray(&drawing, state, mark)?, TRAY, &path)?;
    }
    of_other_systems(&folder)
}

/// The `.icns` of macOS and the `.ico` of Windows, by Tauri's own tool.
fn of_other_systems(folder: &Path) -> Outcome {
    let cli = shell::root().join("packaging/cli");
    shell::run_in(&cli, "npm", &["ci", "--silent"])?;
    let (icon, drawn) = (folder.join("icon.png"), shell::root().join("target/icons"));
    let [icon, into] = [&icon, &drawn].map(|path| path.to_string_lossy());
    let tauri = cli.join("node_modules/.bin/tauri");
    shell::run(
        &tauri.to_string_lossy(),
        &["icon", &icon, "--output", &into],
    )?;
    for name in ["icon.icns", "icon.ico"] {
        let copied = std::fs::copy(drawn.join(name), folder.join(name));
        copied.map_err(|error| format!("{name} cannot be written: {error}"))?;
    }
    Ok(())
}

/// The globe of the app's icon alone, with a state's mark.
fn tray(drawing: &str, state: &str, mark: &str) -> Result<String, String> {
    let meridian = drawing
        .split("<path d=\"")
        .nth(2)
        .and_then(|rest| rest.split('"').next())
        .ok_or("icons/icon.svg has no meridian: its second path")?;
    let dashes = match state {
        "offline" => r#"stroke-dasharray="74 44""#,
        _ => "",
    };
    // Its place is taken by the mark of what is under way.
    let meridian = match state {
        "active" => String::new(),
        _ => format!(r#"<path d="{meridian}" transform="translate(-61 -61) scale(1.24)"/>"#),
    };
    let shape = format!(r#"<circle cx="256" cy="256" r="186" {dashes}/>{meridian}"#);
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">
  <style>
    .solid {{ fill: #fff; stroke: #1b2430; stroke-width: 16 }}
    .gap {{ fill: #1b2430 }}
    .cut {{ stroke: #1b2430; stroke-width: 96; stroke-linecap: round }}
    .line {{ stroke: #fff; stroke-width: 50; stroke-linecap: round }}
  </style>
  <g fill="none" stroke="#1b2430" stroke-width="76">{shape}</g>
  <g fill="none" stroke="#fff" stroke-width="46">{shape}</g>
  {mark}
</svg>"##
    ))
}

fn draw(svg: &str, edge: u32, path: &Path) -> Outcome {
    let tree = Tree::from_str(svg, &Options::default())
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let mut pixels = Pixmap::new(edge, edge).ok_or("no room for a picture")?;
    #[expect(clippy::cast_precision_loss, reason = "edges are small")]
    let scale = edge as f32 / tree.size().width();
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    }
    pixels
        .save_png(path)
        .map_err(|error| format!("{}: {error}", path.display()))
}
