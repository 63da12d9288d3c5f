"""Reception: acts on what channels bring. Durable when `take` returns; the same again is nothing.

Citizens are known by channel and address only. Two of them are never taken for one person.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial

from handoff.core import citizen, handoff
from handoff.core.arrivals import (
    Arrival,
    Began,
    ClerkWrote,
    Confirmed,
    Edited,
    Ignored,
    Pressed,
    Reachable,
    Unreachable,
    Wrote,
)
from handoff.core.channel import Channel, Deliveries
from handoff.core.conversation import Conversation
from handoff.core.errors import AddressTaken, UnknownConversation
from handoff.core.events import ConversationStarted, Event, MessageEdited, MessagePosted, Recorded
from handoff.core.ports import Decide, Log
from handoff.core.text import cleaned, in_parts
from handoff.core.values import AgentRef, Attachment, Author, Button, Control
from handoff.services import keys, secrets
from handoff.services.addresses import Addresses, Place
from handoff.services.attachments import Attachments
from handoff.services.inbox import Inbox
from handoff.services.journal import Journal
from handoff.services.lanes import Lanes
from handoff.services.notices import notice_of
from handoff.services.profiles import Profiles
from handoff.services.texts import Texts, known_language

MAX_NAME = 100
"""Characters kept of what citizens call themselves, and of a link's payload."""

MAX_ID = 200
"""Characters of an address or a key; platforms use far fewer."""

LOOK_BACK = 10
"""So many entries back a notice counts as just told: an album comes as many messages."""

log = logging.getLogger(__name__)


class Reception:
    """Receives citizens of all channels that are pushed to."""

    def __init__(
        self,
        journal: Journal,
        store: Log,
        inbox: Inbox,
        deliveries: Deliveries,
        attachments: Attachments,
        texts: Texts,
        before: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """`before` is waited for where nothing is in a hurry."""
        self._journal = journal
        self._log = store
        self._inbox = inbox
        self._deliveries = deliveries
        self._attachments = attachments
        self._texts = texts
        self._addresses = Addresses(store)
        self.profiles = Profiles(journal, store, self._addresses, before)
        self._lanes: Lanes[Place] = Lanes()

    async def take(self, channel: Channel, arrival: Arrival) -> None:
        """Act on one arrival; when this returns, what it brought is durable.

        Arrivals of one address are taken in the order in which `take` was called.

        Raises:
            Unavailable: nothing, or not all of it, is durable; the platform should bring it again.
            ValueError: the address is none; nothing is kept, and bringing it again is no use.
        """
        arrival = replace(arrival, address=_address(arrival.address), key=_key(arrival.key))
        place = (channel.name, arrival.address)
        async with self._lanes.of(place):
            try:
                await self._take(channel, arrival)
            except UnknownConversation:
                # Deleted since it was remembered: the citizen begins a new one.
                if not self._addresses.forget(place):
                    raise
                await self._take(channel, arrival)
        if isinstance(arrival.what, Wrote | Pressed | Began):
            self.profiles.start(channel, arrival.address)

    async def _take(self, channel: Channel, arrival: Arrival) -> None:
        match arrival.what:
            case Wrote() as what:
                await self._wrote(channel, arrival, what)
            case Pressed() as what:
                conversation_id, _ = await self._reach(channel, arrival)
                decide = partial(self._pressed, token=what.token)
                await self._inbox.keep(conversation_id, arrival.key, decide)
            case Began():
                await self._began(channel, arrival)
            case Edited() as what:
                await self._edited(channel, arrival, what)
            case ClerkWrote() as what:
                await self._clerk_wrote(channel, arrival, what)
            case Confirmed() as what:
                await self._confirmed(channel, arrival, what.mark)
            case Unreachable() as what:
                lost = partial(citizen.unreachable, reason=_short(what.reason) or "blocked")
                await self._noted(channel, arrival, lost)
            case Reachable():
                await self._noted(channel, arrival, citizen.reachable)
            case Ignored() as what:
                log.debug("ignored", extra={"channel": channel.name, "why": what.reason})

    async def _wrote(self, channel: Channel, arrival: Arrival, what: Wrote) -> None:
        parts = in_parts(cleaned(what.text))
        files = tuple(map(_storable, what.attachments))
        if not parts and not files:
            log.info("nothing was said", extra={"channel": channel.name})
            return
        conversation_id, _ = await self._reach(channel, arrival)
        if files:
            decide = await self._sent(conversation_id, parts[0] if parts else "", files)
            kept = await self._inbox.keep(conversation_id, arrival.key, decide)
            if kept.conversation.unfetched:
                self._attachments.start(conversation_id)
        for place, part in enumerate(parts):
            if place == 0 and files:
                continue
            said = partial(_said, channel=channel, text=part)
            await self._inbox.keep(conversation_id, keys.of_part(arrival.key, place), said)

    async def _sent(self, conversation_id: str, text: str, files: tuple[Attachment, ...]) -> Decide:
        """Return the decision on files; what happens with them is told once for a whole album."""
        state = await self._log.load(conversation_id)
        after = max(0, state.last_seq - LOOK_BACK)
        newest = await self._log.read(conversation_id, after=after, limit=LOOK_BACK)
        wanted = notice_of(self._texts, state.language, files)
        notice = None if any(_tells(entry, wanted) for entry in newest) else wanted
        offer = self._texts.offer_of_person(state.language)
        return partial(citizen.sent, text=text, attachments=files, notice=notice, offer=offer)

    def _pressed(self, state: Conversation, token: str) -> list[Event]:
        waits = state.control in (Control.QUEUED, Control.AGENT)
        offer = () if waits else self._texts.offer_of_person(state.language)
        stale, standing = (
            self._texts.get("stale", state.language),
            self._greeting(state.language)[1],
        )
        return citizen.pressed(state, token, stale, offer, standing)

    async def _began(self, channel: Channel, arrival: Arrival) -> None:
        # The greeting carries the key, so that Start brought again does not greet again.
        conversation_id, new = await self._reach(channel, arrival, keys.of_citizen(arrival.key))
        if not new:
            await self._inbox.keep(conversation_id, arrival.key, self._greeted)

    def _greeted(self, state: Conversation) -> list[Event]:
        return citizen.began(state, *self._greeting(state.language))

    async def _edited(self, channel: Channel, arrival: Arrival, what: Edited) -> None:
        """Keep new words; of a message that never came they are the message, under its key."""
        parts = in_parts(cleaned(what.text))
        of_key = _key(what.of_key)
        if not parts:
            log.info("an edit took all words away", extra={"channel": channel.name})
            return
        conversation_id, _ = await self._reach(channel, arrival)
        for place, part in enumerate(parts):
            message_key = keys.of_part(of_key, place)
            message = await self._log.find_by_key(conversation_id, keys.of_citizen(message_key))
            if message is None:
                said = partial(citizen.said, text=part)
                await self._inbox.keep(conversation_id, message_key, said)
            elif isinstance(message.event, MessagePosted):
                before = await self._words(conversation_id, message.seq, message.event.text)
                edited = partial(_edited, of_seq=message.seq, before=before, text=part)
                edit_key = keys.of_part(arrival.key, place)
                await self._inbox.keep(conversation_id, edit_key, edited)

    async def _words(self, conversation_id: str, seq: int, first: str) -> str:
        """Return the words of a message after all its edits."""
        words, after = first, seq
        while entries := await self._log.read(conversation_id, after=after, limit=200):
            for entry in entries:
                if isinstance(entry.event, MessageEdited) and entry.event.of_seq == seq:
                    words = entry.event.text
            after = entries[-1].seq
        return words

    async def _clerk_wrote(self, channel: Channel, arrival: Arrival, what: ClerkWrote) -> None:
        parts: Sequence[str] = in_parts(cleaned(what.text))
        files = tuple(map(_storable, what.attachments))
        if not parts and not files:
            return
        clerk = AgentRef(handoff.OUTSIDE + channel.name, self._texts.agency)
        conversation_id, _ = await self._reach(channel, arrival, greet=False)
        for place, part in enumerate(parts or [""]):
            said = partial(
                handoff.clerk_said, clerk=clerk, text=part, attachments=() if place else files
            )
            key = keys.of_agent(clerk.id, keys.of_part(arrival.key, place))
            await self._journal.append(conversation_id, said, key)

    async def _confirmed(self, channel: Channel, arrival: Arrival, mark: str) -> None:
        conversation_id, _, place = mark.partition(":")
        seq, _, part = place.partition(":")
        numbers = seq.isascii() and seq.isdigit() and part.isascii() and part.isdigit()
        known = await self._addresses.find((channel.name, arrival.address))
        # A mark is ours only where we wrote to; whatever else stands there counts for nothing.
        if known is None or known != conversation_id or not numbers or len(place) > 15:
            log.warning("a mark that is not ours", extra={"channel": channel.name})
            return
        try:
            await self._deliveries.confirm(conversation_id, int(seq), int(part))
        except UnknownConversation:
            log.info("confirmed after its end", extra={"conversation": conversation_id})

    async def _noted(self, channel: Channel, arrival: Arrival, decide: Decide) -> None:
        """Append to a conversation that is there; what concerns nobody is dropped."""
        conversation_id = await self._addresses.find((channel.name, arrival.address))
        if conversation_id is not None:
            await self._journal.append(conversation_id, decide, keys.of_citizen(arrival.key))

    async def _reach(
        self, channel: Channel, arrival: Arrival, key: str | None = None, *, greet: bool = True
    ) -> tuple[str, bool]:
        """Find or open the conversation of an address; return its id, and whether it is new."""
        place = (channel.name, arrival.address)
        known = await self._addresses.find(place)
        if known is not None:
            return known, False
        conversation_id = secrets.new_id()
        # Nobody ever gets this token: the platform vouches for the citizen.
        token_hash = secrets.token_hash(secrets.new_token())
        events = self._opening(channel, arrival, greet)
        try:
            await self._journal.start(conversation_id, token_hash, events, key)
        except AddressTaken as taken:
            return taken.conversation_id, False
        self._addresses.remember(place, conversation_id)
        return conversation_id, True

    def _opening(self, channel: Channel, arrival: Arrival, greet: bool) -> list[Event]:
        language = known_language(arrival.language or "")
        ref = arrival.what.ref if isinstance(arrival.what, Began) else None
        address, name = arrival.address, _short(arrival.name)
        if not greet:
            # Staff spoke first: a greeting of the bot would come after their words.
            return [ConversationStarted(channel.name, language, address=address, name=name)]
        greeting, buttons = self._greeting(language)
        return citizen.started(
            channel.name, language, greeting, buttons, address=address, ref=_short(ref), name=name
        )

    def _greeting(self, language: str) -> tuple[str, tuple[Button, ...]]:
        return self._texts.get("greeting", language), self._texts.greeting_buttons(language)


def _key(key: str) -> str:
    """Return a key that a store can hold and index: one that is too long by its hash."""
    kept = cleaned(key)
    return kept if len(kept) <= MAX_ID else hashlib.sha256(kept.encode()).hexdigest()


def _address(address: str) -> str:
    if not address.strip() or len(address) > MAX_ID or cleaned(address) != address:
        raise ValueError("this is no address")
    return address


def _said(state: Conversation, channel: Channel, text: str) -> list[Event]:
    return citizen.said(state, text, numbered=channel.caps.numbers(state.choices))


def _edited(_: Conversation, of_seq: int, before: str, text: str) -> list[Event]:
    return citizen.edited(of_seq, before, text)


def _tells(entry: Recorded, notice: str) -> bool:
    event = entry.event
    return (
        isinstance(event, MessagePosted) and event.author is Author.SYSTEM and event.text == notice
    )


def _short(text: str | None) -> str | None:
    """Return one line fit to be kept and shown, or None when nothing is left."""
    return " ".join(cleaned(text or "").split())[:MAX_NAME] or None


def _storable(file: Attachment) -> Attachment:
    return replace(
        file,
        ref=cleaned(file.ref) if file.ref else None,
        name=_short(file.name),
        mime=_short(file.mime),
        refused=_short(file.refused),
    )
