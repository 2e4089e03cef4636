# Checks of the page in a real browser. They need Chromium and Node.js, which the first of these targets
# installs where it may (Debian, as root), and one npm package, kept in target/.

CHROMIUM ?= $(firstword $(wildcard /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome) chromium)
PAGE_TESTS = target/page-tests

.PHONY: test-page page-tools screenshots

page-tools:
	@command -v $(CHROMIUM) >/dev/null && command -v npm >/dev/null || \
	  { [ "$$(id -u)" -eq 0 ] && apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk nodejs npm; } || \
	  { echo 'Install Chromium, Node.js and npm first, or set CHROMIUM' >&2; exit 1; }
	@mkdir -p $(PAGE_TESTS) && cp tests/page/*.mjs tests/page/package.json $(PAGE_TESTS)/
	@[ -d $(PAGE_TESTS)/node_modules/playwright-core ] || npm install --prefix $(PAGE_TESTS) --no-audit --no-fund --silent

test-page: build page-tools ## Check the page in a browser
	@$(TIFA) mine data/sample -o $(PAGE_TESTS)/sample --quiet || [ $$? -eq 1 ]
	@$(TIFA) mine tests/page/hostile.jsonl -o $(PAGE_TESTS)/hostile --quiet || [ $$? -eq 1 ]
	cd $(PAGE_TESTS) && CHROMIUM=$(CHROMIUM) REPORT="$(CURDIR)/$(PAGE_TESTS)/sample" HOSTILE="$(CURDIR)/$(PAGE_TESTS)/hostile" node --test page.test.mjs

screenshots: report page-tools ## Take pictures of the page of CORPUS, in target/page-tests/pictures
	cd $(PAGE_TESTS) && CHROMIUM=$(CHROMIUM) node screenshots.mjs "$(abspath $(OUT))" pictures
