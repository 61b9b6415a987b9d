# `make run` is all a first visit needs; `make help` lists the rest.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# Plain http, and the demonstration union: right for one's own machine and its own database only.
HTTPS ?= 0
DEMO ?= $(if $(DATABASE_URL),0,1)

# What `make test` and its like hand on to pytest: make test ARGS="tests/members -k dues"
ARGS ?=

BIN := .venv/bin
# How long `make chaos` breaks things, on how many members; SEED=… draws the same acts and faults again.
MINUTES ?= 10
MEMBERS ?= 50000
SEED ?= 0

# With COVERAGE=1 tests write down what they cover, which takes a quarter longer; `make coverage` runs and adds up all.
PYTEST := $(BIN)/$(if $(COVERAGE),coverage run -m )pytest
# npm from the PATH, else the one that came with requirements.txt.
NPM := $(shell command -v npm || echo $(BIN)/npm)
VENDOR := $(addprefix static/vendor/,tabler.min.css portal.css echarts.min.js swagger-ui.css swagger-ui-bundle.js \
	idb-keyval.js browser-image-compression.js barcode-detector.js)
# Read by the page of a counter alone, which is allowed to run it.
WASM := static/vendor/zxing_reader.wasm
ADMIN_ICONS := static/vendor/admin-icons.woff2
# Fonts of typeset documents, which the web server doesn't serve.
FONTS := fonts/NotoSansSC_400Regular.ttf fonts/NotoSansSC_700Bold.ttf
# The portal's own style sheet, a file for each subject, in the order of their rules; browsers load one file.
STYLES := $(addprefix static/css/portal/,$(addsuffix .css,tokens base buttons topbar search help staff worker rows \
	cards states tables lists forms records charts pages screens))
# Where classes are written, of which Tabler's style sheet is made.
STYLED := $(shell find templates static/css static/js office members welfare consultation union_portal -type f \
	\( -name '*.html' -o -name '*.css' -o -name '*.js' -o -name '*.py' -not -path '*/migrations/*' \) )
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

.PHONY: help run dev test test-slow browser test-rest chaos coverage guide check format setup setup-dev messages states new-database requirements clean
help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

run: setup ## Serve the portal at http://HOST:PORT until Ctrl-C
	@exec env HTTPS=$(HTTPS) DEMO=$(DEMO) $(BIN)/python manage.py serve --host $(HOST) --port $(PORT)

dev: setup-dev ## Serve as `make run`, but with DEBUG, the debug toolbar, and a restart at every change of the source
	@exec env DEMO=$(DEMO) $(BIN)/python manage.py dev --host $(HOST) --port $(PORT)

# Where it is set, each process of the tests compiles all of them anew, which takes twenty seconds.
unexport PYTHONDONTWRITEBYTECODE

# One more than the smallest machine has cores, since tests also wait for the database. Neighbours go to one process, as
# they share rows; one that has done its own takes from another.
test: setup-dev ## Run the tests, but for the slow ones and those that need a browser; ARGS="tests/members -k dues" for some
	$(PYTEST) -n 3 --dist worksteal -m "not slow and not browser" $(ARGS)

# Three at once, since those that start and kill processes mostly wait for them; one test at a time to each.
test-slow: setup-dev ## Run the slow tests: killed processes, benchmarks, the demonstration, many examples
	$(PYTEST) -n 3 --maxschedchunk 1 -m slow $(ARGS)

browser: setup-dev ## Run the tests that drive Chromium
	$(PYTEST) -n 2 --maxschedchunk 1 -m browser $(ARGS)

test-rest: setup-dev ## Run what `make test` leaves out: the slow tests and those that drive Chromium, side by side
	$(PYTEST) -n 3 --maxschedchunk 1 -m "slow or browser" $(ARGS)

guide: setup-dev ## Take the pictures of docs/guide anew
	GUIDE=1 $(BIN)/pytest -q tests/browser/test_guide.py

chaos: setup ## Let users of all posts work on a copy while its servers are killed, for MINUTES=10, with MEMBERS=50000
	@exec $(BIN)/python -m chaos --minutes $(MINUTES) --members $(MEMBERS) --seed $(SEED)

coverage: setup-dev ## Run all tests and say what they cover; less than the floor in pyproject.toml is a failure
	rm -rf var/coverage
	$(MAKE) test test-rest COVERAGE=1
	$(BIN)/coverage combine --quiet
	@echo "Lines and branches covered, in percent (file by file: $(BIN)/coverage report):"
	@$(BIN)/coverage report --format=total

check: setup-dev ## Style, layers, types, migrations, deployment settings, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy .
	$(BIN)/python manage.py makemigrations --check --dry-run
	env -u DEBUG -u HTTPS $(BIN)/python manage.py check --deploy --fail-level WARNING
	git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2 --check

format: setup-dev ## Put the style right as far as programs can
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format --quiet .
	git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2 || true

setup: .venv/.installed node_modules/.installed $(VENDOR) $(WASM) $(ADMIN_ICONS) $(FONTS) $(CATALOGUES) ## Install what the portal needs

setup-dev: setup .venv/.installed-dev ## Install what its tests and checks need besides

messages: setup-dev ## Bring the message catalogues up to date with the source
	$(BIN)/python -m union_portal.messages update

new-database: setup-dev ## Write the file that empty databases are filled from, by applying every migration (minutes)
	$(BIN)/python -m tests.new_database

states: setup ## Draw docs/states.md from the transition tables
	$(BIN)/python -m union_portal.states

requirements: setup-dev ## Compile the pinned requirements from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --universal --upgrade --no-annotate --no-header --no-emit-index-url --no-emit-find-links -q -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev -c requirements.txt --universal --upgrade --no-annotate --no-header --no-emit-index-url --no-emit-find-links -q -o requirements-dev.txt

clean: ## Remove what can be made again; var/ with its data and keys stays
	rm -rf .venv node_modules static/vendor fonts var/static $(CATALOGUES)

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo "Union Portal needs Python 3.11 or later as $(PYTHON); name another one: PYTHON=/path/to/python3.12 make"; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.installed: requirements.txt .venv/.made
	@echo "Installing the requirements …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@echo "Installing the requirements of tests and checks …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

node_modules/.installed: package.json package-lock.json .venv/.installed
	@echo "Installing the front-end packages (200 MB, mostly within two minutes) …"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" $(NPM) ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error --fetch-timeout=60000 || \
	{ echo "The front-end packages could not be installed; try: $(NPM) ci"; exit 1; }
	@touch $@

# The source maps stay behind, so the lines that name them go too.
static/vendor/echarts.min.js: SOURCE = node_modules/echarts/dist/echarts.common.min.js
static/vendor/idb-keyval.js: SOURCE = node_modules/idb-keyval/dist/index.js
static/vendor/browser-image-compression.js: SOURCE = node_modules/browser-image-compression/dist/browser-image-compression.mjs
static/vendor/barcode-detector.js: SOURCE = node_modules/barcode-detector/dist/iife/ponyfill.js
static/vendor/swagger-ui%: SOURCE = node_modules/swagger-ui-dist/$(@F)
$(filter-out %tabler.min.css %portal.css,$(VENDOR)): node_modules/.installed
	@mkdir -p $(@D)
	@sed '/^\/[/*]# sourceMappingURL=/d' $(SOURCE) > $@

$(WASM): node_modules/.installed
	@mkdir -p $(@D)
	@cp node_modules/zxing-wasm/dist/reader/$(@F) $@

fonts/NotoSansSC_%.ttf: node_modules/.installed
	@mkdir -p $(@D)
	@cp node_modules/@expo-google-fonts/noto-sans-sc/$*/$(@F) $@

$(ADMIN_ICONS): union_portal/admin_icons.py .venv/.installed
	@$(BIN)/python -m union_portal.admin_icons $@

static/vendor/tabler.min.css: node_modules/.installed purgecss.config.cjs $(STYLED)
	@mkdir -p $(@D)
	@PATH="$$PATH:$(CURDIR)/$(BIN)" node_modules/.bin/purgecss --config purgecss.config.cjs
	@sed -i '/^\/[/*]# sourceMappingURL=/d' $@

static/vendor/portal.css: $(STYLES) Makefile
	@mkdir -p $(@D)
	@cat $(STYLES) > $@

%.mo: %.po | .venv/.installed
	@$(BIN)/python -m union_portal.messages compile
