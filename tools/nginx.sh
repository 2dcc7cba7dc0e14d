#!/usr/bin/env bash
# Serves a release with nginx as a host would, until it is stopped: tools/nginx.sh <release> <base> <port>
# With HTTPS_PORT and CERTIFICATE (a file with the key and the certificate), https as well, where http leads.
source "$(dirname "$0")/lib.sh"

release=$(realpath "$1") base=$2 port=$3
run=$(mktemp -d)
# Not `exec`, so that the folder goes with the server.
trap 'kill $! 2>/dev/null; wait; rm -rf "$run"' EXIT

# The root of the server, which holds the release at its base.
mkdir -p "$run/root$(dirname "$base")"
[ "$base" = / ] && rm -r "$run/root"
ln -s "$release" "$run/root${base%/}"

site="root $run/root; include $release/_nginx.conf;"
server="server { listen 127.0.0.1:$port; $site }"
if [ -n "${HTTPS_PORT:-}" ]; then
    server="server { listen 127.0.0.1:$port; return 301 https://\$host:$HTTPS_PORT\$request_uri; }
            server { listen 127.0.0.1:$HTTPS_PORT ssl; ssl_certificate $CERTIFICATE; ssl_certificate_key $CERTIFICATE; $site }"
fi
temporary=$(printf "%s_temp_path $run/temporary;\n    " client_body proxy fastcgi uwsgi scgi)
user=""
[ "$(id -u)" = 0 ] && user="user root;"
cat >"$run/nginx.conf" <<END
$user
daemon off;
worker_processes auto;
pid $run/nginx.pid;
error_log stderr crit;
include /etc/nginx/modules-enabled/*.conf;
events {}
http {
    access_log off;
    $temporary
    $server
}
END
nginx -c "$run/nginx.conf" -e stderr &
wait $!
