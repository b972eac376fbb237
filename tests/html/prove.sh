#!/usr/bin/env bash
# Proves from outside that every HTML page is valid (v.Nu) and that pages of each kind are free of what axe-core finds
# (light and dark), of errors on the console and of requests: the repository's own book and the nasty one of tests/pandoc;
# then that what readers do with the pages works in the browser.
#
#   tests/html/prove.sh [CLAUSEBOOK]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
clausebook=$(realpath "${1:-${CARGO_TARGET_DIR:-$root/target}/release/clausebook}")
cache=${CLAUSEBOOK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/clausebook}/html
[ -x "$clausebook" ] || { echo "prove: $clausebook is not there; run cargo build --release" >&2; exit 1; }

missing=()
# has PACKAGE TEST…: notes a Debian package unless the test succeeds.
has() { local package=$1; shift; "$@" >/dev/null 2>&1 || missing+=("$package"); }
has default-jre-headless java -version
has nodejs node --version
has npm npm --version
has chromium command -v chromium
if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

packages=$cache/npm-$(cat "$here/package.json" "$here/package-lock.json" | sha256sum | cut -c1-12)
if [ ! -e "$packages/complete" ]; then
    rm -rf "$packages"
    mkdir -p "$packages"
    cp "$here/package.json" "$here/package-lock.json" "$packages"
    # No package's own script runs: v.Nu's would fetch a Java, playwright's a browser.
    (cd "$packages" && npm ci --ignore-scripts --no-audit --no-fund --silent)
    touch "$packages/complete"
fi
vnu() { java -Xss8m -jar "$packages/node_modules/vnu-jar/build/dist/vnu.jar" "$@"; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0
for book in "$root" "$root/tests/pandoc/book"; do
    name=$(sed -n 's/^name = "\(.*\)"/\1/p' "$book/book.toml")
    out=$work/$name
    echo "== $name"
    "$clausebook" --book "$book" build --quiet --out "$out"
    pages=$(find "$out" -name '*.html' | wc -l)
    # Warnings that a section has no heading are advice: the notes of a clause have a label instead.
    if vnu --errors-only --skip-non-html "$out" && vnu --errors-only --css "$out"/site/*.css; then
        echo "   proved: all $pages pages and the style sheet are valid"
    else
        faults=$((faults + 1))
    fi
done

echo "== accessibility"
if ! NODE_MODULES=$packages node "$here/axe.mjs" "$(command -v chromium)" "$work"/guidelines-on-asset-recovery/site \
    "$work"/guidelines-on-asset-recovery/document/*.html "$work"/nasty/document/*.html "$work"/nasty/site/clause/*.html; then
    faults=$((faults + 1))
fi

echo "== reading"
if ! NODE_MODULES=$packages node "$here/reading.mjs" "$(command -v chromium)" "$work"/guidelines-on-asset-recovery/site; then
    faults=$((faults + 1))
fi
[ "$faults" -eq 0 ] || { echo "prove: $faults of the proofs failed" >&2; exit 1; }
