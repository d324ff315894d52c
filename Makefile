# What a person needs: run, test, lint, format. Everything lives in .venv and var/.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check install -q --require-hashes

.PHONY: run test lint format validate bench clean

run: $(VENV)/.run var/secret_key
	@exec $(BIN)/python manage.py run

test: $(VENV)/.dev
	ENGINE=sqlite $(BIN)/python -m pytest -n 2 --dist loadgroup -q -rs
	ENGINE=postgresql $(BIN)/python -m pytest -n 2 --dist loadgroup -q -rs

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/desk/*.html')
	SECRET_KEY=lint $(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=lint $(BIN)/mypy

validate: $(VENV)/.dev
	$(BIN)/python -m tests.validity $(VNU)

bench: $(VENV)/.dev
	@missed=0; for engine in sqlite postgresql; do \
	  ENGINE=$$engine $(BIN)/python -m benchmarks $(BENCH) || missed=1; \
	done; exit $$missed

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/desk/*.html')

$(VENV)/.run: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the site needs (once) …"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/.run

var/secret_key:
	@mkdir -p var
	@umask 077; $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
