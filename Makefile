# Each command does its own set-up: nothing needs to be installed by hand but Rust and Node.js.
.PHONY: help serve test build check bench lint pictures fresh setup

help:
	@echo "make serve   build the site, serve it, and rebuild on a change (PORT=8080)"
	@echo "make test    run every test"
	@echo "make build   leave a release in dist/ (BASE=/ or the sub-path it will be served from)"
	@echo "make check   list every problem in content/"
	@echo "make lint    formatting, warnings, and the wall around the wasm"
	@echo "make bench   measure bytes, ratios and counts, into BENCH.md"
	@echo "make pictures   take the README's pictures from the built site"
	@echo "make fresh   prove in a new clone, with nothing fetched before, that the first three work, and time them"

PORT ?= 8080
BASE ?= /

serve: setup
	@PORT=$(PORT) tools/serve.sh

test: setup
	@tools/browser.sh
	@tools/test.sh

build: setup
	@tools/build.sh --public-url $(BASE)

check:
	@cargo run --quiet --bin site -- check

lint: setup
	@tools/lint.sh

bench: setup
	@tools/browser.sh
	@tools/bench.sh table

pictures: setup
	@tools/browser.sh
	@tools/bench.sh pictures

# One after the other, and each as the first.
fresh:
	@tools/fresh.sh serve test build
	@tools/fresh.sh test
	@tools/fresh.sh build

setup:
	@tools/setup.sh
