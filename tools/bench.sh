#!/usr/bin/env bash
# Builds the site and runs one of the programs in benches/, by its name.
source "$(dirname "$0")/lib.sh"

if [ "$1" = table ]; then
    modules=$(install_npm benches/lighthouse)
    export PATH="$modules/.bin:$PATH"
fi

release --dist target/tested/root
cargo bench --quiet --profile dev --bench "$1"
