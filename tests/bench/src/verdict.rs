//! Prints figures and holds them to their bounds.

use std::process::ExitCode;

/// The figures that were past their bounds so far.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    missed: Vec<String>,
}

impl Verdict {
    /// Prints a figure and its upper bound. `unit` is empty for a ratio.
    pub(crate) fn at_most(&mut self, what: &str, figure: f64, limit: f64, unit: &str) {
        self.hold(
            what,
            figure <= limit,
            &format!("{figure:.2}{unit} (at most {limit}{unit})"),
        );
    }

    /// Prints a figure and its lower bound.
    pub(crate) fn at_least(&mut self, what: &str, figure: f64, limit: f64) {
        self.hold(
            what,
            figure >= limit,
            &format!("{figure:.1} (at least {limit})"),
        );
    }

    /// Prints a number that must be exactly right.
    pub(crate) fn exactly(&mut self, what: &str, figure: usize, right: usize) {
        self.hold(
            what,
            figure == right,
            &format!("{figure} (exactly {right})"),
        );
    }

    fn hold(&mut self, what: &str, is_kept: bool, reading: &str) {
        let mark = if is_kept { "" } else { "  PAST ITS BOUND" };
        println!("  {what}: {reading}{mark}");
        if !is_kept {
            self.missed.push(format!("{what}: {reading}"));
        }
    }

    /// Fails if any figure was past its bound, and lists them.
    pub(crate) fn end(self) -> ExitCode {
        if self.missed.is_empty() {
            return ExitCode::SUCCESS;
        }
        println!("\nPast their bounds:");
        for missed in self.missed {
            println!("  {missed}");
        }
        ExitCode::FAILURE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(hold: impl FnOnce(&mut Verdict)) -> ExitCode {
        let mut verdict = Verdict::default();
        verdict.at_most("kept", 1.0, 1.0, "");
        hold(&mut verdict);
        verdict.at_least("kept", 15.0, 15.0);
        verdict.end()
    }

    #[test]
    fn one_figure_past_its_bound_fails_the_whole() {
        assert_eq!(ends(|_| {}), ExitCode::SUCCESS);
        assert_eq!(ends(|it| it.exactly("kept", 1, 1)), ExitCode::SUCCESS);
        assert_eq!(
            ends(|it| it.at_most("more", 1.01, 1.0, " MiB")),
            ExitCode::FAILURE
        );
        assert_eq!(
            ends(|it| it.at_least("less", 14.9, 15.0)),
            ExitCode::FAILURE
        );
        assert_eq!(ends(|it| it.exactly("two", 2, 1)), ExitCode::FAILURE);
    }

    #[test]
    fn a_figure_that_could_not_be_had_is_past_its_bound() {
        assert_eq!(
            ends(|it| it.at_most("none", f64::NAN, 1.0, "")),
            ExitCode::FAILURE
        );
        assert_eq!(
            ends(|it| it.at_least("none", f64::NAN, 1.0)),
            ExitCode::FAILURE
        );
    }
}
