#!/usr/bin/env bash
# Proves from outside that pandoc turns the Markdown of a book into HTML, DOCX, EPUB and PDF without a warning and
# without a loss: the repository's own book and a book of nasty text (tests/pandoc/book).
#
#   tests/pandoc/prove.sh [CLAUSEBOOK]
#
# Pandoc 3 comes from PyPI (pypandoc_binary), pandoc 2.17 from Debian: both must read the same. The PDF is made by typst
# (PyPI; the wheel holds everything): it needs no other package, takes seconds, puts footnotes at the foot of the page
# and page numbers in the contents, writes a tagged PDF and refuses a link without a target; WeasyPrint needs system
# libraries, puts all footnotes at the end and takes ten times as long.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
clausebook=$(realpath "${1:-${CARGO_TARGET_DIR:-$root/target}/release/clausebook}")
cache=${CLAUSEBOOK_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/clausebook}/pandoc
[ -x "$clausebook" ] || { echo "prove: $clausebook is not there; run cargo build --release" >&2; exit 1; }

missing=()
# has PACKAGE TEST…: notes a Debian package unless the test succeeds.
has() { local package=$1; shift; "$@" >/dev/null 2>&1 || missing+=("$package"); }
has python3 command -v python3
has python3-venv python3 -c 'import ensurepip, venv'
has pandoc command -v pandoc
has poppler-utils command -v pdftotext
has fontconfig command -v fc-list
has fonts-noto-core sh -c 'fc-list | grep -qi "NotoNaskhArabic\|NotoSansArabic"'
has fonts-noto-cjk sh -c 'fc-list | grep -qi "NotoSerifCJK\|NotoSansCJK"'
if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

venv=$cache/venv-$(sha256sum "$here/requirements.txt" | cut -c1-12)
if [ ! -e "$venv/complete" ]; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt"
    touch "$venv/complete"
fi
pandoc3=$("$venv/bin/python" -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
pandoc2=$(command -v pandoc)
export PATH=$here:$venv/bin:$PATH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# convert NAME MARKDOWN: all that pandoc makes of it; a warning is a failure.
convert() {
    local out=$work/$1 markdown=$2 pandoc
    for version in 2 3; do
        pandoc=pandoc$version
        "${!pandoc}" --fail-if-warnings --to=json --output="$out.$version.json" "$markdown"
        "${!pandoc}" --fail-if-warnings --standalone --toc --to=html5 --output="$out.$version.html" "$markdown"
        "${!pandoc}" --fail-if-warnings --toc --output="$out.$version.docx" "$markdown"
    done
    "$pandoc3" --fail-if-warnings --toc --output="$out.epub" "$markdown"
    # By the plain call, with the defaults for a good PDF, and with no word cut in two (to compare characters).
    "$pandoc3" --fail-if-warnings --toc --pdf-engine=typst --output="$out.pdf" "$markdown"
    "$pandoc3" --fail-if-warnings --toc --pdf-engine=typst --include-in-header="$here/literal.typ" --output="$out.literal.pdf" "$markdown"
    "$pandoc3" --fail-if-warnings --defaults="$root/templates/pandoc/pdf.yaml" --output="$out.styled.pdf" "$markdown"
}

for book in "$root" "$here/book"; do
    name=$(sed -n 's/^name = "\(.*\)"/\1/p' "$book/book.toml")
    echo "== $name"
    "$clausebook" --book "$book" build --quiet --out "$work/build-$name"
    (cd "$work/build-$name/document" && convert "$name" "$PWD/$name.md")
    python3 "$here/prove.py" "$clausebook" "$book" "$work/build-$name/document/$name.html" "$work/$name"
done
