#!/usr/bin/env bash
# Installs what building the site needs, each thing once: the wasm target, the pinned trunk and wasm-bindgen, the npm tools.
source "$(dirname "$0")/lib.sh"

need rustup "Install Rust from https://rustup.rs, open a new terminal, and run the same command again."
need cargo "Install Rust from https://rustup.rs, open a new terminal, and run the same command again."
need cc "Install a C compiler (on Debian: apt-get install build-essential), and run the same command again."
need npm "Install Node.js 20 or newer from https://nodejs.org, and run the same command again."
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || stop "Node.js $(node -v) is too old. Install version 20 or newer."

if ! rustup target list --installed | grep -qx wasm32-unknown-unknown; then
    say "Adding the wasm target"
    rustup target add wasm32-unknown-unknown ||
        stop "The wasm target could not be added. Check the network, and run the same command again."
fi

if ! rustup component list --installed | grep -qx rust-src; then
    say "Adding the source of the standard library"
    rustup component add rust-src ||
        stop "The component rust-src could not be added. Check the network, and run the same command again."
fi

# What cargo compiles offline: the crates of Cargo.lock, and those of the standard library, which a release builds for size.
fetch() {
    "$@" --offline 2>/dev/null && return
    "$@" || stop "The crates could not be fetched. Check the network, and run the same command again."
}
say "Looking for the crates, and fetching those that are missing"
fetch cargo fetch --quiet --locked
fetch env RUSTC_BOOTSTRAP=1 cargo fetch --quiet --manifest-path "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.toml"

# Without --locked: the lock file that wasm-bindgen-cli was published with names a version that not every mirror has.
install wasm-bindgen-cli "$bindgen_version" wasm-bindgen
install trunk "$trunk_version" trunk --locked

if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
    say "Installing the npm tools"
    npm ci --ignore-scripts --no-audit --no-fund ||
        stop "The npm tools could not be installed. Check the network, and run the same command again."
    cp package-lock.json node_modules/.installed-lock.json
fi
