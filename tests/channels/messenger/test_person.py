"""Who a citizen of Messenger is: asked of Graph behind the first message, refused quietly."""

from __future__ import annotations

import asyncio

from handoff.core.conversation import Conversation
from tests.channels.messenger import page
from tests.channels.messenger.conftest import Ends


async def _state(ends: Ends) -> Conversation:
    return await ends.service.store.log.load(await ends.conversation(page.ANA))


async def _named(ends: Ends) -> str:
    async with asyncio.timeout(10):
        while (name := (await _state(ends)).name) is None:  # noqa: ASYNC110  # another task's work
            await asyncio.sleep(0.01)
    return name


def _asked(ends: Ends) -> list[str]:
    calls = [call for call in ends.graph.calls if call["path"].endswith(f"/{page.ANA}")]
    assert all(call["in_header"] for call in calls)
    return [call["body"]["fields"] for call in calls]


async def test_an_agent_sees_the_name_that_the_page_is_told(ends: Ends) -> None:
    ends.graph.people[page.ANA] = {"first_name": "Ana", "last_name": "P", "locale": "es_LA"}
    await ends.says(page.ANA, "hello")
    assert await _named(ends) == "Ana P"
    await ends.says(page.ANA, "again")
    await ends.graph.until(page.ANA, 3)
    assert _asked(ends) == ["first_name,last_name,locale"]


async def test_without_the_permission_for_the_locale_the_name_is_learned(ends: Ends) -> None:
    ends.graph.people[page.ANA] = {"first_name": "Ana", "locale": "es_LA"}
    ends.graph.may_see_locale = False
    await ends.says(page.ANA, "hello")
    assert await _named(ends) == "Ana"


async def test_a_refusal_harms_nothing_and_is_not_asked_for_again(ends: Ends) -> None:
    for number in range(3):
        await ends.says(page.ANA, f"m{number}")
    await ends.graph.until(page.ANA, 4)
    assert len(_asked(ends)) == 2
    assert (await _state(ends)).name is None
    ready = await ends.service.http.get("/readyz")
    assert ready.json()["parts"]["messenger"] == "ok"
