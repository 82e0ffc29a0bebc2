use std::sync::mpsc;

use secrecy::ExposeSecret;

use super::*;
use crate::login::request::tests::request;

/// What was written, for the test to read.
#[derive(Clone, Default)]
struct Output(Arc<Mutex<Vec<u8>>>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("whole").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Output {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("whole").clone()).expect("text")
    }
}

/// Reports each text that is written.
struct Heard(tokio::sync::mpsc::UnboundedSender<String>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _nobody_waits = self.0.send(String::from_utf8_lossy(bytes).into_owned());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An input that reports when it is read, and blocks until a line is typed.
struct Keyboard {
    read: tokio::sync::mpsc::UnboundedSender<()>,
    typed: mpsc::Receiver<String>,
    left: Vec<u8>,
}

impl io::Read for Keyboard {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left.is_empty() {
            let _nobody_waits = self.read.send(());
            self.left = self.typed.recv().unwrap_or_default().into_bytes();
        }
        let length = self.left.len().min(buffer.len());
        buffer[..length].copy_from_slice(&self.left[..length]);
        self.left.drain(..length);
        Ok(length)
    }
}

#[tokio::test]
async fn b19_what_cannot_be_a_code_is_asked_for_again() {
    let output = Output::default();
    let input = format!(
        "\nhttps://x.example/?code=1\na b\n{}\n  right\r\n",
        "a".repeat(9_000)
    );
    let manager = CommandLineLoginFlowManager::over(io::Cursor::new(input), output.clone());
    let answer = manager.run_login_flow(&request()).await.expect("at last");
    assert_eq!(answer.code.expose_secret(), "right");
    assert_eq!(
        answer.redirect_uri,
        "https://auth.globus.org/v2/web/auth-code"
    );
    let said = output.text();
    let start = "\nPlease authenticate with Globus here:\n-------------------------------------\n\
                 https://auth.globus.org/v2/oauth2/authorize?client_id=61338d24&";
    assert!(said.starts_with(start), "{said}");
    assert!(said.contains("that is a web address, not a code\n"));
    // Three lines from the one that was too long, and the others.
    assert_eq!(
        said.matches("Enter the resulting Authorization Code here: ")
            .count(),
        7
    );
    assert!(!said.contains("right"), "what was typed is not repeated");
}

#[tokio::test]
async fn the_end_of_the_input_is_an_error_of_its_own() {
    let manager = CommandLineLoginFlowManager::over(io::empty(), io::sink());
    for _ in 0..2 {
        let outcome = manager.run_login_flow(&request()).await;
        assert!(
            matches!(outcome, Err(LoginError::EndOfInput)),
            "{outcome:?}"
        );
    }
}

#[tokio::test]
async fn a_configured_page_is_where_the_answer_goes() {
    let manager = CommandLineLoginFlowManager::over(&b"code\n"[..], io::sink());
    let page = url::Url::parse("https://portal.example/code").expect("valid");
    let request = LoginRequest {
        redirect_uri: Some(page),
        ..request()
    };
    let answer = manager.run_login_flow(&request).await.expect("answered");
    assert_eq!(answer.redirect_uri, "https://portal.example/code");
}

#[tokio::test]
async fn a_cancelled_login_takes_no_line_from_the_next() {
    let (read, mut reads) = tokio::sync::mpsc::unbounded_channel();
    let (keys, typed) = mpsc::channel();
    let keyboard = Keyboard {
        read,
        typed,
        left: Vec::new(),
    };
    let input = io::BufReader::new(keyboard);
    let (tell, mut heard) = tokio::sync::mpsc::unbounded_channel();
    let manager = Arc::new(CommandLineLoginFlowManager::over(input, Heard(tell)));
    let log_in = || {
        let manager = Arc::clone(&manager);
        tokio::spawn(async move { manager.run_login_flow(&request()).await })
    };
    let cancelled = log_in();
    reads.recv().await.expect("it waits for a line");
    cancelled.abort();
    assert!(cancelled.await.is_err());
    while heard.try_recv().is_ok() {}
    let next = log_in();
    while !heard.recv().await.expect("it asks").starts_with("Enter") {}
    keys.send("code\n".to_owned()).expect("it reads");
    match next.await.expect("no panic") {
        Ok(answer) => assert_eq!(answer.code.expose_secret(), "code"),
        Err(error) => panic!("{error}"),
    }
}
