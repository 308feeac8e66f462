# Two commands do everything on a fresh machine: `make reports` and `make test`.
# They need Python 3.11 or newer and nothing else; .venv holds the rest, from the hashed lock.

CITY ?= demo-city
OPTIONS ?=
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
READY := .venv/ready
NOTEBOOKS := .nbval
SITE := site
BUNDLE ?= county-analysis.zip
TARGETS ?=
BROWSER ?= chromium

# Where it is set, every process would compile the whole package anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: reports test check unit notebooks pages faults lab docs picture bundle lock clean

reports: $(READY)
	$(BIN)/analysis ingest $(CITY)
	$(BIN)/analysis run $(CITY) $(OPTIONS)

test: check unit notebooks

# Style, types.
check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# The package; slow cases have a target of their own.
unit: $(READY)
	OMP_NUM_THREADS=1 $(BIN)/pytest -q -m "not slow and not browser" -n auto --dist loadfile

# The notebooks from their first cell to their last, on a small slice of both cities.
notebooks: $(READY)
	$(BIN)/python -m tests.slices $(NOTEBOOKS)
	OMP_NUM_THREADS=1 $(BIN)/pytest -q -p no:cacheprovider --nbval-lax \
		--nbval-kernel-name analysis-warm $(NOTEBOOKS)

# Every page of a small batch in Chromium, in both languages, on a screen and a phone: minutes.
pages: $(READY)
	OMP_NUM_THREADS=1 $(BIN)/pytest -q -m browser

# Processes killed, disks filled, files damaged: about 20 minutes on two busy cores.
faults: $(READY)
	OMP_NUM_THREADS=1 $(BIN)/pytest -q -m slow -n 2 --dist loadfile

# JupyterLab, with the notebook to begin with.
lab: $(READY)
	$(BIN)/jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb

# The documentation, Chinese and English, in site/index.html.
docs: $(READY)
	$(BIN)/sphinx-build -q -W --keep-going -c docs -D language=zh_CN docs/zh $(SITE)
	$(BIN)/sphinx-build -q -W --keep-going -c docs -D language=en docs/en $(SITE)/en

# The picture in the README: the head of the city's page.
picture: reports
	$(BROWSER) --headless --hide-scrollbars --window-size=1200,900 \
		--screenshot=docs/city.png outputs/$(CITY)/*/public/index.html

# One archive for offices without a network; TARGETS="windows-x64-3.12 …" makes a smaller one.
bundle: docs
	$(BIN)/python -m bundle.archive $(BUNDLE) $(if $(TARGETS),--target $(TARGETS))

# pip compiles what it installs, so that the first import is not the slow one.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --compile -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Solve the bounds of pyproject.toml anew, for every Python and system; it names no index.
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile pyproject.toml --all-extras --universal --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" --output-file requirements.lock

clean:
	rm -rf .venv .venv-lock .wheels $(NOTEBOOKS) $(SITE)
