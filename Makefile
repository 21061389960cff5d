# make demo   installs what is missing, builds, trains and scores on the real tables in datasets/
# make test   installs what is missing, builds and passes every test
#
# One build serves all: release, and tests without @testable, so that they run the code that users run.

BUILD     = swift build -c release
CLIENTELE = .build/release/clientele

.PHONY: setup build demo test lint docs bench clean

setup:
	@scripts/setup.sh

build: setup
	$(BUILD) --product clientele

demo: build
	@scripts/demo.sh $(CLIENTELE)

test: setup
	swift test -c release --disable-testable-imports

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks/Sources

docs: setup
	@scripts/docs.sh

bench: setup
	@Benchmarks/run.sh

clean:
	swift package clean
	rm -rf demo demo.log
