"""A citizen's name is asked for once, behind the first message and never in its way."""

from __future__ import annotations

import asyncio

import pytest

from handoff.core.arrivals import Arrival, Wrote
from handoff.core.channel import Profile
from handoff.core.errors import ChannelDown, DeliveryDelayed, DeliveryUnclear
from handoff.core.events import CitizenNamed
from tests.fakes.channel import FakeChannel
from tests.services.world import World

ANA = "page:7001"


class Knowing(FakeChannel):
    """A channel that can tell who a citizen is, or fails to."""

    def __init__(self) -> None:
        super().__init__("telegram")
        self.asked: list[str] = []
        self.answers: list[Profile | Exception | None] = [Profile("Ana  Pérez", "es_LA")]
        self.gate = asyncio.Event()
        self.gate.set()

    async def profile(self, address: str) -> Profile | None:
        self.asked.append(address)
        await self.gate.wait()
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def channel() -> Knowing:
    return Knowing()


@pytest.fixture
def known(channel: Knowing) -> World:
    return World(channel)


async def says(world: World, channel: FakeChannel, number: int, name: str | None = None) -> str:
    arrival = Arrival(ANA, f"m{number}", Wrote(f"message {number}"), name=name)
    await world.reception.take(channel, arrival)
    await world.reception.profiles.drain()
    await world.turns.drain()
    found = await world.log.find_address("telegram", ANA)
    assert found is not None
    return found


async def test_the_name_is_learned_once_and_fit_to_be_shown(known: World, channel: Knowing) -> None:
    for number in range(3):
        conversation = await says(known, channel, number)
    named = [e for e in known.events(conversation) if isinstance(e, CitizenNamed)]
    assert [event.name for event in named] == ["Ana Pérez"]
    assert channel.asked == [ANA]
    assert (await known.state(conversation)).name == "Ana Pérez"


async def test_the_language_is_a_start_for_who_has_not_been_heard_yet(
    known: World, channel: Knowing
) -> None:
    known.assistant.gate.clear()
    await known.reception.take(channel, Arrival(ANA, "m1", Wrote("hi")))
    await known.reception.profiles.drain()
    conversation = await known.log.find_address("telegram", ANA)
    assert conversation is not None
    assert (await known.state(conversation)).language == "es"


async def test_a_language_that_we_do_not_speak_is_left_aside(
    known: World, channel: Knowing
) -> None:
    channel.answers = [Profile(None, "ht_HT")]
    conversation = await says(known, channel, 1)
    assert not any(isinstance(e, CitizenNamed) for e in known.events(conversation))


async def test_a_message_does_not_wait_for_the_platform(known: World, channel: Knowing) -> None:
    channel.gate.clear()
    await asyncio.wait_for(known.reception.take(channel, Arrival(ANA, "m1", Wrote("hi"))), 5)
    await known.turns.drain()
    conversation = await known.log.find_address("telegram", ANA)
    assert conversation is not None
    assert known.said(conversation)[-1] == "You said: hi"
    channel.gate.set()
    await known.reception.profiles.drain()


async def test_a_refusal_is_taken_for_good(known: World, channel: Knowing) -> None:
    channel.answers = [None, Profile("Ana")]
    for number in range(2):
        conversation = await says(known, channel, number)
    assert channel.asked == [ANA]
    assert (await known.state(conversation)).name is None


@pytest.mark.parametrize("trouble", [DeliveryDelayed(), DeliveryUnclear(), ChannelDown("dead")])
async def test_who_could_not_be_asked_about_is_asked_about_with_the_next_message(
    known: World, channel: Knowing, trouble: Exception
) -> None:
    channel.answers = [trouble, Profile("Ana")]
    for number in range(2):
        conversation = await says(known, channel, number)
    assert (await known.state(conversation)).name == "Ana"


async def test_who_is_known_by_name_is_not_asked_about(known: World, channel: Knowing) -> None:
    await says(known, channel, 1, name="Ana")
    assert channel.asked == []


async def test_a_defect_of_the_channel_costs_no_message(known: World, channel: Knowing) -> None:
    channel.answers = [ValueError("broken")]
    conversation = await says(known, channel, 1)
    assert known.said(conversation)[-1] == "You said: message 1"
