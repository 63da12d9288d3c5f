"""Which tests run where."""

from __future__ import annotations

from scripts.run_tests import paths_with_tests, sort_out
from scripts.workspace import Workspace


def test_every_folder_and_file_with_tests_is_found_and_nothing_else(workspace: Workspace) -> None:
    for name in ("core/test_a.py", "bot/deep/test_b.py", "fakes/clock.py", "test_c.py", "data.py"):
        path = workspace.root / "tests" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert paths_with_tests(workspace) == ["tests/bot", "tests/core", "tests/test_c.py"]


def test_each_path_runs_in_the_environment_it_needs() -> None:
    paths = [
        "tests/actions",
        "tests/bot/test_flows.py",
        "tests/core",
        "tests/e2e",
        "tests/test_a.py",
    ]
    assert sort_out(paths) == (
        ["tests/actions", "tests/bot/test_flows.py"],
        ["tests/e2e"],
        ["tests/core", "tests/test_a.py"],
    )
