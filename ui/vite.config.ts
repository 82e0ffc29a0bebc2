import { readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

/** The workspace's manifest, which has the version and license of everything. */
const workspace = readFileSync(new URL("../Cargo.toml", import.meta.url), "utf8");

function ofWorkspace(key: string): string {
  const value = new RegExp(`^\\[workspace\\.package\\][^[]*^${key} = "([^"]+)"`, "m").exec(workspace)?.[1];
  if (!value) throw new Error(`Cargo.toml has no ${key} in [workspace.package]`);
  return JSON.stringify(value);
}

export default defineConfig({
  define: {
    "import.meta.env.VITE_VERSION": ofWorkspace("version"),
    "import.meta.env.VITE_LICENSE": ofWorkspace("license"),
  },
  plugins: [svelte(), svelteTesting()],
  build: {
    // The oldest engines of the platforms: WebKitGTK 2.40, WKWebView of macOS 13, WebView2.
    target: ["safari16.4", "chrome111"],
    outDir: "dist",
    // The page's policy allows no `data:` address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["dev/test-setup.ts"],
  },
});
