# tifa beside what a user would pick instead. Needs Python 3 with venv; its packages go into target/, and
# ripgrep is installed where it may be (Debian, as root, else with cargo).

BENCH_TOOLS = target/bench
# Without a corpus of one's own, one is made up, of so many megabytes.
BENCH_MB ?= 40
BENCH_CORPUS = $(if $(filter data/sample,$(CORPUS)),$(BENCH_TOOLS)/synthetic-$(BENCH_MB).jsonl,$(CORPUS))
# What the corpus is called in the results.
BENCH_NAME ?= $(if $(filter data/sample,$(CORPUS)),synthetic,corpus)
# More options of benches/compare/compare.py, such as BENCH_OPTIONS='--runs 5 --colibri-whole'.
BENCH_OPTIONS ?=

.PHONY: bench bench-stages bench-tools

bench: build bench-tools $(BENCH_CORPUS) ## Compare with DuckDB, colibri-core, scikit-learn, ripgrep and jieba on CORPUS
	@$(CARGO) build --release --locked --quiet --examples
	@PATH="$(abspath $(BENCH_TOOLS))/cargo/bin:$$PATH" $(BENCH_TOOLS)/venv/bin/python benches/compare/compare.py \
	  --corpus "$(BENCH_CORPUS)" --name "$(BENCH_NAME)" --tools $(BENCH_TOOLS) --tifa $(TIFA) \
	  --programs target/release/examples --results benches/results $(BENCH_OPTIONS)

bench-stages: ## Time each stage of mining CORPUS, with Criterion
	TIFA_BENCH_CORPUS="$(CORPUS)" $(CARGO) bench --locked --bench stages

bench-tools: $(BENCH_TOOLS)/venv/ready
	@command -v rg >/dev/null || [ -x $(BENCH_TOOLS)/cargo/bin/rg ] || \
	  { [ "$$(id -u)" -eq 0 ] && apt-get update -q && apt-get install -y -q ripgrep; } || \
	  $(CARGO) install --root $(BENCH_TOOLS)/cargo ripgrep

# colibricore is built from source where there is no wheel; that needs a C++ compiler, autoconf, automake,
# libtool, and the headers of zlib, bzip2, libxml2 and ICU.
$(BENCH_TOOLS)/venv/ready: benches/compare/requirements.txt
	python3 -m venv $(BENCH_TOOLS)/venv
	$(BENCH_TOOLS)/venv/bin/pip install --quiet --requirement $<
	@touch $@

$(BENCH_TOOLS)/synthetic-%.jsonl: benches/compare/synthetic.py $(BENCH_TOOLS)/venv/ready
	$(BENCH_TOOLS)/venv/bin/python $< data/sample $* $@
