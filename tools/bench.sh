#!/usr/bin/env bash
# Builds the site and runs one of the programs in benches/, by its name.
source "$(dirname "$0")/lib.sh"

# Only this needs Lighthouse, which is larger than all that the build needs.
if [ "$1" = table ]; then
    lock=benches/lighthouse/package-lock.json
    lighthouse="$cache/lighthouse-$(node -p "require('./benches/lighthouse/package.json').dependencies.lighthouse")"
    if ! cmp -s $lock "$lighthouse/.installed-lock.json"; then
        say "Installing Lighthouse into $lighthouse"
        mkdir -p "$lighthouse"
        cp $lock benches/lighthouse/package.json "$lighthouse"
        npm ci --prefix "$lighthouse" --ignore-scripts --no-audit --no-fund ||
            stop "Lighthouse could not be installed. Check the network, and run the same command again."
        cp $lock "$lighthouse/.installed-lock.json"
    fi
    export PATH="$lighthouse/node_modules/.bin:$PATH"
fi

release --dist target/tested/root
cargo bench --quiet --profile dev --bench "$1"
