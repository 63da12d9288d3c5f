"""The frames of the desk's websocket: what the service sends and what it takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, TypeAdapter

from handoff.core.brief import compose
from handoff.core.errors import BatonError
from handoff.core.events import Recorded
from handoff.core.values import AgentRef, Author
from handoff.services import wire, wire_values
from handoff.services.seat import News, Shown
from handoff.services.wire_floor import conversation


class Pong(BaseModel):
    """The desk lives."""

    type: Literal["pong"]


class Watch(BaseModel):
    """Follow a conversation from `after` on."""

    type: Literal["watch"]
    conversation_id: Annotated[str, Field(max_length=100)]
    after: Annotated[int, Field(ge=0, lt=2**53)] = 0


class Unwatch(BaseModel):
    """Stop following a conversation."""

    type: Literal["unwatch"]
    conversation_id: Annotated[str, Field(max_length=100)]


ClientFrame = Annotated[Pong | Watch | Unwatch, Field(discriminator="type")]
CLIENT_FRAME: TypeAdapter[Pong | Watch | Unwatch] = TypeAdapter(ClientFrame)


class Texts(tuple[str, ...]):
    """JSON that is made already: the elements of a list."""

    __slots__ = ()


def to_text(frame: dict[str, Any]) -> str:
    """Return a frame as JSON; what is made already is not made again."""
    fields = (f"{json.dumps(name)}:{_json(value)}" for name, value in frame.items())
    return "{" + ",".join(fields) + "}"


def of_floor(news: News) -> Iterable[dict[str, Any]]:
    """Return the frames that tell a desk what is new on the floor."""
    if news.fresh:
        agents = Texts(news.agents or ())
        yield {"type": "floor", "conversations": Texts(news.put), "agents": agents}
        return
    if news.put or news.gone:
        yield {"type": "changed", "put": Texts(news.put), "gone": list(news.gone)}
    if news.agents is not None:
        yield {"type": "agents", "agents": Texts(news.agents)}


def looking(conversation_id: str, colleagues: Sequence[AgentRef]) -> dict[str, Any]:
    """Return who else has a watched conversation open."""
    agents = [wire_values.agent(colleague) for colleague in colleagues]
    return {"type": "looking", "conversation_id": conversation_id, "agents": agents}


def typing(conversation_id: str) -> dict[str, Any]:
    """Return that the citizen of a watched conversation writes."""
    author = Author.CITIZEN.value
    return {"type": "typing", "conversation_id": conversation_id, "author": author}


def event(entry: Recorded, conversation_id: str) -> dict[str, Any]:
    """Return an event of a watched conversation."""
    told = wire.for_agent(entry, conversation_id)
    return {"type": "event", "conversation_id": conversation_id, "event": told}


def state(shown: Shown) -> dict[str, Any]:
    """Return a watched conversation as it is now."""
    brief = wire.brief(compose(shown.summary.conversation), shown.summary.need)
    return {"type": "conversation", "conversation": conversation(shown), "brief": brief}


def ping() -> dict[str, Any]:
    """Return the question whether the desk lives."""
    return {"type": "ping"}


def heartbeat() -> dict[str, Any]:
    """Return the service's own sign of life."""
    return {"type": "heartbeat"}


def error(problem: BatonError, **about: str) -> dict[str, Any]:
    """Return an error, with the conversation it is about, if it is about one."""
    return {"type": "error", "error": wire.error(problem), **about}


def _json(value: object) -> str:
    if isinstance(value, Texts):
        return "[" + ",".join(value) + "]"
    return json.dumps(value, ensure_ascii=False)
