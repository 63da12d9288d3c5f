"""The registry: found by number and date together, and by nothing less."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casesystem.model import State
from casesystem.registry import Registry

TODAY = date(2026, 11, 22)
NUMBER, BORN = "APP-2041-7739", date(1987, 4, 12)


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[Registry]:
    opened = Registry.open(tmp_path / "cases.db", TODAY)
    yield opened
    opened.close()


def test_number_and_date_of_birth_open_the_case(registry: Registry) -> None:
    case = registry.look_up(NUMBER, BORN)
    assert case is not None
    assert case.state is State.WAITING_FOR_DOCUMENTS


def test_an_unknown_number_and_a_wrong_date_are_the_same_missing_key(registry: Registry) -> None:
    assert registry.look_up("APP-0000-0000", BORN) is None
    assert registry.look_up(NUMBER, date(1987, 4, 13)) is None


def work(registry: Registry, number: str, born: date) -> tuple[int, int]:
    """What a lookup costs: statements SQLite is told, and steps it takes for them."""
    statements: list[str] = []
    steps: list[None] = []
    registry._connection.set_trace_callback(statements.append)
    registry._connection.set_progress_handler(lambda: steps.append(None), 1)
    registry.look_up(number, born)
    return len(statements), len(steps)


def test_an_unknown_number_and_a_wrong_date_take_the_same_steps(registry: Registry) -> None:
    unknown = work(registry, "APP-0000-0000", BORN)
    assert unknown == work(registry, NUMBER, date(1987, 4, 13))
    assert unknown[0] == 1
    assert unknown[1] > 0


def test_the_table_holds_no_date_of_birth(registry: Registry, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "cases.db") as connection:
        bodies = [row[0] for row in connection.execute("SELECT body FROM cases")]
    assert len(bodies) == 100
    assert not any("date_of_birth" in body or BORN.isoformat() in body for body in bodies)


def test_a_second_start_keeps_the_cases_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    first = Registry.open(path, TODAY)
    before = first.look_up(NUMBER, BORN)
    first.close()
    again = Registry.open(path, date(2027, 6, 1))
    assert again.count() == 100
    assert again.look_up(NUMBER, BORN) == before
    again.close()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    path.write_text("this is a letter, not a database, and long enough to be told apart" * 20)
    with pytest.raises(sqlite3.DatabaseError):
        Registry.open(path, TODAY)
