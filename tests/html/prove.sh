#!/usr/bin/env bash
# Proves from outside that every HTML page is valid (v.Nu) and that pages of each kind are free of what axe-core finds
# (light and dark), of errors on the console and of requests: the repository's own book and the nasty one of tests/pandoc;
# then that what readers do with the pages works in the browser.
#
#   tests/html/prove.sh [CLAUSEBOOK]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/tools.sh"
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
