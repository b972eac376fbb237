// Words with typing mistakes, and phrases: loaded by search.js when a word is not found as typed, or something is quoted.
"use strict";

(() => {
const { tokens, load, entries, read } = clausebook;

/** Edits between two words, a swap of neighbours being one; anything above `most` is more than `most`. */
function edits(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [older, old] = [[], Array.from({ length: other.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [older, old] = [old, row];
  }
  return old[other.length];
}

let lexicon;

/** The words nearest to one that is not found, with their postings and how much they count. */
clausebook.near = async function near(token) {
  const coded = await load("lexicon");
  let before = "";
  lexicon ??= coded.split(" ").map((word) => (before = before.slice(0, parseInt(word[0], 36)) + word.slice(1)));
  const most = token.length < 8 ? 1 : 2;
  const found = lexicon.map((word) => [word, edits(token, word, most)]).filter(([, far]) => far <= most);
  const least = Math.min(...found.map(([, far]) => far));
  const best = found.filter(([, far]) => far === least).slice(0, 8);
  const forms = await Promise.all(best.map(([word]) => entries(word, word)));
  return forms.flat().map(([word, postings]) => [word, postings, 0.5 / least]);
};

/** Of the documents with all words, best first, those that hold every quoted phrase; at most 300 are read. */
clausebook.withPhrases = async function withPhrases(found, query) {
  const spaced = (text) => ` ${tokens(text).join(" ")} `;
  const phrases = [...query.matchAll(/["“„«]([^"“”„«»]+)["”“»]/g)].map(([, phrase]) => spaced(phrase));
  const kept = [];
  for (const one of found.filter(({ missing }) => !missing).slice(0, 300)) {
    const [, title, , , pieces] = await read(one.number);
    const texts = [title, ...pieces.map(([, , text]) => text)].map(spaced);
    if (phrases.every((phrase) => texts.some((text) => text.includes(phrase)))) kept.push(one);
  }
  return kept;
};

clausebook.part("near");
})();
