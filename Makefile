# Two commands matter: `make demo` and `make test`. `make help` lists the others.
SHELL := /bin/bash
.DEFAULT_GOAL := help
export SWIFT_BACKTRACE = enable=no

BUILD := swift build --explicit-target-dependency-import-check error
DEMO := .build/demo
SWIFT_SOURCES := Package.swift Sources Tests

.PHONY: help demo test build lint format check bench golden conformance hostile fuzz realdata linkage clean tools

help: ## lists the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 20

demo: tools ## builds, runs the starter pipeline in a fresh .build/demo and says where to look
	$(BUILD) -c release --product chartlift
	@.ci/show-demo .build/release/chartlift $(DEMO)

test: tools ## builds for debugging and runs every test
	$(BUILD) --build-tests
	swift test --skip-build

build: tools ## builds for release, with imports held to the rooms
	$(BUILD) -c release

lint: ## style, banned calls and long files
	swift format lint --strict -r -p $(SWIFT_SOURCES)
	@.ci/lint

format: ## rewrites the sources in the house style
	swift format -i -r -p $(SWIFT_SOURCES)

check: format lint build test ## what every change passes

bench: tools ## measures a million rows, beside the Python yardstick where there is one
	Tests/Benchmarks/bench.sh

golden: tools ## rewrites the expected files of the cases from the real program; read the diff
	$(BUILD) --build-tests
	CHARTLIFT_GOLDEN=1 swift test --skip-build --filter CaseTests
	git --no-pager diff --stat -- Fixtures/cases
	git status --short -- Fixtures/cases

conformance: tools ## checks published trees with FHIR validators nobody here wrote
	$(BUILD) -c release --product chartlift
	.ci/conformance

hostile: tools ## reads damaged and hostile files with the release program; asks for time and memory too
	$(BUILD) -c release --product chartlift
	$(BUILD) --build-tests
	CHARTLIFT_HOSTILE=$(or $(HOSTILE),measure) CHARTLIFT_PROGRAM=$(CURDIR)/.build/release/chartlift \
	  swift test --skip-build --filter HostileTests

fuzz: tools ## reads bytes nobody would send: SECONDS_EACH=60 or RUNS=1000000; TARGET="csv hl7"; SANITIZE=fuzzer for speed
	SECONDS_EACH="$(SECONDS_EACH)" RUNS="$(RUNS)" SANITIZE="$(SANITIZE)" Tests/Fuzzing/fuzz.sh $(TARGET)

realdata: tools ## prints where every row of public sample files went: DATA=../shared/data
	$(BUILD) -c release --product chartlift
	python3 Tests/RealData/realdata.py --program .build/release/chartlift --data $(or $(DATA),../shared/data)

linkage: tools ## scores linkage on public person files: DATA=../shared/data; or made ones: ROWS="10000 100000" SEEDS="1 2"
	$(BUILD) -c release --product chartlift
	python3 Tests/Linkage/linkage.py --program .build/release/chartlift --data $(or $(DATA),../shared/data) \
	  --rows "$(ROWS)" --seeds "$(or $(SEEDS),1 2 3 4 5)" --only "$(ONLY)" $(if $(SPLINK),--splink $(SPLINK))

clean: ## removes everything that was built
	rm -rf .build .venv-bench .venv-conformance

tools:
	@.ci/tools
