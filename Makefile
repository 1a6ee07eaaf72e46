# One command for each thing a developer or administrator does; packaging/setup.sh does the first part of each.
.PHONY: setup run test bench mutants soak gallery check check-lint check-format check-types check-imports format
bin := .venv/bin

setup:
	@packaging/setup.sh run

run: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(bin)/kiosk run; fi; \
	echo "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): playing a whole conversation instead."; \
	exec $(bin)/python -m tests.e2e.demo

# Three workers: much of the time two of them wait for a voice to end.
test:
	@packaging/setup.sh test
	@$(bin)/python -m pytest -m "not soak" -n 3 --dist loadfile --no-loadscope-reorder --durations=20 --junitxml=build/tests.xml

bench:
	@packaging/setup.sh test
	@$(bin)/python -m tests.benchmarks

# What survives a mutation of the conversation; mutmut comes with it, for whoever wants to know.
mutants:
	@packaging/setup.sh test
	@$(bin)/python -c "import mutmut" 2>/dev/null || $(bin)/python -m pip install --quiet mutmut==3.8.1
	@$(bin)/python -m mutmut run --max-children 1
	@mkdir -p build && $(bin)/python -m mutmut results --all true > build/mutants.txt
	@$(bin)/python -m tests.benchmarks mutants

soak:
	@packaging/setup.sh test
	@$(bin)/python -m pytest -m "soak or hypothesis" --hypothesis-profile=soak --override-ini timeout=3600

# The pictures of docs/gallery; python -m kiosk.app.gallery OUT makes them all, one by one, with a page to look at.
gallery:
	@packaging/setup.sh run
	@$(bin)/python -m kiosk.app.gallery docs/gallery --shown-in-docs

check: check-lint check-format check-types check-imports
check-lint:
	@$(bin)/ruff check .
check-format:
	@$(bin)/ruff format --check .
check-types:
	@$(bin)/mypy
check-imports:
	@$(bin)/lint-imports

format:
	@$(bin)/ruff check --fix .
	@$(bin)/ruff format .
