# Run `make help` for what there is. Every target sets up what it needs first.
ANY_PYTHON := scripts/any-python

.PHONY: help run validate test test-fast check format lock bench pictures setup clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

run: ## Set up, build, train and start everything; Ctrl-C ends it
	@$(ANY_PYTHON) -m scripts.run

validate: ## Check the assistant's content (data/) and say all that is wrong with it, in seconds
	@$(ANY_PYTHON) -m scripts.validate

test: ## Run every test, Rasa and the browser too (ONLY=tests/core for some of them)
	@$(ANY_PYTHON) -m scripts.run_tests $(ONLY)

test-fast: ## Run the tests that need neither Rasa nor a browser
	@$(ANY_PYTHON) -m scripts.run_tests --fast

check: ## Lint, formatting, types and import rules of Python and TypeScript
	@$(ANY_PYTHON) -m scripts.run_checks

format: ## Format Python and web sources in place
	@$(ANY_PYTHON) -m scripts.format

lock: ## Renew the pinned requirements and web/package-lock.json (UPGRADE=--upgrade for newer ones)
	@$(ANY_PYTHON) -m scripts.lock $(UPGRADE)

bench: ## Measure the service against Rasa alone (ARGS="--turns 48" and others)
	@$(ANY_PYTHON) -m scripts.setup service assistant tests
	@.venv/bin/python bench/turns.py $(ARGS)

pictures: ## Take the pictures of widget and desk that the documents show
	@PICTURES=docs/images $(ANY_PYTHON) -m scripts.run_tests tests/e2e/test_pictures.py tests/office/test_pictures.py

setup: ## Only set up: environments, Node, Chromium
	@$(ANY_PYTHON) -m scripts.setup

clean: ## Remove environments, tools, builds and caches; var/ (data, models, logs) stays
	rm -rf .venv .venv-assistant .tools web/node_modules web/*/node_modules web/dist
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
