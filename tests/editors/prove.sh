#!/usr/bin/env bash
# Proves that a real editor gets on with the language server: headless Neovim, with the client that it brings, opens a
# small book and is given findings, completion, hover, definition, a rename of several files and a fix.
#
#   tests/editors/prove.sh [CLAUSEBOOK]
#
# Neovim comes from Debian (0.7.2 in Debian 12); newer ones work as well.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
clausebook=$(realpath "${1:-${CARGO_TARGET_DIR:-$root/target}/release/clausebook}")
[ -x "$clausebook" ] || { echo "prove: $clausebook is not there; run cargo build --release" >&2; exit 1; }

if ! command -v nvim >/dev/null; then
    echo "installing neovim"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends neovim >/dev/null
fi
nvim --version | head -n 1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/book" "$work/book"
# Nothing of the user's own settings is read or written.
export XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
cd "$work/book"
CLAUSEBOOK=$clausebook timeout 120 nvim --headless --clean -n -u NONE -c "luafile $here/prove.lua" 2>&1 | tee "$work/log"
grep -q '^all hold$' "$work/log"
