#!/usr/bin/env bash
# Formatting, warnings as errors on both targets, the workflows, and no native dependency in the wasm.
source "$(dirname "$0")/lib.sh"

cargo fmt --check
cargo clippy --quiet --all-targets -- -D warnings
cargo clippy --quiet --target wasm32-unknown-unknown --lib --bins --test wasm -- -D warnings
node tools/workflows.mjs || stop "A workflow has a mistake; see above."

# Yew and gloo bring serde_json along for parts that nothing here calls, so it never reaches the bundle.
brought_along=serde_json
native=$(sed -n "/^\[target.'cfg(not(target_arch = \"wasm32\"))'.dependencies\]/,/^\[/s/^\([a-z0-9_-]*\) = .*/\1/p" Cargo.toml |
    grep -vxE "yew|$brought_along")
wasm=$(cargo tree --target wasm32-unknown-unknown --edges normal --prefix none --format '{lib}' | sort -u)
[ -n "$native" ] && [ -n "$wasm" ] || stop "The dependency tables could not be read, so the wall around the wasm is unchecked."
for crate in $native; do
    if grep -qx "${crate//-/_}" <<<"$wasm"; then stop "$crate is a native dependency, and it is in the wasm's tree."; fi
done
if grep -q "serde_json" <(cargo tree --target wasm32-unknown-unknown --edges normal --prefix none --depth 1 --format '{lib}'); then
    stop "serde_json is a native dependency, and the wasm depends on it directly."
fi
say "The wasm's tree holds none of: $(echo $native)"
