"""Random decisions: what citizens, the assistant, agents and channels may do, in any order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from hypothesis import strategies as st

from handoff.core import bot, citizen, handoff
from handoff.core.bot import BotMessage, HandoffWish, Reply
from handoff.core.conversation import Conversation
from handoff.core.events import AttachmentSettled, DeliveryFailed, Event, NoteAdded
from handoff.core.ports import Decide
from handoff.core.values import (
    AgentRef,
    Attachment,
    AttachmentKind,
    Author,
    Button,
    Disposition,
    FormStep,
    Intent,
    LookupResult,
)
from tests.contract.conftest import NOON
from tests.contract.conversations import JUAN, MARI

_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
_words = st.sampled_from(["apply_how", "greet", "ebt_balance", "office_hours", "ñandú 🦤"])
_buttons = st.lists(st.builds(Button, _texts, _words), max_size=3).map(tuple)
_agents = st.sampled_from([MARI, JUAN, AgentRef("agent-3", "Ñ 🦊")])
_actors = st.none() | _agents
"""None is who holds the baton, so that what only the holder may do is done as well."""
CLERK = AgentRef("outside:messenger", "Page inbox")
_attachments = st.lists(
    st.builds(
        Attachment, st.sampled_from(AttachmentKind), ref=st.none() | _words, name=st.none() | _texts
    ),
    min_size=1,
    max_size=3,
).map(tuple)
_forms = st.none() | st.builds(FormStep, _words, st.none() | _words)

_replies = st.builds(
    Reply,
    messages=st.lists(st.builds(BotMessage, _texts, _buttons), max_size=3).map(tuple),
    handoff=st.none() | st.builds(HandoffWish, _words, st.none() | _words, st.integers(0, 10)),
    intents=st.lists(st.builds(Intent, _words, st.floats(0, 1)), max_size=3).map(tuple),
    slots=st.dictionaries(_words, _texts, max_size=3),
    lookups=st.lists(st.builds(LookupResult, _words, _texts, _texts), max_size=2).map(tuple),
    form=_forms,
    language=st.none() | st.sampled_from(["en", "es"]),
)


def _presses(state: Conversation, choice: int) -> Sequence[Event]:
    offered = state.offered
    payload = offered[choice % len(offered)].payload if offered else "/never_offered"
    return citizen.said(state, payload=payload)


def _answers(state: Conversation, lag: int, reply: Reply) -> Sequence[Event]:
    return bot.replied(state, state.citizen_seq - lag, reply, NOON)


def _fails(state: Conversation, offer: tuple[Button, ...]) -> Sequence[Event]:
    return bot.failed(state, state.citizen_seq, "Sorry.", offer, NOON)


def _asks(state: Conversation, priority: int) -> Sequence[Event]:
    return handoff.requested(
        state, reason="asked", topic=None, priority=priority, by=Author.CITIZEN
    )


def _channel_refuses(state: Conversation, reason: str) -> Sequence[Event]:
    return [DeliveryFailed(failed_seq=state.last_seq, reason=reason)]


def _settles(state: Conversation) -> Sequence[Event]:
    return [AttachmentSettled(f.seq, f.number, refused="gone") for f in state.unfetched[:1]]


def _notes(_: Conversation, agent: AgentRef, text: str) -> Sequence[Event]:
    return [NoteAdded(agent, text)]


def _as_holder(
    state: Conversation,
    decision: Callable[..., Sequence[Event]],
    agent: AgentRef | None,
    **rest: Any,
) -> Sequence[Event]:
    return decision(state, agent=agent or state.assignee or MARI, **rest)


def _held(decision: Callable[..., Sequence[Event]], **kinds: Any) -> st.SearchStrategy[Decide]:
    return _bound(partial(_as_holder, decision=decision), agent=_actors, **kinds)


def _bound(function: Callable[..., Sequence[Event]], **kinds: Any) -> st.SearchStrategy[Decide]:
    return st.fixed_dictionaries(kinds).map(lambda values: partial(function, **values))


decisions: st.SearchStrategy[Decide] = st.one_of(
    _bound(citizen.said, text=_texts),
    _bound(_presses, choice=st.integers(0, 5)),
    _bound(_answers, lag=st.integers(0, 1), reply=_replies),
    _bound(_fails, offer=_buttons),
    _bound(bot.delayed, notice=_texts, offer=_buttons),
    _bound(_asks, priority=st.integers(0, 10)),
    _held(handoff.accept),
    _held(handoff.agent_said, text=_texts),
    _bound(_notes, agent=_agents, text=_texts),
    _held(handoff.transfer, to=st.none() | _agents, note=st.none() | _texts),
    _held(handoff.return_to_bot, note=st.none() | _texts),
    _held(handoff.close, disposition=st.sampled_from(Disposition)),
    _bound(_channel_refuses, reason=_texts),
    _bound(citizen.sent, text=_texts, attachments=_attachments, notice=_texts, offer=_buttons),
    _bound(citizen.unreachable, reason=_words),
    _bound(citizen.reachable),
    _bound(citizen.began, greeting=_texts, buttons=_buttons),
    _bound(handoff.clerk_said, clerk=st.just(CLERK), text=_texts),
    _bound(handoff.clerk_left),
    _bound(_settles),
)
"""A decision with its arguments bound, ready for `Log.append`."""

_stages: tuple[tuple[Decide, ...], ...] = (
    (),
    (partial(citizen.said, text="hello"),),
    (partial(_asks, priority=1), partial(handoff.accept, agent=JUAN)),
)

stories: st.SearchStrategy[list[Decide]] = st.builds(
    lambda stage, rest: [*stage, *rest],
    st.sampled_from(_stages),
    st.lists(decisions, max_size=12),
)
"""Decisions one after the other; some stories begin where the bot owes, some with an agent."""
