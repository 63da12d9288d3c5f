"""The fakes in memory keep the same contract, so what is proven over them holds over databases."""

from __future__ import annotations

import pytest

from tests.contract import (
    test_access_log,
    test_accounts,
    test_agents,
    test_canned,
    test_dead_letters,
    test_deliveries,
    test_deliveries_owed,
    test_follow,
    test_follow_ups,
    test_log,
    test_log_addresses,
    test_log_concurrency,
    test_log_lists,
    test_log_projection,
    test_log_survey,
    test_offices,
    test_waits,
)
from tests.fakes.access import MemoryAccessLog
from tests.fakes.agents import FakeAgents
from tests.fakes.canned import MemoryCanned
from tests.fakes.dead_letters import MemoryDeadLetters
from tests.fakes.deliveries import MemoryDeliveries
from tests.fakes.follow_ups import MemoryFollowUps
from tests.fakes.memory_log import MemoryLog
from tests.fakes.offices import FakeOffices
from tests.fakes.waits import MemoryWaits

NEEDS_A_SECOND_PROCESS = (
    "test_of_many_agents_who_take_a_conversation_at_once_one_gets_it",
    "test_of_many_first_messages_at_once_one_opens_the_conversation",
)


class MemoryStore:
    """Stands where the suites expect a `SqlStore`."""

    def __init__(self) -> None:
        self.log = MemoryLog()
        self.agents = FakeAgents()
        self.accounts = self.agents
        self.canned = MemoryCanned()
        self.follow_ups = MemoryFollowUps(self.log)
        self.access = MemoryAccessLog()
        self.offices = FakeOffices()
        self.deliveries = MemoryDeliveries(self.log)
        self.dead_letters = MemoryDeadLetters()
        self.waits = MemoryWaits(self.log)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


for _suite in (
    test_follow_ups,
    test_canned,
    test_access_log,
    test_accounts,
    test_agents,
    test_dead_letters,
    test_deliveries,
    test_deliveries_owed,
    test_follow,
    test_log,
    test_log_addresses,
    test_log_concurrency,
    test_log_lists,
    test_log_projection,
    test_offices,
    test_log_survey,
    test_waits,
):
    for _name, _test in vars(_suite).items():
        if _name.startswith("test_") and _name not in NEEDS_A_SECOND_PROCESS:
            globals()[_name] = _test
