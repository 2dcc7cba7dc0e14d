#!/usr/bin/env bash
# Installs NLM's LHC-Forms, which shows FHIR forms, for the test that walks ours in it. npm would bring all that it was built with,
# twenty times as much, so this takes the package alone, if it is the file that was looked at.
source "$(dirname "$0")/lib.sh"

version=40.1.3
hash=WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ==
root="$cache/lforms"
[ "$(cat "$root/.installed-hash" 2>/dev/null)" = "$hash" ] && exit

say "Installing LHC-Forms $version into $root"
rm -rf "$root" && mkdir -p "$root"
npm pack "lforms@$version" --silent --pack-destination "$root" >/dev/null ||
    stop "LHC-Forms could not be fetched. Check the network, and run the same command again."
package="$root/lforms-$version.tgz"
found=$(node -p 'require("crypto").createHash("sha512").update(require("fs").readFileSync(process.argv[1])).digest("base64")' "$package")
[ "$found" = "$hash" ] || stop "The package of LHC-Forms is another than was looked at: its SHA-512 is $found."
tar -xzf "$package" -C "$root" --strip-components=3 --exclude='*.map' package/dist/lforms
rm "$package"
printf '%s\n' "$hash" >"$root/.installed-hash"
