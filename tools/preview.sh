#!/usr/bin/env bash
# Builds a release, and serves it as a host would: with nginx, and with what the release tells hosts.
source "$(dirname "$0")/lib.sh"

base=$1 port=$2
free_port "$port" preview
release --dist target/preview --public-url "$base"
say "The release is served on http://127.0.0.1:$port$base"
exec tools/nginx.sh target/preview "$base" "$port"
