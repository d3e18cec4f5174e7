// Builds what the pages serve and the licences that go with it.
// Run `npm ci && npm run build` in this folder; commit what it writes.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { compile } from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const modules = `${here}node_modules/`;
const out = `${here}../src/kinkeeper/web/static/web/`;
const journeys = `${here}../tests/journeys/`;
const font = `${modules}@fontsource-variable/atkinson-hyperlegible-next/`;
const subset = (style) => `${font}files/atkinson-hyperlegible-next-latin-wght-${style}.woff2`;

const copies = {
  [subset("normal")]: `${out}fonts/atkinson-hyperlegible-next-latin.woff2`,
  [subset("italic")]: `${out}fonts/atkinson-hyperlegible-next-latin-italic.woff2`,
  [`${font}LICENSE`]: `${out}fonts/LICENCE-atkinson-hyperlegible-next.txt`,
  [`${modules}htmx.org/dist/htmx.min.js`]: `${out}vendor/htmx.min.js`,
  [`${modules}htmx.org/LICENSE`]: `${out}vendor/LICENCE-htmx.txt`,
  [`${modules}axe-core/axe.min.js`]: `${journeys}axe.min.js`,
  [`${modules}axe-core/LICENSE`]: `${journeys}LICENCE-axe-core.txt`,
};

// Colours GOV.UK Frontend fixes in its components, each with the token that stands in.
const standIns = {
  "#0b0c0c": "#1c2530",
  "#1d70b8": "#0a5c63",
  "#0f385c": "#073f44",
  "#d2e2f1": "#e7f0f8",
  "#f4f8fb": "#f1eee6",
  "#f3f3f3": "#f1eee6",
  "#cecece": "#cfd4da",
  "#858686": "#6b7683",
  "#0b5c3e": "#073f44",
  "#083d29": "#1c2530",
  "#ca3535": "#7d1512",
  "#982828": "#7d1512",
  "#651b1b": "#1c2530",
};
const ourColours = (css) => css.replace(/#[0-9a-f]{6}\b/g, (found) => standIns[found] ?? found);
const besideCss = (css) => css.replaceAll('url("fonts/', 'url("../fonts/');

const version = (name) => JSON.parse(readFileSync(`${modules}${name}/package.json`)).version;

for (const folder of ["css", "js", "fonts", "vendor"]) mkdirSync(out + folder, { recursive: true });
mkdirSync(journeys, { recursive: true });
for (const [from, to] of Object.entries(copies)) cpSync(from, to);

const { css } = compile(`${here}sass/kinkeeper.scss`, {
  loadPaths: [modules],
  style: "compressed",
  charset: false,
  quietDeps: true,
});
const notice = `@charset "utf-8";\n/*! Kinkeeper. Includes GOV.UK Frontend ${version("govuk-frontend")}, MIT: vendor/LICENCE-govuk-frontend.txt */\n`;
writeFileSync(`${out}css/kinkeeper.css`, notice + besideCss(ourColours(css)) + "\n");

buildSync({
  entryPoints: [`${here}js/app.mjs`, `${here}js/lists.mjs`, `${here}js/drafts.mjs`],
  outdir: `${out}js`,
  bundle: true,
  format: "esm",
  target: "es2020",
  minify: true,
  banner: { js: notice.split("\n")[1] },
  nodePaths: [modules],
});

writeFileSync(
  `${out}vendor/README.md`,
  `# Vendored for the browser, built by \`frontend/build.mjs\`

| what | version | licence | where |
| --- | --- | --- | --- |
| GOV.UK Frontend (code only: no crown, no GDS Transport, no GOV.UK colours) | ${version("govuk-frontend")} | MIT | compiled into \`css/kinkeeper.css\` and \`js/app.js\` |
| htmx | ${version("htmx.org")} | 0BSD | \`vendor/htmx.min.js\` |
| Atkinson Hyperlegible Next, latin subset | ${version("@fontsource-variable/atkinson-hyperlegible-next")} | SIL OFL 1.1 | \`fonts/\` |
| axe-core (tests only) | ${version("axe-core")} | MPL 2.0 | \`tests/journeys/axe.min.js\` |
`,
);

// Sent smaller to browsers that say they can read it: served from beside the file itself.
for (const folder of ["css", "js", "vendor"]) {
  for (const name of readdirSync(out + folder).filter((one) => /\.(css|js)$/.test(one))) {
    const file = `${out}${folder}/${name}`;
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}
