#!/usr/bin/env bash
# Measures bytes, counts and ratios, and writes them to BENCH.md.
source "$(dirname "$0")/lib.sh"

NO_COLOR=true trunk build --release --dist target/tested/root
cargo bench --quiet --profile dev --bench table
