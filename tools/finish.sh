#!/usr/bin/env bash
# Trunk calls this after each build: makes a release's bundle smaller, and renders every page into the shell.
source "$(dirname "$0")/lib.sh"

if [ "$TRUNK_PROFILE" = release ]; then node tools/shorten.mjs "$TRUNK_STAGING_DIR"; fi
exec cargo run --quiet --bin site -- build
