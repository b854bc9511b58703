# Runs the stacks on the local Alibaba Cloud and the project's own checks. `make help` lists the targets.
STACK ?= dev
FROM ?= 1
TO ?= 2
TESTS ?=
OPTIONS ?=
WORKERS ?= auto
KILLS ?= 100
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := PYTHONPATH=. $(BIN)/python -m dev.tools.run_stack
SANDBOX := $(BIN)/alicloud-sandbox --state $(CURDIR)/.sandbox/state.db
INSTALL := $(BIN)/python -m pip install -q --disable-pip-version-check
NOT_INSTALLED := The packages are not all installed, for the reason above; the next make goes on from here.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
DISTRIBUTIONS := components/rules components policies policies/testkit sandbox offline

STACKS := $(patsubst Pulumi.%.yaml,%,$(wildcard Pulumi.*.yaml))
$(if $(filter $(STACK),$(STACKS) $(if $(filter soak,$(MAKECMDGOALS)),both)),,$(error Invalid stack '$(STACK)'; expected one of: $(STACKS)))
$(foreach number,FROM TO,$(if $(filter 1 2,$($(number))),,$(error Invalid $(number) '$($(number))'; expected 1 or 2, the number of an instance)))

.DEFAULT_GOAL := help
.PHONY: help up preview refresh destroy cancel ping show status stop logs check test test-slow test-all coverage lint docs recording bench soak verify-cloud dist setup shell clean

help: ## List the targets
	@echo "make TARGET [STACK=dev]"; grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

up: $(VENV)/.program ## Build the stack on the sandbox, then ping from one instance to the other
	@$(RUN) up $(STACK)

preview: $(VENV)/.program ## Show what `up` would change (needs the Pulumi CLI)
	@$(RUN) preview $(STACK)

refresh: $(VENV)/.program ## Compare the state with what exists (needs the Pulumi CLI)
	@$(RUN) refresh $(STACK)

destroy: $(VENV)/.program ## Delete the stack's resources
	@$(RUN) destroy $(STACK)

cancel: $(VENV)/.program ## Recover after an `up` or `destroy` that was killed, as the next one would (needs the Pulumi CLI)
	@$(RUN) cancel $(STACK)

ping: $(VENV)/.program ## Ping from one instance to the other (FROM=2 TO=1 for the way back)
	@$(RUN) ping $(STACK) --from $(FROM) --to $(TO)

show: $(VENV)/.program ## List what exists in the sandbox
	@$(SANDBOX) show

status: $(VENV)/.program ## Show how the sandbox is: process, options, files
	@$(SANDBOX) status

stop: $(VENV)/.program ## End a sandbox that `alicloud-sandbox serve` started
	@$(SANDBOX) stop

logs: $(VENV)/.program ## Print the end of the sandbox's request log
	@$(SANDBOX) logs

check: $(VENV)/.program ## Have the policy pack judge the stack's program, without the Pulumi CLI
	@$(BIN)/alicloud-offline check $(STACK)

test: $(VENV)/.tests ## Run the tests but the slow ones (TESTS=tests/rules for some, WORKERS=1 for one process)
	@$(PYTEST) $(TESTS)

test-slow: $(VENV)/.tests ## Run the slow tests
	@$(PYTEST) --slow only $(TESTS)

test-all: test test-slow ## Run all tests; those that need a Pulumi CLI are skipped where there is none

coverage: $(VENV)/.tests ## Run the tests and show the lines that none of them reaches (report: .coverage-html)
	@$(PYTEST) --cov --cov-report=term:skip-covered --cov-report=html $(TESTS)

lint: $(VENV)/.tests ## Check style, layers, types and the Dockerfile
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports
	@$(BIN)/hadolint sandbox/Dockerfile
	@echo "Checking types (the first time takes minutes) ..."
	@$(BIN)/mypy && $(BIN)/mypy policies/__main__.py && PYTHONPATH=. $(BIN)/python -m dev.tools.typecheck_programs

docs: $(VENV)/.program ## Bring the generated tables, pages and schema up to date
	@echo "Writing tables, pages and schema ..."
	@$(BIN)/python -m dev.tools.config_table && $(BIN)/alicloud-sandbox actions > docs/actions.md
	@$(BIN)/python -m alicloud_policies.pack.readme_tables
	@PYTHONPATH=. $(BIN)/python -m dev.tools.package_schema && PYTHONPATH=. $(BIN)/python -m dev.tools.component_reference

recording: $(VENV)/.tests ## Run `make up` and draw its end for the README
	@$(RUN) up $(STACK) | PYTHONPATH=. $(BIN)/python -m dev.tools.recording

soak: $(VENV)/.tests ## Kill engine and sandbox KILLS times per mode, and check what remains (STACK=dev for one stack; needs the CLI)
	@PYTHONPATH=. $(BIN)/python -m dev.soak --kills $(KILLS) $(if $(filter command,$(firstword $(origin STACK))),$(if $(filter-out both,$(STACK)),--stacks $(STACK)))

bench: $(VENV)/.tests ## Measure the sandbox, the offline check, the policy pack and the plugin
	@PYTHONPATH=. $(BIN)/python -m dev.bench

verify-cloud: $(VENV)/.program ## Try on the real service what the sandbox assumes (asks first; docs/verify-cloud.md)
	@PYTHONPATH=. $(BIN)/python -m dev.verify_cloud $(OPTIONS)

dist: $(VENV)/.tests ## Build the six distributions into dist/
	@rm -rf dist; for folder in $(DISTRIBUTIONS); do $(BIN)/python -m build --outdir dist $$folder || exit 1; done

setup: $(VENV)/.tests ## Make the virtual environment with everything that development needs

shell: $(VENV)/.program ## Open a shell in which the virtual environment is active
	@VIRTUAL_ENV="$(CURDIR)/$(VENV)" PATH="$(CURDIR)/$(BIN):$$PATH" "$${SHELL:-sh}"

clean: ## Remove the virtual environment, the sandbox's files and what was built
	rm -rf $(VENV) .sandbox dist .coverage .coverage-html

# pip is the last file that venv makes: a virtual environment without it is not complete.
$(VENV)/bin/pip:
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) on PATH; install Python 3.11 or later, or name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 ...")'
	@echo "Making the virtual environment $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
	echo "$(PYTHON) cannot make a virtual environment; install its venv module (on Debian and Ubuntu: apt install python3-venv) and run make again." >&2; exit 1; }

$(VENV)/.program: requirements.txt dev/requirements.txt $(wildcard */pyproject.toml */*/pyproject.toml) | $(VENV)/bin/pip
	@echo "Installing packages (the provider's SDK is large) ..."
	@$(INSTALL) -r requirements.txt -r dev/requirements.txt || { echo "$(NOT_INSTALLED)" >&2; exit 1; }
	@touch $@

$(VENV)/.tests: $(VENV)/.program tests/requirements.txt
	@echo "Installing the tools of the tests ..."
	@$(INSTALL) -r tests/requirements.txt || { echo "$(NOT_INSTALLED)" >&2; exit 1; }
	@touch $@
