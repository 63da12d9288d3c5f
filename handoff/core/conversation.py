"""The conversation as the fold of its log: every field follows from the events before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handoff.core.values import (
    AgentRef,
    Button,
    Control,
    Disposition,
    FileRef,
    FormStep,
    Lookup,
    SlotValue,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """One citizen's thread on one channel, as of event `last_seq` (0: nothing happened yet).

    The bot: `citizen_seq` is the last event that asks it (a citizen's words, or a return at a
    step, which is `step_seq`), `bot_seq` the last one that needs no answer any more, `heard_seq`
    the last one it ran, `missed` whether people spoke since, `told_seq` the last one whose delay
    the citizen was told about, `owed_since` the time from which an answer is owed.

    People: `team` serves it, `opens_at` is when they are back, `offered_to` may take it until
    `offered_until`, `passed_over` (ids) had their chance in this wait, `returned` is why the agent
    who had it has it no longer, `helpers` read along. `awaiting_since` is from when the citizen
    waits for words of the agent who holds it, `last_agent` closed it at `closed_at`.

    The citizen: `need_seq` is the message that says what it is about, `address` where a channel
    that is pushed to reaches them, `unreachable` why it cannot, `citizen_at` when they last wrote
    or pressed something, `agent_at` when staff last wrote. `choices` are the buttons of the newest
    message, `unfetched` the files that are still owed. `surveyed_at`, `ces` (1 to 7) and
    `commenting` (the next words are the word to go with it) belong to the effort question.
    """

    id: str
    channel: str = ""
    language: str = "en"
    address: str | None = None
    name: str | None = None
    unreachable: str | None = None
    control: Control = Control.BOT
    last_seq: int = 0
    citizen_seq: int = 0
    bot_seq: int = 0
    heard_seq: int = 0
    missed: bool = False
    step_seq: int = 0
    told_seq: int = 0
    need_seq: int | None = None
    failed_turns: int = 0
    owed_since: datetime | None = None
    citizen_at: datetime | None = None
    agent_at: datetime | None = None
    started_at: datetime | None = None
    last_at: datetime | None = None
    handed_over_at: datetime | None = None
    waiting_since: datetime | None = None
    reason: str | None = None
    topic: str | None = None
    priority: int = 0
    team: str | None = None
    opens_at: datetime | None = None
    offered_to: AgentRef | None = None
    offered_until: datetime | None = None
    passed_over: tuple[str, ...] = ()
    returned: str | None = None
    assignee: AgentRef | None = None
    assigned_at: datetime | None = None
    awaiting_since: datetime | None = None
    helpers: tuple[AgentRef, ...] = ()
    last_agent: AgentRef | None = None
    closed_at: datetime | None = None
    surveyed_at: datetime | None = None
    ces: int | None = None
    commenting: bool = False
    disposition: Disposition | None = None
    topics: tuple[Topic, ...] = ()
    slots: tuple[SlotValue, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    form: FormStep | None = None
    offered: tuple[Button, ...] = ()
    choices: tuple[Button, ...] = ()
    unfetched: tuple[FileRef, ...] = ()

    @property
    def awaits_agent(self) -> bool:
        """Whether the citizen has written since staff last did."""
        return self.citizen_at is not None and (
            self.agent_at is None or self.citizen_at > self.agent_at
        )

    @property
    def owes_turn(self) -> bool:
        """Whether the bot must look at something: no agent is at it, and it has not run yet.

        While one waits for a person, the bot goes on helping.
        """
        return self.control in (Control.BOT, Control.QUEUED) and self.citizen_seq > self.bot_seq

    @property
    def in_form(self) -> bool:
        """Whether a form is under way; one that stopped for a person is only remembered."""
        return self.form is not None and not self.form.stopped

    def holds(self, agent_id: str) -> bool:
        """Whether this agent holds the baton."""
        return (
            self.control is Control.AGENT
            and self.assignee is not None
            and self.assignee.id == agent_id
        )
