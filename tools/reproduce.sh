#!/usr/bin/env bash
# Proves that a release depends on its sources alone: builds the last commit in two folders, and compares every file of both.
source "$(dirname "$0")/lib.sh"

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
for folder in one "another, whose name is longer"; do
    git clone --quiet . "$place/$folder"
    cp -r node_modules "$place/$folder/node_modules"
    say "Building in $place/$folder"
    (cd "$place/$folder" && unset CARGO_TARGET_DIR && tools/build.sh)
    (cd "$place/$folder/dist" && find . -type f -exec sha256sum {} + | sort -k 2) >"$place/$folder.sums"
done
diff "$place/one.sums" "$place/another, whose name is longer.sums" >&2 || stop "The two releases differ in the files above."
say "$(wc -l <"$place/one.sums") files, the same in both; the hash of all: $(sha256sum <"$place/one.sums" | cut -d ' ' -f 1)"
