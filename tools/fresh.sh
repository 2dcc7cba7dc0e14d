#!/usr/bin/env bash
# Proves that a new clone needs nothing but what the README names: each command given is run in it, one after the other, with an
# empty CARGO_HOME, an empty tool cache and no node_modules. Tells how long each part took.
source "$(dirname "$0")/lib.sh"

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
git clone --quiet . "$place/site"
cd "$place/site"
mkdir "$place/cargo" "$place/cache"
# The tools that this shell found would hide that they are missing there.
PATH=$(tr : '\n' <<<"$PATH" | grep -vF -e "$cache" -e node_modules | paste -sd :)
export PATH CARGO_HOME="$place/cargo" XDG_CACHE_HOME="$place/cache"
unset CARGO_TARGET_DIR

# Waits until the site is served, looks at its first page, and stops the server.
served() {
    local port=8099 address
    address="http://127.0.0.1:$port/"
    setsid make serve PORT=$port &
    local server=$!
    until curl --silent --fail --output "$place/first.html" "$address"; do
        kill -0 $server 2>/dev/null || stop "make serve ended before it served a page."
        sleep 1
    done
    kill -- -$server
    wait $server || true
    grep -q "<h1" "$place/first.html" || stop "make serve served something other than the first page."
}

for command in "$@"; do
    say "In a new clone: make $command"
    start=$SECONDS
    case $command in serve) served ;; *) make "$command" ;; esac
    took=$((SECONDS - start))
    times+=("make $command: $((took / 60)) min $((took % 60)) s")
done
say "In a new clone, with nothing fetched or compiled before:"
printf '    %s\n' "${times[@]}" >&2
