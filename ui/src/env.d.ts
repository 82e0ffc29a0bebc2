/** Set by vite.config.ts, from the workspace's Cargo.toml. */
interface ImportMetaEnv {
  /** "0.1.0". */
  readonly VITE_VERSION: string;
  /** "MIT OR Apache-2.0". */
  readonly VITE_LICENSE: string;
}
