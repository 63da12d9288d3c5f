"""Facts put right, and the way back to the bot at a step that the assistant offers."""

from __future__ import annotations

import pytest

from handoff.core.agents import Agent
from handoff.core.bot import Reply
from handoff.core.errors import (
    AssistantAway,
    AssistantUnavailable,
    InvalidRequest,
    NotYours,
    UnknownStep,
)
from handoff.core.events import ControlReturned, NoteAdded, SlotCorrected
from handoff.core.values import Button, Control, Origin
from tests.services.office_world import OfficeWorld


@pytest.fixture
def office() -> OfficeWorld:
    return OfficeWorld()


@pytest.fixture
async def mari(office: OfficeWorld) -> Agent:
    return await office.at_desk("Mari")


@pytest.fixture
async def tom(office: OfficeWorld) -> Agent:
    return await office.at_desk("Tom")


async def test_a_fact_is_put_right_once_by_who_holds_the_conversation(
    office: OfficeWorld, mari: Agent, tom: Agent
) -> None:
    number = "application_number"
    office.assistant.script = lambda turn: Reply(slots={number: "APP-1"})
    conversation = await office.open()
    await office.say(conversation, "APP-1")
    await office.ask_for_person(conversation)
    await office.desk.accept(mari, conversation)
    await office.desk.correct(mari, conversation, number, "APP-2")
    await office.desk.correct(mari, conversation, number, "APP-2")
    assert office.of_kind(conversation, SlotCorrected) == [SlotCorrected(mari.ref, number, "APP-2")]
    slots = (await office.state(conversation)).slots
    assert [(s.name, s.value, s.origin) for s in slots] == [(number, "APP-2", Origin.AGENT)]
    with pytest.raises(NotYours):
        await office.desk.correct(tom, conversation, number, "APP-3")
    with pytest.raises(InvalidRequest):
        await office.desk.correct(mari, conversation, "shoe_size", "44")


STEP = Button("Continue the status check", "/application_status")


@pytest.mark.parametrize(
    "payload",
    ["/application_status", '/application_status{"application_number": "APP-2041-7739"}'],
)
async def test_the_bot_goes_on_at_a_step_that_the_assistant_offers(
    office: OfficeWorld, mari: Agent, payload: str
) -> None:
    office.assistant.next_steps["en"] = (STEP,)
    conversation = await office.taken(mari)
    step = Button("Check APP-2041-7739", payload)
    await office.desk.return_to_bot(mari, conversation, None, step)
    assert office.of_kind(conversation, ControlReturned) == [ControlReturned(mari.ref, step)]
    assert (await office.state(conversation)).owes_turn


@pytest.mark.parametrize(
    "payload",
    [
        "/forget_everything",
        "/application_status_of_somebody_else",
        "/application_status{",
        '/application_status{"a": 1}',
        '/application_status["a"]',
        '/application_status{"a": "b"} and more',
        "/application_status" + "{" * 500,
        '/application_status{"a": "' + "b" * 2000 + '"}',
        "",
    ],
)
async def test_a_step_that_nobody_offers_is_refused_and_the_agent_keeps_the_baton(
    office: OfficeWorld, mari: Agent, payload: str
) -> None:
    office.assistant.next_steps["en"] = (STEP,)
    conversation = await office.taken(mari)
    with pytest.raises(UnknownStep):
        await office.desk.return_to_bot(mari, conversation, "note", Button("Go", payload))
    assert (await office.state(conversation)).holds(mari.id)
    assert office.of_kind(conversation, NoteAdded) == []


async def test_without_the_assistant_a_conversation_returns_only_without_a_step(
    office: OfficeWorld, mari: Agent
) -> None:
    conversation = await office.taken(mari)
    office.assistant.down = AssistantUnavailable()
    with pytest.raises(AssistantAway):
        await office.desk.return_to_bot(mari, conversation, None, STEP)
    await office.desk.return_to_bot(mari, conversation, None)
    assert (await office.state(conversation)).control is Control.BOT


async def test_who_does_not_hold_it_learns_that_before_the_assistant_is_asked(
    office: OfficeWorld, mari: Agent, tom: Agent
) -> None:
    conversation = await office.taken(mari)
    with pytest.raises(NotYours):
        await office.desk.return_to_bot(tom, conversation, None, STEP)
