//! Answers that are malformed or too large.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use globus_app::{AuthClient, Error, FlowsClient};
use jiff::{SignedDuration, Timestamp};

use crate::fake::{Answer, Fake, PERSON, TOKEN, signed_in, signed_in_until};

/// The most that a client may read of an answer that is too large, including what waits in sockets.
const BOUND: usize = 48 * 1024 * 1024;

async fn list_flows(answer: Answer) -> (Result<(), Error>, Fake) {
    let fake = Fake::always(answer).await;
    let app = signed_in(&fake.url).await;
    let outcome = FlowsClient::new(&app).list_flows().send().await;
    (outcome.map(drop), fake)
}

#[tokio::test]
async fn f14_an_answer_out_of_shape_is_an_error_that_quotes_nothing() {
    let nested = "[".repeat(200_000);
    let nested_field = format!(r#"{{"flows":[],"x":{}"#, "{\"a\":".repeat(200_000));
    let mut not_utf8 =
        br#"{"flows":[{"id":"24bc4997-b483-4c25-a19c-64b0afc00743","title":""#.to_vec();
    not_utf8.extend_from_slice(b"\xff\xfe\"}]}");
    let bodies: [&[u8]; 14] = [
        b"",
        b"null",
        b"42",
        br#""the-secret-access-token""#,
        br#"{"flows":["#,
        br#"{"flows":null}"#,
        br#"{"flows":"the-secret-access-token"}"#,
        br#"{"flows":[{"id":"the-secret-access-token","title":"t"}]}"#,
        br#"{"flows":[{"title":"no id"}]}"#,
        br#"{"flows":[],"flows":[]}"#,
        br#"{"flows":[{"id":"24bc4997-b483-4c25-a19c-64b0afc00743","x":01}]}"#,
        nested.as_bytes(),
        nested_field.as_bytes(),
        &not_utf8,
    ];
    for body in bodies {
        let start = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
        let (outcome, fake) = list_flows(Answer::json(200, "", body)).await;
        let Err(error @ Error::UnexpectedAnswer { .. }) = outcome else {
            panic!("{start}: {outcome:?}")
        };
        let said = format!("{error} {error:?}");
        assert!(
            said.contains("127.0.0.1") && !said.contains(TOKEN),
            "{said}"
        );
        assert_eq!(fake.seen().len(), 1, "{start}");
        // As an error, it is still an error.
        let (outcome, _) = list_flows(Answer::json(404, "", body)).await;
        let Err(Error::Api(error)) = outcome else {
            panic!("{start}: {outcome:?}")
        };
        assert_eq!((error.status, error.code), (404, None), "{start}");
    }
}

#[tokio::test]
async fn f14_what_is_null_or_new_in_a_list_does_not_break_it() {
    let body = r#"{"flows":[{"id":"24bc4997-b483-4c25-a19c-64b0afc00743","title":null,
        "keywords":null,"user_roles":["flow_viewer","flow_dreamer"],"created_at":"some day",
        "flow_viewers":["public","urn:new:kind"],"is_high_assurance":null,
        "news":{"n":123456789012345678901234567890},"far":1e999}],"limit":20,"marker":null}"#;
    let fake = Fake::always(Answer::json(200, "", body)).await;
    let app = signed_in(&fake.url).await;
    let page = FlowsClient::new(&app).list_flows().send().await;
    let page = page.expect("readable");
    let flow = &page.flows[0];
    assert_eq!(flow.title, "");
    assert_eq!(flow.user_roles[1].as_str(), "flow_dreamer");
    assert_eq!(flow.flow_viewers[1].to_string(), "urn:new:kind");
    let news = r#"{"n":123456789012345678901234567890}"#;
    assert_eq!(flow.other.get("news"), Some(news));
    // A number that no double can hold is valid JSON (RFC 8259 section 6). Whoever decodes it gets
    // an error.
    let far = flow.other.decode::<f64>("far").expect("kept");
    far.expect_err("no double holds it");
}

#[tokio::test]
async fn f14_a_token_answer_out_of_shape_stores_nothing() {
    let good =
        r#""scope":"s","expires_in":9,"token_type":"Bearer","resource_server":"flows.globus.org""#;
    for body in [
        String::new(),
        "[]".to_owned(),
        "{}".to_owned(),
        format!(r#"{{"access_token":null,{good},"other_tokens":[]}}"#),
        format!(r#"{{"access_token":["the-secret-new-token"],{good},"other_tokens":[]}}"#),
        format!(r#"{{"access_token":"the-secret-new-token",{good},"other_tokens":[{{}}]}}"#),
        format!(r#"{{"access_token":"the-secret-new-token",{good},"other_tokens":["#),
        format!(
            r#"{{"access_token":"the-secret-new-token",{good},"other_tokens":{}"#,
            "[".repeat(9_999)
        ),
    ] {
        let fake = Fake::always(Answer::json(200, "", &body)).await;
        let expired = Timestamp::now() - SignedDuration::from_hours(1);
        let app = signed_in_until(&fake.url, expired).await;
        let flows = FlowsClient::new(&app);
        for _ in 0..2 {
            let outcome = flows.list_flows().send().await;
            let Err(error @ Error::UnexpectedAnswer { .. }) = outcome else {
                panic!("{body}: {outcome:?}")
            };
            let said = format!("{error} {error:?}");
            assert!(!said.contains("the-secret"), "{said}");
        }
        assert!(!app.login_required().await.expect("memory"));
        // Each time with the grant that was there before.
        let seen = fake.seen();
        assert_eq!(seen.len(), 2, "{body}");
        assert!(
            seen.iter()
                .all(|seen| seen.body.contains("the-secret-refresh-token"))
        );
    }
}

#[tokio::test]
async fn c4_userinfo_about_somebody_else_is_refused() {
    for (sub, is_mine) in [
        (PERSON, true),
        ("46bd0f56-e24f-11e5-a510-131bef46955c", false),
    ] {
        let fake = Fake::always(Answer::json(200, "", format!(r#"{{"sub":"{sub}"}}"#))).await;
        let app = signed_in(&fake.url).await;
        match AuthClient::new(&app).userinfo().await {
            Ok(info) => assert!(is_mine && info.sub == PERSON),
            Err(Error::UnexpectedAnswer { .. }) => assert!(!is_mine),
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn f15_ten_megabytes_about_tokens_are_refused_and_change_nothing() {
    let mut body = br#"{"access_token":"new","scope":""#.to_vec();
    body.resize(10 * 1024 * 1024, b'a');
    body.extend_from_slice(br#"","expires_in":1,"token_type":"Bearer","resource_server":"flows.globus.org","other_tokens":[]}"#);
    let fake = Fake::always(Answer::json(200, "", body)).await;
    let expired = Timestamp::now() - SignedDuration::from_hours(1);
    let app = signed_in_until(&fake.url, expired).await;
    let outcome = FlowsClient::new(&app).list_flows().send().await;
    let Err(Error::UnexpectedAnswer { reason, .. }) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(reason.contains("too large"), "{reason}");
    assert!(fake.seen()[0].line.starts_with("POST /v2/oauth2/token "));
    assert!(
        !app.login_required().await.expect("memory"),
        "the old token is still there"
    );
}

#[tokio::test]
async fn f15_an_endless_answer_is_left_at_the_limit() {
    for (status, framing) in [
        (200, "Transfer-Encoding: chunked"),
        (404, "Transfer-Encoding: chunked"),
        // Until the connection closes.
        (200, "X-Nothing: 1"),
    ] {
        let head =
            format!("HTTP/1.1 {status} OK\r\nContent-Type: application/json\r\n{framing}\r\n\r\n");
        let mut piece = b"10000\r\n".to_vec();
        piece.resize(piece.len() + 0x1_0000, b' ');
        piece.extend_from_slice(b"\r\n");
        let (outcome, fake) = list_flows(Answer {
            bytes: head.into_bytes(),
            then_for_ever: piece,
        })
        .await;
        let Err(Error::UnexpectedAnswer { reason, .. }) = outcome else {
            panic!("{outcome:?}")
        };
        assert!(reason.contains("too large"), "{reason}");
        assert!(fake.sent() < BOUND, "{} bytes", fake.sent());
        assert_eq!(fake.seen().len(), 1);
    }
}

#[tokio::test]
async fn f15_an_announced_gigabyte_is_not_read_at_all() {
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n";
    let (outcome, fake) = list_flows(Answer {
        bytes: head.as_bytes().to_vec(),
        then_for_ever: vec![b' '; 0x1_0000],
    })
    .await;
    assert!(
        matches!(outcome, Err(Error::UnexpectedAnswer { .. })),
        "{outcome:?}"
    );
    assert!(fake.sent() < BOUND, "{} bytes", fake.sent());
}

/// Two gigabytes of spaces, compressed to at most four megabytes.
#[cfg(target_os = "linux")]
fn bomb() -> Vec<u8> {
    let spaces = vec![b' '; 0x10_0000];
    let mut member = Vec::with_capacity(0x1_0000);
    flate2::Compress::new(Compression::best(), false)
        .compress_vec(&spaces, &mut member, flate2::FlushCompress::Full)
        .expect("in memory");
    // RFC 1952 §2.3: a header, but no end.
    let mut bomb = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    for _ in 0..2_048 {
        bomb.extend_from_slice(&member);
    }
    bomb
}

#[cfg(target_os = "linux")]
fn peak_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().strip_suffix(" kB"));
    kilobytes
        .and_then(|kb| kb.parse::<usize>().ok())
        .expect("a number")
        * 1_024
}

#[cfg(target_os = "linux")]
#[test]
fn f15_a_gzip_bomb_is_left_at_the_limit() {
    let output = crate::again::again("answers::a_gzip_bomb_alone", &[])
        .output()
        .expect("it runs");
    assert!(crate::again::succeeded(&output), "{output:?}");
}

#[cfg(target_os = "linux")]
#[tokio::test]
#[ignore = "run by the test above, whose memory is measured"]
async fn a_gzip_bomb_alone() {
    let bomb = bomb();
    assert!(bomb.len() < 0x40_0000);
    let before = peak_memory();
    let answer = Answer::json(200, "Content-Encoding: gzip\r\n", bomb);
    let (outcome, fake) = list_flows(answer).await;
    let Err(Error::UnexpectedAnswer { reason, .. }) = outcome else {
        panic!("{outcome:?}")
    };
    assert!(reason.contains("too large"), "{reason}");
    assert_eq!(fake.seen().len(), 1);
    // The limit, the growth of the buffer, and gzip's window.
    let taken = peak_memory() - before;
    assert!(taken < 64 * 1024 * 1024, "{taken} bytes");
}

#[tokio::test]
async fn an_answer_may_come_packed() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(br#"{"flows":[]}"#).expect("in memory");
    let packed = packed.finish().expect("in memory");
    let (outcome, fake) = list_flows(Answer::json(200, "Content-Encoding: gzip\r\n", packed)).await;
    outcome.expect("unpacked");
    assert!(fake.seen()[0].head.contains("accept-encoding: gzip"));
}
