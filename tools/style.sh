#!/usr/bin/env bash
# Compiles the style sheet. Trunk calls this before each build.
source "$(dirname "$0")/lib.sh"

mkdir -p target/style
sass --no-source-map --quiet-deps --style=compressed --load-path=node_modules/@uswds/uswds/packages \
    style/site.scss target/style/site.css
