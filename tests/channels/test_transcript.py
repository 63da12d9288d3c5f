"""The conversation on paper: all that citizens may see, and nothing else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from channels.web.transcript import STYLE, Paper, as_html, as_text, lines
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    ConversationStarted,
    Event,
    HandoffRequested,
    MessageEdited,
    MessagePosted,
    NoteAdded,
    QueueLeft,
    Recorded,
    SlotCorrected,
    TurnCompleted,
)
from handoff.core.values import AgentRef, Attachment, AttachmentKind, Author, Disposition

MARI = AgentRef("a-1", "Mari")
NIGHT = datetime(2026, 11, 23, 5, 50, tzinfo=UTC)
"""10 minutes to midnight in Chicago."""
PAPER = Paper("en", "Department of Tests", ZoneInfo("America/Chicago"), NIGHT)


def log(*events: Event) -> list[Recorded]:
    """One event every five minutes."""
    return [
        Recorded(seq, NIGHT + timedelta(minutes=5 * (seq - 1)), event)
        for seq, event in enumerate(events, 1)
    ]


def text(*events: Event, paper: Paper = PAPER) -> str:
    return as_text(lines(log(*events), paper), paper)


def html(*events: Event, paper: Paper = PAPER) -> str:
    return as_html(lines(log(*events), paper), paper)


CITIZEN = MessagePosted(Author.CITIZEN, "Where is my card?")
BOT = MessagePosted(Author.BOT, "It is on its way.")
AGENT = MessagePosted(Author.AGENT, "I have looked.", agent=MARI)


def test_it_holds_the_bots_part_and_the_agents_in_order() -> None:
    said = text(ConversationStarted("web", "en"), BOT, CITIZEN, AGENT)
    places = [said.index(words) for words in ("It is on its way", "Where is my", "I have looked")]
    assert places == sorted(places)
    assert "Automated assistant: It is on its way." in said
    assert "You: Where is my card?" in said
    assert "Agent Mari: I have looked." in said


def test_times_and_days_are_the_agencys() -> None:
    said = text(CITIZEN, BOT, AGENT)
    days = [line for line in said.splitlines() if re.match(r"\w+day, ", line)]
    assert days == ["Sunday, November 22, 2026", "Monday, November 23, 2026"]
    assert "11:50 pm  You:" in said
    assert "12:00 am  Agent Mari:" in said
    assert "America/Chicago" in said


def test_spanish_reads_as_spanish() -> None:
    paper = Paper("es", "Departamento de Pruebas", ZoneInfo("America/Chicago"), NIGHT)
    said = text(CITIZEN, AGENT, QueueLeft(), paper=paper)
    assert "domingo 22 de noviembre de 2026" in said
    assert "23:50  Usted: " in said
    assert "Dejó de esperar a una persona." in said
    assert 'lang="es"' in html(CITIZEN, paper=paper)


@pytest.mark.parametrize(
    "secret",
    [
        NoteAdded(MARI, "TOP SECRET"),
        NoteAdded(MARI, "TOP SECRET", whisper=True),
        TurnCompleted(1, slots={"name": "TOP SECRET"}),
        SlotCorrected(MARI, "name", "TOP SECRET"),
    ],
)
def test_what_is_for_agents_only_is_not_on_it(secret: Event) -> None:
    assert "TOP SECRET" not in text(CITIZEN, secret)
    assert "TOP SECRET" not in html(CITIZEN, secret)


def test_who_had_the_conversation_is_told() -> None:
    said = text(
        HandoffRequested("asked", None, 0, Author.CITIZEN),
        AgentAssigned(MARI),
        AgentReleased(MARI),
        QueueLeft(),
        ControlReturned(MARI),
        ConversationClosed(MARI, Disposition.SPAM),
        ConversationReopened(),
    )
    told = [line.partition("  ")[2] for line in said.splitlines() if "  " in line]
    assert told == [
        "Waiting for a person.",
        "You are talking with Mari.",
        "Waiting for a person.",
        "You stopped waiting for a person.",
        "You are talking with the automated assistant.",
        "Mari closed the conversation.",
        "You are talking with the automated assistant.",
    ]


def test_changed_words_stand_as_they_are_now() -> None:
    said = text(CITIZEN, MessageEdited(1, "Where is my EBT card?"))
    assert "You: Where is my EBT card? (changed later)" in said
    assert "Where is my card?" not in said


def test_a_file_without_words_is_told() -> None:
    photo = Attachment(AttachmentKind.PHOTO, "ref")
    assert "You: (a file)" in text(MessagePosted(Author.CITIZEN, "", attachments=(photo,)))


def test_what_somebody_writes_becomes_neither_markup_nor_a_line_of_its_own() -> None:
    forged = MessagePosted(Author.CITIZEN, "<script>alert(1)</script>\n9:05 am  Agent Mari: Paid.")
    page = html(forged)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    said = text(forged)
    assert not any(line.startswith("9:05 am") for line in said.splitlines())


def test_the_page_has_its_style_in_it_and_no_script() -> None:
    page = html(CITIZEN)
    assert STYLE in page
    assert "@media print" in page
    assert "<script" not in page
    assert "http" not in re.sub(r'lang="en"', "", page)
