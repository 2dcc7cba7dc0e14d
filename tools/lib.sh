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
need() { command -v "$1" >/dev/null || stop "$1 is missing. $2"; }

# Builds a release of the site. The standard library is built with it, for size and without the text of panics, which takes
# a tenth off the wasm. The compiler calls that unstable, so these variables ask for it, here and nowhere else; one that refuses
# makes an ordinary release, which works the same and is larger.
smaller="-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none"
release() {
    if RUSTC_BOOTSTRAP=1 ${RUSTC_WRAPPER:-} "${RUSTC:-rustc}" $smaller --print cfg >/dev/null 2>&1; then
        NO_COLOR=true RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort \
            CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
            CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$smaller" \
            trunk build --release "$@"
    else
        say "This compiler refuses the options that make the release small, so the app will be about a fifth larger."
        NO_COLOR=true trunk build --release "$@"
    fi
}
