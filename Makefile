# Each command does its own set-up: nothing needs to be installed by hand but Rust and Node.js.
.PHONY: help serve preview test lforms build package check bench load lint licenses audit fuzz sbom reproduce pictures fresh setup

help:
	@echo "make serve   build the site, serve it, and rebuild on a change (PORT=8080)"
	@echo "make preview   build a release, and serve it as a host would, with nginx (PORT=8080, BASE=/)"
	@echo "make test    run every test"
	@echo "make lforms   walk every path of the self-screen's FHIR form in NLM's LHC-Forms"
	@echo "make build   leave a release in dist/ (BASE=/ or the sub-path it will be served from)"
	@echo "make package   leave the self-screen as an npm package in dist-package/"
	@echo "make check   list every problem in content/"
	@echo "make lint    formatting, warnings, and the wall around the wasm"
	@echo "make bench   measure bytes, ratios and counts, into BENCH.md"
	@echo "make load    ask nginx for a release as fast as it answers"
	@echo "make licenses   licenses and sources of every crate"
	@echo "make audit   the same, and known weaknesses of crates and npm tools (needs the network)"
	@echo "make fuzz    make up hostile files (TIME=60 seconds for each target)"
	@echo "make sbom    list what a release is made with, in target/sbom"
	@echo "make reproduce   build the last commit in two folders, and compare"
	@echo "make pictures   take the README's pictures from the built site"
	@echo "make fresh   prove in a new clone, with nothing fetched before, that the first three work, and time them"

PORT ?= 8080
BASE ?= /
TIME ?= 60

serve: setup
	@PORT=$(PORT) tools/serve.sh

preview: setup
	@tools/hosts.sh
	@tools/preview.sh $(BASE) $(PORT)

test: setup
	@tools/browser.sh
	@tools/hosts.sh
	@tools/lforms.sh
	@tools/test.sh

lforms:
	@tools/browser.sh
	@tools/lforms.sh
	@LFORMS=all cargo test --test screen lhc_forms

build: setup
	@tools/build.sh --public-url $(BASE)

package: setup
	@tools/package.sh

check:
	@cargo run --quiet --bin site -- check

lint: setup
	@tools/lint.sh

bench: setup
	@tools/browser.sh
	@tools/bench.sh table

load: setup
	@tools/hosts.sh
	@tools/load.sh $(PORT)

licenses:
	@tools/audit.sh licenses

audit:
	@tools/audit.sh

fuzz:
	@tools/fuzz.sh $(TIME)

sbom:
	@tools/sbom.sh target/sbom

reproduce: setup
	@tools/reproduce.sh

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
