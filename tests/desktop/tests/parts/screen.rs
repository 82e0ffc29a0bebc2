use desktop::{Display, PrivateBus, Result};

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_screen_has_one_colour() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let display = Display::start(&bus).await?;
    // Only the background is there, without a pointer.
    assert_eq!(display.colours()?, 1);
    Ok(())
}
