//! Parses a long scope string.

use std::io::Read;

use bench::{Report, Result};
use globus_app::ScopeParser;

fn main() -> Result<()> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let begun = std::time::Instant::now();
    let scopes = ScopeParser::parse(&text)?;
    Report::write(scopes.len(), begun.elapsed().as_micros())
}
