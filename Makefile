# The verbs of the project. Everything runs in .venv.
PY := .venv/bin/python

.PHONY: help install demo test lint types docs bench speed gazetteer ci clean
help:      ## list the verbs
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/: .*## /\t/' | expand -t 12
install: .venv/ready  ## install Dateline and the tools of development into .venv
.venv/ready: pyproject.toml
	python3 -m venv .venv && $(PY) -m pip install -q -e '.[dev]' && touch $@
demo: install  ## code the sample reports
	.venv/bin/dateline read tests/cases/reports
test: install  ## run the tests
	$(PY) -m pytest
lint: install  ## check the style
	$(PY) -m ruff check . && $(PY) -m ruff format --check .
types: install  ## check the types
	$(PY) -m mypy
docs: install  ## write the generated pages of docs/ anew
	$(PY) tools/docs.py && $(PY) tools/tutorial.py
bench: install  ## measure quality on the development data, against the pinned floors
	$(PY) -m bench
speed: install  ## measure words and documents a second
	$(PY) -m bench.speed
gazetteer: install  ## build the gazetteer file anew (needs the extra "gazetteer")
	$(PY) tools/build_gazetteer.py
ci: ## what runs before a change lands
	bash .ci/run
clean:     ## remove what was built
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
