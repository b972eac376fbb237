"""The proofs of tests/pandoc/prove.sh on one book: prove.py CLAUSEBOOK BOOK CONSOLIDATED-HTML OUTPUT-PREFIX.

What is expected comes from the sources (SUMMARY.md, front matter, marks in the text) and from the consolidated HTML, which
another writer makes; never from the Markdown that pandoc was given.
"""

import collections
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tomllib
import unicodedata
import xml.etree.ElementTree as xml
import zipfile

CLAUSEBOOK, BOOK, CONSOLIDATED, PREFIX = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
VOID = {"meta", "link", "br", "hr", "img", "col", "input"}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
faults = []


def proved(what, wrong):
    """Says whether something holds; `wrong` lists what speaks against it."""
    wrong = list(wrong)
    print(f"   {'proved' if not wrong else 'WRONG '}: {what}")
    for one in wrong[:12]:
        print(f"           {one}")
    if len(wrong) > 12:
        print(f"           … and {len(wrong) - 12} more")
    if wrong:
        faults.append(what)


def differing(expected, found, what="items"):
    """Where two sequences begin to differ."""
    for at, (one, other) in enumerate(zip(expected, found)):
        if one != other:
            return [f"{what} {at}: expected {expected[at:at + 8]!r}, found {found[at:at + 8]!r} after {found[max(at - 8, 0):at]!r}"]
    if len(expected) != len(found):
        return [f"{len(expected)} {what} expected, {len(found)} found; next: {(expected + found)[min(len(expected), len(found))]!r}"]
    return []


# --- the sources ------------------------------------------------------------------------------------------------------

def unescaped(text):
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def roman(number):
    out = ""
    for value, mark in [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]:
        out += mark * (number // value)
        number %= value
    return out


def letters(number):
    return chr(97 + (number - 1) % 26) * (1 + (number - 1) // 26)


class Text:
    """A source file in the outline."""

    def __init__(self, path, depth):
        text = path.read_text(encoding="utf-8")
        self.id = None
        front = re.match(r"---\n(.*?)\n---\n", text, re.S)
        if front:
            self.id = re.search(r"^id: *(\S+)", front[1], re.M)[1]
            title = re.search(r"^title: *(.*)$", front[1], re.M)[1].strip()
            self.title = json.loads(title) if title.startswith('"') else title.strip("'")
            text = text[front.end():]
        else:
            heading = re.search(r"^# +(.*)$", text, re.M)
            self.title = unescaped(heading[1].strip())
        self.body = text
        self.depth = depth


def outline():
    """Titles with their labels, in the order of SUMMARY.md, and the texts."""
    settings = tomllib.loads((BOOK / "book.toml").read_text(encoding="utf-8"))
    src = settings["book"]["src"]
    titles, texts = [], []
    numbered = 0
    part = chapter = clause = 0
    for line in (BOOK / src / "SUMMARY.md").read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith("# "):
            part += 1
            words = unescaped(re.sub(r"(?<!\\)\*", "", line[2:].strip()))
            titles.append(f"Part {roman(part).upper()}. {words}")
            numbered = len(titles)
        entry = re.search(r"\]\(([^()]*\.md)\)$", line)
        if not entry:
            continue
        text = Text(BOOK / src / entry[1], len(line) - len(line.lstrip()))
        texts.append(text)
        if text.id:
            clause += 1
            titles.append(f"Guideline {clause}. {text.title}")
        elif line.lstrip().startswith("-"):
            chapter += 1
            titles.append(f"Chapter {chapter}. {text.title}")
        else:
            titles.append(text.title)
            continue
        numbered = len(titles)
    # What is collected from the clauses stands behind the last of them.
    collections = settings["output"]["clausebook"].get("collections", [])
    titles[numbered:numbered] = [one["titles"]["en"] for one in collections]
    return titles, texts


def without_code(text):
    text = re.sub(r"^( *)(`{3,}|~{3,})[^\n]*\n.*?^ *\2 *$", "", text, flags=re.M | re.S)
    return re.sub(r"(?<!\\)(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", text, flags=re.S)


def note_marks(text):
    return re.findall(r"(?<!\\)\[\^([^\]\s]+)\](?!:)", without_code(text))


def source_brackets(body):
    """The square brackets of a clause's text, without those of links, footnotes and code."""
    text = without_code(re.split(r"^## ", body, flags=re.M)[0])
    text = re.sub(r"^\[\^[^\]]+\]:.*(\n(?=    |\n).*)*", "", text, flags=re.M)
    text = re.sub(r"(?<!\\)\[\^[^\]\s]+\]", "", text)
    text = re.sub(r"(?<!\\)\[([^\[\]]*)\]\([^\s()]*(?:\([^\s()]*\)[^\s()]*)*\)", r"\1", text)
    return re.findall(r"[\[\]]", text)


def source_paragraphs(body):
    """Anchors of the numbered paragraphs of a clause's text, by indentation."""
    text = re.split(r"^## ", body, flags=re.M)[0]
    found, stack = [], []
    for line in text.splitlines():
        item = re.match(r"( *)(?:- )?((?:\d+\. )+)(.*)", line)
        if not item:
            continue
        indent = len(item[1])
        while stack and stack[-1][0] > indent:
            stack.pop()
        own = re.match(r'\{n="([^"]*)"\}', item[3])
        if not stack or stack[-1][0] < indent:
            stack.append([indent, 0, ""])
        top = stack[-1]
        level = len(stack) - 1
        if own:
            top[2] = own[1].replace(" ", "")
        else:
            top[1] += 1
            top[2] = str(top[1]) if level == 0 else letters(top[1]) if level % 2 else roman(top[1])
        found.append(".".join(one[2] for one in stack))
        for _ in range(item[2].count(". ") - 1):
            stack.append([indent + 3, 1, "a" if len(stack) % 2 else "i"])
            found.append(".".join(one[2] for one in stack))
    return found


# --- what pandoc made -------------------------------------------------------------------------------------------------

class Node:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, dict(attributes), parent, []

    def walk(self):
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def classes(self):
        return (self.attributes.get("class") or "").split()

    def text(self, skip=lambda node: False, after=lambda node: ""):
        if skip(self):
            return ""
        inner = "".join(child if isinstance(child, str) else child.text(skip, after) for child in self.children)
        block = self.tag in {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "pre", "br", "div", "section"}
        return (" " if block else "") + inner + after(self) + (" " if block else "")


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.top = self.now = Node("", [], None)
        self.feed(pathlib.Path(path).read_text(encoding="utf-8"))
        self.nodes = list(self.top.walk())
        self.body = next(node for node in self.nodes if node.tag == "body")
        self.ids = [node.attributes["id"] for node in self.nodes if "id" in node.attributes]

    def handle_starttag(self, tag, attributes):
        node = Node(tag, attributes, self.now)
        self.now.children.append(node)
        if tag not in VOID:
            self.now = node

    def handle_endtag(self, tag):
        if tag not in VOID:
            while self.now.tag != tag:
                self.now = self.now.parent
            self.now = self.now.parent

    def handle_data(self, data):
        self.now.children.append(data)


def spaced(text):
    return " ".join(text.replace("\u00a0", " ").split())


def packed(text):
    """Without white space, which a PDF does not keep."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def inside(node, *tests):
    while node:
        if any(test(node) for test in tests):
            return True
        node = node.parent
    return False


def internal_links(page, *left_out):
    links = [node for node in page.nodes if node.tag == "a" and node.attributes.get("href", "").startswith("#")]
    return collections.Counter(node.attributes["href"] for node in links if not inside(node, *left_out))


def pandoc_apparatus(node):
    return node.attributes.get("id") in {"TOC", "title-block-header"} or "footnote-ref" in node.classes() or "footnote-back" in node.classes()


def own_apparatus(node):
    return node.tag in {"nav", "header"} or "note" in node.classes() or "number" in node.classes()


def pandoc_notes(node):
    return "footnotes" in node.classes()


def clause_parts(page):
    """The elements of each section that a heading with an id begins, by that id, up to the next heading."""
    parts, now = {}, None
    for node in page.body.children:
        if isinstance(node, Node):
            if re.fullmatch("h[1-6]", node.tag):
                now = parts.setdefault(node.attributes.get("id"), [])
            elif now is not None:
                now.append(node)
    return parts


def pandoc_paragraphs(parts):
    """Anchors of numbered paragraphs, and the marks that the lists around them show."""
    wrong, found = [], []
    style = {"1": str, "a": letters, "i": roman}

    def walk(node, path):
        if node.tag == "ol":
            number = int(node.attributes.get("start") or 1)
            for item in [child for child in node.children if isinstance(child, Node)]:
                mark = style[node.attributes.get("type") or "1"](number)
                anchor = next((inner.attributes["id"] for inner in item.walk() if inner.tag in {"span", "div"} and "id" in inner.attributes), "")
                shown = path + [mark]
                if anchor.split(".")[-1] != mark:
                    wrong.append(f"the paragraph {anchor} is shown as {'.'.join(shown)}")
                found.append(anchor)
                for child in item.children:
                    if isinstance(child, Node):
                        walk(child, shown)
                number += 1
        else:
            first = next((child for child in node.children if isinstance(child, Node) or child.strip()), None)
            if node.tag == "p" and isinstance(first, Node) and first.tag == "span" and "id" in first.attributes:
                if first.attributes["id"] not in found:
                    found.append(first.attributes["id"])
            for child in node.children:
                if isinstance(child, Node) and child.tag in {"ol", "div", "ul", "li"}:
                    walk(child, path)

    for part in parts:
        walk(part, [])
    return found, wrong


def syntax(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def nodes_of(tree):
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree
        for value in tree.values():
            yield from nodes_of(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes_of(value)


def plain(tree):
    """All characters of a syntax tree, in order."""
    if isinstance(tree, list):
        return "".join(plain(one) for one in tree)
    if not isinstance(tree, dict):
        return ""
    kind, content = tree.get("t"), tree.get("c")
    if kind == "Str":
        return content
    if kind in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    if kind in {"Code", "CodeBlock"}:
        return content[1] + ("\n" if kind == "CodeBlock" else "")
    if kind in {"RawInline", "RawBlock"}:
        return ""
    if kind == "MetaString":
        return content
    inner = plain(content) if content is not None else "".join(plain(value) for value in tree.values())
    return inner + ("\n" if kind in {"Para", "Plain", "Header"} else "")


def docx(path):
    with zipfile.ZipFile(path) as archive:
        document = xml.fromstring(archive.read("word/document.xml"))
        notes = xml.fromstring(archive.read("word/footnotes.xml"))
    return document, notes


def pdf_text(path, *options):
    raw = subprocess.run(["pdftotext", "-enc", "UTF-8", *options, path, "-"], check=True, capture_output=True).stdout.decode()
    pages = [re.sub(r"\n\s*\d+\s*$", "\n", page.rstrip()) for page in raw.split("\f")]
    return packed("".join(pages))


# --- the proofs -------------------------------------------------------------------------------------------------------

titles, texts = outline()
clauses = [text for text in texts if text.id]
own = Page(CONSOLIDATED)

table = json.loads(subprocess.run([CLAUSEBOOK, "--book", str(BOOK), "concordance", "--format", "json"], check=True, capture_output=True).stdout)
rows = table if isinstance(table, list) else next(iter(table.values()))
numbers = {text.id: str(at + 1) for at, text in enumerate(clauses)}
proved(
    f"`clausebook concordance` numbers the clauses as SUMMARY.md orders them ({len(clauses)} clauses)",
    {f"{row['clause']} is {row['number']}, not {numbers.get(row['clause'])}" for row in rows if numbers.get(row["clause"]) != row["number"]},
)

marks = sum(len(note_marks(text.body)) for text in texts)
own_links = internal_links(own, own_apparatus)

for version in "23":
    print(f"  pandoc {version}")
    tree = syntax(f"{PREFIX}.{version}.json")
    page = Page(f"{PREFIX}.{version}.html")
    parts = clause_parts(page)
    every = list(nodes_of(tree["blocks"])) + list(nodes_of(tree["meta"]))

    refused = {"Quoted", "Math", "Cite", "Superscript", "Subscript", "Strikeout", "LineBlock", "Underline", "SmallCaps"}
    proved(
        "nothing typed was taken for a quotation, formula, citation or other mark",
        (f"{node['t']}: {plain(node)!r}" for node in every if node["t"] in refused or (node["t"] in {"RawInline", "RawBlock"} and node["c"][0] != "typst")),
    )

    headings = [spaced(node.text()) for node in page.nodes if re.fullmatch("h[1-3]", node.tag) and "unlisted" not in node.classes() and node.attributes.get("id") not in {None, "toc-title"} and not inside(node, lambda n: n.tag == "header" or n.attributes.get("id") == "TOC")]
    proved(f"headings are the outline, in order ({len(titles)})", differing([spaced(title) for title in titles], headings[: len(titles)], "heading"))

    notes = sum(node["t"] == "Note" for node in every)
    in_html = sum("footnote-ref" in node.classes() for node in page.nodes)
    document, word_notes = docx(f"{PREFIX}.{version}.docx")
    in_word = sum(1 for _ in document.iter(f"{WORD}footnoteReference"))
    proved(f"all {marks} footnotes marked in the sources are there", (f"{count} in {where}" for count, where in [(notes, "the tree"), (in_html, "HTML"), (in_word, "DOCX")] if count != marks))

    proved("every id stands once", (name for name, count in collections.Counter(page.ids).items() if count > 1))
    links = internal_links(page, pandoc_apparatus)
    proved(f"all {sum(links.values())} links inside the document have a target", (href for href in links if href[1:] not in page.ids))
    proved("they are the links of the consolidated HTML", (f"{href}: {own_links[href]} expected, {links[href]} found" for href in sorted(own_links.keys() | links.keys()) if own_links[href] != links[href]))
    names = {node.get(f"{WORD}name") for node in document.iter(f"{WORD}bookmarkStart")}
    anchors = [node.get(f"{WORD}anchor") for node in document.iter(f"{WORD}hyperlink") if node.get(f"{WORD}anchor")]
    proved(f"all {len(anchors)} links inside the DOCX have a target", (name for name in anchors if name not in names))

    wrong, brackets, paragraphs = [], 0, 0
    misnumbered, missing = [], []
    for clause in clauses:
        elements = parts.get(clause.id, [])
        expected = source_brackets(clause.body)
        found = re.findall(r"[\[\]]", "".join(node.text(lambda n: n.tag == "code" or "footnote-ref" in n.classes()) for node in elements))
        brackets += len(expected)
        wrong += [f"{clause.id}: {one}" for one in differing(expected, found, "brackets")]
        ids, shown = pandoc_paragraphs(elements)
        expected = [f"{clause.id}.{path}" for path in source_paragraphs(clause.body)]
        paragraphs += len(expected)
        misnumbered += shown
        missing += differing(expected, ids, f"paragraphs of {clause.id}")
    proved(f"all {brackets} brackets of clause texts are there", wrong)
    proved(f"all {paragraphs} numbered paragraphs are there, in order", missing)
    proved("each is shown with its mark: 1. (a) (i)", misnumbered)

    label = lambda node: "." if "label" in node.classes() else ""
    # A mark that pandoc cannot count ("2 bis") is text in its HTML as well.
    spelled = {node.attributes["id"]: node.text() for node in page.nodes if node.tag == "span" and "id" in node.attributes}
    counted = lambda node: "mark" in node.classes() and spelled.get(node.parent.parent.attributes.get("id"), "").strip() != node.text()
    drop = lambda node: own_apparatus(node) or "footnotes" in node.classes() or counted(node)
    main = next(node for node in own.nodes if node.tag == "main")
    expected = spaced(main.text(drop, label)).split()
    found = spaced("".join(node.text(lambda n: pandoc_apparatus(n) or pandoc_notes(n)) for node in page.body.children if isinstance(node, Node))).split()
    found = found[next((at for at in range(len(found)) if found[at:at + 3] == expected[:3]), 0):]
    proved(f"all {len(expected)} words of the consolidated HTML follow each other in pandoc's", differing(expected, found, "word"))

    literal = BOOK / "expected.txt"
    if literal.exists():
        lines = [line for line in literal.read_text(encoding="utf-8").splitlines() if line and not line.startswith("//")]
        meta = " ".join(plain(value) for value in tree["meta"].values())
        word = "".join(node.text or "" if node.tag == f"{WORD}t" else " " for source in (document, word_notes) for node in source.iter() if node.tag in {f"{WORD}t", f"{WORD}p", f"{WORD}br"})
        for where, text in [("the syntax tree", meta + " " + plain(tree["blocks"])), ("the HTML", page.top.text()), ("the DOCX", word)]:
            # A no-break space that pandoc puts behind an abbreviation would show here.
            text = " ".join(re.split(r"[ \n\t]+", text))
            proved(f"all {len(lines)} nasty lines are in {where} as typed", (line for line in lines if line not in text))

    if literal.exists():
        tables = [node for node in every if node["t"] == "Table"]
        alignments = [[column[0]["t"] for column in table["c"][2]] for table in tables]
        proved("the table has its alignments", [] if ["AlignLeft", "AlignCenter", "AlignDefault", "AlignRight"] in alignments else alignments)
        codes = [node["c"][1] for node in every if node["t"] == "CodeBlock"]
        typed = (BOOK / "expected-code.txt").read_text(encoding="utf-8").rstrip("\n")
        proved("the block of code is as typed", [] if typed in codes else codes)

print("  PDF")
for pdf in [f"{PREFIX}.pdf", f"{PREFIX}.styled.pdf"]:
    text = pdf_text(pdf)
    name = "styled" if pdf.endswith("styled.pdf") else "plain"
    # Words are cut in two at the end of a line.
    strip = lambda value: value.replace("-", "").replace("\u00ad", "")
    text = strip(text)
    # Text that is written from right to left stands in the order of a PDF's own making.
    wanted = [title for title in titles if not re.search("[\u0600-\u06ff]", title)]
    for what in ["contents", "text"]:
        at, lost = (0 if what == "contents" else at), []
        for title in wanted:
            place = text.find(strip(packed(title)), at)
            if place < 0:
                lost.append(title)
            else:
                at = place + 1
        proved(f"{name}: all {len(wanted)} numbers and titles follow each other in the {what}", lost)
    boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True).stdout.decode()
    outside, over, height, width, number, rows = [], [], 0, 0, 0, {}
    for line in boxes.splitlines():
        size = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line)
        if size:
            width, height, number, rows = float(size[1]), float(size[2]), number + 1, {}
        word = re.search(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>', line)
        if not word:
            continue
        left, top, right, bottom = (float(word[at]) for at in range(1, 5))
        if left < 0 or right > width or top < 0 or bottom > height:
            outside.append(f"page {number}: {word[5]}")
        row = rows.setdefault(round(top), [])
        # Chinese marks stand a little on each other's white.
        wide = lambda other: 0.6 * min(right - left, other[1] - other[0])
        over += [f"page {number}: {word[5]} on {other[2]}" for other in row if min(right, other[1]) - max(left, other[0]) > max(1, wide(other))]
        row.append((left, right, word[5]))
    proved(f"{name}: no word stands outside its page ({number} pages)", outside)
    proved(f"{name}: no word stands on another", over)
    fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True).stdout.decode().splitlines()[2:]
    proved(f"{name}: every font is embedded", (line for line in fonts if line[54:].split()[0:1] != ["yes"] and " yes " not in line[50:]))

literal = BOOK / "expected.txt"
if literal.exists():
    # As lines stand on the page: the other way drops a hyphen at the end of a line.
    text = pdf_text(f"{PREFIX}.literal.pdf", "-layout")
    lines = [line for line in literal.read_text(encoding="utf-8").splitlines() if line and not line.startswith("//") and not re.search("[\u0600-\u06ff]", line)]
    proved(f"all {len(lines)} nasty lines are in the PDF as typed", (line for line in lines if packed(line.replace("🙂", "")) not in text))
    names = subprocess.run(["pdffonts", f"{PREFIX}.styled.pdf"], check=True, capture_output=True).stdout.decode()
    proved("Arabic and Chinese have fonts of their own", (name for name in ["Naskh", "CJKsc"] if name not in names))

if faults:
    sys.exit(f"{len(faults)} of the proofs failed")
