# Tools of the proofs in a browser, for sourcing: sets `root`, `clausebook` (from the first argument) and `packages`, the folder
# with the npm packages of tests/html/package.json, and installs by name what is missing.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
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

packages=$cache/npm-$(cat "$root/tests/html/package.json" "$root/tests/html/package-lock.json" | sha256sum | cut -c1-12)
if [ ! -e "$packages/complete" ]; then
    rm -rf "$packages"
    mkdir -p "$packages"
    cp "$root/tests/html/package.json" "$root/tests/html/package-lock.json" "$packages"
    # No package's own script runs: v.Nu's would fetch a Java, playwright's a browser.
    (cd "$packages" && npm ci --ignore-scripts --no-audit --no-fund --silent)
    touch "$packages/complete"
fi
