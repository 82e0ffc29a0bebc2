import { commands, events, type FixAction, type Keep, type Session } from "./ipc";

/** What the shell says about who is signed in. The shell decides; this only mirrors it. */
export class SessionState {
  current = $state.raw<Session>({ kind: "starting" });
  /** Whether the last sign-in attempt was for the demo; `again` repeats that one. */
  #demo = false;

  /** Listens, then asks once. An event that arrives in between is newer than the answer. */
  async follow(): Promise<() => void> {
    let heard = false;
    const stop = await events.sessionChanged.listen(({ payload }) => {
      heard = true;
      this.#take(payload);
    });
    const first = await commands.currentSession();
    if (!heard) this.#take(first);
    return stop;
  }

  signIn(keep: Keep = "keychain"): void {
    this.#demo = false;
    void commands.signIn(keep);
  }

  tryDemo(): void {
    this.#demo = true;
    void commands.tryDemo();
  }

  /** Repeats the last kind of sign-in. */
  again(keep: Keep = "keychain"): void {
    if (this.current.kind === "signedIn") void commands.signInAgain();
    else if (this.#demo) this.tryDemo();
    else this.signIn(keep);
  }

  /** Carries out the fix that a problem offers. False if it has nothing to do with the session. */
  fix(action: FixAction): boolean {
    if (action === "signIn" || action === "retry") this.again();
    else if (action === "untilQuit") this.again("untilQuit");
    else if (action === "checkKeychain") void commands.checkKeychain();
    else return false;
    return true;
  }

  /** Whether a real sign-in needs a client ID first. */
  get lacksClientId(): boolean {
    return this.current.kind === "signedOut" && this.current.clientId === null;
  }

  /** The same for the sign-in that `again` repeats. */
  get againLacksClientId(): boolean {
    return this.lacksClientId && !this.#demo;
  }

  #take(session: Session): void {
    this.current = session;
    if (session.kind === "signingIn") this.#demo = session.demo;
    if (session.kind === "signedIn") this.#demo = session.demo;
  }
}
