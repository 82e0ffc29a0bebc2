//! Several processes with one account in a real keychain, and a Globus that rotates refresh tokens:
//! one refresh too many loses the account.

use desktop::{Keyring, KeyringState, PrivateBus, Result};
use futures::future::try_join_all;

use crate::{
    between::{Asked, Between},
    program::{Program, SERVICE},
    rotation::rotating,
};

async fn desktop() -> Result<(PrivateBus, Keyring)> {
    let bus = PrivateBus::start().await?;
    let keyring = Keyring::start(&bus, KeyringState::Unlocked).await?;
    Ok((bus, keyring))
}

#[tokio::test]
async fn c9_two_processes_refresh_once() -> Result<()> {
    let (globus, (bus, _keyring)) = (rotating().await, desktop().await?);
    let mut one = Program::start(&bus, &globus.url)?;
    let mut other = Program::start(&bus, &globus.url)?;
    assert_eq!(one.ask("login").await?, "ok");
    assert_eq!(other.ask("call").await?, "ok", "it finds the same account");
    globus.globus.expire_access_tokens();
    let (first, second) = futures::future::try_join(one.ask("call"), other.ask("call")).await?;
    assert_eq!([first, second], ["ok", "ok"]);
    assert_eq!(globus.refreshes(), 1);
    Ok(())
}

#[tokio::test]
async fn f22_eight_processes_refresh_once_a_round_for_a_hundred_rounds() -> Result<()> {
    let (globus, (bus, _keyring)) = (rotating().await, desktop().await?);
    let mut programs = Vec::new();
    for _ in 0..8 {
        programs.push(Program::start(&bus, &globus.url)?);
    }
    assert_eq!(programs[0].ask("login").await?, "ok");
    for round in 1..=100 {
        globus.globus.expire_access_tokens();
        let calls = programs.iter_mut().map(|program| program.ask("call"));
        let answers = try_join_all(calls).await?;
        assert!(answers.iter().all(|answer| answer == "ok"), "{answers:?}");
        assert_eq!(globus.refreshes(), round, "one refresh a round");
    }
    Ok(())
}

#[tokio::test]
async fn f22_a_thousand_calls_in_eight_processes_refresh_once() -> Result<()> {
    let (globus, (bus, _keyring)) = (rotating().await, desktop().await?);
    let mut programs = Vec::new();
    for _ in 0..8 {
        programs.push(Program::start(&bus, &globus.url)?);
    }
    assert_eq!(programs[0].ask("login").await?, "ok");
    globus.globus.expire_access_tokens();
    let answers = try_join_all(programs.iter_mut().map(|program| program.ask("calls"))).await?;
    assert!(answers.iter().all(|answer| answer == "ok"), "{answers:?}");
    assert_eq!(globus.refreshes(), 1);
    Ok(())
}

#[tokio::test]
async fn f21_a_process_killed_before_it_could_write_leaves_lock_and_record_whole() -> Result<()> {
    let (globus, (bus, keyring)) = (Between::start().await, desktop().await?);
    let mut victim = Program::start(&bus, &globus.url)?;
    assert_eq!(victim.ask("login").await?, "ok");
    globus.globus.expire_access_tokens();
    let _never = globus.hold_next(Asked::is_refresh);
    victim.tell("call").await?;
    globus.holds().await;
    victim.kill().await?;
    // Without rotation, the earlier record still works, and nobody holds the lock.
    let mut next = Program::start(&bus, &globus.url)?;
    assert_eq!(next.ask("call").await?, "ok");
    assert_eq!(globus.refreshes(), 2);
    assert_eq!(keyring.items(SERVICE).await?.len(), 2);
    Ok(())
}

#[tokio::test]
async fn f21_with_rotation_the_next_process_asks_for_a_clean_login() -> Result<()> {
    let (globus, (bus, _keyring)) = (rotating().await, desktop().await?);
    let mut victim = Program::start(&bus, &globus.url)?;
    assert_eq!(victim.ask("login").await?, "ok");
    globus.globus.expire_access_tokens();
    let _never = globus.hold_next(Asked::is_refresh);
    victim.tell("call").await?;
    globus.holds().await;
    victim.kill().await?;
    let mut next = Program::start(&bus, &globus.url)?;
    let answer = next.ask("call").await?;
    assert!(answer.starts_with("login required"), "{answer}");
    assert_eq!(next.ask("login").await?, "ok");
    assert_eq!(next.ask("call").await?, "ok");
    Ok(())
}

#[tokio::test]
async fn f23_a_stopped_holder_is_waited_for_and_then_passed_by() -> Result<()> {
    let (globus, (bus, _keyring)) = (Between::start().await, desktop().await?);
    let mut holder = Program::start(&bus, &globus.url)?;
    assert_eq!(holder.ask("login").await?, "ok");
    globus.globus.expire_access_tokens();
    let _never = globus.hold_next(Asked::is_refresh);
    holder.tell("call").await?;
    globus.holds().await;
    holder.signal("STOP").await?;
    let mut other = Program::start(&bus, &globus.url)?;
    assert_eq!(other.ask("call").await?, "ok");
    Ok(())
}

#[tokio::test]
async fn a_sign_out_in_one_process_is_found_out_by_the_other() -> Result<()> {
    let (globus, (bus, keyring)) = (rotating().await, desktop().await?);
    let mut one = Program::start(&bus, &globus.url)?;
    let mut other = Program::start(&bus, &globus.url)?;
    assert_eq!(one.ask("login").await?, "ok");
    assert_eq!(other.ask("call").await?, "ok");
    assert_eq!(one.ask("logout").await?, "ok");
    let answer = other.ask("call").await?;
    assert!(answer.starts_with("login required"), "{answer}");
    assert_eq!(keyring.items(SERVICE).await?.len(), 0);
    Ok(())
}
