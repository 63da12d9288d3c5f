"""What citizens meet, put together: channels, turns, what is pushed to them, and the survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import SystemRandom

from channels.kit import Kit, Mounted, Tools
from channels.mounting import mount
from handoff.adapters.file_types import sniffed
from handoff.agency import hours_of
from handoff.core.channel import Channel
from handoff.services import secrets
from handoff.services.attachments import Attachments
from handoff.services.clerks import Clerks
from handoff.services.delivery import Delivery
from handoff.services.heed import Heed
from handoff.services.inbox import Inbox
from handoff.services.journal import Journal
from handoff.services.office import OfficeBook
from handoff.services.precedence import Precedence
from handoff.services.reception import Reception
from handoff.services.surveys import Surveys
from handoff.services.texts import Texts
from handoff.services.turns import Turns
from handoff.services.typing import Typing
from handoff.services.upkeep import Chore, OldLetters
from handoff.services.wait_news import WaitNews
from handoff.settings import Settings
from handoff.wiring.adapters import Adapters
from handoff.wiring.waits import WaitParts


@dataclass(frozen=True)
class CitizenParts:
    """The services, wired, and what they have to do each second."""

    inbox: Inbox
    reception: Reception
    channels: Mapping[str, Channel]
    mounted: tuple[Mounted, ...]
    turns: Turns
    delivery: Delivery
    attachments: Attachments
    heed: Heed
    chores: tuple[Chore, ...]


@dataclass(frozen=True)
class Inside:
    """What the parts of the service share."""

    journal: Journal
    book: OfficeBook
    texts: Texts
    waits: WaitParts


def citizen_parts(
    adapters: Adapters, inside: Inside, settings: Settings, kits: Sequence[Kit]
) -> CitizenParts:
    """Put it together with the channels of `kits` that are configured."""
    journal, log, clock = inside.journal, adapters.log, adapters.clock
    channels: dict[str, Channel] = {}
    precedence = Precedence()
    turns = _turns(adapters, inside, channels, precedence)
    inbox = Inbox(journal, log, turns, inside.texts)
    attachments = Attachments(journal, log, adapters.files, channels, inside.texts, clock, sniffed)
    reception = Reception(
        journal, log, inbox, adapters.deliveries, attachments, inside.texts, precedence.let_by
    )
    mounted = mount(kits, _tools(adapters, settings, inside.texts, reception, precedence))
    channels.update((each.channel.name, each.channel) for each in mounted)
    book, waits = inside.book, inside.waits.waits
    news = WaitNews(journal, waits.told, lambda: book.standing.values(), channels, clock)
    heed = Heed(journal, log, adapters.adviser)
    journal.tell(heed.listen)
    clerks = Clerks(journal, log, channels, clock, timedelta(minutes=settings.clerk_minutes))
    surveys = Surveys(journal, log, channels, clock, timedelta(minutes=settings.survey_minutes))
    letters = OldLetters(adapters.dead_letters, clock)
    return CitizenParts(
        inbox=inbox,
        reception=reception,
        channels=channels,
        mounted=mounted,
        turns=turns,
        delivery=_delivery(adapters, inside, channels, precedence, news),
        attachments=attachments,
        heed=heed,
        chores=(attachments.start_owed, clerks.look, surveys.look, letters.drop, news.look),
    )


def _turns(
    adapters: Adapters, inside: Inside, channels: Mapping[str, Channel], precedence: Precedence
) -> Turns:
    return Turns(
        inside.journal,
        adapters.log,
        adapters.assistant,
        inside.texts,
        adapters.clock,
        busy=Typing(adapters.log, channels).shown,
        before=precedence.let_by,
        opens_at=inside.book.opens_at,
    )


def _delivery(
    adapters: Adapters,
    inside: Inside,
    channels: Mapping[str, Channel],
    precedence: Precedence,
    news: WaitNews,
) -> Delivery:
    return Delivery(
        inside.journal,
        adapters.log,
        adapters.deliveries,
        channels,
        adapters.clock,
        holder=secrets.new_id(),
        chance=SystemRandom().random,
        before=precedence.let_by,
        forecast=news.first,
        zone=hours_of().zone,
    )


def _tools(
    adapters: Adapters,
    settings: Settings,
    texts: Texts,
    reception: Reception,
    precedence: Precedence,
) -> Tools:
    return Tools(
        reception=reception,
        dead_letters=adapters.dead_letters,
        clock=adapters.clock,
        texts=texts,
        settings=settings.of_channels,
        public_url=settings.public_url,
        home=settings.home,
        precedence=precedence,
    )
