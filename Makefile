# make demo   installs what is missing, builds, trains and scores on the real tables in datasets/
# make test   installs what is missing, builds and passes every test

SWIFT_BUILD = swift build -c release
CLIENTELE   = .build/release/clientele

.PHONY: setup build demo test lint docs bench clean

setup:
	@scripts/setup.sh

build: setup
	$(SWIFT_BUILD) --product clientele

demo: build
	@scripts/demo.sh $(CLIENTELE)

test: setup
	swift test -c release

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Benchmarks

docs: setup
	@scripts/docs.sh

bench: setup
	@Benchmarks/run.sh

clean:
	swift package clean
	rm -rf demo
