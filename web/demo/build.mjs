/** Copies the demo page into web/dist/demo; it needs no other build. */
import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "dist", "demo");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
for (const name of ["index.html", "demo.css", "seal.svg"]) {
  await cp(join(here, name), join(out, name));
}
