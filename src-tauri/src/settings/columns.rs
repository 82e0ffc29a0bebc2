//! Checks column layouts before they are saved.

use std::ops::RangeInclusive;

use super::{Settings, layout::ColumnLayout};
use crate::problem::view::Problem;

/// The most columns, and the longest column name. More than any list has.
const MOST: usize = 32;

/// The allowed widths, in pixels.
const WIDTHS: RangeInclusive<u16> = 40..=1_000;

impl Settings {
    /// These settings with a new layout for one list. A default layout isn't stored.
    pub fn with_columns(mut self, list: &str, layout: ColumnLayout) -> Result<Self, Problem> {
        let is_name =
            |name: &str| name.len() <= MOST && name.chars().all(|c| c.is_ascii_alphabetic());
        let names = layout.hidden.iter().chain(layout.widths.keys());
        let is_one = is_name(list)
            && names.clone().count() <= MOST
            && names.into_iter().all(|name| is_name(name))
            && layout.widths.values().all(|width| WIDTHS.contains(width));
        if !is_one || self.columns.len() > MOST {
            return Err(Problem::invalid_input(
                "These columns can't be saved.",
                "A column must be between 40 and 1,000 pixels wide.",
            ));
        }
        if layout == ColumnLayout::default() {
            self.columns.remove(list);
        } else {
            self.columns.insert(list.to_owned(), layout);
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(list: &str, hidden: &[&str], widths: &[(&str, u16)]) -> Result<Settings, Problem> {
        let layout = ColumnLayout {
            hidden: hidden.iter().map(|&name| name.to_owned()).collect(),
            widths: widths
                .iter()
                .map(|&(name, width)| (name.to_owned(), width))
                .collect(),
        };
        Settings::default().with_columns(list, layout)
    }

    #[test]
    fn columns_are_kept_until_they_are_as_usual() {
        let laid = with("runs", &["role"], &[("label", 300)]).expect("columns");
        assert_eq!(laid.columns["runs"].widths["label"], 300);
        let usual = laid.with_columns("runs", ColumnLayout::default());
        assert_eq!(usual.expect("none"), Settings::default());
    }

    #[test]
    fn what_no_list_has_is_refused() {
        with("runs", &[], &[("label", 39)]).expect_err("too narrow");
        with("runs", &[], &[("label", 1_001)]).expect_err("too wide");
        with("../x", &[], &[]).expect_err("no list");
        with("runs", &["x"; 33], &[]).expect_err("too many");
        with("runs", &[&"x".repeat(33)], &[]).expect_err("too long");
    }
}
