#!/usr/bin/env bash
# Looks for inputs that break something: fuzz/run.sh [SECONDS] [TARGET…] runs each target (all, unless given) for so many
# seconds (60, unless given) and fails on a find, which lies in fuzz/artifacts/TARGET/ and is run again by
#     cargo fuzz run -s none TARGET fuzz/artifacts/TARGET/…
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=60
if [[ ${1-} =~ ^[0-9]+$ ]]; then
    seconds=$1
    shift
fi
command -v cargo-fuzz >/dev/null || cargo install cargo-fuzz --locked

# The instrumentation of coverage needs options that a stable compiler hides; the program itself has no unsafe code for
# a sanitizer to look at.
export RUSTC_BOOTSTRAP=1
# One thread, so that the machine's other work costs little and runs can be repeated.
export RAYON_NUM_THREADS=1
cargo fuzz build -s none
bin=fuzz/target/$(rustc --print host-tuple)/release
rm -rf fuzz/seeds
"$bin/seeds" fuzz/seeds

targets=("$@")
if [ ${#targets[@]} -eq 0 ]; then
    mapfile -t targets < <(cargo fuzz list | grep -vx seeds)
fi
failed=()
for target in "${targets[@]}"; do
    mkdir -p "fuzz/corpus/$target" "fuzz/seeds/$target" "fuzz/artifacts/$target"
    log=fuzz/artifacts/$target.log
    if "$bin/$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -artifact_prefix="fuzz/artifacts/$target/" \
        -dict=fuzz/clausebook.dict -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=2048 \
        -print_final_stats=1 >"$log" 2>&1; then
        printf '%-14s %s\n' "$target" "$(grep -E 'DONE' "$log" | tail -1)"
    else
        failed+=("$target")
        printf '%-14s FOUND\n' "$target"
        grep -vE '^#[0-9]+|NEW|REDUCE|pulse' "$log" | tail -30
    fi
done
if [ ${#failed[@]} -gt 0 ]; then
    printf '\nfound something: %s\n' "${failed[*]}"
    exit 1
fi
