#!/usr/bin/env bash
# Leaves a release in dist/.
source "$(dirname "$0")/lib.sh"

release "$@"
