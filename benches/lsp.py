#!/usr/bin/env python3
"""How long a client waits for the language server, in milliseconds: median and worst.

    benches/lsp.py PROGRAM BOOK [KEYSTROKES]

Starts PROGRAM (a release build) once for a cold start, then types into the first clause that SUMMARY.md names. BOOK is
this repository, or a corpus written by `cargo run --release --example corpus book 1000 FOLDER`. After each keystroke
either the findings are awaited, or a completion or hover is asked for at once. Standard library only.
"""

import json
import pathlib
import re
import statistics
import subprocess
import sys
import time


class Client:
    def __init__(self, program):
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.id = 0

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method, **params):
        self.send({"method": method, "params": params})

    def take(self):
        length = 0
        while (line := self.process.stdout.readline().strip()):
            if line.startswith(b"Content-Length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def ask(self, method, **params):
        self.id += 1
        self.send({"id": self.id, "method": method, "params": params})
        while True:
            message = self.take()
            if message.get("id") == self.id and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def findings(self, uri, version):
        while True:
            message = self.take()
            params = message.get("params", {})
            published = message.get("method") == "textDocument/publishDiagnostics"
            if published and params["uri"] == uri and params.get("version") == version:
                return params["diagnostics"]

    def open(self, uri, text):
        self.ask("initialize", processId=None, rootUri=None, capabilities={})
        self.tell("initialized")
        self.tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "markdown", "version": 1, "text": text})
        self.findings(uri, 1)

    def close(self):
        self.ask("shutdown")
        self.tell("exit")
        assert self.process.wait() == 0


def report(name, times):
    print(f"{name:<34} {statistics.median(times):8.1f} {max(times):8.1f}")


def main():
    program, book = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    keystrokes = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    source = re.search(r'^src = "(.*)"', (book / "book.toml").read_text(), re.M).group(1)
    summary = (book / source / "SUMMARY.md").read_text()
    names = re.findall(r"^ *- .*\]\((.+?)\)", summary, re.M)
    clauses = [name for name in names if (book / source / name).read_text().startswith("---\n")]
    path = book / source / clauses[0]
    uri, text = path.as_uri(), path.read_text()

    print(f"{len(clauses)} clauses, {keystrokes} keystrokes each  median    worst")
    cold = []
    for _ in range(5):
        start = time.perf_counter()
        client = Client(program)
        client.open(uri, text)
        cold.append((time.perf_counter() - start) * 1000)
        client.close()
    report("start to first findings", cold)

    client = Client(program)
    client.open(uri, text)
    line, length, version = text.count("\n"), 0, 1

    def type_line(words):
        """One keystroke: the last line is replaced."""
        nonlocal length, version
        change = {"range": {"start": {"line": line, "character": 0}, "end": {"line": line, "character": length}}}
        length, version = len(words), version + 1
        document = {"uri": uri, "version": version}
        client.tell("textDocument/didChange", textDocument=document, contentChanges=[{**change, "text": words}])

    def ask(method, column, **more):
        position = {"line": line, "character": column}
        return client.ask(f"textDocument/{method}", textDocument={"uri": uri}, position=position, **more)

    link = "See [](uncac:57(3)) and [](clause:"
    for name, lines, after in [
        ("keystroke to findings", ["A w", "A wo"], lambda: client.findings(uri, version)),
        ("keystroke to completed provisions", ["[](uncac:5", "[](uncac:57("], lambda: ask("completion", length)),
        ("keystroke to completed clauses", ["[](clause:", "[](clause:a"], lambda: ask("completion", length)),
        ("keystroke to hover", [link, link + "a"], lambda: ask("hover", 10)),
        ("keystroke to references", [link, link + "a"], lambda: ask("references", 10, context={"includeDeclaration": True})),
        ("keystroke to symbols", ["A w", "A wo"], lambda: ask("documentSymbol", 0)),
    ]:
        times = []
        for count in range(keystrokes):
            start = time.perf_counter()
            type_line(lines[count % 2])
            answer = after()
            times.append((time.perf_counter() - start) * 1000)
            assert answer is not None
            if "findings" not in name:
                # The next keystroke comes when everything is at rest, as between two keys of a person.
                time.sleep(0.02)
        report(name, times)
    client.close()


if __name__ == "__main__":
    main()
