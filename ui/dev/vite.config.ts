// The page of all screens as files, for the tests that look at each: dev/dist/.
import { mergeConfig } from "vite";
import base from "../vite.config";

export default mergeConfig(base, {
  root: "dev",
  build: { outDir: "dist" },
});
