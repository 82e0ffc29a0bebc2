// Builds the scenes page into dev/dist/ for the tests that look at every scene.
import { mergeConfig } from "vite";
import base from "../vite.config";

export default mergeConfig(base, {
  root: "dev",
  build: { outDir: "dist" },
});
