use std::time::Duration;

use desktop::{Browser, BrowserState, Chromium, PATIENCE, PrivateBus, Result};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

#[tokio::test]
async fn opened_addresses_come_to_the_test_in_order() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let mut browser = Browser::start(&bus, BrowserState::Recording).await?;
    let long = format!("https://example.org/?q={}", "x".repeat(20_000));
    for address in ["https://example.org/a?b=1&c=%20#d", &long] {
        let mut opener = bus.command("xdg-open").arg(address).spawn()?;
        assert_eq!(browser.next_url(PATIENCE).await?.as_str(), address);
        assert!(opener.wait().await?.success());
    }
    let error = browser
        .next_url(Duration::from_millis(1))
        .await
        .expect_err("nothing more was opened");
    assert!(error.to_string().contains("no address"), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_broken_desktop_has_no_way_to_open_addresses() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let mut browser = Browser::start(&bus, BrowserState::Broken).await?;
    for launcher in [
        "xdg-open",
        "gio",
        "gnome-open",
        "kde-open",
        "kde-open5",
        "kde-open6",
    ] {
        let status = bus
            .command(launcher)
            .arg("https://example.org/")
            .stderr(std::process::Stdio::null())
            .status()
            .await?;
        assert_eq!(status.code(), Some(3), "{launcher}");
    }
    browser.set_state(BrowserState::Recording)?;
    assert!(
        bus.command("xdg-open")
            .arg("https://example.org/")
            .status()
            .await?
            .success()
    );
    assert_eq!(
        browser.next_url(PATIENCE).await?.host_str(),
        Some("example.org")
    );
    Ok(())
}

#[tokio::test]
async fn chromium_shows_pages_and_ends() -> Result<()> {
    let bus = PrivateBus::start().await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/", listener.local_addr()?);
    let server = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let body = "<title>Sign in</title><label>Name <input></label> <button>Allow</button>\
                        <button hidden>Deny</button>";
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close";
            let _ = stream
                .write_all(
                    format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).as_bytes(),
                )
                .await;
        }
    });

    let chromium = Chromium::start(&bus).await?;
    chromium.client().goto(&address).await?;
    assert_eq!(chromium.client().title().await?, "Sign in");
    chromium.textbox("Name").await?.send_keys("Ada").await?;
    chromium.button("Allow").await?;
    assert!(chromium.all_by_role("button", "Deny").await?.is_empty());
    chromium.close().await?;
    server.abort();
    assert!(
        !bus.processes()
            .iter()
            .any(|process| process.command.contains("chrom")),
        "{:?}",
        bus.processes()
    );
    Ok(())
}
