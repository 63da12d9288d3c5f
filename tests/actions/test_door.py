"""When lookups are refused, for a conversation or for a number."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from actions.door import CLOSED_SECONDS, Door, door_of
from actions.doors import Doors

NOW = 1_795_000_000.0
NUMBER, OTHER = "APP-2041-7739", "APP-1180-4426"


def failed(times: int, now: float = NOW) -> Door:
    door = Door()
    for _ in range(times):
        door = door.after_failure(now)
    return door


def test_the_third_failure_closes_the_door_for_fifteen_minutes() -> None:
    assert failed(2).closed_for(NOW) == 0
    assert failed(3).closed_for(NOW) == CLOSED_SECONDS == 900
    assert failed(3).closed_for(NOW + 899) == 1
    assert failed(3).closed_for(NOW + 900) == 0


def test_after_fifteen_minutes_without_a_failure_the_count_starts_again() -> None:
    assert failed(2).after_failure(NOW + 899).closed_for(NOW + 899) == 900
    assert failed(2).after_failure(NOW + 900) == Door(1, NOW + 900)
    assert failed(3).after_failure(NOW + 900) == Door(1, NOW + 900)


def test_a_clock_that_is_set_back_keeps_nobody_out_for_longer() -> None:
    assert failed(3).closed_for(NOW - 86_400) == CLOSED_SECONDS


def test_a_door_survives_as_a_slot() -> None:
    assert door_of(failed(2).as_slot()) == failed(2)
    assert door_of(None) == Door() == door_of("nonsense")


@pytest.fixture
def doors(tmp_path: Path) -> Doors:
    return Doors(tmp_path / "home" / "doors.db")


def test_three_failures_close_a_number_whoever_made_them_and_no_other_number(doors: Doors) -> None:
    assert [doors.enter(NUMBER, NOW) for _ in range(4)] == [0, 0, 0, 900]
    assert doors.enter(OTHER, NOW) == 0


def test_the_doors_outlive_the_process(doors: Doors, tmp_path: Path) -> None:
    for _ in range(3):
        doors.enter(NUMBER, NOW)
    assert Doors(tmp_path / "home" / "doors.db").enter(NUMBER, NOW + 60) == 840


def test_knocking_at_a_closed_door_does_not_keep_it_closed(doors: Doors) -> None:
    for _ in range(3):
        doors.enter(NUMBER, NOW)
    assert doors.enter(NUMBER, NOW + 890) == 10
    assert doors.enter(NUMBER, NOW + 900) == 0


def test_a_lookup_that_did_not_fail_is_not_counted_and_forgives_no_other(doors: Doors) -> None:
    for _ in range(10):
        assert doors.enter(NUMBER, NOW) == 0
        doors.forgive(NUMBER)
    doors.enter(NUMBER, NOW)
    doors.enter(NUMBER, NOW)
    assert doors.enter(NUMBER, NOW) == 0
    doors.forgive(NUMBER)
    assert doors.enter(NUMBER, NOW) == 0
    assert doors.enter(NUMBER, NOW) == 900


def test_of_many_lookups_at_the_same_time_three_pass(doors: Doors) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: doors.enter(NUMBER, NOW), range(24)))
    assert answers.count(0) == 3


def test_the_file_holds_no_number_and_forgets_after_fifteen_minutes(
    doors: Doors, tmp_path: Path
) -> None:
    doors.enter(NUMBER, NOW)
    file = tmp_path / "home" / "doors.db"
    assert b"2041" not in file.read_bytes()
    doors.enter(OTHER, NOW + 900)
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM doors").fetchone() == (1,)


def test_a_file_that_cannot_be_used_is_an_error_and_not_an_open_door(tmp_path: Path) -> None:
    (tmp_path / "doors.db").write_text("a letter, not a database, and long enough" * 40)
    with pytest.raises(sqlite3.DatabaseError):
        Doors(tmp_path / "doors.db").enter(NUMBER, NOW)
