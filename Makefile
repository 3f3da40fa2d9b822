# Everything runs in .venv, made from a hashed lock: python3 (3.11 or newer) and make are enough.
PYTHON ?= python3
BIN := .venv/bin
BABEL := $(BIN)/python -m babel.messages.frontend -q

.DEFAULT_GOAL := help
.PHONY: help run test browser crash bench check lint types imports licences locales lock clean

help: ## show what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: .venv/run ## start Haki: its own PostgreSQL, the worker's chat, the console
	@exec ./haki run

test: .venv/dev ## every test that needs Python only, on a PostgreSQL that the tests start
	@$(BIN)/python -m pytest -n 4 --maxschedchunk 2 -m "not browser and not crash" $(ARGS)

browser: .venv/dev ## the tests that look at the pages in Chromium (installed if missing)
	@scripts/chromium
	@$(BIN)/python -m pytest -m browser tests/browser $(ARGS)

crash: .venv/dev ## the tests that kill -9 the whole service, and that need the machine alone
	@$(BIN)/python -m pytest -m crash tests/whole $(ARGS)

bench: .venv/dev ## how fast it is, beside others; ARGS="stored --whole" with a million conversations
	@$(BIN)/python -m bench $(ARGS)

check: .venv/dev lint types imports licences ## what CI runs
	@$(MAKE) --no-print-directory test ARGS="--cov --cov-report= --cov-fail-under=0"
	@$(BIN)/coverage report --skip-covered --sort=cover
	@$(MAKE) --no-print-directory browser
	@$(MAKE) --no-print-directory crash

lint: .venv/dev
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .

types: .venv/dev
	@$(BIN)/mypy

imports: .venv/dev
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

licences: .venv/dev
	@$(BIN)/python scripts/licences.py

locales: .venv/dev ## find every text for people, and what is left to translate
	@$(BABEL) extract -F babel.cfg -k Text --no-default-keywords --omit-header --no-wrap \
	  --add-location file --sort-by-file -o bot/locales/haki.pot .
	@$(BABEL) update -i bot/locales/haki.pot -d bot/locales -D haki --no-fuzzy-matching \
	  --ignore-obsolete --ignore-pot-creation-date --no-wrap

lock: ## choose the versions of all dependencies anew (needs uv)
	@scripts/lock

.venv/run: requirements.lock scripts/venv
	@scripts/venv $(PYTHON) requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock scripts/venv
	@scripts/venv $(PYTHON) requirements-dev.lock
	@touch .venv/run $@

clean: ## delete what was made here (never what workers sent: that is in var)
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage
