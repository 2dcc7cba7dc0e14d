#!/usr/bin/env bash
# Leaves the npm package in dist-package/, says what a visitor's browser fetches of it, and calls it a million times.
source "$(dirname "$0")/lib.sh"

package dist-package
node tools/weigh.mjs dist-package
node tests/embedding/fuzz.mjs dist-package 1000000
