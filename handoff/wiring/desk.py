"""The office and its desk, put together; a part of the composition root (`main`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from handoff.agency import hours_of
from handoff.core.channel import Channel
from handoff.core.hours import always_open
from handoff.core.leases import Terms
from handoff.core.office_ports import Offices
from handoff.core.ports import Adviser, Agents, Clock, Log, Wakeups
from handoff.core.routing import shaped
from handoff.services import secrets
from handoff.services.colleagues import Colleagues
from handoff.services.desk import Desk
from handoff.services.desk_lists import DeskLists
from handoff.services.duty import Rounds
from handoff.services.handover import HandOver
from handoff.services.journal import Journal, Shape
from handoff.services.office import OfficeBook
from handoff.services.reach import Reach
from handoff.services.steps import Steps
from handoff.services.supervision import Supervision
from handoff.services.writing import Writing
from handoff.settings import Settings


@dataclass(frozen=True)
class Outside:
    """What the desk needs of the outside world."""

    log: Log
    agents: Agents
    offices: Offices
    adviser: Adviser
    typing: Wakeups
    clock: Clock


@dataclass(frozen=True)
class DeskParts:
    """The services of the desk, wired."""

    book: OfficeBook
    lists: DeskLists
    desk: Desk
    supervision: Supervision
    handover: HandOver
    rounds: Rounds


def terms_of(settings: Settings) -> Terms:
    """Return the office's times."""
    return Terms(
        lease=timedelta(seconds=settings.lease_seconds),
        offer=timedelta(seconds=settings.offer_seconds),
        reminder=timedelta(minutes=settings.reminder_minutes),
        answer=timedelta(minutes=settings.answer_minutes),
    )


def office_book(
    agents: Agents, offices: Offices, log: Log, clock: Clock, settings: Settings
) -> OfficeBook:
    """Return the office of these settings, to be read."""
    hours = always_open() if settings.office_hours == "always" else hours_of()
    return OfficeBook(agents, offices, log, clock, hours, terms_of(settings).lease)


def shape_of(book: OfficeBook, settings: Settings) -> Shape:
    """Return what the office, as it is at that moment, adds to each decision."""
    reopen_within = timedelta(minutes=settings.reopen_minutes)
    return lambda state, events, at: shaped(state, events, book.current, at, reopen_within)


def desk_parts(
    outside: Outside,
    journal: Journal,
    book: OfficeBook,
    channels: Mapping[str, Channel],
    settings: Settings,
    new_id: Callable[[], str] = secrets.new_id,
) -> DeskParts:
    """Put the desk together; `channels` may still be filled."""
    log, clock = outside.log, outside.clock
    terms = terms_of(settings)
    reach = Reach(channels, clock)
    writing = Writing(outside.offices, clock, terms.answer)
    lists = DeskLists(log, reach, clock, terms.reminder)
    colleagues = Colleagues(outside.agents, book)
    steps = Steps(outside.adviser)
    return DeskParts(
        book=book,
        lists=lists,
        desk=Desk(journal, log, lists, colleagues, steps, reach, writing, outside.typing),
        supervision=Supervision(journal, lists, colleagues),
        handover=HandOver(journal, log, outside.agents, book.refresh),
        rounds=Rounds(
            journal, outside.offices, book, writing, clock, terms, new_id(), reach.closed
        ),
    )
