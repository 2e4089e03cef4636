# Checks of the page in a real browser. They need Chromium and Node.js, which are installed where that may
# be done without asking (Debian, as root or by sudo), and two npm packages, kept in target/.

define apt_install
{ if [ "$$(id -u)" -eq 0 ]; then as=; else as='sudo -n'; fi; $$as apt-get update -q && \
  $$as apt-get install -y -q --no-install-recommends $(1); }
endef

CHROMIUM ?= $(firstword $(wildcard /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome) chromium)
PAGE_TESTS = target/page-tests

.PHONY: test-page page-tools screenshots

# Each tool brings its own packages and no more: where Node.js came from elsewhere than Debian, it holds npm
# and conflicts with Debian's package of that name.
page-tools:
	@missing=; \
	command -v $(CHROMIUM) >/dev/null || missing="$$missing chromium fonts-noto-cjk"; \
	command -v node >/dev/null || missing="$$missing nodejs"; \
	command -v npm >/dev/null || missing="$$missing npm"; \
	[ -z "$$missing" ] || $(call apt_install,$$missing) || \
	  { echo 'Install Chromium, Node.js and npm first, or set CHROMIUM' >&2; exit 1; }
	@mkdir -p $(PAGE_TESTS) && cp tests/page/*.mjs tests/page/package.json $(PAGE_TESTS)/
	@cmp -s tests/page/package.json $(PAGE_TESTS)/node_modules/for.json || { npm install --prefix $(PAGE_TESTS) --no-audit --no-fund --silent && cp tests/page/package.json $(PAGE_TESTS)/node_modules/for.json; }

test-page: build page-tools ## Check the page in a browser
	@$(TIFA) mine data/sample -o $(PAGE_TESTS)/sample --quiet || [ $$? -eq 1 ]
	@$(TIFA) mine tests/page/hostile.jsonl -o $(PAGE_TESTS)/hostile --quiet || [ $$? -eq 1 ]
	@node tests/page/large.mjs $(PAGE_TESTS)/large.jsonl
	@$(TIFA) mine $(PAGE_TESTS)/large.jsonl -o $(PAGE_TESTS)/large --quiet --no-phrases --collocates none --window sentence
	cd $(PAGE_TESTS) && CHROMIUM="$$(command -v $(CHROMIUM))" REPORT="$(CURDIR)/$(PAGE_TESTS)/sample" HOSTILE="$(CURDIR)/$(PAGE_TESTS)/hostile" LARGE="$(CURDIR)/$(PAGE_TESTS)/large" node --test --test-concurrency=1 page.test.mjs access.test.mjs large.test.mjs

screenshots: report page-tools ## Take pictures of the page of CORPUS, in target/page-tests/pictures
	cd $(PAGE_TESTS) && CHROMIUM="$$(command -v $(CHROMIUM))" node screenshots.mjs "$(abspath $(OUT))" pictures

# Checks that other programs read what tifa writes. They need LibreOffice and Python, installed likewise,
# and Python packages, kept in target/.

SOFFICE ?= $(firstword $(wildcard /usr/bin/soffice /usr/bin/libreoffice) soffice)
INTEROP = target/interop

.PHONY: test-interop interop-tools

interop-tools:
	@missing=; \
	command -v $(SOFFICE) >/dev/null || missing="$$missing libreoffice-calc-nogui"; \
	python3 -c 'import ensurepip' 2>/dev/null || missing="$$missing python3-venv"; \
	[ -z "$$missing" ] || $(call apt_install,$$missing) || \
	  { echo 'Install LibreOffice and Python with venv first, or set SOFFICE' >&2; exit 1; }
	@[ -x $(INTEROP)/venv/bin/pip ] || python3 -m venv $(INTEROP)/venv
	@$(INTEROP)/venv/bin/pip install --quiet --disable-pip-version-check -r tests/interop/requirements.txt

test-interop: build interop-tools ## Check that LibreOffice, Python and others read the report
	TIFA="$(abspath $(TIFA))" SOFFICE=$(SOFFICE) $(INTEROP)/venv/bin/python tests/interop/check.py
