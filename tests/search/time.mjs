// How long the first result takes after the last key, in milliseconds:  node time.mjs CHROMIUM SITE [MOST]
// Each query is typed into a page of its own whose field has the focus; nothing but the head of the index is loaded before.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, pageOf } from "./browser.mjs";

const [executablePath, folder, most] = process.argv.slice(2);
const root = `${pathToFileURL(resolve(folder)).href}/`;
const queries = ["office", "confirm value", "reviewing panel", "article 57", "700", "confrim valeu", "\"the value of the goods\""];
const browser = await launch(executablePath);
const taken = [];
try {
  for (let round = 0; round < 3; round += 1) {
    for (const query of queries) {
      const { page, wrong } = await pageOf(browser, root);
      await page.goto(`${root}search.html`);
      await page.waitForFunction(() => document.querySelectorAll("select[name=kind] option").length > 1);
      const time = await page.evaluate((query) => new Promise((done) => {
        const [field, list] = [document.getElementById("q"), document.getElementById("results")];
        let begun;
        // The frame after the one in which the list changed is the first that shows it.
        new MutationObserver(() => requestAnimationFrame(() => done(performance.now() - begun))).observe(list, { childList: true });
        field.value = query;
        begun = performance.now();
        field.dispatchEvent(new Event("input"));
      }), query);
      if (wrong.length) throw new Error(`${query}: ${wrong.join("; ")}`);
      taken.push({ query, time });
      await page.context().close();
    }
  }
} finally {
  await browser.close();
}
for (const query of queries) {
  const times = taken.filter((one) => one.query === query).map(({ time }) => time).sort((a, b) => a - b);
  console.log(`   ${query}: ${times.map((time) => time.toFixed(0)).join(", ")} ms`);
}
const times = taken.map(({ time }) => time).sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)];
console.log(`   median ${median.toFixed(0)} ms, worst ${times.at(-1).toFixed(0)} ms`);
if (most && median > Number(most)) {
  console.log(`   WRONG : the median is above ${most} ms`);
  process.exitCode = 1;
}
