#!/usr/bin/env bash
# Installs Chromium and its driver for the browser tests, where a package manager can.
source "$(dirname "$0")/lib.sh"

present() {
    command -v chromedriver >/dev/null &&
        { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
}
present && exit

say "Installing Chromium and its driver for the browser tests"
if command -v apt-get >/dev/null; then
    as_root apt-get update -q && as_root apt-get install -qy chromium chromium-driver
elif command -v dnf >/dev/null; then
    as_root dnf install -qy chromium chromedriver
elif command -v pacman >/dev/null; then
    as_root pacman -Sy --noconfirm chromium
elif command -v apk >/dev/null; then
    as_root apk add chromium chromium-chromedriver
elif command -v brew >/dev/null; then
    brew install --cask chromium chromedriver
fi || true
present || stop "The browser tests need Chromium and chromedriver on the PATH. Install both, and run the same command again."
