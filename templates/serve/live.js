// Live preview: takes the next state of the page over in place, with the scroll kept, and shows what is wrong.
"use strict";
(() => {
  let version = null;
  let asking = null;

  const panel = document.createElement("aside");
  panel.className = "clausebook-live";
  panel.setAttribute("aria-label", "Findings");
  panel.hidden = true;

  function line(finding) {
    const item = document.createElement("li");
    item.className = finding.severity;
    const place = document.createElement("code");
    place.textContent = `${finding.file}:${finding.start.line}:${finding.start.column}`;
    const words = document.createElement("span");
    words.textContent = `${finding.severity}: ${finding.message}`;
    item.append(place, words);
    for (const more of [finding.note, finding.help]) {
      if (!more) continue;
      const note = document.createElement("small");
      note.textContent = more;
      item.append(note);
    }
    return item;
  }

  function show(report) {
    const findings = report.findings.filter((finding) => finding.severity !== "note");
    panel.hidden = findings.length === 0;
    const open = panel.querySelector("details")?.open ?? true;
    const details = document.createElement("details");
    details.open = open;
    const summary = document.createElement("summary");
    const counted = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
    summary.textContent = `${counted(report.errors, "error")}, ${counted(report.warnings, "warning")}`;
    const list = document.createElement("ol");
    list.append(...findings.slice(0, 50).map(line));
    details.append(summary, list);
    panel.replaceChildren(details);
    if (!panel.isConnected) document.body.append(panel);
  }

  async function findings() {
    const answer = await fetch("/-/findings", { cache: "no-store" });
    show((await answer.json()).report);
  }

  // Everything in the body but our own panel comes from the new page; the style sheet too, if it has changed.
  async function takeOver() {
    asking?.abort();
    asking = new AbortController();
    const answer = await fetch(location.href, { cache: "no-store", signal: asking.signal });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [left, top] = [window.scrollX, window.scrollY];
    document.title = next.title;
    for (const name of ["lang", "dir"]) {
      document.documentElement.setAttribute(name, next.documentElement.getAttribute(name) ?? "");
    }
    const style = (page) => page.querySelector('link[rel="stylesheet"]:not([href^="/-/"])');
    const href = style(next)?.getAttribute("href");
    if (href && style(document) && style(document).getAttribute("href") !== href) style(document).setAttribute("href", href);
    document.body.className = next.body.className;
    panel.remove();
    document.body.replaceChildren(...document.importNode(next.body, true).childNodes);
    if (!panel.hidden) document.body.append(panel);
    window.scrollTo({ left, top, behavior: "instant" });
    document.dispatchEvent(new Event("clausebook:page"));
    await findings();
  }

  function again(error) {
    if (error.name !== "AbortError") console.warn("clausebook: " + error.message);
  }

  const events = new EventSource("/-/events");
  events.onmessage = (event) => {
    const known = version;
    version = event.data;
    (known === null || known === version ? findings() : takeOver()).catch(again);
  };
})();
