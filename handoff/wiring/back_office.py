"""Accounts, the access log, teams and rules, canned responses and follow-ups, put together.

A part of the composition root (`main`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fastapi import APIRouter

from handoff.adapters.store import SqlStore
from handoff.agency import office_hours_of
from handoff.core.access import AccessLog
from handoff.core.accounts import Accounts
from handoff.core.canned import CannedResponses
from handoff.core.errors import AssistantFailed, AssistantUnavailable
from handoff.core.follow_ups import FollowUps
from handoff.core.ports import Adviser
from handoff.services.access import AccessRecorder
from handoff.services.accounts import AccountKeeper, Check
from handoff.services.canned import CannedBook
from handoff.services.follow_ups import FollowUpBook
from handoff.services.journal import Journal
from handoff.services.limits import Limit
from handoff.services.office_editing import OfficeEditor
from handoff.services.sign_in import Passwords, SignIn
from handoff.services.texts import LANGUAGES, Texts
from handoff.services.upkeep import Chore
from handoff.web.access import access_router
from handoff.web.accounts import accounts_router
from handoff.web.canned import canned_router
from handoff.web.follow_ups import follow_ups_router
from handoff.web.session import Sessions
from handoff.web.teams import teams_router
from handoff.wiring.desk import DeskParts, Outside


@dataclass(frozen=True)
class Kept:
    """What is kept of the office's work, next to its teams and rules."""

    access: AccessLog
    accounts: Accounts
    canned: CannedResponses
    follow_ups: FollowUps

    @classmethod
    def of(cls, store: SqlStore) -> Kept:
        """Return what a store keeps."""
        return cls(store.access, store.accounts, store.canned, store.follow_ups)


@dataclass(frozen=True)
class BackOffice:
    """The services, wired, and what they have to do each second."""

    access: AccessRecorder
    accounts: AccountKeeper
    canned: CannedBook
    editor: OfficeEditor
    follow_ups: FollowUpBook
    chores: tuple[Chore, ...]


def back_office(
    kept: Kept,
    outside: Outside,
    desk: DeskParts,
    journal: Journal,
    sign_in: SignIn,
    passwords: Passwords,
    texts: Texts,
    check: Check,
) -> BackOffice:
    """Put it together; `check` has an agent's desks look at their sessions."""
    clock = outside.clock
    accounts = AccountKeeper(
        kept.accounts,
        outside.agents,
        outside.offices,
        sign_in,
        passwords,
        desk.handover.all_of,
        check,
    )
    topics = Topics(outside.adviser)
    editor = OfficeEditor(outside.offices, kept.canned, desk.book, journal, topics, clock)
    follow_ups = FollowUpBook(
        kept.follow_ups, outside.agents, lambda: desk.book.current.hours, clock
    )
    return BackOffice(
        access=AccessRecorder(kept.access, clock),
        accounts=accounts,
        canned=CannedBook(kept.canned, outside.log, clock, texts.name_in, office_hours_of()),
        editor=editor,
        follow_ups=follow_ups,
        chores=(editor.free_strays, follow_ups.open_missing),
    )


def back_office_routers(
    office: BackOffice, sessions: Sessions, failures: Limit
) -> Sequence[APIRouter]:
    """Build the routes; `failures` limits guesses at passwords."""
    return (
        access_router(office.access, sessions),
        accounts_router(office.accounts, sessions, failures),
        teams_router(office.editor, sessions),
        canned_router(office.canned, sessions),
        follow_ups_router(office.follow_ups, sessions),
    )


class Topics:
    """The topics that the assistant lists for the desk; none while it cannot be asked."""

    def __init__(self, adviser: Adviser) -> None:
        self._adviser = adviser

    async def __call__(self) -> Collection[str]:
        """Return the names of their intents."""
        try:
            steps = await self._adviser.steps(LANGUAGES[0])
        except (AssistantUnavailable, AssistantFailed):
            return ()
        return {step.payload.removeprefix("/") for step in steps}
