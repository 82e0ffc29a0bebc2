use desktop::{Display, PrivateBus, Result};

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_screen_has_one_colour() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let display = Display::start(&bus).await?;
    // No pointer lies over what is measured.
    assert_eq!(display.colours()?, 1);
    Ok(())
}
