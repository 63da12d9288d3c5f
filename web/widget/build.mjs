/**
 * Builds v1.js (the loader) and the bundle it imports into web/dist/widget,
 * prints their sizes and fails when they outgrow their limits.
 */
import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Limits in bytes, gzip level 9: the loader alone, and everything together. */
const LOADER_LIMIT = 4 * 1024;
const WHOLE_LIMIT = 40 * 1024;

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "dist", "widget");

/** One self-contained, minified file. Tags of templates lose their line breaks and indents. */
async function bundle(entry, format, define) {
  const result = await build({
    entryPoints: [join(here, "src", entry)],
    bundle: true,
    minify: true,
    write: false,
    format,
    define,
    target: ["es2021", "safari15"],
    charset: "utf8",
    legalComments: "eof",
    conditions: ["production"],
  });
  return Buffer.from(result.outputFiles[0].contents);
}

const zipped = (code) => gzipSync(code, { level: 9 }).length;

function report(name, code, limit) {
  const size = zipped(code);
  process.stdout.write(
    `${name.padEnd(28)} ${String(code.length).padStart(7)} B, gzipped ${String(size).padStart(6)} B of ${limit} B\n`,
  );
  if (size > limit) throw new Error(`${name} is over its limit of ${limit} bytes gzipped`);
}

const chat = await bundle("bundle.ts", "esm", {});
const hash = createHash("sha256").update(chat).digest("hex").slice(0, 12);
const chatName = `chat-${hash}.js`;
const loader = await bundle("loader.ts", "iife", { BUNDLE: JSON.stringify(chatName) });

report("v1.js", loader, LOADER_LIMIT);
report(chatName, chat, WHOLE_LIMIT);
report("whole", Buffer.concat([loader, chat]), WHOLE_LIMIT);

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await writeFile(join(out, chatName), chat);
await writeFile(join(out, "v1.js"), loader);
