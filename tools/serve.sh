#!/usr/bin/env bash
# Builds the site, serves it on a local address, and does both again when content, style or code changes.
source "$(dirname "$0")/lib.sh"

port="${PORT:-8080}"
free_port "$port" serve
say "Building; when it is ready, open http://127.0.0.1:$port/"
exec trunk serve --port "$port" --dist target/serve
