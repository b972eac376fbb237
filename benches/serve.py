#!/usr/bin/env python3
"""How long it takes from saving a clause to the new page of it, with `clausebook serve`.

    benches/serve.py BOOK [ROUNDS]

Works on a copy of the book; prints milliseconds, median and worst: until an open page is told of the new state, and until the new
page has arrived. The program is target/release/clausebook, or what CLAUSEBOOK names."""
import http.client, os, re, shutil, statistics, subprocess, sys, tempfile, time

book, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20
program = os.environ.get("CLAUSEBOOK", os.path.join(os.path.dirname(__file__), "..", "target", "release", "clausebook"))
with tempfile.TemporaryDirectory() as folder:
    copy = os.path.join(folder, "book")
    shutil.copytree(book, copy, ignore=shutil.ignore_patterns("build", ".*", "target"))
    clause, name = None, None
    for where, _, files in os.walk(copy):
        for file in sorted(files):
            text = open(os.path.join(where, file), encoding="utf-8", errors="replace").read() if file.endswith(".md") else ""
            found = re.match(r"---\nid: ([a-z0-9-]+)\n", text)
            if found and "\n1. " in text and clause is None:
                clause, name = os.path.join(where, file), found.group(1)
    server = subprocess.Popen([os.path.abspath(program), "serve", "--port", "0"], cwd=copy, stderr=subprocess.PIPE, text=True)
    try:
        for line in server.stderr:
            found = re.search(r"localhost:(\d+)", line)
            if found:
                break
        port = int(found.group(1))
        events = http.client.HTTPConnection("localhost", port)
        events.request("GET", "/-/events")
        stream = events.getresponse()

        def version():
            while True:
                line = stream.readline().decode()
                if line.startswith("data: "):
                    return int(line[6:])

        version()
        source = open(clause, encoding="utf-8").read()
        told, arrived = [], []
        for at in range(rounds):
            time.sleep(0.3)
            word = f"saved{at}"
            text = source.replace("\n1. ", f"\n1. {word} ", 1)
            began = time.perf_counter()
            with open(clause, "w", encoding="utf-8") as file:
                file.write(text)
            version()
            told.append(time.perf_counter() - began)
            page = http.client.HTTPConnection("localhost", port)
            page.request("GET", f"/clause/{name}.html")
            body = page.getresponse().read().decode()
            arrived.append(time.perf_counter() - began)
            assert word in body, "the page is the new one"
        for words, times in [("told", told), ("page", arrived)]:
            times = [1000 * value for value in times]
            print(f"{words}: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms")
    finally:
        server.kill()
