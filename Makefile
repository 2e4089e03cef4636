# tifa: what people do with it, by name. `make help` lists it.
#
# Needs make, a C compiler (for zstd and jemalloc) and Rust with cargo, and nothing else.

# What is mined, and where the report goes.
CORPUS ?= data/sample
OUT ?= reports
# More options of `tifa mine`, such as OPTIONS='--lexicon none'.
OPTIONS ?=
# Where annotated text lies that may not be published with the program.
SHARED ?= ../shared
# How many inputs `make fuzz` gives each target.
INPUTS ?= 100000
# How many rows the targets for one table show.
ROWS ?= 20

CARGO ?= cargo
# Everything is built, tested and checked with all there is; one set of features means one build.
FEATURES ?= --all-features
TIFA = target/release/tifa

.DEFAULT_GOAL := report
.PHONY: help report formulas quotes phrases cooccurrence test fuzz faults golden lint format accuracy doc build clean

help: ## List the targets
	@echo 'make [TARGET] [CORPUS=PATH] [OUT=FOLDER] [OPTIONS=...]'
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

build:
	@$(CARGO) build --release --locked --quiet $(FEATURES)

# The program exits with 1 if it left out some input; the report is there all the same.
report: build ## Write the report on CORPUS into OUT: every table (the default)
	$(TIFA) mine "$(CORPUS)" -o "$(OUT)" $(OPTIONS) || [ $$? -eq 1 ]

formulas: report ## Write the report and show the first rows of formulas.csv: numbered formulas
	@head -n $(ROWS) "$(OUT)/$@.csv"

quotes: report ## Write the report and show the first rows of quotes.csv: quoted phrases
	@head -n $(ROWS) "$(OUT)/$@.csv"

phrases: report ## Write the report and show the first rows of phrases.csv: recurring phrases
	@head -n $(ROWS) "$(OUT)/$@.csv"

cooccurrence: report ## Write the report and show the first rows of cooccurrence.csv: formulas that stand together
	@head -n $(ROWS) "$(OUT)/$@.csv"

test: ## Run all tests
	$(CARGO) test --locked $(FEATURES)

fuzz: ## Give each target of fuzz/ INPUTS made-up inputs, with overflow and debug checks on
	@FUZZ_INPUTS=$(INPUTS) $(CARGO) test --locked --quiet --test fuzz -- --nocapture

faults: build ## Kill runs, fill the disk, cut the input short, and say what came of it
	@TIFA=$(TIFA) tests/faults/run.sh

golden: ## Rewrite what tests compare with (reports/ and the output in README.md); then read the diff
	UPDATE_GOLDEN=1 $(CARGO) test --locked $(FEATURES) --test cli

lint: ## Check formatting, clippy, documentation, and fewer features
	$(CARGO) fmt --check
	$(CARGO) clippy --locked $(FEATURES) --all-targets -- -D warnings
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --locked $(FEATURES) --no-deps --document-private-items
	$(CARGO) clippy --locked --lib --no-default-features -- -D warnings
	$(CARGO) clippy --locked --no-default-features --features cli -- -D warnings

format: ## Format the code
	$(CARGO) fmt

accuracy: build ## Compare with annotated text in SHARED, with and without the lexicon
	@TIFA=$(TIFA) SHARED="$(SHARED)" .ci/accuracy

doc: ## Build the documentation of the library
	$(CARGO) doc --locked $(FEATURES) --no-deps

clean: ## Delete what was built (reports/ stays)
	$(CARGO) clean

include page.mk python.mk benches/bench.mk
