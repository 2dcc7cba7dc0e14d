#!/usr/bin/env bash
# Installs the web servers that the tests of hosts run, from Debian's packages, and what scores their headers.
source "$(dirname "$0")/lib.sh"

if ! { command -v nginx && command -v caddy && command -v openssl && ls /etc/nginx/modules-enabled/*brotli-static*; } >/dev/null 2>&1; then
    say "Installing nginx and Caddy for the tests of hosts"
    command -v apt-get >/dev/null ||
        stop "The tests of hosts need Debian's packages nginx, libnginx-mod-http-brotli-static, caddy and openssl."
    as_root apt-get update -q
    as_root apt-get install -qy --no-install-recommends nginx libnginx-mod-http-brotli-static caddy openssl ||
        stop "nginx and Caddy could not be installed. Check the network, and run the same command again."
fi
install_npm tests/observatory >/dev/null
