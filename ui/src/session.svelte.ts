import { commands, events, type FixAction, type Keep, type Session } from "./ipc";

/** What the shell says about who is signed in. The shell decides; this only mirrors it. */
export class SessionState {
  current = $state.raw<Session>({ kind: "starting" });
  /** Whether the last sign-in that was tried is the demo's: "again" means that one. */
  #demo = false;

  /** Listens, then asks once; an event that came meanwhile is newer than the answer. */
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

  /** The last kind of sign-in once more. */
  again(keep: Keep = "keychain"): void {
    if (this.current.kind === "signedIn") void commands.signInAgain();
    else if (this.#demo) this.tryDemo();
    else this.signIn(keep);
  }

  /** Does what a problem offers; false: not an act on the session. */
  fix(action: FixAction): boolean {
    if (action === "signIn" || action === "retry") this.again();
    else if (action === "untilQuit") this.again("untilQuit");
    else if (action === "checkKeychain") void commands.checkKeychain();
    else return false;
    return true;
  }

  /** Whether a real sign-in has to ask for a client id first. */
  get lacksClientId(): boolean {
    return this.current.kind === "signedOut" && this.current.clientId === null;
  }

  /** The same for the sign-in that "again" means. */
  get againLacksClientId(): boolean {
    return this.lacksClientId && !this.#demo;
  }

  #take(session: Session): void {
    this.current = session;
    if (session.kind === "signingIn") this.#demo = session.demo;
    if (session.kind === "signedIn") this.#demo = session.demo;
  }
}
