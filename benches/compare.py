"""Measures clausebook, Hugo and `cp -r` in one interleaved series; started by compare.sh.

Every run writes into a new folder, and nothing is deleted before the series ends: an ext4 without journal keeps
away from inodes freed within the last minutes, and searching for others would be charged to whoever runs next.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import time


def run(command, folder):
    begun = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - begun
    if status != 0:
        raise SystemExit("%s failed: %s" % (" ".join(command), errors.decode()))
    # ru_maxrss is in KiB on Linux.
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss / 1024}


def size(folder):
    files = [os.path.join(parent, name) for parent, _, names in os.walk(folder) for name in names]
    return len(files), sum(os.path.getsize(path) for path in files) / 1e6


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--hugo", required=True)
    parser.add_argument("--clausebook", required=True)
    options = parser.parse_args()
    work = os.path.abspath(options.work)
    outputs = os.path.join(work, "outputs")
    shutil.rmtree(outputs, ignore_errors=True)
    os.makedirs(outputs)
    out = lambda name, number: os.path.join(outputs, "%s-%d" % (name, number))
    ours = [options.clausebook, "--quiet"]
    rows = [
        ("build 1,000", lambda n: (ours + ["build", "--out", out("small", n)], "book-1000")),
        ("build 10,000", lambda n: (ours + ["build", "--out", out("build", n)], "book-10000")),
        ("site 10,000", lambda n: (ours + ["build", "--only", "site", "--out", out("site", n)], "book-10000")),
        ("check 10,000", lambda n: (ours + ["check"], "book-10000")),
        ("Hugo 10,000", lambda n: ([options.hugo, "--quiet", "-d", out("hugo", n)], "hugo-10000")),
        ("cp -r of site", lambda n: (["cp", "-r", out("site", n), out("copy", n)], ".")),
    ]
    measured = {name: [] for name, _ in rows}
    # The first round warms caches and does not count.
    for number in range(options.rounds + 1):
        for name, command in rows:
            arguments, folder = command(number)
            result = run(arguments, os.path.join(work, folder))
            if number > 0:
                measured[name].append(result)
    median = lambda name, key: statistics.median(result[key] for result in measured[name])
    sizes = {"build 1,000": size(out("small", 1)), "build 10,000": size(out("build", 1)), "site 10,000": size(out("site", 1)),
             "Hugo 10,000": size(out("hugo", 1)), "cp -r of site": size(out("copy", 1))}
    source = size(os.path.join(work, "book-10000"))[1]
    load = os.getloadavg()
    print("%d rounds, medians; %d cores, load %.1f" % (options.rounds, os.cpu_count(), load[0]))
    print("| run | wall s | user+sys s | peak MiB | files | MB |\n| --- | --: | --: | --: | --: | --: |")
    for name, _ in rows:
        files, megabytes = sizes.get(name, (0, 0))
        print("| %s | %.2f | %.2f | %.0f | %d | %.1f |" % (
            name, median(name, "wall"), median(name, "cpu"), median(name, "memory"), files, megabytes))

    def ratio(top, bottom, key):
        """Round by round, because a round's runs share the machine's load."""
        return statistics.median(a[key] / b[key] for a, b in zip(measured[top], measured[bottom]))

    # The site has a full-text index, which Hugo does not make.
    wanted = [
        ("site / Hugo, wall", ratio("site 10,000", "Hugo 10,000", "wall"), 1 / 2),
        ("site / Hugo, user+sys", ratio("site 10,000", "Hugo 10,000", "cpu"), 1 / 2),
        ("site / Hugo, peak memory", ratio("site 10,000", "Hugo 10,000", "memory"), 1 / 2),
        ("site / cp -r of its output, wall", ratio("site 10,000", "cp -r of site", "wall"), 4),
        ("check / cp -r of the site, wall", ratio("check 10,000", "cp -r of site", "wall"), 1),
        ("check, peak memory / source", median("check 10,000", "memory") * 1.048576 / source, 12),
        ("a clause at 10,000 / at 1,000, wall", ratio("build 10,000", "build 1,000", "wall") / 10, 1.2),
        ("a clause at 10,000 / at 1,000, user+sys", ratio("build 10,000", "build 1,000", "cpu") / 10, 1.2),
        ("a clause at 10,000 / at 1,000, peak memory", ratio("build 10,000", "build 1,000", "memory") / 10, 1.2),
        ("a clause at 10,000 / at 1,000, bytes", sizes["build 10,000"][1] / sizes["build 1,000"][1] / 10, 1.2),
    ]
    print("\n| ratio | measured | wanted at most | |\n| --- | --: | --: | --- |")
    for name, value, limit in wanted:
        print("| %s | %.2f | %.2f | %s |" % (name, value, limit, "PASS" if value <= limit else "FALLS SHORT"))
    shutil.rmtree(outputs)


if __name__ == "__main__":
    main()
