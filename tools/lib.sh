# What the other scripts share: where pinned tools are kept, and how a failure is told. Sourced, never run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cache="${XDG_CACHE_HOME:-$HOME/.cache}/whole-health-guide"
trunk_version=0.21.14
# The command line tool and the library must be the same version, so Cargo.toml is the one place that names it.
bindgen_version=$(sed -n 's/^wasm-bindgen = "=\(.*\)"/\1/p' Cargo.toml)
export PATH="$cache/trunk-$trunk_version/bin:$cache/wasm-bindgen-cli-$bindgen_version/bin:$PWD/node_modules/.bin:$PATH"

say() { printf '%s\n' "==> $*" >&2; }
stop() { printf '%s\n' "error: $*" >&2; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
need() { command -v "$1" >/dev/null || stop "$1 is missing. $2"; }

# Stops where something listens on a port already. Takes the port and the command of make.
free_port() {
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
        stop "Port $1 is in use. Stop the other program, or choose another port: make $2 PORT=$(($1 + 1))"
    fi
}

# Installs a tool into the cache, once. Takes its crate, version and command, and flags of `cargo install`.
install() {
    local crate=$1 version=$2 command=$3
    local root="$cache/$crate-$version"
    [ -x "$root/bin/$command" ] && return
    say "Installing $crate $version into $root: this happens once and takes a few minutes"
    # Without optimization: on two cores that takes a third of the time, and these tools wait for the compiler anyway.
    CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
        cargo install "$crate" --version "$version" --root "$root" "${@:4}" ||
        stop "$crate could not be installed. Check the network and the messages above, and run the same command again."
}

# Installs what a folder's package-lock.json names into the cache, once, and prints where. For tools that are larger than all that
# the build needs.
install_npm() {
    local folder=$1
    local root="$cache/${folder##*/}"
    if ! cmp -s "$folder/package-lock.json" "$root/.installed-lock.json"; then
        say "Installing the npm tools of $folder into $root"
        mkdir -p "$root"
        cp "$folder/package.json" "$folder/package-lock.json" "$root"
        npm ci --prefix "$root" --ignore-scripts --no-audit --no-fund >&2 ||
            stop "The npm tools of $folder could not be installed. Check the network, and run the same command again."
        cp "$folder/package-lock.json" "$root/.installed-lock.json"
    fi
    printf '%s\n' "$root/node_modules"
}

# Calls what builds a release. The standard library is built with it, for size and without the text of panics, which takes a
# tenth off the wasm. The compiler calls that unstable, so these variables ask for it, here and nowhere else; one that refuses
# makes an ordinary release, which works the same and is larger.
smaller="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"
small() {
    if RUSTC_BOOTSTRAP=1 ${RUSTC_WRAPPER:-} "${RUSTC:-rustc}" $smaller --print cfg >/dev/null 2>&1; then
        RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
            CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$smaller" "$@"
    else
        say "This compiler refuses the options that make the release small, so the wasm will be about a fifth larger."
        "$@"
    fi
}

# Builds a release of the site.
release() { NO_COLOR=true small trunk build --release "$@"; }

# Builds a release of the npm package into a folder.
package() {
    local out=$1 target=target/wasm32-unknown-unknown/release
    rm -rf "$out"
    small cargo build --quiet --release --target wasm32-unknown-unknown --bin api
    wasm-bindgen --target web --omit-default-module-path --out-dir "$out" "$target/api.wasm"
    wasm-opt -Oz "$out/api_bg.wasm" -o "$out/api_bg.wasm"
    node tools/shorten.mjs "$out" api
    rm "$out/api_bg.wasm.d.ts"
    cp package/* LICENSE "$out"
    cp docs/embedding.md "$out/README.md"
    cargo run --quiet --bin site -- package --out "$out"
}
