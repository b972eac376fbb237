// Proves that the search of a built site finds what it should:  node prove.mjs CHROMIUM SITE
// The packages lie where NODE_MODULES says.
import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, pageOf, results } from "./browser.mjs";
import { queries } from "./queries.mjs";

const [executablePath, folder] = process.argv.slice(2);
const files = `${pathToFileURL(resolve(folder)).href}/`;
let faults = 0;
let proved = 0;
function hold(what, holds, seen = "") {
  if (holds) proved += 1;
  else {
    faults += 1;
    console.log(`   WRONG : ${what}${seen ? `: ${seen}` : ""}`);
  }
}

/** A server with the policy that sites of governments have: no script and no style in the page, nothing from elsewhere. */
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'";
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  try {
    const bytes = await readFile(join(folder, path));
    response.writeHead(200, { "content-type": TYPES[path.split(".").at(-1)] ?? "text/plain", "content-security-policy": POLICY });
    response.end(bytes);
  } catch {
    // A browser asks for an icon by itself.
    response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const served = `http://127.0.0.1:${server.address().port}/`;
const browser = await launch(executablePath);

async function tokens() {
  const { page, wrong } = await pageOf(browser, files);
  await page.goto(`${files}search.html`);
  for (const { about, text, tokens } of JSON.parse(readFileSync(new URL("cases.json", import.meta.url)))) {
    const found = await page.evaluate((text) => clausebook.tokens(text), text);
    hold(`tokens: ${about}`, JSON.stringify(found) === JSON.stringify(tokens), found.join(" "));
  }
  hold("tokens: the page is quiet", !wrong.length, wrong.join("; "));
  await page.context().close();
}

async function finds(root, languages) {
  for (const language of languages) {
    const { page, wrong } = await pageOf(browser, root);
    const lower = language === "en" ? "" : `${language}/`;
    await page.goto(`${root}${lower}search.html`);
    hold(`${language}: direction`, (await page.getAttribute("html", "dir")) === (language === "ar" ? "rtl" : "ltr"));
    for (const [query, place, address] of queries[language]) {
      const found = await results(page, query);
      const same = (href) => href === address || (!address.includes("#") && href.split("#")[0] === address);
      const holds = place ? found.slice(0, place).some(same) : !found.length;
      hold(`${language}: ${query}`, holds, found.slice(0, 4).join(", "));
    }
    hold(`${language}: the page is quiet`, !wrong.length, wrong.join("; "));
    await page.context().close();
  }
}

/** What the page shows of a result. */
async function shows() {
  const { page, wrong } = await pageOf(browser, files);
  await page.goto(`${files}search.html?q=security%20for%20costs`);
  await page.waitForSelector("#results li");
  hold("shows: the words are marked", (await page.textContent("#results li mark")) === "Security");
  hold("shows: how many", /^Results: \d+\./.test(await page.textContent("#count")));
  hold("shows: the count is announced", (await page.getAttribute("#count", "role")) === "status");
  await page.selectOption("select[name=kind]", { label: "Part IV. Direct recovery" });
  await page.waitForFunction(() => [...document.querySelectorAll(".where")].every((where) => /^Part.IV\./.test(where.textContent)));
  hold("shows: one part only", (await page.$$("#results li")).length > 0);
  await page.selectOption("select[name=kind]", { label: "Everything" });
  const excerpt = await page.$eval("#results li .excerpt a", (link) => link.getAttribute("href"));
  hold("shows: a place in the clause", excerpt.startsWith("clause/security-for-costs.html#security-for-costs."), excerpt);
  await page.click("#results li .excerpt a");
  await page.waitForSelector(":target");
  hold("shows: the place exists", true);
  const all = await pageOf(browser, files);
  await all.page.goto(`${files}search.html?q=property`);
  await all.page.waitForSelector("#more:not([hidden])");
  const before = (await all.page.$$("#results > li")).length;
  await all.page.click("#more");
  await all.page.waitForFunction((before) => document.querySelectorAll("#results > li").length > before, before);
  hold("shows: more results", true);
  hold("shows: every link leads to a place that exists", !(await broken(all.page)).length, (await broken(all.page)).join(", "));
  hold("shows: the pages are quiet", !wrong.length && !all.wrong.length, wrong.concat(all.wrong).join("; "));
}

/** Links of the results that lead to no page or no anchor. */
async function broken(page) {
  const links = await page.$$eval("#results a", (links) => links.map((link) => link.getAttribute("href")));
  return links.filter((link) => {
    const [path, anchor] = link.split("#");
    return anchor && !readFileSync(join(folder, path), "utf8").includes(` id="${anchor}"`);
  });
}

async function keys(root) {
  const { page, wrong } = await pageOf(browser, root);
  const focus = () => page.evaluate(() => document.activeElement.name || document.activeElement.getAttribute("href"));
  await page.goto(`${root}clause/standing.html`);
  await page.keyboard.press("/");
  hold("keys: / leads to the field of any page", (await focus()) === "q");
  await page.keyboard.type("security for costs");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#results li");
  hold("keys: Enter leads to the search page", page.url().endsWith("search.html?q=security+for+costs"), page.url());
  hold("keys: which has the field focused", (await focus()) === "q");
  await page.keyboard.press("ArrowDown");
  const first = await focus();
  hold("keys: down to the first result", first === "clause/security-for-costs.html", first);
  await page.keyboard.press("ArrowDown");
  const second = await focus();
  hold("keys: down to the second", second !== first && second.startsWith("clause/"), second);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  hold("keys: up to the field", (await focus()) === "q");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  hold("keys: Escape leads back to the field", (await focus()) === "q");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("#results li") && !document.getElementById("q").value);
  hold("keys: Escape empties the field", true);
  await page.keyboard.type("immunities");
  await page.waitForSelector("#results li");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${root}clause/immunities.html`);
  hold("keys: Enter opens", true);
  hold("keys: the pages are quiet", !wrong.length, wrong.join("; "));
}

async function withoutScripts() {
  const { page } = await pageOf(browser, files, { javaScriptEnabled: false });
  await page.goto(`${files}clause/standing.html`);
  await page.fill("header input[name=q]", "immunities");
  await page.press("header input[name=q]", "Enter");
  await page.waitForURL(/search\.html\?q=immunities$/);
  const links = await page.$$eval("noscript a", (links) => links.map((link) => link.getAttribute("href")));
  hold("no scripts: other ways are shown", links.join() === "index.html#contents,glossary.html,coverage.html", links.join());
  hold("no scripts: and said why", (await page.textContent("noscript p")).startsWith("Searching needs scripts"));
}

/** From the front page, what a reader who has never seen the site looks for. */
async function lookups() {
  const from = async (query) => {
    const { page, wrong } = await pageOf(browser, served);
    await page.goto(`${served}index.html`);
    await page.fill("header input[name=q]", query);
    await page.press("header input[name=q]", "Enter");
    await page.waitForSelector("#results li");
    return { page, wrong, quiet: () => hold(`${query}: the pages are quiet`, !wrong.length, wrong.join("; ")) };
  };
  const open = async (page, address) => {
    await page.click(`#results .found a[href="${address}"]`);
    await page.waitForURL(new RegExp(address.replaceAll(".", "\\.")));
  };
  const costs = await from("security for costs");
  await open(costs.page, "clause/security-for-costs.html");
  hold("(a) security for costs", (await costs.page.textContent("h1")).includes("Security for costs"));
  costs.quiet();
  const article = await from("article 57(3)(c)");
  const notes = await article.page.$$eval("#results .where", (all) => all.map((where) => where.textContent));
  hold("(b) the clauses that implement the provision come first", notes[1].startsWith("implements: 57(3)(c)"), notes.slice(0, 3).join(", "));
  await open(article.page, "instrument/uncac/57.html#uncac.57.3.c");
  hold("(b) article 57(3)(c)", /paragraph.3.\(c\)/.test(await article.page.textContent(":target h2")));
  article.quiet();
  const died = await from("returning property when the suspect has died");
  await open(died.page, "clause/final-judgement-waiver.html");
  hold("(c) the suspect has died", (await died.page.textContent("main")).includes("has died"));
  died.quiet();
  const chinese = await from("assistance in civil matters");
  await open(chinese.page, "clause/civil-assistance.html");
  await chinese.page.click("nav.languages a[hreflang=zh]");
  await chinese.page.waitForURL(`${served}zh/clause/civil-assistance.html`);
  hold("(d) the Chinese text of a clause", /[一-鿿]{20}/.test(await chinese.page.textContent("article > .text")));
  chinese.quiet();
  const group = await from("Group A");
  const bracketed = await group.page.$$eval("#results > li:first-child .excerpt a", (links) => links.map((link) => link.getAttribute("href")));
  hold("(e) the open questions of one group", bracketed.length > 9 && bracketed.includes("clause/security-for-costs.html"), bracketed.join());
  group.quiet();
}

/** The same words in another language. */
async function languages() {
  const { page } = await pageOf(browser, files);
  await page.goto(`${files}search.html`);
  await results(page, "57(3)(c)");
  await page.click("nav.languages a[hreflang=ar]");
  await page.waitForSelector("#results li");
  hold("languages: the query is kept", page.url().endsWith("ar/search.html?q=57(3)(c)"), page.url());
  const first = await page.textContent("#results .found");
  hold("languages: and found", /المادة.57/.test(first), first);
}

try {
  await tokens();
  await finds(files, Object.keys(queries));
  await finds(served, ["en", "ar"]);
  await shows();
  await keys(served);
  await keys(files);
  await withoutScripts();
  await lookups();
  await languages();
} finally {
  await browser.close();
  server.close();
}
console.log(`   ${proved} proved, ${faults} wrong`);
process.exitCode = faults ? 1 : 0;
