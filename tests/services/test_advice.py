"""What an agent is offered for a conversation: answers, steps, and what came before."""

from __future__ import annotations

import pytest

from handoff.core.errors import AssistantFailed, AssistantTimedOut, UnknownConversation
from handoff.core.events import TurnCompleted
from handoff.core.ports import Suggestion
from handoff.core.values import Button, Disposition, FormStep
from handoff.services.advice import Advice, Step
from handoff.services.stretches import earlier
from tests.services.world import World

ANSWER = Suggestion("apply_how", 0.9, "How to apply", "Use the form on our page.")
STATUS, APPLY = Button("Status check", "/application_status"), Button("Apply", "/apply_how")


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def advice(world: World) -> Advice:
    return Advice(world.log, world.assistant)


async def test_answers_are_suggested_to_the_citizens_last_message(
    world: World, advice: Advice
) -> None:
    agent = await world.hire("Mari")
    held = await world.taken(agent)
    seq = await world.say(held, "how do I apply")
    await world.desk.say(agent, held, "k", "One moment please.")
    world.assistant.suggestions = {"how do I apply": (ANSWER,)}
    offered = await advice.suggestions(held)
    assert (offered.items, offered.of_seq, offered.reason) == ((ANSWER,), seq, None)


async def test_without_words_of_the_citizen_nothing_is_asked(world: World, advice: Advice) -> None:
    offered = await advice.suggestions(await world.open())
    assert (offered.items, offered.of_seq, offered.reason) == ((), None, "no_message")
    assert world.assistant.suggested_for == []


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [(AssistantTimedOut(), "assistant_away"), (AssistantFailed(), "assistant_failed")],
)
async def test_an_assistant_that_does_not_answer_is_a_reason_and_no_error(
    world: World, advice: Advice, trouble: Exception, reason: str
) -> None:
    said = await world.open()
    await world.say(said, "hello")
    world.assistant.down = trouble
    assert (await advice.suggestions(said)).reason == reason
    steps = await advice.steps(said)
    assert (steps.items, steps.reason) == ((), reason)


async def test_nothing_that_fits_is_a_reason(world: World, advice: Advice) -> None:
    said = await world.open()
    await world.say(said, "hello")
    assert (await advice.suggestions(said)).reason == "none"


async def test_the_step_of_the_form_that_stopped_comes_first(world: World, advice: Advice) -> None:
    asked = await world.open()
    world.assistant.next_steps = {"en": (APPLY, STATUS)}
    assert (await advice.steps(asked)).items == [Step(APPLY, False), Step(STATUS, False)]
    form = FormStep("application_status_form", "date_of_birth")
    await world.journal.append(asked, lambda _: [TurnCompleted(turn_seq=2, form=form)])
    assert (await advice.steps(asked)).items == [Step(STATUS, True), Step(APPLY, False)]


async def test_steps_are_in_the_conversations_language(world: World, advice: Advice) -> None:
    asked = await world.open(language="es")
    spanish = Button("Solicitar", "/apply_how")
    world.assistant.next_steps = {"en": (APPLY,), "es": (spanish,)}
    assert [step.button for step in (await advice.steps(asked)).items] == [spanish]


async def test_a_conversation_nobody_knows_is_told(advice: Advice, world: World) -> None:
    for asked in (advice.suggestions("none"), advice.steps("none"), earlier(world.log, "none")):
        with pytest.raises(UnknownConversation):
            await asked


async def test_what_was_closed_before_is_listed_newest_first_and_not_what_is_open(
    world: World,
) -> None:
    agent = await world.hire("Mari")
    conversation_id = await world.open("telegram")
    for number, disposition in enumerate((Disposition.RESOLVED, Disposition.REFERRED)):
        await world.say(conversation_id, f"question {number}")
        await world.ask_for_person(conversation_id, f"person {number}")
        await world.desk.accept(agent, conversation_id)
        assert len(await earlier(world.log, conversation_id)) == number
        await world.desk.close(agent, conversation_id, disposition, None)
        assert len(await earlier(world.log, conversation_id)) == number
        world.clock.advance(3 * 86400)
    await world.say(conversation_id, "question 2")
    found = await earlier(world.log, conversation_id)
    assert [(each.need, each.disposition) for each in found] == [
        ("question 1", Disposition.REFERRED),
        ("question 0", Disposition.RESOLVED),
    ]
    last, first = found
    assert first.from_seq == 1
    assert (last.agent, last.from_seq > first.to_seq) == (agent.ref, True)
    assert last.started_at > first.ended_at
