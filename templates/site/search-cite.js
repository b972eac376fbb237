// Numbers of clauses and citations of provisions as queries: loaded by search.js when a query holds a number.
"use strict";

(() => {
const { fold, entries, decode, read, head } = clausebook;

const FILLERS = new Set("of the and to in de la le les du des del el los las l d y et и من no n".split(" "));
const ABJAD = "ابجدهوزحطيكلمن";
const CYRILLIC = { а: "a", б: "b", в: "c", с: "c", г: "d", д: "e", е: "e" };
const atomsOf = (text) => text.match(/[\p{Alphabetic}\p{M}]+|\d+/gu) ?? [];
const NUMERAL = "〇一二三四五六七八九";

function chinese(numeral) {
  let [sum, digit] = [0, 0];
  for (const sign of numeral) {
    const power = { 十: 10, 百: 100 }[sign];
    if (power) [sum, digit] = [sum + (digit || 1) * power, 0];
    else digit = digit * 10 + NUMERAL.indexOf(sign);
  }
  return sum + digit;
}

let called;
/** A query that is nothing but a number or a citation: { clause, instrument, unit, labels }. */
function citation(query) {
  called ??= new Map([
    ...head.instruments.flatMap(([, , names], at) => names.map((name) => [atomsOf(name).join(" "), at])),
    ...head.clause.map((name) => [name, "clause"]),
  ]);
  const text = query.normalize("NFKC").toLowerCase().replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) % 16)
    .replace(/(?<![\p{L}\d])[ld]['’]/gu, " ")
    .replace(/[〇一二三四五六七八九十百]+(?=\)?(?:条|款|段|项))/g, chinese)
    .replace(/第?(\(?\w+\)?(?:\(\w+\))*)(条|款|段|项)/g, " $2 $1 ");
  const atoms = atomsOf(text).map(fold);
  const cited = { labels: [] };
  const levels = { u: [], p: [], s: [] };
  let slot;
  let last;
  const put = (level, label) => { last = levels[level]; last.push(label); };
  for (let i = 0; i < atoms.length; i++) {
    const atom = atoms[i];
    let length = Math.min(10, atoms.length - i);
    while (length && !called.has(atoms.slice(i, i + length).join(" "))) length -= 1;
    const numbered = levels.u.length || levels.p.length || slot;
    const letter = CYRILLIC[atom] ?? (/^[a-z]$|^[ivx]{2,5}$/.test(atom) ? atom : undefined)
      ?? (atom.length === 1 && ABJAD.includes(atom) ? String.fromCharCode(97 + ABJAD.indexOf(atom)) : undefined);
    if (length) {
      const name = called.get(atoms.slice(i, i + length).join(" "));
      if (name === "clause") [cited.clause, slot] = [true, "u"];
      else cited.instrument = name;
      i += length - 1;
    } else if (head.leading[atom]) {
      slot = head.leading[atom];
      if (slot.length > 1) [cited.unit, slot] = [slot, "u"];
    } else if (/^\d/.test(atom)) {
      if (slot === "s") put("s", String.fromCharCode(96 + Number(atom)));
      else put(slot ?? "u", String(Number(atom)));
      slot = levels.u.length ? "p" : undefined;
    } else if (/^(?:bis|ter|quater)$/.test(atom) && last) last.push(last.pop() + atom);
    else if (letter && numbered) put("s", letter);
    else if (!FILLERS.has(atom)) return undefined;
  }
  if (levels.u.length !== 1) return undefined;
  cited.labels = [...levels.u, ...levels.p, ...levels.s];
  return cited;
}

const written = (labels) => labels[0] + labels.slice(1).map((label) => `(${label})`).join("");

/** The provision's own document, then the clauses on it: implementing ones first, then those nearest to it. */
async function onProvision(instrument, labels) {
  const key = `@${instrument[0]}:`;
  const found = await entries(key + labels[0], `${key}${labels[0]}.\uffff`);
  let known = labels;
  const own = () => found.find(([token]) => token === key + known.join("."));
  while (known.length && !(own() && decode(own()[1]).some(([, impact]) => impact === 63))) known = known.slice(0, -1);
  if (!known.length) return { hits: [], exact: false };
  const uses = new Map();
  const wanted = known.join(".");
  for (const [token, postings] of found) {
    const place = token.slice(key.length);
    const far = place === wanted ? 0 : place.startsWith(wanted + ".") ? 1 : wanted.startsWith(place + ".") ? 2 : 3;
    for (const [number, relation] of decode(postings)) {
      const use = { number, relation, far, place: written(place.split(".")) };
      const before = uses.get(number);
      const better = !before || relation > before.relation || (relation === before.relation && far < before.far);
      if (far < 3 && (relation < 63 || far === 0) && better) uses.set(number, use);
    }
  }
  const sorted = [...uses.values()].sort((a, b) => b.relation - a.relation || a.far - b.far || a.number - b.number);
  const hits = sorted.map(({ number, relation, place }) => relation === 63
    ? { number, at: known.slice(1).join(".") }
    : { number, note: `${head.relations[relation - 1]}: ${place}` });
  return { hits, exact: known.length === labels.length };
}

async function numbered(labels) {
  for (const length of [2, 1]) {
    const key = `#${labels.slice(0, length).join(".")}`;
    const [found] = await entries(key, key);
    if (found && labels.length >= length) {
      const [[number]] = decode(found[1]);
      const [, , , , pieces] = await read(number);
      let known = labels.slice(length);
      while (known.length && !pieces.some(([anchor]) => anchor === known.join("."))) known = known.slice(0, -1);
      return { hit: { number, at: known.join(".") }, exact: known.length === labels.length - length };
    }
  }
  return undefined;
}

/** What a number or a citation names, or nothing. */
clausebook.cite = async function cite(query) {
  const cited = citation(query);
  if (!cited) return [];
  const plain = cited.instrument === undefined && !cited.unit;
  const clause = plain ? await numbered(cited.labels) : undefined;
  if (cited.clause) return clause ? [clause.hit] : [];
  // Principles and recommendations are those of any instrument that has them, articles those of the primary one.
  const [primary, ...others] = head.instruments;
  const named = head.instruments[cited.instrument];
  const meant = named ? [named] : [primary, ...others].filter(([, unit]) => unit === (cited.unit ?? primary[1]));
  const some = await Promise.all((meant[0] === primary ? [primary] : meant).map((one) => onProvision(one, cited.labels)));
  const provision = { hits: some.flatMap(({ hits }) => hits), exact: some.some(({ exact }) => exact) };
  provision.hits.sort((a, b) => !!a.note - !!b.note);
  const deep = cited.labels.length > 1;
  if (deep && clause && clause.exact !== provision.exact) return clause.exact ? [clause.hit] : provision.hits;
  const wanted = clause ? [clause.hit] : [];
  const first = deep && query.includes("(");
  const rest = provision.hits.filter(({ number }) => number !== wanted[0]?.number);
  return first ? [...rest, ...wanted] : [...wanted, ...rest];
};

clausebook.part("cite");
})();
