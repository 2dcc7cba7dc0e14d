#!/usr/bin/env bash
# Lets libFuzzer make files up for so many seconds for each target, and tells how many it tried. It begins with what is in
# fuzz/corpus, and prints its seed; what breaks something is left in fuzz/artifacts.
source "$(dirname "$0")/lib.sh"

seconds=$1
version=0.13.2
need c++ "Install a C++ compiler (on Debian: apt-get install build-essential), and run the same command again."
install cargo-fuzz $version cargo-fuzz --locked
fuzz() { "$cache/cargo-fuzz-$version/bin/cargo-fuzz" "$@"; }

status=0
for target in $(fuzz list); do
    say "Fuzzing $target for $seconds seconds"
    found=fuzz/target/found/$target log=fuzz/target/$target.log
    mkdir -p "$found"
    # Safe Rust needs no sanitizer, and without one a stable compiler will do. Eight seconds for one file is a hang.
    fuzz run --sanitizer none "$target" "$found" "fuzz/corpus/$target" -- \
        -max_total_time="$seconds" -timeout=8 -max_len=65536 -print_final_stats=1 >"$log" 2>&1 || status=1
    grep -E '^INFO: Seed|^SUMMARY|panicked|artifact|Test unit written' "$log" || true
    tried+=("$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") files tried")
    # A file that breaks something, or a target that cannot be built, is told in full.
    [ $status = 0 ] || { tail -n 40 "$log"; break; }
done
printf '    %s\n' "${tried[@]}" >&2
[ $status = 0 ] || stop "The fuzzer has found something; see above. The file is in fuzz/artifacts."
