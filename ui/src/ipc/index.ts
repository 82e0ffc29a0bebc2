// The only door to the shell: nothing outside this folder imports `@tauri-apps/*`.
export * from "./bindings";
