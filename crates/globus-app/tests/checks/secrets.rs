//! Where secrets are, and where they aren't.

use std::{fs, path::Path};

use desktop::{Keyring, KeyringState, PrivateBus, Result};
use globus_app::{ClientApp, FlowsClient, TokenData, UserApp};
use globus_local::IssuedKind;
use jiff::Timestamp;
use secrecy::SecretString;

use crate::{
    between::Between,
    program::Program,
    support::{APP_NAME, CLIENT_ID, config, user_app},
};

/// A value that is planted to check that the search finds things.
const PLANTED: &str = "planted-value-that-the-search-must-find";

#[tokio::test]
async fn c16_what_globus_issued_is_in_no_file_no_log_and_no_command_line() -> Result<()> {
    let globus = Between::start().await;
    let bus = PrivateBus::start().await?;
    let keyring = Keyring::start(&bus, KeyringState::Unlocked).await?;
    fs::write(bus.home().join("planted"), PLANTED)?;
    let mut program = Program::start(&bus, &globus.url)?;
    assert_eq!(program.ask("login").await?, "ok");
    assert_eq!(program.ask("call").await?, "ok");
    globus.globus.expire_access_tokens();
    assert_eq!(program.ask("call").await?, "ok");
    globus.globus.expire_access_tokens();
    globus.globus.revoke_refresh_tokens();
    let refused = program.ask("call").await?;
    assert!(refused.starts_with("login required"), "{refused}");
    assert_eq!(program.ask("login").await?, "ok");
    let command_lines: Vec<_> = bus.processes().into_iter().map(|p| p.command).collect();
    assert!(
        command_lines
            .iter()
            .any(|line| line.contains("does_as_told"))
    );
    let stored = keyring.items(crate::program::SERVICE).await?;
    let mut users: Vec<_> = stored
        .iter()
        .map(|item| &item.attributes["username"])
        .collect();
    users.sort();
    let of = |server: &str| format!("local/{CLIENT_ID}/DEFAULT/{server}");
    assert_eq!(
        users,
        [&of("auth.globus.org"), &of("flows.globus.org")],
        "that is where they are"
    );
    assert_eq!(program.ask("logout").await?, "ok");
    let log = fs::read_to_string(bus.logs().join("program"))?;
    assert!(
        log.contains("the token can no longer be renewed"),
        "it logs"
    );

    let mut secrets: Vec<_> = globus.globus.issued().into_iter().collect();
    for kind in [
        IssuedKind::AccessToken,
        IssuedKind::RefreshToken,
        IssuedKind::AuthorizationCode,
        IssuedKind::IdToken,
        IssuedKind::CodeVerifier,
    ] {
        let is_among = secrets.iter().any(|secret| secret.kind == kind);
        assert!(is_among, "nothing to look for of kind {kind:?}");
    }
    let mut found = Vec::new();
    for folder in [bus.home(), bus.logs()] {
        assert!(folder.exists());
        search(&folder, &mut |path, bytes| {
            let text = String::from_utf8_lossy(bytes);
            let leaked = secrets.iter().filter(|secret| text.contains(&secret.value));
            found.extend(leaked.map(|secret| format!("{secret:?} in {}", path.display())));
            if text.contains(PLANTED) {
                found.push(PLANTED.into());
            }
        })?;
    }
    assert_eq!(found, [PLANTED]);
    secrets.retain(|secret| {
        command_lines
            .iter()
            .any(|line| line.contains(&secret.value))
    });
    assert!(secrets.is_empty(), "{secrets:?}");
    Ok(())
}

fn search(folder: &Path, look: &mut impl FnMut(&Path, &[u8])) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let kind = fs::symlink_metadata(&path)?.file_type();
        if kind.is_dir() {
            search(&path, look)?;
        } else if kind.is_file() {
            look(&path, &fs::read(&path)?);
        }
    }
    Ok(())
}

#[tokio::test]
async fn c17_nothing_that_can_be_printed_shows_a_secret() {
    let globus = Between::start().await;
    let app = user_app(config(&globus.url));
    let flows = FlowsClient::new(&app);
    flows.list_flows().send().await.expect("signed in");
    let token = TokenData {
        resource_server: "flows.globus.org".into(),
        identity_id: None,
        scope: String::new(),
        access_token: SecretString::from("access-secret"),
        refresh_token: Some(SecretString::from("refresh-secret")),
        expires_at: Timestamp::now(),
    };
    let user = UserApp::builder(APP_NAME, CLIENT_ID).client_secret("client-secret");
    let client = ClientApp::builder(APP_NAME, CLIENT_ID).client_secret("client-secret");
    let shown = format!("{app:#?} {flows:#?} {token:#?} {user:#?} {client:#?}");
    let client = client.build().expect("complete");
    let shown = format!("{shown} {client:#?}");
    assert!(!shown.contains("-secret"), "{shown}");
    let issued = globus.globus.issued();
    let leaked = issued.iter().find(|issued| shown.contains(&issued.value));
    assert!(leaked.is_none(), "{leaked:?}");
}
