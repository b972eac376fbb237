// The search page. The index lies in search/: its head, then parts that are loaded when a query needs them.
// src/render/search/ makes it; `tokens` must agree with it (tests/search/cases.json).
// What few queries need is in search-near.js and search-cite.js.
"use strict";

(() => {
const form = document.getElementById("search");
const [field, choice] = [form.elements.q, form.elements.kind];
const [status, list, more] = ["count", "results", "more"].map((id) => document.getElementById(id));
const says = form.dataset;
const PAGE = 10;

// Text to tokens.

const HAN = "々〇\\u3400-\\u9fff\\u{20000}-\\u{3ffff}";
const RUN = new RegExp(`[${HAN}]+|[^${HAN}]+`, "gu");
const PLAIN = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{Alphabetic}\\p{N}])+`, "gu");
const isHan = (text) => new RegExp(`^[${HAN}]`, "u").test(text);
const OTHERS = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i", ς: "σ", ة: "ه", ى: "ي", ٱ: "ا" };

const fold = (word) => word.normalize("NFKD").toLowerCase().replace(/[\p{M}ـ]/gu, "")
  .replace(/[œæßøłđıςةىٱ٠-٩۰-۹]/g, (letter) => OTHERS[letter] ?? letter.charCodeAt(0) % 16);

function stem(word) {
  if ([...word].length < 2) return /\p{N}/u.test(word) ? word : "";
  if (/^[\u0600-\u06ff]/.test(word)) return word.replace(/^(?:[وفبك]?ال|و?لل)(?=.{3})/u, "");
  if (!/^[a-z]{3,}s$/.test(word)) return word;
  if (/..ies$/.test(word)) return word.slice(0, -3) + "y";
  return word.endsWith("sses") ? word.slice(0, -2) : word.replace(/([^sui])s$/, "$1");
}

/** The tokens of a text, each with its place: [token, start, end]. */
function places(text) {
  const found = [];
  for (const word of text.matchAll(/[\p{Alphabetic}\p{N}\p{M}]+/gu)) {
    for (const { 0: run, index } of word[0].matchAll(RUN)) {
      let at = word.index + index;
      const letters = [...run];
      if (!isHan(run)) {
        for (const plain of fold(run).match(PLAIN) ?? []) {
          const token = isHan(plain) ? plain : stem(plain);
          if (token) found.push([token, at, at + run.length]);
        }
      } else if (letters.length < 2) found.push([run, at, at + run.length]);
      else for (let i = 1; i < letters.length; at += letters[i++ - 1].length) {
        const pair = letters[i - 1] + letters[i];
        found.push([pair, at, at + pair.length]);
      }
    }
  }
  return found;
}
const tokens = (text) => places(text).map(([token]) => token);

// The index.

const waiting = {};
const loads = {};
let head;

function load(name, address = `search/${name}.js?${says.version}`) {
  return loads[name] ??= new Promise((resolve, reject) => {
    waiting[name] = resolve;
    const onerror = () => { delete loads[name]; reject(new Error(name)); };
    document.head.append(Object.assign(document.createElement("script"), { src: address, onerror }));
  });
}

const lastAtMost = (sorted, wanted) => Math.max(0, sorted.findLastIndex((first) => first <= wanted));

/** Tokens from `low` to `high` with their postings, out of four parts at most. */
async function entries(low, high) {
  const from = lastAtMost(head.words, low);
  const to = Math.min(lastAtMost(head.words, high), from + 3);
  const found = [];
  for (const part of await Promise.all(head.words.slice(from, to + 1).map((_, i) => load(`words-${from + i}`)))) {
    const all = part.split(" ");
    for (let i = 0; i < all.length; i += 2) if (all[i] >= low && all[i] <= high) found.push([all[i], all[i + 1]]);
  }
  return found;
}

const VALUES = {};
[..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"].forEach((digit, value) => { VALUES[digit] = value; });

/** Postings as src/render/search/postings.rs writes them: [document, impact] each. */
function decode(text) {
  const found = [];
  for (let at = 0, next = 0; at < text.length; next += 1) {
    let [digit, shift] = [63, 0];
    for (; digit > 31; shift += 5) next += ((digit = VALUES[text[at++]]) & 31) << shift;
    found.push([next, VALUES[text[at++]]]);
  }
  return found;
}

async function read(number) {
  const part = lastAtMost(head.texts, number);
  return (await load(`texts-${part}`))[number - head.texts[part]];
}

globalThis.clausebook = {
  tokens, fold, isHan, load, entries, decode, read,
  get head() { return head; },
  part: (name, data) => waiting[name](data),
};

// Words.

const ENDINGS = [
  [/^[a-z]/, /(?:ations?|ements?|ment|ing|ion|ed|ies?|es|er|al|e|y)$/, 4],
  [/^[а-я]/, /(?:[иея]?(?:ями|ами|ях|ах|ям|ам|ем|ом|еи|ов|ев|ои|ыи|ии)|[оеиы](?:го|му|ми|х)|(?:ени)?[аеиоуыьюя]{1,2}|ть)$/, 4],
  [/^[\u0600-\u06ff]/, /(?:ات|ون|ين|ها|هم|يه|ه|ي)$/, 3],
];

/** What the forms of a word begin with. */
function root(token) {
  const [, ending, least] = ENDINGS.find(([script]) => script.test(token)) ?? ENDINGS[0];
  const rest = token.replace(ending, "");
  return rest.length < least ? token : rest;
}

/** Documents with a word in any of its forms, and those forms. */
async function lookUp(token, typing) {
  const [han, start] = [isHan(token), isHan(token) ? token : root(token)];
  const open = typing || (han && token.length < 2);
  const weight = (word) => {
    if (word === token) return 1;
    if (open && word.startsWith(token)) return 0.4 + (0.5 * token.length) / word.length;
    return !han && token.length > 3 && word.length < token.length + 4 ? 0.6 : 0;
  };
  let forms = await entries(start, open || token.length > 3 ? start + "\uffff" : start);
  forms = forms.map(([word, postings]) => [word, postings, weight(word)]).filter(([, , share]) => share);
  if (!forms.length && token.length > 3 && !han && !/\d/.test(token)) {
    await load("near", says.near);
    forms = await clausebook.near(token);
  }
  const documents = new Map();
  for (const [, postings, share] of forms) {
    for (const [number, impact] of decode(postings)) {
      documents.set(number, Math.max(documents.get(number) ?? 0, impact * share));
    }
  }
  return {
    documents,
    rarity: Math.log(1 + head.documents / Math.max(1, documents.size)),
    common: documents.size * 3 > head.documents && head.documents > 20,
    forms: new Set(forms.map(([word]) => word)),
  };
}

const sum = (words) => words.reduce((all, { rarity }) => all + rarity, 0);
const kindOf = (number) => head.kinds.findIndex(([, end]) => number < end);
const BRACKETS = 5;
const better = (a, b) => !!a.missing - !!b.missing || b.score - a.score || a.number - b.number;

/** Documents with the words, those with all of them first; words that most documents hold are not asked for. */
function rank(words) {
  const known = words.filter(({ documents }) => documents.size);
  const rare = known.filter(({ common }) => !common);
  const needed = rare.length ? rare : known;
  const [unknown, total] = [words.length - known.length, sum(needed)];
  const scores = {};
  for (const word of words) {
    for (const [number, impact] of word.documents) {
      const one = scores[number] ??= { number, score: 0, share: 0, missing: needed.length + unknown };
      one.score += word.rarity * impact;
      if (!needed.includes(word)) continue;
      one.share += word.rarity / total;
      one.missing -= 1;
    }
  }
  const found = Object.values(scores).filter(({ share }) => share > 0.4);
  for (const one of found) one.score *= one.share ** 2 * (kindOf(one.number) ? 0.7 : 1);
  return found.sort(better);
}

// Results.

function element(name, className, ...children) {
  const made = Object.assign(document.createElement(name), { className });
  made.append(...children);
  return made;
}

function marked(text, start, end, hits) {
  const parts = [];
  for (const [, from, to] of hits) {
    if (to <= start || to > end) continue;
    if (from > start || !parts.at(-1)?.append) {
      parts.push(text.slice(start, from), element("mark", "", text.slice(Math.max(start, from), to)));
    } else parts.at(-1).append(text.slice(start, to));
    start = to;
  }
  return [...parts, text.slice(start, end)];
}

/** The stretch of a text with most of what was found. */
function excerpt(text, hits) {
  const length = isHan(text) ? 90 : 240;
  let [best, most] = [0, 0];
  hits.forEach(([, from], i) => {
    const { size } = new Set(hits.slice(i).filter(([, , to]) => to <= from + length - 60).map(([token]) => token));
    if (size > most) [best, most] = [from, size];
  });
  let start = best < 60 ? 0 : best - 40;
  while (start && start < best && (!/[\s\p{P}]/u.test(text[start - 1]) || text[start] === " ") && !isHan(text[start])) start += 1;
  let end = Math.min(text.length, start + length);
  while (end < text.length && end > start + 200 && !/\s/.test(text[end])) end -= 1;
  return [start ? "…" : "", ...marked(text, start, end, hits), end < text.length ? "…" : ""];
}

/** Reads a result's document and finds the pieces that show best why it was found. */
async function open(one, words, query) {
  const [label, title, url, anchor, pieces] = await read(one.number);
  const hitsIn = (text) => places(text).filter(([token]) => words.some((word) => word.forms.has(token)));
  const value = (hits) => words.reduce((all, word, i) => {
    const own = hits.filter(([token]) => word.forms.has(token));
    const next = (end) => hits.some(([token, at]) => at >= end && at < end + 4 && words[i + 1]?.forms.has(token));
    return all + (own.length && word.rarity) * (own.some(([, , end]) => next(end)) ? 2 : 1);
  }, 0);
  let best = pieces.map(([at, name, text, source]) => {
    const hits = hitsIn(text);
    return { at, name, text, source, hits, value: value(hits) };
  });
  const most = Math.max(0, ...best.map((piece) => piece.value));
  const titled = hitsIn(title);
  if (one.at !== undefined || one.note) best = best.filter(({ at, text }) => text && at === one.at);
  else if (kindOf(one.number) !== BRACKETS || !titled.length) {
    best = best.filter((piece) => piece.value && piece.value * 2 >= most).sort((a, b) => b.value - a.value).slice(0, 3);
  }
  const called = fold(title).startsWith(fold(query)) ? 4 : 1;
  const close = called * (1 + (most + 2 * value(titled)) / (2 * sum(words) || 1));
  return { ...one, label, title, url, anchor, titled, best, score: one.score * close };
}

function result({ number, label, title, url, anchor, titled, best, at, note }) {
  const address = (at) => (/\.html/.test(at) ? at : at ? `${url.split("#")[0]}#${anchor}.${at}` : url);
  const link = (at, ...children) => Object.assign(element("a", "", ...children), { href: address(at) });
  const marks = (at) => at.split(".").map((mark, level) => (level && head.marks[level > 1 ? 1 : 0][mark]) || mark);
  const paragraph = (marks) => (isHan(says.paragraph) ? `第${marks.join("")}段` : [says.paragraph, ...marks].join("\u00a0"));
  const place = (at, name) => head.names[name] || name || (at && paragraph(marks(at)));
  const main = link(at);
  if (label) main.append(element("span", "label", label), " ");
  main.append(...marked(title, 0, title.length, titled));
  if (at) main.append(" ", element("span", "label", place(at)));
  const kind = kindOf(number);
  const [where] = (!kind && head.parts.find(([, start, end]) => number >= start && number < end)) || head.kinds[kind];
  const item = element("li", "", element("p", "found", main), element("p", "where", note ?? where));
  for (const { at, name, text, source, hits } of best) {
    const words = Object.assign(element("span", "", ...excerpt(text, hits)), { dir: "auto" });
    if (source) words.lang = head.source;
    const line = element("p", "excerpt", words);
    if (place(at, name)) line.prepend(link(at, place(at, name)), " ");
    item.append(line);
  }
  return item;
}

function chosen({ number }) {
  const [what, at] = choice.value.split("-");
  if (what === "kind") return kindOf(number) === Number(at);
  return !what || (number >= head.parts[at][1] && number < head.parts[at][2]);
}

async function begin() {
  if (head) return;
  const loaded = await load("head");
  if (head) return;
  head = loaded;
  head.kinds.forEach(([name, end], at) => end > (head.kinds[at - 1]?.[1] ?? 0) && choice.append(new Option(name, `kind-${at}`)));
  head.parts.forEach(([title], at) => choice.append(new Option(title, `part-${at}`)));
}

async function find(query) {
  await begin();
  if (/[\d٠-٩۰-۹]|[一二三四五六七八九十]条/u.test(query.normalize("NFKC"))) {
    await load("cite", says.cite);
    const cited = await clausebook.cite(query);
    if (cited.length) return [cited, []];
  }
  const typed = [...new Set(tokens(query))].slice(0, 20);
  const typing = /[\p{L}\p{M}\p{N}]$/u.test(field.value) && typed.at(-1);
  const words = await Promise.all(typed.map((token) => lookUp(token, token === typing)));
  let found = rank(words);
  if (/["“”„«»]/.test(query)) {
    await load("near", says.near);
    found = await clausebook.withPhrases(found, query);
  }
  const telling = words.filter(({ common }, i) => !common || typed[i].length > 3 || isHan(typed[i]));
  return [found, telling.length ? telling : words];
}

const asked = () => field.value.trim() && `?q=${encodeURIComponent(field.value.trim())}`;

let run = 0;
async function search(limit = PAGE) {
  const mine = ++run;
  const query = field.value.trim();
  for (const link of document.querySelectorAll("nav.languages a")) link.search = asked();
  let [found, words] = query ? await find(query) : [[], []];
  found = found.filter(chosen);
  const full = found.filter(({ missing }) => !missing).length;
  if (full > 4) found = found.slice(0, full);
  const shown = await Promise.all(found.slice(0, limit).map((one) => open(one, words, query)));
  if (mine !== run) return;
  if (words.length) shown.sort(better);
  list.replaceChildren(...shown.map(result));
  status.textContent = !query ? "" : !found.length ? says.nothing : `${says.results}: ${found.length}. ${full ? "" : says.some}`;
  more.hidden = found.length <= shown.length;
  more.onclick = () => search(limit + PAGE);
}

// Keys.

function remember() {
  // A page from a file keeps its address.
  if (location.protocol !== "file:") history.replaceState(null, "", asked() || location.pathname);
}

document.addEventListener("keydown", (event) => {
  const links = [...list.querySelectorAll(".found a")];
  const at = links.indexOf(document.activeElement);
  if (event.isComposing || (at < 0 && document.activeElement !== field)) return;
  if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
  else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
  else if (event.key === "Escape" && at >= 0) field.focus();
  else if (event.key === "Escape" && field.value) { field.value = ""; search(); remember(); }
  else return;
  event.preventDefault();
});
form.addEventListener("submit", (event) => { event.preventDefault(); remember(); search(); });
field.addEventListener("focus", begin);
field.addEventListener("input", () => search());
field.addEventListener("change", remember);
choice.addEventListener("change", () => search());

field.value = new URLSearchParams(location.search).get("q") ?? "";
field.focus();
search();
})();
