"""The projected row is the fold of the log: after every step, whatever happened."""

from __future__ import annotations

import contextlib
from dataclasses import fields
from datetime import timedelta
from functools import partial
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handoff.adapters.store import SqlStore
from handoff.core import bot, citizen, duty, handoff, survey
from handoff.core.bot import BotMessage, Reply
from handoff.core.conversation import Conversation
from handoff.core.errors import BatonError
from handoff.core.events import (
    EVENT_TYPES,
    AttachmentSettled,
    DeliveryFailed,
    HandoffRequested,
    TurnCompleted,
)
from handoff.core.fold import fold
from handoff.core.ports import Decide
from handoff.core.values import (
    CES,
    CES_COMMENT,
    LEAVE_QUEUE,
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
from tests.contract.conversations import BUTTONS, JUAN, MARI, opened
from tests.contract.decisions import stories


@settings(
    max_examples=40,
    deadline=None,
    # One store for all examples of a test: each example opens a conversation of its own.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(story=stories, minutes=st.integers(-3, 10))
async def test_projected_row_is_the_fold_of_the_log_after_every_step(
    store: SqlStore, story: list[Decide], minutes: int
) -> None:
    conversation_id = await opened(store.log)
    for number, decide in enumerate(story):
        now = NOON + number * timedelta(minutes=minutes)
        told: Conversation | None = None
        with contextlib.suppress(BatonError):
            appended = await store.log.append(conversation_id, decide, at=now, key=f"k{number}")
            told = appended.conversation
        log = await store.log.read(conversation_id, after=0, limit=1000)
        assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
        row = await store.log.load(conversation_id)
        assert row == fold(conversation_id, log)
        assert told is None or told == row
        owed = [state.id for state in await store.log.owed_turns(10_000)]
        assert (conversation_id in owed) == row.owes_turn


FORM = FormStep("status_form", "date_of_birth")
SCORES = (Button("2", CES + "2"), Button("Write a comment", CES_COMMENT))
PHOTO = Attachment(AttachmentKind.PHOTO, ref="file-1")
FOUND = LookupResult("cases", "APP-2041-7739", "found")
STORY: tuple[Decide, ...] = (
    partial(citizen.said, text="Where is my application?"),
    partial(bot.delayed, notice="It takes longer.", offer=BUTTONS),
    partial(
        bot.replied,
        turn_seq=3,
        reply=Reply(
            messages=(BotMessage("When were you born?", (Button("Never mind", "/stop"),)),),
            intents=(Intent("application_status", 0.93),),
            slots={"application_number": "APP-2041-7739"},
            lookups=(FOUND,),
            form=FORM,
            language="es",
        ),
        at=NOON,
    ),
    partial(citizen.said, payload="/stop"),
    partial(bot.failed, turn_seq=7, apology="Sorry.", offer=BUTTONS, at=NOON),
    partial(handoff.requested, reason="asked", topic="ebt", priority=7, by=Author.CITIZEN),
    partial(duty.route, team="t-1", priority=8, by=MARI),
    partial(duty.offer, agent=JUAN, until=NOON),
    partial(duty.end_offer, agent_id=JUAN.id, reason=duty.LAPSED),
    partial(handoff.accept, agent=MARI),
    partial(handoff.agent_said, agent=MARI, text="I am here."),
    partial(duty.call_in, agent=MARI, colleague=JUAN),
    partial(duty.end_help, agent=MARI, colleague_id=JUAN.id),
    partial(duty.correct_slot, agent=MARI, name="application_number", value="APP-1"),
    partial(handoff.transfer, agent=MARI, to=JUAN, note="Over to you."),
    partial(handoff.transfer, agent=JUAN, to=None),
    partial(handoff.accept, agent=MARI),
    partial(handoff.return_to_bot, agent=MARI, step=Button("Continue", "/application_status")),
    lambda _: [HandoffRequested("asked", None, 0, Author.CITIZEN, opens_at=NOON)],
    partial(citizen.said, payload=LEAVE_QUEUE),
    partial(handoff.requested, reason="asked", topic=None, priority=0, by=Author.CITIZEN),
    partial(handoff.accept, agent=MARI),
    partial(handoff.close, agent=MARI, disposition=Disposition.REFERRED),
    lambda state: [TurnCompleted(state.citizen_seq)],
    partial(survey.asked, question="How easy was it?", buttons=SCORES),
    partial(citizen.said, payload=SCORES[0].payload),
    partial(citizen.said, payload=CES_COMMENT),
    partial(survey.gave_up_commenting, now=NOON + timedelta(days=1), patience=timedelta(0)),
    partial(citizen.named, name="Ana María", language="fr"),
    lambda state: [DeliveryFailed(failed_seq=state.last_seq, reason="blocked")],
    partial(citizen.said, text="One more thing."),
    lambda state: citizen.edited(state.citizen_seq, "One more thing.", "Two more things."),
    partial(citizen.unreachable, reason="blocked"),
    citizen.reachable,
    partial(citizen.sent, text="", attachments=(PHOTO,), notice="Kept.", offer=BUTTONS),
    lambda state: [AttachmentSettled(state.unfetched[0].seq, 0, mime="image/jpeg", size=10)],
)
"""A story in which every kind of event happens and every field of a conversation moves."""


async def test_a_whole_story_moves_every_field_and_the_row_follows(store: SqlStore) -> None:
    conversation_id = await opened(store.log, address="bot:1", name="Ana")
    states = [Conversation(id=conversation_id), await store.log.load(conversation_id)]
    for minute, decide in enumerate(STORY):
        at = NOON + timedelta(minutes=minute)
        states.append((await store.log.append(conversation_id, decide, at=at)).conversation)
        log = await store.log.read(conversation_id, after=0, limit=1000)
        assert await store.log.load(conversation_id) == states[-1] == fold(conversation_id, log)
    assert {type(entry.event) for entry in log} == set(EVENT_TYPES)
    names = {field.name for field in fields(Conversation)} - {"id"}
    moved = {n for n in names for a, b in pairwise(states) if getattr(a, n) != getattr(b, n)}
    assert moved == names
