// What readers do with the site, in a real browser: over HTTP with a strict content security policy, from files, and
// without scripts:
//   node reading.mjs CHROMIUM SITE
// No error on the console, no request that leaves the site. The packages lie where NODE_MODULES says.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.NODE_MODULES, "proof.cjs"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, folder] = process.argv.slice(2);
const site = resolve(folder);

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'";
const types = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml" };
const server = createServer((request, response) => {
  // Browsers ask for it by themselves.
  if (request.url === "/favicon.ico") return response.writeHead(204).end();
  const path = join(site, decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  try {
    const body = readFileSync(path);
    response.writeHead(200, { "content-type": `${types[extname(path)] ?? "text/plain"}; charset=utf-8`, "content-security-policy": policy });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const http = `http://127.0.0.1:${server.address().port}/`;
const file = pathToFileURL(site).href + "/";

const browser = await chromium.launch({
  executablePath,
  headless: true,
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

const proofs = [];
/** A proof: `run` gets a page in a profile of its own; messages that match `refused` are what it provokes. */
function proof(name, run, options = {}) {
  proofs.push({ name, run, options });
}

const wide = { viewport: { width: 1440, height: 900 } };
const clipboard = { ...wide, permissions: ["clipboard-read", "clipboard-write"] };
const paragraph = "#standing\\.2\\.b";
const pasted = (page) => page.evaluate(() => navigator.clipboard.readText());

for (const [way, base] of [["over HTTP", http], ["from a file", file]]) {
  proof(`a paragraph's link and citation are copied ${way}`, async (page) => {
    await page.goto(`${base}clause/standing.html`);
    const place = page.locator(`${paragraph} > p`);
    await place.hover();
    await place.getByRole("button", { name: "Copy citation: Guideline 36, paragraph 2 (b)" }).click();
    await place.getByText("Copied", { exact: true }).waitFor();
    assert.equal(await pasted(page), "Guideline 36, paragraph 2 (b)");
    await place.getByRole("button", { name: /^Copy link/ }).click();
    assert.equal(await pasted(page), `${base}clause/standing.html#standing.2.b`);
    await page.locator("article > header").hover();
    await page.getByRole("button", { name: "Copy citation: Guideline 36", exact: true }).click();
    assert.equal(await pasted(page), "Guideline 36");
  }, clipboard);
}

proof("the content security policy of these proofs is in force", async (page) => {
  await page.goto(`${http}clause/standing.html`);
  const ran = await page.evaluate(() => {
    document.head.append(Object.assign(document.createElement("script"), { textContent: "window.inline = true" }));
    document.body.setAttribute("style", "color: rgb(1, 2, 3)");
    return [window.inline, getComputedStyle(document.body).color === "rgb(1, 2, 3)"];
  });
  assert.deepEqual(ran, [undefined, false]);
}, { ...wide, refused: /Content Security Policy/ });

proof("where there is no clipboard, copying falls back on a selection", async (page) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(`${file}clause/standing.html`);
  await page.evaluate(() => {
    document.execCommand = (command) => {
      window.copied = command === "copy" ? document.activeElement.value : command;
      return true;
    };
  });
  await page.locator(`${paragraph} > p`).hover();
  await page.locator(paragraph).getByRole("button", { name: /^Copy citation/ }).first().click();
  await page.locator(`${paragraph} .bubble`).getByText("Copied").waitFor();
  assert.equal(await page.evaluate(() => window.copied), "Guideline 36, paragraph 2 (b)");
}, wide);

proof("the keyboard reaches a paragraph's controls, a pointer elsewhere hides them", async (page) => {
  await page.goto(`${http}clause/standing.html`);
  await page.locator(`${paragraph} > p > a.mark`).focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const focused = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.equal(focused, "Copy citation: Guideline 36, paragraph 2 (b)");
  assert.equal(await page.locator(".share:visible").count(), 1);
}, wide);

proof("touch screens always show the controls", async (page) => {
  await page.goto(`${http}clause/standing.html`);
  const marks = await page.locator(".text a.mark").count();
  assert.ok(marks > 5);
  assert.equal(await page.locator(".text .share:visible").count(), marks);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
}, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

proof("the paragraph of the address is marked, and its mark leads to it without scripts", async (page) => {
  await page.goto(`${http}clause/standing.html`);
  await page.locator(`${paragraph} > p > a.mark`).click();
  assert.equal(new URL(page.url()).hash, "#standing.2.b");
  const colour = (selector) => page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor);
  assert.notEqual(await colour(paragraph), await colour("#standing\\.2\\.a"));
  assert.equal(await page.locator("button:visible").count(), 0);
}, { ...wide, javaScriptEnabled: false });

proof("another language shows the same paragraph", async (page) => {
  await page.goto(`${http}clause/standing.html#standing.2.b`);
  await page.locator("nav.languages a[hreflang=ar]").click();
  await page.waitForURL(`${http}ar/clause/standing.html#standing.2.b`);
  assert.equal(await page.locator(`${paragraph}:target > p > a.mark`).textContent(), "(ب)");
}, wide);

const term = ".text a.term[href$='#term.civil-proceedings']";

proof("the definition of a term is shown by the keyboard and closed by Escape", async (page) => {
  await page.goto(`${http}clause/standing.html`);
  await page.locator(term).focus();
  const tip = page.getByRole("tooltip");
  await tip.waitFor();
  assert.match(await tip.innerText(), /^civil proceedings Proceedings before a court in which one party/);
  assert.equal(await page.locator(term).getAttribute("aria-describedby"), await tip.getAttribute("id"));
  await page.keyboard.press("Escape");
  assert.equal(await tip.count(), 0);
  assert.equal(await page.locator(term).getAttribute("aria-describedby"), null);
}, wide);

proof("a definition stays while the pointer is on it, and goes when it leaves", async (page) => {
  await page.goto(`${http}clause/standing.html`);
  await page.locator(term).hover();
  const tip = page.getByRole("tooltip");
  await tip.hover();
  await page.waitForTimeout(500);
  assert.equal(await tip.count(), 1);
  const box = await tip.boundingBox();
  await page.mouse.move(box.x + box.width + 200, box.y + box.height + 300);
  await tip.waitFor({ state: "detached" });
}, wide);

proof("a first tap shows the definition, a second leads to the glossary", async (page) => {
  await page.goto(`${http}ar/clause/standing.html`);
  const link = page.locator(term);
  await link.tap();
  const tip = page.getByRole("tooltip");
  const box = await tip.boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360, "it is on the screen");
  assert.equal(await tip.locator("span").getAttribute("lang"), "en");
  await link.tap();
  await page.waitForURL(`${http}ar/glossary.html#term.civil-proceedings`);
}, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

for (const colorScheme of ["light", "dark"]) {
  for (const [screen, options] of [["wide", wide], ["touch", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }]]) {
    proof(`controls and definitions have no fault that axe knows (${screen}, ${colorScheme})`, async (page) => {
      await page.goto(`${http}ar/clause/standing.html#standing.2.b`);
      await page.locator(`${paragraph} > p > a.mark`).focus();
      await page.locator(`${paragraph} .share button`).last().click();
      await page.locator(`${paragraph} .bubble`).getByText("تم النسخ").waitFor();
      await page.locator(term).focus();
      await page.getByRole("tooltip").waitFor();
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"], preload: false }));
      assert.ok(passes.length > 20);
      assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`), []);
    }, { ...options, colorScheme });
  }
}

const notes = (page) => page.locator("section.legal-systems details").evaluateAll((all) => all.map((one) => [one.dataset.system, one.open]));

proof("a legal system that was chosen is kept on other pages and in other languages", async (page) => {
  await page.goto(`${http}clause/standing.html`);
  assert.deepEqual(await notes(page), [["common-law", true], ["civil-law", true]]);
  await page.getByLabel("Your legal system").selectOption("Civil law");
  assert.deepEqual(await notes(page), [["civil-law", true], ["common-law", false]]);
  await page.goto(`${http}clause/security-for-costs.html`);
  assert.deepEqual((await notes(page)).slice(0, 2), [["civil-law", true], ["common-law", false]]);
  await page.goto(`${http}zh/clause/standing.html`);
  assert.deepEqual(await notes(page), [["civil-law", true], ["common-law", false]]);
  await page.locator("section.legal-systems select").selectOption("");
  assert.deepEqual(await notes(page), [["common-law", true], ["civil-law", true]]);
  await page.reload();
  assert.deepEqual(await notes(page), [["common-law", true], ["civil-law", true]]);
}, wide);

proof("without scripts all notes on legal systems are open, and nothing asks for a choice", async (page) => {
  await page.goto(`${http}clause/standing.html`);
  assert.deepEqual(await notes(page), [["common-law", true], ["civil-law", true]]);
  assert.equal(await page.locator("select:visible, button:visible").count(), 0);
}, { ...wide, javaScriptEnabled: false });

proof("the model provision is copied with its numbering and brackets", async (page) => {
  await page.goto(`${http}clause/standing.html`);
  await page.getByRole("button", { name: "Copy text" }).click();
  await page.locator(".copying .bubble").getByText("Copied").waitFor();
  const lines = (await pasted(page)).split("\n");
  assert.match(lines[0], /^1\. A foreign State .* before \[the High Court\] \[the court competent under the general rules on jurisdiction\] to establish/);
  assert.match(lines[1], /^   \(a\) is situated in \[this State\], or is held/);
  assert.match(lines[3], /^2\. The action shall be admissible/);
  assert.equal(lines.length, 8);
}, clipboard);

const columns = (page) => page.locator(".synopsis").first().locator("th").evaluateAll((all) => all.filter((one) => one.offsetParent).map((one) => one.lang));

proof("languages stand side by side, and the choice of them is kept", async (page) => {
  await page.goto(`${http}fr/clause/standing.languages.html`);
  assert.deepEqual(await columns(page), ["fr", "en"]);
  await page.getByLabel("العربية").check();
  await page.getByLabel("English").uncheck();
  assert.deepEqual(await columns(page), ["fr", "ar"]);
  const cells = page.locator("[id='standing.2'] > td:visible");
  assert.deepEqual(await cells.evaluateAll((all) => all.map((one) => [one.lang, getComputedStyle(one).direction])), [["fr", "ltr"], ["ar", "rtl"]]);
  await page.goto(`${http}clause/security-for-costs.languages.html`);
  assert.deepEqual(await columns(page), ["ar", "fr"]);
}, wide);

proof("without scripts all languages are shown, on a narrow screen one after the other", async (page) => {
  await page.goto(`${http}clause/standing.languages.html`);
  const boxes = await page.locator("[id='standing.2'] > td").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  assert.equal(boxes.length, 6);
  for (const [at, box] of boxes.entries()) {
    assert.ok(box.width > 250 && box.right <= 360 && (at === 0 || box.top >= boxes[at - 1].bottom), `cell ${at}`);
  }
}, { viewport: { width: 360, height: 740 }, javaScriptEnabled: false });

const box = (page, selector) => page.locator(selector).first().evaluate((one) => one.getBoundingClientRect().toJSON());

proof("Arabic pages are laid out from the right, the pages of others from the left", async (page) => {
  const layout = async (path) => {
    await page.goto(`${http}${path}`);
    const [side, text, mark, words] = [await box(page, ".side"), await box(page, ".content"), await box(page, `${paragraph} a.mark`), await box(page, `${paragraph} a.term`)];
    await page.locator(`${paragraph} > p`).hover();
    const share = await box(page, `${paragraph} > p > .share`);
    const nested = await box(page, paragraph);
    const outer = await box(page, "[id='standing.2']");
    return {
      side: side.left < text.left ? "left" : "right",
      mark: mark.left < words.left ? "left" : "right",
      share: share.left >= nested.right - 1 ? "right" : share.right <= nested.left + 1 ? "left" : "inside",
      indent: nested.left > outer.left && nested.right === outer.right ? "left" : "right",
      fits: await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    };
  };
  assert.deepEqual(await layout("clause/standing.html"), { side: "left", mark: "left", share: "right", indent: "left", fits: true });
  assert.deepEqual(await layout("ar/clause/standing.html"), { side: "right", mark: "right", share: "left", indent: "right", fits: true });
}, wide);

proof("in print a page is a document: nothing to click, nothing folded, marks and brackets kept", async (page) => {
  await page.goto(`${http}clause/standing.html`);
  await page.getByLabel("Your legal system").selectOption("Civil law");
  await page.locator(`${paragraph} > p`).hover();
  await page.evaluate(() => addEventListener("beforeprint", () => {
    window.printed = [...document.querySelectorAll("details")].map((one) => one.open);
  }));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  // A4 in points (ISO 216: 210 by 297 mm).
  assert.match(pdf.toString("latin1"), /\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/);
  assert.deepEqual(await page.evaluate(() => window.printed), [true, true]);
  assert.deepEqual(await notes(page), [["civil-law", true], ["common-law", false]]);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("nav:visible, button:visible, select:visible").count(), 0);
  assert.equal(await page.locator("header.site .title:visible").count(), 1);
  assert.equal(await page.locator(".text a.mark:visible").count(), await page.locator(".text a.mark").count());
  assert.equal(await page.locator(".text .bracket:visible").count(), 6);
  const link = page.locator(".text a.citation").first();
  assert.equal(await link.evaluate((one) => getComputedStyle(one).color), "rgb(0, 0, 0)");
  assert.equal(await link.evaluate((one) => getComputedStyle(one, "::after").content), "none");
}, { ...wide, colorScheme: "dark" });

proof("nothing moves by itself", async (page) => {
  await page.goto(`${http}clause/standing.html`);
  await page.locator(term).hover();
  await page.getByRole("tooltip").waitFor();
  await page.locator(`${paragraph} > p`).hover();
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
}, { ...wide, reducedMotion: "reduce" });

for (const width of [360, 768, 1440]) {
  proof(`no page sticks out at ${width} pixels`, async (page) => {
    for (const path of ["index.html", "clause/standing.html", "clause/standing.clean.html", "clause/standing.alternatives.html", "clause/standing.languages.html", "clause/settlements.html", "glossary.html", "brackets.html", "coverage.html", "instrument/uncac.html", "chapter/direct-recovery.html"]) {
      for (const language of ["", "ar/", "zh/"]) {
        const answer = await page.goto(`${http}${language}${path}`);
        assert.equal(answer.status(), 200, language + path);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), language + path);
      }
    }
  }, { viewport: { width, height: 800 } });
}

let faults = 0;
try {
  for (const { name, run, options: { refused, ...options } } of proofs) {
    const wrong = [];
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on("request", (request) => {
      if (![http, file].some((base) => request.url().startsWith(base))) wrong.push(`request to ${request.url()}`);
    });
    page.on("requestfailed", (request) => wrong.push(`failed request to ${request.url()}`));
    page.on("console", (message) => {
      if (message.type() === "error" && !refused?.test(message.text())) wrong.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => wrong.push(`script: ${error}`));
    try {
      await run(page, context);
    } catch (error) {
      wrong.push(String(error.stack ?? error));
    }
    console.log(`   ${wrong.length ? "WRONG " : "proved"}: ${name}`);
    wrong.forEach((one) => console.log(`           ${one}`));
    faults += wrong.length ? 1 : 0;
    await context.close();
  }
} finally {
  await browser.close();
  server.close();
}
process.exitCode = faults ? 1 : 0;
