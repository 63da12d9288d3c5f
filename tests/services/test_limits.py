"""Rate limits: a sliding window for each key."""

from __future__ import annotations

import pytest

from handoff.core.errors import TooManyLogins, TooManyMessages
from handoff.services import limits
from handoff.services.limits import Limit
from tests.fakes.clock import NOON, FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def limit(clock: FakeClock) -> Limit:
    return Limit(clock, 3, TooManyMessages)


def hits(limit: Limit, clock: FakeClock, *pauses: float) -> None:
    """Hit once after each pause."""
    for pause in pauses:
        clock.advance(pause)
        limit.hit("k")


def refused_for(limit: Limit, key: str = "k") -> int:
    """Return for how many seconds the key is refused."""
    with pytest.raises(TooManyMessages) as refused:
        limit.hit(key)
    assert refused.value.details == {"retry_after": refused.value.retry_after}
    return refused.value.retry_after


def test_so_many_are_let_through_and_one_more_is_not(limit: Limit, clock: FakeClock) -> None:
    hits(limit, clock, 0, 0, 0)
    assert refused_for(limit) == 60


def test_the_seconds_to_wait_are_rounded_up_and_enough(limit: Limit, clock: FakeClock) -> None:
    hits(limit, clock, 0, 10.5, 10)
    assert refused_for(limit) == 40
    clock.advance(39)
    assert refused_for(limit) == 1
    clock.advance(1)
    limit.hit("k")


def test_never_more_than_the_limit_in_any_minute(limit: Limit, clock: FakeClock) -> None:
    hits(limit, clock, 0, 29, 30)
    clock.advance(1)
    limit.hit("k")
    assert refused_for(limit) == 29


def test_a_refusal_is_not_counted(limit: Limit, clock: FakeClock) -> None:
    hits(limit, clock, 0, 0, 0)
    for _ in range(50):
        refused_for(limit)
    clock.advance(60)
    hits(limit, clock, 0, 0, 0)


def test_keys_do_not_share(limit: Limit, clock: FakeClock) -> None:
    hits(limit, clock, 0, 0, 0)
    limit.hit("other")


def test_checking_counts_nothing(limit: Limit, clock: FakeClock) -> None:
    for _ in range(10):
        limit.check("k")
    hits(limit, clock, 0, 0, 0)
    with pytest.raises(TooManyMessages):
        limit.check("k")


def test_each_limit_raises_its_own_error(clock: FakeClock) -> None:
    logins = Limit(clock, 1, TooManyLogins)
    logins.hit("k")
    with pytest.raises(TooManyLogins):
        logins.hit("k")


def test_a_clock_that_is_set_back_locks_nobody_out_for_hours(
    limit: Limit, clock: FakeClock
) -> None:
    hits(limit, clock, 0, 0, 0)
    clock.set(NOON.replace(hour=3))
    hits(limit, clock, 0, 0, 0)
    assert refused_for(limit) == 60


def test_only_so_many_keys_are_remembered_and_the_idle_ones_go_first(
    limit: Limit, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_KEYS", 3)
    hits(limit, clock, 0, 0)
    for key in ("a", "b"):
        limit.hit(key)
    limit.hit("k")
    limit.hit("c")
    assert set(limit._seen) == {"b", "k", "c"}
    refused_for(limit)
