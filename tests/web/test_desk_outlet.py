"""Frames of the desk's websocket: made once where they are the same, never piled up."""

from __future__ import annotations

import asyncio
import json

import pytest

from handoff.services.seat import News
from handoff.web.desk_stream_frames import Texts, of_floor, to_text
from handoff.web.desk_stream_outlet import Outlet, Stuck


class Client:
    """A client that takes frames while `takes` is set."""

    def __init__(self) -> None:
        self.takes = asyncio.Event()
        self.begun = 0
        self.got: list[str] = []

    async def send_text(self, text: str) -> None:
        self.begun += 1
        await self.takes.wait()
        self.got.append(text)


def test_json_that_is_made_already_is_sent_as_it_is() -> None:
    text = to_text({"type": "changed", "put": Texts(('{"id":"ñ"}', "{}")), "gone": ["c2"]})
    assert json.loads(text) == {"type": "changed", "put": [{"id": "ñ"}, {}], "gone": ["c2"]}


def news(
    *, fresh: bool = False, put: tuple[str, ...] = (), agents: tuple[str, ...] | None = None
) -> News:
    return News(fresh, put, (), agents, {})


def test_a_fresh_start_is_one_frame_with_everything() -> None:
    (frame,) = of_floor(news(fresh=True, put=("{}",), agents=("{}",)))
    assert frame == {"type": "floor", "conversations": ("{}",), "agents": ("{}",)}


def test_later_only_what_has_changed_is_sent() -> None:
    assert [f["type"] for f in of_floor(news(put=("{}",)))] == ["changed"]
    assert [f["type"] for f in of_floor(news(agents=("{}",)))] == ["agents"]
    assert list(of_floor(news())) == []


async def test_a_client_that_takes_nothing_is_let_go() -> None:
    client = Client()
    with pytest.raises(Stuck):
        await Outlet(client.send_text, stuck_s=0.01).send({"type": "ping"})


async def test_a_slow_client_has_one_frame_under_way_and_gets_the_others_in_order() -> None:
    client = Client()
    outlet = Outlet(client.send_text)
    sending = [asyncio.create_task(outlet.send({"type": str(n)})) for n in range(3)]
    for _ in range(10):
        await asyncio.sleep(0)
    assert client.begun == 1
    client.takes.set()
    await asyncio.gather(*sending)
    assert [json.loads(text)["type"] for text in client.got] == ["0", "1", "2"]
