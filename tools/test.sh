#!/usr/bin/env bash
# Every test: the native ones, those of the built site in a browser, and those of the wasm code in a browser.
source "$(dirname "$0")/lib.sh"

mkdir -p target
install_npm tests/fhir >/dev/null
log=target/test.log
: >"$log"

say "Building the site that the browser tests visit, at the root and below a sub-path"
KEEP_SHELL=$PWD/target/tested/shell release --dist target/tested/root
release --dist target/tested/sub-path --public-url /massage/

rm -rf target/tested/fixture && cp -r target/tested/shell target/tested/fixture
cargo run --quiet --bin site -- --root tests/sites/guide build --out target/tested/fixture

say "Building the npm package"
package target/tested/package
install_npm tests/embedding >/dev/null

status=0
say "Native and browser tests"
cargo test --no-fail-fast 2>&1 | tee -a "$log" || status=1
say "Tests of the wasm code, in a browser"
CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner CHROMEDRIVER="$(command -v chromedriver)" \
    cargo test --target wasm32-unknown-unknown --test wasm 2>&1 | tee -a "$log" || status=1

node tools/reliability.mjs "$log" || status=1

# The closing line counts the tests of every runner above.
awk '/^test result:/ { for (i = 1; i < NF; i++) { if ($(i + 1) ~ /^passed/) passed += $i; if ($(i + 1) ~ /^failed/) failed += $i } }
     END { printf "%d passed, %d failed\n", passed, failed; exit passed == 0 }' "$log" || status=1
exit $status
