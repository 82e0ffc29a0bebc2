//! Servers that can't prove who they are, and one that can.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        crypto::aws_lc_rs,
        pki_types::{CertificateDer, PrivateKeyDer},
    },
};
use url::Url;

use super::{
    client::Transport, error::TransportError, http::Http, request::Request, settings::Settings,
};

const ANSWER: &[u8] =
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4\r\n\r\ntrue";

/// A server with one certificate.
struct Server {
    url: Url,
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
}

impl Server {
    async fn start(certificate: CertificateDer<'static>, key: &KeyPair) -> Self {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("TLS 1.3")
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .expect("they belong together");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("https://{}/", listener.local_addr().expect("bound"));
        let (connections, requests) = (Arc::default(), Arc::default());
        let server = Self {
            url: url.parse().expect("a URL"),
            connections: Arc::clone(&connections),
            requests: Arc::clone(&requests),
        };
        let acceptor = TlsAcceptor::from(Arc::new(config));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    continue;
                };
                if stream
                    .read(&mut [0; 1_024])
                    .await
                    .is_ok_and(|read| read > 0)
                {
                    requests.fetch_add(1, Ordering::SeqCst);
                    stream.write_all(ANSWER).await.expect("taken");
                }
            }
        });
        server
    }

    /// What a GET returns, how many connections were made, and how many requests were sent over
    /// them.
    async fn get(&self, transport: &Transport) -> (Result<Value, TransportError>, usize, usize) {
        let outcome = transport.json(&Request::get(self.url.clone())).await;
        (
            outcome,
            self.connections.load(Ordering::SeqCst),
            self.requests.load(Ordering::SeqCst),
        )
    }
}

fn authority() -> (Issuer<'static, KeyPair>, String) {
    let key = KeyPair::generate().expect("random");
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let certificate = params.self_signed(&key).expect("signed");
    let pem = certificate.pem();
    (Issuer::new(params, key), pem)
}

#[tokio::test]
async fn f12_a_server_that_cannot_prove_who_it_is_gets_nothing() {
    let (issuer, pem) = authority();
    let (stranger, _) = authority();
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), pem).expect("written");
    let settings = Settings {
        timeout: None,
        certificates: Some(file.path().to_owned()),
    };
    let http = Http::with("test".into(), Ok(settings));
    let transport = Transport::over(http, "product=test".into());
    let key = KeyPair::generate().expect("random");
    let params = |name: &str| CertificateParams::new(vec![name.to_owned()]).expect("a name");

    let good = params("127.0.0.1")
        .signed_by(&key, &issuer)
        .expect("signed");
    let server = Server::start(good.into(), &key).await;
    let (outcome, _, requests) = server.get(&transport).await;
    assert_eq!(outcome.expect("trusted"), Value::Bool(true));
    assert_eq!(requests, 1);

    let mut expired = params("127.0.0.1");
    expired.not_before = date_time_ymd(2020, 1, 1);
    expired.not_after = date_time_ymd(2021, 1, 1);
    for (what, certificate) in [
        ("expired", expired.signed_by(&key, &issuer)),
        (
            "wrong host",
            params("globus.example").signed_by(&key, &issuer),
        ),
        ("self-signed", params("127.0.0.1").self_signed(&key)),
        (
            "of a stranger",
            params("127.0.0.1").signed_by(&key, &stranger),
        ),
    ] {
        let certificate = certificate.expect("signed");
        let server = Server::start(certificate.into(), &key).await;
        let (outcome, connections, requests) = server.get(&transport).await;
        let Err(TransportError::InsecureConnection { host, reason }) = outcome else {
            panic!("{what}: {outcome:?}")
        };
        assert_eq!(host, "127.0.0.1");
        assert!(reason.contains("certificate"), "{what}: {reason}");
        assert_eq!((connections, requests), (1, 0), "{what}");
    }
}

#[tokio::test]
async fn f12_nothing_is_asked_in_the_open() {
    let transport = Transport::new("test", None);
    for url in [
        "http://flows.globus.org/",
        "http://localhost:1/",
        "http://10.0.0.1/",
    ] {
        let url: Url = url.parse().expect("a URL");
        let outcome = transport.json::<Value>(&Request::get(url)).await;
        assert!(
            matches!(outcome, Err(TransportError::InsecureConnection { .. })),
            "{outcome:?}"
        );
    }
}
