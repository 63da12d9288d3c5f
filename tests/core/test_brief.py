"""The brief follows from the conversation."""

from __future__ import annotations

from dataclasses import fields

from handoff.core.brief import compose
from handoff.core.events import HandoffRequested
from handoff.core.values import Author, Brief, FormStep
from tests.core.story import RELEASED, TAKEN, asks, given, minute, turn

HANDOFF = HandoffRequested("form_failed", "application_status", 3, Author.BOT)


def test_the_brief_says_what_the_conversation_knows() -> None:
    form = FormStep("application_status_form", "date_of_birth")
    state = given(
        asks(), turn(3, "application_status", form=form, slots={"number": "APP-1"}), HANDOFF
    )
    brief = compose(state)
    for field in fields(Brief):
        assert getattr(brief, field.name) == getattr(state, field.name)
    assert (brief.reason, brief.topic, brief.priority) == ("form_failed", "application_status", 3)
    assert (brief.need_seq, brief.form, brief.handed_over_at) == (3, form, minute(5))
    assert [topic.intent for topic in brief.topics] == ["application_status"]


def test_a_transfer_to_the_queue_keeps_the_brief() -> None:
    state = given(asks(), HANDOFF)
    assert compose(given(asks(), HANDOFF, TAKEN, RELEASED)) == compose(state)


def test_the_brief_holds_no_words_of_the_citizen_only_where_they_stand() -> None:
    brief = compose(given(asks("my secret"), HANDOFF))
    assert "my secret" not in repr(brief)
