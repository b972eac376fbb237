// What the pages of the site do beyond being read. Without scripts everything stays readable; the class below tells the
// style sheet to show the controls that need this file. The preview puts new pages into the same document and says so by
// the event `clausebook:page`, so what depends on a page is listened for on the document, or done again in `arrive`.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const words = () => document.getElementById("content")?.dataset ?? {};
  const arrivals = [];

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // What a reader has chosen is kept between pages, if the browser lets us; else it holds for the page.
  function recall(key) {
    try {
      return localStorage.getItem(`clausebook:${key}`) ?? "";
    } catch {
      return "";
    }
  }

  function remember(key, value) {
    try {
      localStorage.setItem(`clausebook:${key}`, value);
    } catch {
      // As above.
    }
  }

  /** Copies text; pages opened from a file have no clipboard of their own in some browsers. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const focused = document.activeElement;
      const field = element("textarea", { className: "offscreen", value: text });
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
      focused?.focus({ preventScroll: true });
    }
  }

  /** Says that something was copied, in a bubble beside its button. */
  function say(bubble) {
    bubble.textContent = words().copied;
    clearTimeout(bubble.timer);
    bubble.timer = setTimeout(() => bubble.replaceChildren(), 1800);
  }

  // Links and citations of paragraphs: the controls stand beside the mark, which is an ordinary link.
  const marks = "a.mark[href]";

  function share(mark) {
    const place = mark?.closest("p, header");
    if (!place || place.querySelector(":scope > .share")) return;
    const button = (sign, label, text) => {
      const name = mark.dataset.cite ? `${label}: ${mark.dataset.cite}` : label;
      const made = element("button", { type: "button", title: label, textContent: sign });
      made.setAttribute("aria-label", name);
      made.addEventListener("click", async () => {
        await copy(text());
        say(bubble);
      });
      return made;
    };
    const bubble = element("span", { className: "bubble", role: "status" });
    const group = element("span", { className: "share" });
    group.append(button("#", words().copyLink, () => mark.href));
    if (mark.dataset.cite) group.append(button("“”", words().copyCitation, () => mark.dataset.cite));
    group.append(bubble);
    if (place.matches("header")) place.append(group);
    else mark.after(group);
  }

  for (const name of ["pointerover", "focusin"]) {
    document.addEventListener(name, (event) => {
      const place = event.target.closest?.("p, header");
      const mark = place?.querySelector(marks);
      if (mark?.closest("p, header") === place) share(mark);
    });
  }
  arrivals.push(() => {
    if (matchMedia("(hover: none)").matches) document.querySelectorAll(marks).forEach(share);
  });

  // `/` leads to the search field.
  document.addEventListener("keydown", (event) => {
    const field = document.querySelector('input[name="q"]');
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing || !field) return;
    event.preventDefault();
    field.focus();
  });

  // Another language shows the same paragraph.
  function keepPlace() {
    for (const link of document.querySelectorAll("nav.languages a")) link.hash = location.hash;
  }
  addEventListener("hashchange", keepPlace);
  arrivals.push(keepPlace);

  // The legal system that a reader has chosen: its notes are open and first, the others folded.
  function systems() {
    const select = document.querySelector("section.legal-systems select");
    if (!select) return;
    select.closest(".choice").hidden = false;
    select.value = recall("legal-system");
    if (select.selectedIndex < 0) select.value = "";
    arrange(select);
  }

  function arrange(select) {
    const section = select.closest("section");
    const order = [...select.options].map((option) => option.value);
    const rank = ({ dataset: { system } }) => (system === select.value ? -1 : order.indexOf(system) + 1 || order.length + 1);
    const notes = [...section.querySelectorAll(":scope > details")].sort((one, other) => rank(one) - rank(other));
    for (const note of notes) note.open = select.value === "" || note.dataset.system === select.value;
    section.append(...notes);
  }

  document.addEventListener("change", (event) => {
    const select = event.target;
    if (!select.matches("section.legal-systems select")) return;
    remember("legal-system", select.value);
    arrange(select);
  });
  arrivals.push(systems);

  // The languages of a synopsis; at first those of the page and of the source.
  function columns() {
    const choice = document.querySelector("body.languages fieldset.choice");
    if (!choice) return;
    choice.hidden = false;
    const boxes = [...choice.querySelectorAll("input")];
    const chosen = recall("languages").split(" ");
    boxes.forEach((box) => (box.checked = chosen.includes(box.value)));
    if (!boxes.some((box) => box.checked)) boxes.slice(0, 2).forEach((box) => (box.checked = true));
    showColumns(boxes);
  }

  function showColumns(boxes) {
    for (const { value, checked } of boxes) {
      const cells = `.synopsis :is(th, td):is([lang="${value}"], [data-language="${value}"])`;
      document.querySelectorAll(cells).forEach((cell) => (cell.hidden = !checked));
    }
  }

  document.addEventListener("change", (event) => {
    const choice = event.target.closest("body.languages fieldset.choice");
    if (!choice) return;
    const boxes = [...choice.querySelectorAll("input")];
    remember("languages", boxes.filter((box) => box.checked).map((box) => box.value).join(" "));
    showColumns(boxes);
  });
  arrivals.push(columns);

  // On paper nothing is folded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((details) => (details.open = true));
  });
  addEventListener("afterprint", () => folded.forEach((details) => (details.open = false)));

  // A text to take home, as plain text: the marks of its paragraphs are text already, and its brackets stay as they stand.
  function plain(section) {
    const lines = [];
    for (const block of section.querySelectorAll("h3, h4, h5, h6, p, pre, tr")) {
      const copied = block.cloneNode(true);
      copied.querySelectorAll("sup.note, .share").forEach((each) => each.remove());
      let depth = -1;
      for (let list = block.closest("ol, ul"); list; list = list.parentElement.closest("ol, ul")) depth += 1;
      const item = block.parentElement.matches("ul > li") && !block.previousElementSibling ? "- " : "";
      lines.push("   ".repeat(Math.max(depth, 0)) + item + copied.textContent.replace(/\s+/g, " ").trim());
    }
    return lines.join("\n") + "\n";
  }

  arrivals.push(() => {
    for (const section of document.querySelectorAll("section[data-copy]")) {
      const bubble = element("span", { className: "bubble", role: "status" });
      const button = element("button", { type: "button", className: "copy", textContent: words().copyText });
      button.addEventListener("click", async () => {
        await copy(plain(section));
        say(bubble);
      });
      section.querySelector("h2").after(element("span", { className: "copying" }, button, bubble));
    }
  });

  // Defined terms: the definition stands at the end of the page and is shown beside the term.
  const tip = element("div", { className: "tooltip", id: "definition", role: "tooltip" });
  let defined = null;
  let leaving;

  function define(link) {
    clearTimeout(leaving);
    if (link === defined) return;
    undefine();
    const term = CSS.escape(decodeURIComponent(link.hash.slice(1)));
    const definition = document.querySelector(`.definitions [data-term="${term}"]`);
    if (!definition) return;
    defined = link;
    tip.replaceChildren(...definition.cloneNode(true).childNodes);
    (link.closest("main") ?? document.body).append(tip);
    link.setAttribute("aria-describedby", tip.id);
    const box = link.getClientRects()[0];
    const start = root.dir === "rtl" ? box.right - tip.offsetWidth : box.left;
    const left = Math.max(8, Math.min(start, root.clientWidth - tip.offsetWidth - 8));
    const below = box.bottom + tip.offsetHeight + 8 < innerHeight || box.top < tip.offsetHeight + 8;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(below ? box.bottom + 4 : box.top - tip.offsetHeight - 4) + scrollY}px`;
  }

  function undefine() {
    clearTimeout(leaving);
    defined?.removeAttribute("aria-describedby");
    defined = null;
    tip.remove();
  }

  const termOf = (event) => event.target.closest?.("a.term");
  const leave = (event) => {
    if (termOf(event) || tip.contains(event.target)) leaving = setTimeout(undefine, 250);
  };
  let tapped = false;
  document.addEventListener("pointerover", (event) => {
    if (tip.contains(event.target)) clearTimeout(leaving);
    else if (event.pointerType !== "touch" && termOf(event)) define(termOf(event));
  });
  document.addEventListener("pointerout", (event) => event.pointerType !== "touch" && leave(event));
  document.addEventListener("focusin", (event) => termOf(event) && define(termOf(event)));
  document.addEventListener("focusout", leave);
  document.addEventListener("keydown", (event) => event.key === "Escape" && undefine());
  // A first tap shows the definition, a second follows the link, one elsewhere closes it.
  document.addEventListener("pointerdown", (event) => {
    const link = termOf(event);
    tapped = event.pointerType === "touch" && link !== null && link !== defined;
    if (!link && !tip.contains(event.target)) undefine();
  });
  document.addEventListener("click", (event) => {
    const link = termOf(event);
    if (!link || !tapped) return;
    tapped = false;
    define(link);
    if (defined === link) event.preventDefault();
  });
  arrivals.push(undefine);

  const arrive = () => arrivals.forEach((each) => each());
  document.addEventListener("clausebook:page", arrive);
  arrive();
})();
