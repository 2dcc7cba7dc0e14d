#!/usr/bin/env bash
# Asks nginx for a release's files, on this machine, as fast as it answers, for some seconds each. Tells how many a second, and fails
# if any was not answered as it should be.
source "$(dirname "$0")/lib.sh"

seconds=10 port=$1
command -v wrk >/dev/null || { as_root apt-get install -qy wrk || stop "wrk is missing. Install it, and run the same command again."; }
free_port $port load
release --dist target/tested/root
tools/nginx.sh target/tested/root / $port &
trap 'kill $!' EXIT
until (exec 3<>/dev/tcp/127.0.0.1/$port) 2>/dev/null; do sleep 0.1; done
for path in / /safety/ /screen.json "/$(basename target/tested/root/web-*_bg.wasm)"; do
    told=$(wrk --threads 2 --connections 50 --duration ${seconds}s --header "Accept-Encoding: br" "http://127.0.0.1:$port$path")
    if grep -E "Non-2xx|Socket errors" <<<"$told"; then stop "$path was not always answered."; fi
    printf '%s requests a second, no error: %s\n' "$(awk '/Requests\/sec/ { printf "%.0f", $2 }' <<<"$told")" "$path"
done
