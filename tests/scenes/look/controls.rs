//! Checks the contrast of form controls in the pixels drawn (WCAG 2.2, 1.4.11).

use std::collections::BTreeSet;

use desktop::{Page, Result};
use serde::Deserialize;

use super::contrast::{Colour, Pixels, contrast, most};

/// The lowest contrast allowed between a control and its surroundings.
const LEAST: f64 = 3.0;

/// How far inside (positive) or outside its box a control's edge may be drawn, in pixels.
const EDGE: std::ops::RangeInclusive<i32> = -1..=4;

/// How far from its box no part of a control is drawn, not even a focus ring, in pixels.
const AROUND: std::ops::RangeInclusive<i32> = 5..=7;

/// The kinds of controls that must occur, or the check proves nothing.
const KINDS: [&str; 7] = [
    "checkbox",
    "checkbox, checked",
    "radio",
    "radio, checked",
    "searchbox",
    "select-one",
    "textarea",
];

/// A control, as `controls.js` returns it.
#[derive(Debug, Deserialize)]
struct Control {
    kind: String,
    checked: bool,
    html: String,
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// The kinds of controls that were checked.
#[derive(Debug, Default)]
pub(super) struct Met(BTreeSet<String>);

impl Met {
    /// The kinds that never occurred.
    pub(super) fn missed(&self) -> Vec<String> {
        let missed = KINDS.iter().filter(|kind| !self.0.contains(**kind));
        missed
            .map(|kind| format!("no {kind} was looked at"))
            .collect()
    }
}

/// The controls on the page that don't stand out in its picture.
pub(super) async fn hidden(page: &Page, png: &[u8], met: &mut Met) -> Result<Vec<String>> {
    let found = page
        .client()
        .execute(include_str!("controls.js"), Vec::new())
        .await?;
    let controls: Vec<Control> = serde_json::from_value(found)?;
    if controls.is_empty() {
        return Ok(Vec::new());
    }
    let pixels = Pixels::of_png(png)?;
    let mut faults = Vec::new();
    for control in controls {
        met.0.insert(control.name());
        faults.extend(
            control
                .fault(&pixels)
                .map(|fault| format!("{fault}: {}", control.html)),
        );
    }
    Ok(faults)
}

impl Control {
    fn name(&self) -> String {
        let state = if self.checked { ", checked" } else { "" };
        format!("{}{state}", self.kind)
    }

    fn fault(&self, pixels: &Pixels) -> Option<String> {
        let around = self.around(pixels)?;
        let edge = self.edge(pixels, around)?;
        if edge < LEAST {
            return Some(format!(
                "{} of {edge:.1}:1 against what is around it",
                self.kind
            ));
        }
        let can_be_checked = ["checkbox", "radio"].contains(&self.kind.as_str());
        let (x, y) = self.at(0.5, 0.5);
        let fill = contrast(pixels.at(x, y)?, around);
        (can_be_checked && !self.checked && fill >= LEAST)
            .then(|| format!("unchecked {} that is filled, {fill:.1}:1", self.kind))
    }

    /// The color around it.
    fn around(&self, pixels: &Pixels) -> Option<Colour> {
        let places =
            AROUND.flat_map(|distance| Side::ALL.into_iter().map(move |side| (side, -distance)));
        let places = places.flat_map(|(side, depth)| {
            (0..=10).map(move |tenth| (side, f64::from(tenth) / 10.0, depth))
        });
        most(places.filter_map(|(side, along, depth)| self.pixel(pixels, side, along, depth)))
    }

    /// The contrast of its edge, on the side where it is lowest.
    fn edge(&self, pixels: &Pixels, around: Colour) -> Option<f64> {
        let best = |side, along| {
            let colours = EDGE.filter_map(|depth| self.pixel(pixels, side, along, depth));
            colours
                .map(|colour| contrast(colour, around))
                .max_by(f64::total_cmp)
        };
        let sides = Side::ALL.into_iter().map(|side| {
            // Not at the corners, which may be rounded.
            let mut found: Vec<f64> = [0.45, 0.5, 0.55]
                .into_iter()
                .filter_map(|along| best(side, along))
                .collect();
            found.sort_by(f64::total_cmp);
            found.get(found.len() / 2).copied()
        });
        sides
            .collect::<Option<Vec<_>>>()?
            .into_iter()
            .min_by(f64::total_cmp)
    }

    /// A pixel along a side, this many pixels inside the box.
    fn pixel(&self, pixels: &Pixels, side: Side, along: f64, depth: i32) -> Option<Colour> {
        let (x, y) = match side {
            Side::Top => self.at(along, 0.0),
            Side::Bottom => self.at(along, 1.0),
            Side::Left => self.at(0.0, along),
            Side::Right => self.at(1.0, along),
        };
        match side {
            Side::Top => pixels.at(x, y + depth),
            // The first pixel inside is just before the end of the box.
            Side::Bottom => pixels.at(x, y - 1 - depth),
            Side::Left => pixels.at(x + depth, y),
            Side::Right => pixels.at(x - 1 - depth, y),
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "a place within a picture")]
    fn at(&self, across: f64, down: f64) -> (i32, i32) {
        let x = self.left + self.width * across;
        let y = self.top + self.height * down;
        (x.round() as i32, y.round() as i32)
    }
}

#[derive(Clone, Copy, Debug)]
enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

impl Side {
    const ALL: [Self; 4] = [Self::Top, Self::Right, Self::Bottom, Self::Left];
}
