//! `cargo xtask icons`: draws every icon from `icons/icon.svg`.

use std::path::Path;

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

use crate::{outcome::Outcome, shell};

/// Size in pixels and file name of each app icon.
const APP: [(u32, &str); 5] = [
    (32, "32x32.png"),
    (128, "128x128.png"),
    (256, "128x128@2x.png"),
    (512, "512x512.png"),
    (1024, "icon.png"),
];

/// Size of the tray icons: 22 pixels at double density.
const TRAY: u32 = 44;

/// The mark of each tray state. States differ in shape, not color, and a light stroke on a wider
/// dark one shows on light and dark panels.
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

/// Redraws all icons.
pub(crate) fn icons() -> Outcome {
    let folder = shell::root().join("icons");
    let drawing = std::fs::read_to_string(folder.join("icon.svg"))
        .map_err(|error| format!("icons/icon.svg could not be read: {error}"))?;
    for (edge, name) in APP {
        draw(&drawing, edge, &folder.join(name))?;
    }
    for (state, mark) in STATES {
        let path = folder.join("tray").join(format!("{state}.png"));
        draw(&tray(&drawing, state, mark)?, TRAY, &path)?;
    }
    of_other_systems(&folder)
}

/// Makes the `.icns` for macOS and the `.ico` for Windows with Tauri's tool.
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
        copied.map_err(|error| format!("{name} could not be written: {error}"))?;
    }
    Ok(())
}

/// The globe of the app icon with the mark of a state.
fn tray(drawing: &str, state: &str, mark: &str) -> Result<String, String> {
    let meridian = drawing
        .split("<path d=\"")
        .nth(2)
        .and_then(|rest| rest.split('"').next())
        .ok_or("icons/icon.svg has no second path, the meridian")?;
    let dashes = match state {
        "offline" => r#"stroke-dasharray="74 44""#,
        _ => "",
    };
    // The mark of running work takes its place.
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
    let mut pixels = Pixmap::new(edge, edge).ok_or("not enough memory for the icon")?;
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
