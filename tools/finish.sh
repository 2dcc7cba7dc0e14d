#!/usr/bin/env bash
# Trunk calls this after each build: makes a release's bundle smaller, and renders every page into the shell.
source "$(dirname "$0")/lib.sh"

if [ "$TRUNK_PROFILE" = release ]; then node tools/shorten.mjs "$TRUNK_STAGING_DIR" web-; fi
# The browser tests fill the same shell with a site of their own.
if [ -n "${KEEP_SHELL:-}" ]; then rm -rf "$KEEP_SHELL" && cp -r "$TRUNK_STAGING_DIR" "$KEEP_SHELL"; fi
# The tool itself is an ordinary native program, whatever the wasm was built with.
exec env -u RUSTC_BOOTSTRAP -u CARGO_UNSTABLE_BUILD_STD -u CARGO_UNSTABLE_BUILD_STD_FEATURES \
    cargo run --quiet --bin site -- build
