"""What one desk knows from its websocket: the conversations on the floor, and which are new."""

from __future__ import annotations

from typing import Any

from bench.day.times import Notes

Summary = dict[str, Any]

CROWD = 500
"""From so many waiting on, an update counts as one in a crowd."""


class DeskFloor:
    """The floor of agent `me`, kept by the frames of the desk's websocket."""

    def __init__(self, me: str, notes: Notes) -> None:
        self._me = me
        self._notes = notes
        self._known: set[str] = set()
        self.conversations: dict[str, Summary] = {}

    @property
    def waiting(self) -> list[Summary]:
        """What waits for a person."""
        return [each for each in self.conversations.values() if each["control"] == "queued"]

    @property
    def mine(self) -> list[Summary]:
        """What this agent holds."""
        return [each for each in self.conversations.values() if self._is_mine(each)]

    @property
    def offered(self) -> Summary | None:
        """What this agent is asked to take, if anything."""
        asked = (each for each in self.waiting if each["offered_to"])
        return next((each for each in asked if each["offered_to"]["id"] == self._me), None)

    def take(self, frame: dict[str, Any]) -> None:
        """Follow one frame."""
        if frame["type"] == "floor":
            self.conversations = {each["id"]: each for each in frame["conversations"]}
            self._known |= self.conversations.keys()
        elif frame["type"] == "changed":
            for gone in frame["gone"]:
                self.conversations.pop(gone, None)
            for each in frame["put"]:
                self.conversations[each["id"]] = each
            self._note([each["id"] for each in frame["put"]])

    def _note(self, put: list[str]) -> None:
        new = [each for each in put if each not in self._known]
        self._known.update(new)
        if new:
            waiting = len(self.waiting)
            for conversation_id in new:
                self._notes.seen(conversation_id, waiting, CROWD)

    def _is_mine(self, each: Summary) -> bool:
        holder = each["assignee"]
        return each["control"] == "agent" and holder is not None and holder["id"] == self._me
