// axe-core on one page of each kind of a site and on consolidated documents, in light and in dark:
//   node axe.mjs CHROMIUM SITE DOCUMENT…
// No violation, no error on the console, no request that leaves the files. The packages lie where NODE_MODULES says.
import { createRequire } from "node:module";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.NODE_MODULES, "proof.cjs"));
const { chromium } = require("playwright-core");
// Without `preload` axe asks for no style sheet by itself.
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [executablePath, site, ...documents] = process.argv.slice(2);
const kinds = ["front", "part", "chapter", "clause", "clean", "alternatives", "languages", "text", "instrument", "provision", "coverage", "glossary", "brackets", "search", "missing"];

/** The largest page of each kind: it holds most of what there is. */
function pagesOfEachKind() {
  const found = new Map();
  const files = readdirSync(site, { recursive: true }).sort().filter((name) => name.endsWith(".html"));
  for (const name of files) {
    const file = resolve(site, name);
    const type = /<body class="([^"]+)"/.exec(readFileSync(file, "utf8"))?.[1];
    // Parts and chapters are pages of one type.
    const kind = type === "division" ? name.split("/")[0] : type;
    const size = statSync(file).size;
    if (!found.has(kind) || found.get(kind).size < size) found.set(kind, { kind, file, size });
  }
  const missing = kinds.filter((kind) => !found.has(kind));
  if (missing.length) throw new Error(`the site has no page of the kind ${missing.join(", ")}`);
  return [...found.values()];
}

const kindOf = (file) => (file.includes("/document/") ? "consolidated" : "clause");
const pages = pagesOfEachKind().concat(documents.map((file) => ({ kind: kindOf(file), file: resolve(file) })));
const browser = await chromium.launch({
  executablePath,
  headless: true,
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});
let faults = 0;
try {
  for (const { kind, file } of pages) {
    for (const colorScheme of ["light", "dark"]) {
      const wrong = [];
      // A context of its own is a profile of its own.
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      page.setDefaultTimeout(300_000);
      page.on("request", (request) => {
        if (!/^(file|data):/.test(request.url())) wrong.push(`request to ${request.url()}`);
      });
      page.on("requestfailed", (request) => wrong.push(`failed request to ${request.url()}`));
      page.on("console", (message) => message.type() === "error" && wrong.push(`console: ${message.text()}`));
      page.on("pageerror", (error) => wrong.push(`script: ${error}`));
      await page.emulateMedia({ colorScheme });
      await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
      await page.evaluate(axe);
      const result = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"], preload: false }));
      if (result.passes.length < 10) wrong.push(`axe tried ${result.passes.length} rules only`);
      for (const violation of result.violations) {
        for (const node of violation.nodes.slice(0, 5)) {
          wrong.push(`${violation.id}: ${node.target} ${node.html.slice(0, 160)} ${node.failureSummary.replace(/\s+/g, " ")}`);
        }
        if (violation.nodes.length > 5) wrong.push(`${violation.id}: ${violation.nodes.length} times`);
      }
      console.log(`   ${wrong.length ? "WRONG " : "proved"}: ${kind} in ${colorScheme} (${relative(process.cwd(), file)}, ${result.passes.length} rules)`);
      wrong.forEach((one) => console.log(`           ${one}`));
      faults += wrong.length;
      await context.close();
    }
  }
} finally {
  await browser.close();
}
process.exitCode = faults ? 1 : 0;
