#!/usr/bin/env bash
# Proves in headless Chromium that the search of the site finds what it should: the repository's own book in six languages,
# from files and from a server with a strict content security policy, and how long the first result of a book of 1,000
# clauses takes.
#
#   tests/search/prove.sh [CLAUSEBOOK]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/../html/tools.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$clausebook" --book "$root" build --quiet --only site --out "$work/book"
echo "== the book"
NODE_MODULES=$packages node "$here/prove.mjs" "$(command -v chromium)" "$work/book/site"

echo "== 1,000 clauses"
corpus=${CARGO_TARGET_DIR:-$root/target}/release/examples/corpus
[ -x "$corpus" ] || cargo build --quiet --locked --release --manifest-path "$root/Cargo.toml" --example corpus
"$corpus" book 1000 "$work/many"
"$clausebook" --book "$work/many" build --quiet --only site --out "$work/many-out"
# The aim is 100 ms on a machine at rest (docs/performance.md); one that has other work takes longer.
NODE_MODULES=$packages node "$here/time.mjs" "$(command -v chromium)" "$work/many-out/site" 300
