"""The whole conversation on paper: every word that citizen, bot and agents said to each other.

It is made from what citizens may see of the log, and from nothing else. Pure.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape

from channels.web.dates import day, time_of_day
from channels.web.transcript_texts import transcript_texts
from handoff.core.events import (
    AgentAssigned,
    AgentReleased,
    ControlReturned,
    ConversationClosed,
    ConversationReopened,
    Event,
    HandoffRequested,
    MessageEdited,
    MessagePosted,
    QueueLeft,
    Recorded,
)
from handoff.core.values import Author

_HERE = Path(__file__).parent
STYLE = (_HERE / "static" / "transcript.css").read_text("utf-8")
"""Stands in the page itself, so that a saved page looks as the one that was seen."""
_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of the page: its own style and nothing else."""

_PAGE = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=select_autoescape(default=True)
).get_template("transcript.html")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said, or, without `who`, that happened; `kind` is for the style."""

    at: datetime
    time: str
    who: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Paper:
    """What a transcript is made with: language, the agency's name there, and its time zone."""

    language: str
    agency: str
    zone: tzinfo
    now: datetime

    @property
    def words(self) -> Mapping[str, str]:
        """The words that nobody said."""
        return transcript_texts(self.language)

    @property
    def title(self) -> str:
        """The first line."""
        return self.words["title"].format(agency=self.agency)

    @property
    def made(self) -> str:
        """When it was made, and whose clock it goes by."""
        local = self.now.astimezone(self.zone)
        return self.words["made"].format(
            day=day(local, self.language), time=time_of_day(local, self.language), zone=self.zone
        )


def lines(entries: Iterable[Recorded], paper: Paper) -> list[Line]:
    """Return what citizens may see of the log, in order, with the newest words of each message."""
    kept: dict[int, Line] = {}
    for entry in entries:
        local = entry.at.astimezone(paper.zone)
        time = time_of_day(local, paper.language)
        match entry.event:
            case MessagePosted() as e:
                text = e.text or paper.words["file"]
                kept[entry.seq] = Line(local, time, _who(e, paper.words), text, e.author.value)
            case MessageEdited() as e if e.of_seq in kept:
                was = kept[e.of_seq]
                text = f"{e.text} {paper.words['edited']}"
                kept[e.of_seq] = Line(was.at, was.time, was.who, text, was.kind)
            case event:
                happened = _happened(event, paper.words)
                if happened:
                    kept[entry.seq] = Line(local, time, "", happened, "line")
    return list(kept.values())


def as_text(said: Sequence[Line], paper: Paper) -> str:
    """Return the transcript as plain text."""
    parts = [paper.title, paper.made]
    for title, of_day in _days(said, paper.language):
        parts += ["", title, ""]
        parts += [_in_text(line) for line in of_day]
    return "\n".join(parts) + "\n"


def as_html(said: Sequence[Line], paper: Paper) -> str:
    """Return the transcript as a page that prints well; everything in it is escaped."""
    return _PAGE.render(
        language=paper.language,
        title=paper.title,
        made=paper.made,
        hint=paper.words["print"],
        days=_days(said, paper.language),
        style=STYLE,
    )


def _in_text(line: Line) -> str:
    who = f"{line.who}: " if line.who else ""
    # What has several lines is set in, so that none of them passes for somebody else's words.
    return f"{line.time}  {who}" + line.text.replace("\n", "\n    ")


def _days(said: Sequence[Line], language: str) -> list[tuple[str, list[Line]]]:
    by_day = groupby(said, key=lambda line: day(line.at, language))
    return [(title, list(of_day)) for title, of_day in by_day]


def _who(message: MessagePosted, words: Mapping[str, str]) -> str:
    if message.author is Author.CITIZEN:
        return words["you"]
    if message.author is not Author.AGENT:
        return words[message.author.value]
    name = message.agent.name if message.agent else ""
    return words["agent"].format(name=name) if name else words["staff"]


def _happened(event: Event, words: Mapping[str, str]) -> str:
    """Return who had the conversation from then on; nothing for what citizens do not see."""
    match event:
        case HandoffRequested() | AgentReleased():
            return words["queued"]
        case AgentAssigned() as e:
            return words["joined"].format(name=e.agent.name)
        case QueueLeft():
            return words["left"]
        case ControlReturned() | ConversationReopened():
            return words["with_bot"]
        case ConversationClosed() as e:
            return words["closed"].format(name=e.agent.name)
        case _:
            return ""
