"""Whatever people, bot and desk do in whatever order, these things always hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from handoff.core import bot, citizen, duty, handoff, survey
from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.conversation import Conversation
from handoff.core.errors import BatonError
from handoff.core.events import Event, MessagePosted, Recorded
from handoff.core.fold import KEPT_BUTTONS, evolve, fold, record
from handoff.core.fold_turn import KEPT_TOPICS
from handoff.core.values import (
    CES,
    CES_COMMENT,
    CES_NO,
    LEAVE_QUEUE,
    AgentRef,
    Attachment,
    AttachmentKind,
    Author,
    Button,
    Control,
    Disposition,
    FormStep,
    Intent,
)
from tests.core.story import CLERK, GREETED, MARI, PERSON, STARTED, TOM
from tests.fakes.clock import NOON

Step = Callable[[Conversation], Sequence[Event]]

AGENTS = st.sampled_from([MARI, TOM])
IDS = st.sampled_from([MARI.id, TOM.id])
SCORES = tuple(Button(name, CES + name) for name in ("1", "3", "comment", "no"))
NOTES = st.sampled_from([None, "", "a note"])
BUTTONS = st.lists(
    st.builds(Button, st.just("Press"), st.sampled_from([f"/b{n}" for n in range(60)])),
    max_size=30,
)
REPLIES = st.builds(
    Reply,
    messages=st.lists(st.builds(BotMessage, st.just("Ok"), BUTTONS.map(tuple)), max_size=2).map(
        tuple
    ),
    handoff=st.none() | st.builds(HandoffWish, st.just("misunderstood"), priority=st.just(5)),
    intents=st.sampled_from(["greet", "ebt_balance", "talk_to_person"]).map(
        lambda name: (Intent(name, 0.9),)
    ),
    slots=st.sampled_from([{}, {"number": "APP-0"}]),
    form=st.none() | st.just(FormStep("form", "slot")),
    language=st.sampled_from([None, "en", "es"]),
)


def _writes(text: str) -> Step:
    return lambda state: citizen.said(state, text=text)


def _presses(payload: str) -> Step:
    return lambda state: citizen.said(state, payload=payload)


def _answers(back: int, reply: Reply) -> Step:
    return lambda state: bot.replied(state, state.citizen_seq - back, reply, NOON)


def _fails(back: int) -> Step:
    return lambda state: bot.failed(state, state.citizen_seq - back, "Sorry.", (PERSON,), NOON)


def _delays() -> Step:
    return lambda state: bot.delayed(state, "Slow.", (PERSON,))


def _takes(agent: AgentRef) -> Step:
    return lambda state: handoff.accept(state, agent)


def _says(agent: AgentRef) -> Step:
    return lambda state: handoff.agent_said(state, agent, "hello")


def _passes(agent: AgentRef, to: AgentRef | None, note: str | None) -> Step:
    return lambda state: handoff.transfer(state, agent, to, note)


def _returns(agent: AgentRef, note: str | None) -> Step:
    return lambda state: handoff.return_to_bot(state, agent, note)


def _closes(agent: AgentRef, outcome: Disposition) -> Step:
    return lambda state: handoff.close(state, agent, outcome)


def _sends(text: str) -> Step:
    photos = (Attachment(AttachmentKind.PHOTO, ref="f"), Attachment(AttachmentKind.LOCATION))
    return lambda state: citizen.sent(state, text, photos, "Kept.", (PERSON,))


def _starts_again() -> Step:
    return lambda state: citizen.began(state, "Hello again!", (PERSON,))


def _picks_a_number(text: str) -> Step:
    return lambda state: citizen.said(state, text=text, numbered=True)


def _answers_outside() -> Step:
    return lambda state: handoff.clerk_said(state, CLERK, "hello from the page")


def _leaves() -> Step:
    return handoff.clerk_left


def _does(decide: Callable[..., Sequence[Event]], *arguments: Any) -> Step:
    return lambda state: decide(state, *arguments)


def _is_asked(_: None = None) -> Step:
    return lambda state: survey.asked(state, "How easy was it?", SCORES)


def _goes_on_at(agent: AgentRef) -> Step:
    step = Button("Continue", "/application_status")
    return lambda state: handoff.return_to_bot(state, agent, step=step)


def _step(kind: Callable[..., Step], *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    return st.builds(kind, *arguments)


BACK = st.sampled_from([0, 0, 0, 0, 1, 2, 3, -1, -2])
STEPS = st.lists(
    st.one_of(
        _step(_writes, st.sampled_from(["hello", "my card", ""])),
        _step(_presses, st.just(PERSON.payload)),
        _step(_presses, st.sampled_from(["/b1", "/b2", "/nowhere"])),
        _step(_answers, BACK, REPLIES),
        _step(_fails, BACK),
        _step(_delays),
        _step(_takes, AGENTS),
        _step(_says, AGENTS),
        _step(_passes, AGENTS, st.none() | AGENTS, NOTES),
        _step(_returns, AGENTS, NOTES),
        _step(_closes, AGENTS, st.sampled_from(Disposition)),
        _step(_sends, st.sampled_from(["", "my letter"])),
        _step(_starts_again),
        _step(_picks_a_number, st.sampled_from(["1", "2.", " 3) ", "0", "99"])),
        _step(_answers_outside),
        _step(_leaves),
        _step(partial(_does, duty.offer), AGENTS, st.just(NOON)),
        _step(partial(_does, duty.end_offer), IDS, st.just(duty.LAPSED)),
        _step(partial(_does, duty.release), IDS, st.just("agent_lost")),
        _step(partial(_does, duty.assign), AGENTS, AGENTS),
        _step(
            partial(_does, duty.route), st.sampled_from([None, "t-1"]), st.integers(0, 9), AGENTS
        ),
        _step(partial(_does, duty.correct_slot), AGENTS, st.just("number"), st.just("APP-1")),
        _step(partial(_does, duty.call_in), AGENTS, AGENTS),
        _step(partial(_does, duty.end_help), AGENTS, IDS),
        _step(_goes_on_at, AGENTS),
        _step(_is_asked),
        _step(_presses, st.sampled_from([LEAVE_QUEUE, CES_COMMENT, CES_NO, CES + "3"])),
    ),
    min_size=5,
    max_size=40,
)


@settings(max_examples=300)
@given(STEPS)
def test_invariants_hold_after_every_step(steps: list[Step]) -> None:
    state, log = record(Conversation("c-1"), [STARTED, GREETED], NOON)
    entries = list(log)
    for number, step in enumerate(steps, start=1):
        before = state
        try:
            events = step(state)
        except BatonError:
            events = []
        state, added = record(state, events, NOON + timedelta(seconds=number))
        entries += added
        _check_log(entries, state)
        _check_cursors(state)
        _check_control(state)
        _check_bounds(state)
        _check_voices(before, added)
    assert fold("c-1", entries) == state


def _check_log(entries: list[Recorded], state: Conversation) -> None:
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert state.last_seq == len(entries)
    assert state.last_at == entries[-1].at


def _check_cursors(state: Conversation) -> None:
    assert 0 <= state.bot_seq <= state.citizen_seq <= state.last_seq
    assert 0 <= state.told_seq <= state.citizen_seq
    assert state.need_seq is None or 0 < state.need_seq <= state.citizen_seq
    # The index of owed turns is built on this.
    assert (state.owed_since is not None) == state.owes_turn
    assert 0 <= state.heard_seq <= state.bot_seq
    if state.control in (Control.AGENT, Control.CLOSED):
        assert not state.owes_turn


def _check_control(state: Conversation) -> None:
    assert (state.assignee is not None) == (state.control is Control.AGENT)
    assert (state.waiting_since is not None) == (state.control is Control.QUEUED)
    assert (state.disposition is not None) == (state.control is Control.CLOSED)
    with_people = state.control in (Control.QUEUED, Control.AGENT)
    assert (state.handed_over_at is not None) == with_people
    assert (state.reason is not None) == with_people
    assert with_people or (state.topic, state.priority) == (None, 0)
    with_agent = state.control is Control.AGENT
    assert with_agent or (state.helpers, state.awaiting_since, state.assigned_at) == (
        (),
        None,
        None,
    )
    assert state.assignee not in state.helpers
    asked_first = (state.offered_to, state.offered_until, state.passed_over)
    assert state.control is Control.QUEUED or asked_first == (None, None, ())
    assert (state.offered_to is None) == (state.offered_until is None)
    assert state.control is Control.QUEUED or state.returned is None


def _check_bounds(state: Conversation) -> None:
    assert len(state.offered) <= KEPT_BUTTONS
    assert len({button.payload for button in state.offered}) == len(state.offered)
    assert len(state.topics) <= KEPT_TOPICS
    assert len(state.lookups) <= KEPT_TOPICS


def _check_voices(before: Conversation, added: Sequence[Recorded]) -> None:
    now = before
    for entry in added:
        event = entry.event
        if isinstance(event, MessagePosted) and event.author is Author.BOT:
            # A closed conversation is reopened in the same step as the bot greets again.
            assert now.control in (Control.BOT, Control.QUEUED)
        if isinstance(event, MessagePosted) and event.author is Author.AGENT:
            # Said already, past the desk; whoever holds the baton at the desk keeps it.
            assert event.agent == (CLERK if event.outside else before.assignee)
        now = evolve(now, entry)
