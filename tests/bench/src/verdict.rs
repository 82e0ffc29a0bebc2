//! A figure beside what it is to be.

/// One printed line: what it is, how much, and what is to be reached.
pub(crate) fn at_most(what: &str, figure: f64, limit: f64) {
    println!(
        "  {what}: {figure:.2} (at most {limit}){}",
        word(figure <= limit)
    );
}

/// The same with a unit.
pub(crate) fn at_most_of(what: &str, figure: f64, limit: f64, unit: &str) {
    println!(
        "  {what}: {figure:.1} {unit} (at most {limit}){}",
        word(figure <= limit)
    );
}

/// The same, where more is better.
pub(crate) fn at_least(what: &str, figure: f64, limit: f64) {
    println!(
        "  {what}: {figure:.1} (at least {limit}){}",
        word(figure >= limit)
    );
}

/// The same, where only one number is right.
pub(crate) fn exactly(what: &str, figure: usize, right: usize) {
    println!(
        "  {what}: {figure} (exactly {right}){}",
        word(figure == right)
    );
}

fn word(is_reached: bool) -> &'static str {
    if is_reached { "" } else { "  NOT REACHED" }
}
