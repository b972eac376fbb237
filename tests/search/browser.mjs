// A headless Chromium for the proofs of the search: what a page does wrong is noted.
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.env.NODE_MODULES, "proof.cjs"));
const { chromium } = require("playwright-core");

export const launch = (executablePath) => chromium.launch({
  executablePath,
  headless: true,
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

/** A page with a list of what went wrong on it: errors, console messages, requests that leave `own`. */
export async function pageOf(browser, own, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const wrong = [];
  page.setDefaultTimeout(30_000);
  page.on("request", (request) => request.url().startsWith(own) || wrong.push(`request to ${request.url()}`));
  // A page that is left drops what it was still loading.
  const dropped = (request) => request.failure()?.errorText === "net::ERR_ABORTED";
  page.on("requestfailed", (request) => dropped(request) || wrong.push(`failed request to ${request.url()}`));
  page.on("console", (message) => wrong.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong.push(`script: ${error}`));
  return { page, wrong };
}

/** Types a query into the search field and gives the addresses of the results. */
export async function results(page, query) {
  await page.fill("#q", "");
  await page.waitForFunction(() => document.getElementById("count").textContent === "");
  await page.fill("#q", query);
  await page.waitForFunction(() => document.getElementById("count").textContent !== "");
  return page.$$eval("#results .found a", (links) => links.map((link) => link.getAttribute("href")));
}
