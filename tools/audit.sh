#!/usr/bin/env bash
# Holds every crate against deny.toml; then, unless "licenses" is all that is asked, crates and npm tools against the lists of known
# weaknesses, which are on the network.
source "$(dirname "$0")/lib.sh"

version=0.20.2
install cargo-deny $version cargo-deny --locked
deny() { "$cache/cargo-deny-$version/bin/cargo-deny" --manifest-path "$1" --config deny.toml check "${@:2}"; }

deny Cargo.toml bans licenses sources
# The fuzz targets are never published.
deny fuzz/Cargo.toml sources
[ "${1:-}" = licenses ] && exit

status=0
deny Cargo.toml advisories || status=1
for lock in $(git ls-files '*package-lock.json'); do
    say "npm audit of $lock"
    (cd "$(dirname "$lock")" && npm audit) || status=1
done
[ $status = 0 ] || stop "A weakness is known, or a list of them could not be had; see above."
