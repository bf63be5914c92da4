# Everything starts here. `make run` opens the demonstration city; `make test` proves the product.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export QINGTIAN_DATA ?= $(CURDIR)/var
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run check test soak bench bundle lint types lock screenshots clean

help:  ## Say what each target does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

# ---- set-up -------------------------------------------------------------------------------------------------------

$(VENV)/pyvenv.cfg:
	@echo "set-up: Python environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/base.stamp: requirements/base.lock pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "set-up: Python packages (a minute or two the first time)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.lock
	@$(BIN)/python -m pip install --quiet --no-deps -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(VENV)/base.stamp
	@echo "set-up: packages for tests and checks"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	@touch $@

$(VENV)/spark.stamp: requirements/spark.lock $(VENV)/dev.stamp
	@echo "set-up: Spark, the second engine of the statistics (half a gigabyte)"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/spark.lock
	@touch $@

$(VENV)/bench.stamp: requirements/bench.lock $(VENV)/spark.stamp
	@echo "set-up: what the benchmark compares with"
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.lock
	@touch $@

.assets/stamp: package-lock.json tools/assets.py tools/npm | $(VENV)/base.stamp
	@echo "set-up: browser assets and fonts"
	@tools/npm ci --no-audit --no-fund --loglevel=error
	@$(BIN)/python tools/assets.py
	@touch $@

# ---- run ----------------------------------------------------------------------------------------------------------

run: $(VENV)/base.stamp .assets/stamp  ## Set everything up and open the demonstration city (PORT, DATABASE_URL, QINGTIAN_DATA)
	@$(BIN)/qingtian demo open --port $(PORT)

# ---- proof --------------------------------------------------------------------------------------------------------

lint: $(VENV)/dev.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python tools/licences.py

types: $(VENV)/dev.stamp
	@$(BIN)/mypy

check: $(VENV)/dev.stamp .assets/stamp  ## Lint, types, import boundaries, tests of the pure rooms and of what was changed (under 90 s)
	@$(MAKE) --no-print-directory lint types
	@$(BIN)/python tools/check_tests.py

test: $(VENV)/spark.stamp .assets/stamp  ## All set-up and all tests, on SQLite and on PostgreSQL; says loudly what it skipped
	@$(BIN)/python tools/test_all.py

soak: $(VENV)/dev.stamp .assets/stamp  ## Kills, random acts for long, many rows (not part of test)
	@$(BIN)/python -m soak

bench: $(VENV)/bench.stamp .assets/stamp  ## Measure pages, intake and start-up at 10^5 matters, repeats among 10^6 reports (not part of test)
	@$(BIN)/python -m bench

bundle: $(VENV)/base.stamp .assets/stamp  ## One archive in dist/ that installs on a bare machine without network
	@$(BIN)/python tools/bundle.py

screenshots: $(VENV)/dev.stamp .assets/stamp  ## Take the pictures of the README and of the tutorial
	@$(BIN)/python tools/screenshots.py
	@$(BIN)/python tools/real_city_pictures.py

lock: $(VENV)/dev.stamp  ## Renew the lock files
	@$(BIN)/pip-compile -q --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --generate-hashes -o requirements/base.lock pyproject.toml
	@$(BIN)/pip-compile -q --strip-extras --extra dev --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --generate-hashes -c requirements/base.lock -o requirements/dev.lock pyproject.toml
	@$(BIN)/pip-compile -q --strip-extras --extra spark --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --generate-hashes -c requirements/dev.lock -o requirements/spark.lock pyproject.toml
	@$(BIN)/pip-compile -q --strip-extras --extra bench --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --generate-hashes -c requirements/spark.lock -o requirements/bench.lock pyproject.toml
	@$(BIN)/pip-compile -q --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --generate-hashes -o requirements/node.lock requirements/node.in

clean:  ## Remove environment, assets and caches; asks nothing of the data folder
	@rm -rf $(VENV) node_modules .assets .mypy_cache .pytest_cache .ruff_cache
