# FFB: `make` viser målene. Kræver Python 3.11+, make og adgang til et pakkeregister.
# uv bruges, hvor det findes; `make UV= …` slår det fra.

PYTHON ?= python3
UV ?= $(shell command -v uv 2>/dev/null)
KERNER ?= 2
export FFB_TEST_POSTGRES ?= postgresql://postgres@127.0.0.1:5432/test
VENV := .venv
PY := $(VENV)/bin/python
DRIFT := $(VENV)/.klar-drift
UDVIKLING := $(VENV)/.klar-udvikling

ifeq ($(strip $(UV)),)
  LAV_VENV = $(PYTHON) -m venv $(VENV)
  HAV_PIP = $(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null
  PIP = $(PY) -m pip --disable-pip-version-check --quiet install
else
  LAV_VENV = $(UV) venv --quiet --python $(PYTHON) $(VENV)
  HAV_PIP = true
  PIP = $(UV) pip install --quiet --compile-bytecode --python $(PY)
endif

.DEFAULT_GOAL := hjaelp
.DELETE_ON_ERROR:
.PHONY: hjaelp demo test lange postgres check proof bench docs billeder laas clean

hjaelp:
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(DRIFT)          ## sæt op og lav en FFB-rapport på syntetiske data
	$(VENV)/bin/ffb demo

test: $(UDVIKLING)      ## kør testene (PYTEST_FLAG=… for mere); de længste er i make lange
	$(PY) -m pytest -n $(KERNER) -m "not lang" $(PYTEST_FLAG)
	@echo "De længste tests, og serverens på PostgreSQL: make lange"

lange: $(UDVIKLING)     ## kør de længste tests, og serverens på PostgreSQL; CI kører dem efter make test
	FFB_DRAB=4 $(PY) -m pytest -n $(KERNER) -m lang $(PYTEST_FLAG)
	@if $(PY) scripts/postgres.py; then $(MAKE) --no-print-directory postgres; \
	else echo "SPRUNGET OVER: serverens tests på PostgreSQL (ingen svarer på $(FFB_TEST_POSTGRES))"; fi

postgres: $(UDVIKLING)  ## kør de af serverens tests, der rører databasen, på PostgreSQL
	$(PY) scripts/postgres.py
	DATABASE_URL=$(FFB_TEST_POSTGRES) $(PY) -m pytest -n $(KERNER) tests/server \
	  -m "not egen_database and not ens_paa_begge and not lang" $(PYTEST_FLAG) $(if $(PYTEST_FLAG),|| test $$? = 5)  # 5: intet valgt

check: $(UDVIKLING)     ## format, lint, typer, lag, docs ajour, SQL-dialekt, husregler
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(PY) scripts/skriv_docs.py --check
	$(PY) scripts/dialekt.py
	$(PY) scripts/hus.py

proof: $(UDVIKLING)     ## kør de lange beviser, og skriv docs/bevis/ (BEVIS=navn for ét)
	$(PY) scripts/bevis.py $(BEVIS)

bench: $(UDVIKLING)     ## mål tid og hukommelse, og skriv docs/ydelse.md (DEL=navn for én del)
	$(PY) -m bench $(DEL)

docs: $(UDVIKLING)      ## skriv de genererede sider i docs/
	$(PY) scripts/skriv_docs.py

billeder: $(UDVIKLING)  ## tag håndbogens billeder om (docs/billeder/aar-*.png)
	FFB_HAANDBOG=$(CURDIR)/docs/billeder $(PY) -m pytest -n0 tests/server/test_browser_haandbog.py

laas:                   ## lås alle afhængigheder på ny (OPGRADER=--opgrader tager de nyeste)
	$(PYTHON) scripts/laas.py $(OPGRADER)

clean:                  ## fjern det, make har lavet
	rm -rf $(VENV) ffb-demo dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(DRIFT): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "FFB kræver Python 3.11 eller nyere. Prøv: make PYTHON=python3.12 …"; exit 1; }
	@test -x $(PY) || { echo "Laver $(VENV)"; rm -rf $(VENV); $(LAV_VENV); } \
	  || { echo "Kunne ikke lave $(VENV). På Debian og Ubuntu: apt-get install python3-venv"; exit 1; }
	@$(HAV_PIP)
	@echo "Henter de låste pakker til drift"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation -e .
	@$(PY) -m compileall -q src  # ellers oversættes alt ved hver start, hvor Python ikke selv må skrive det
	@touch $@

$(UDVIKLING): $(DRIFT) requirements-dev.lock
	@echo "Henter de låste pakker til udvikling"
	@$(PIP) --require-hashes -r requirements.lock -r requirements-dev.lock
	@touch $@
