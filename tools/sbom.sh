#!/usr/bin/env bash
# Lists what a release is made with, in CycloneDX: the crates, and the npm tools, into the folder given.
source "$(dirname "$0")/lib.sh"

out=$1
version=0.5.9
crate_version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml)
install cargo-cyclonedx $version cargo-cyclonedx --locked
mkdir -p "$out"
"$cache/cargo-cyclonedx-$version/bin/cargo-cyclonedx" cyclonedx --quiet --format json --spec-version 1.5 --target all \
    --override-filename crates.cdx
mv crates.cdx.json "$out"
# npm lists nothing for a package without a version, so a copy gets the crate's.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp package.json package-lock.json "$copy"
(
    cd "$copy"
    npm version --no-git-tag-version --silent "$crate_version" >/dev/null
    npm sbom --sbom-format cyclonedx --package-lock-only
) >"$out/npm.cdx.json"
say "$out: $(ls "$out" | paste -sd ' ')"
