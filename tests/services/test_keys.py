"""Keys: what one participant sends is never taken for another's."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from handoff.services import keys

KEYS = st.text(min_size=1, max_size=30)
AGENTS = st.text(alphabet="abc-_123", min_size=1, max_size=20)


@given(KEYS, AGENTS)
def test_everybody_gets_back_the_own_key_as_it_was_sent(key: str, agent: str) -> None:
    assert keys.sent_by_citizen(keys.of_citizen(key)) == key
    assert keys.sent_by_agent(agent, keys.of_agent(agent, key)) == key


@given(KEYS, KEYS, AGENTS, AGENTS)
def test_nobody_gets_a_key_of_another(mine: str, other: str, agent: str, colleague: str) -> None:
    assume(agent != colleague)
    assert keys.of_citizen(mine) != keys.of_agent(agent, other)
    assert keys.of_agent(agent, mine) != keys.of_agent(colleague, other)
    assert keys.sent_by_citizen(keys.of_agent(agent, mine)) is None
    assert keys.sent_by_agent(agent, keys.of_citizen(mine)) is None
    assert keys.sent_by_agent(agent, keys.of_agent(colleague, mine)) is None


def test_what_has_no_key_was_sent_with_none() -> None:
    assert keys.sent_by_citizen(None) is None
    assert keys.sent_by_agent("a", None) is None


def test_the_first_part_of_a_text_has_the_key_of_the_whole() -> None:
    assert [keys.of_part("k", place) for place in range(3)] == ["k", "k#2", "k#3"]
