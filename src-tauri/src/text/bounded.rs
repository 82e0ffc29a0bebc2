//! Limits the total length of longer texts, so that a window can show them.

use super::Page;

/// The most bytes of all longer texts in one response.
const IN_ALL: usize = 4 * 1024 * 1024;
const LEFT_OUT: &str = "Left out, because there is too much to show here. See the Globus web app.";

/// Replaces the texts beyond the limit by a note that they were left out.
pub fn bounded_in_all<'a>(texts: impl Iterator<Item = &'a mut Page>) {
    let mut room = IN_ALL;
    for text in texts {
        match room.checked_sub(text.len()) {
            Some(rest) => room = rest,
            None => *text = Page::of(LEFT_OUT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_long_texts_are_bounded_together() {
        const LONG: usize = 64 * 1024;
        let mut texts = vec![Page::of("x".repeat(LONG)); 70];
        bounded_in_all(texts.iter_mut());
        assert_eq!(texts.iter().filter(|text| text.len() == LONG).count(), 64);
        assert!(texts.iter().map(|text| text.len()).sum::<usize>() < IN_ALL + 6 * 100);
    }
}
