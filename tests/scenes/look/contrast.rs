//! The colors of a picture, and the contrast between them (WCAG 2.2, relative luminance).

use std::{collections::HashMap, io::Cursor};

use desktop::Result;
use png::{ColorType, Decoder, Transformations};

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// The pixels of a picture.
pub(super) struct Pixels {
    width: usize,
    channels: usize,
    bytes: Vec<u8>,
}

impl Pixels {
    pub(super) fn of_png(file: &[u8]) -> Result<Self> {
        let mut decoder = Decoder::new(Cursor::new(file));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info()?;
        let mut bytes = vec![
            0;
            reader
                .output_buffer_size()
                .ok_or("a picture that is too large")?
        ];
        let frame = reader.next_frame(&mut bytes)?;
        let channels = match frame.color_type {
            ColorType::Rgb => 3,
            ColorType::Rgba => 4,
            other => return Err(format!("a picture in {other:?}").into()),
        };
        let width = usize::try_from(frame.width)?;
        Ok(Self {
            width,
            channels,
            bytes,
        })
    }

    /// The color of a pixel. None outside the picture.
    pub(super) fn at(&self, x: i32, y: i32) -> Option<Colour> {
        let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
        if x >= self.width {
            return None;
        }
        let start = (y * self.width + x) * self.channels;
        self.bytes.get(start..start + 3)?.try_into().ok()
    }
}

/// The most frequent color.
pub(super) fn most(colours: impl IntoIterator<Item = Colour>) -> Option<Colour> {
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    for colour in colours {
        *counts.entry(colour).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(colour, count)| (*count, *colour));
    most.map(|(colour, _)| colour)
}

/// The contrast ratio, from 1 (equal) to 21 (black and white).
pub(super) fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let is_about = |contrast: f64, wanted: f64| (contrast - wanted).abs() < 0.01;
        assert!(is_about(contrast([0; 3], [255; 3]), 21.0));
        assert!(is_about(contrast([0x77; 3], [255; 3]), 4.48));
        assert!(is_about(contrast([9; 3], [9; 3]), 1.0));
    }
}
