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
