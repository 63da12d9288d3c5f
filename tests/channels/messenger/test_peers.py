"""Two clients that others wrote for Meta get along with our Graph, and put our bodies on the wire.

Meta's own `facebook-business` and npm's `messaging-api-messenger` know nothing of each other: what
both send and our made-up Graph takes is what Messenger takes, as far as that can be had offline.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from facebook_business.adobjects.page import Page
from facebook_business.api import FacebookAdsApi
from facebook_business.exceptions import FacebookRequestError
from facebook_business.session import FacebookSession

from channels.messenger.profile import profile_of
from channels.messenger.render import render
from channels.messenger.signature import proof_of
from handoff.core.channel import Call, Outgoing
from handoff.core.conversation import Conversation
from handoff.core.tokens import token_of
from handoff.core.values import Author, Button
from handoff.services.texts import Texts
from tests.channels.messenger import page
from tests.channels.messenger.graph import FakeGraph, Fault
from tests.channels.messenger.line import config, messenger

pytestmark = pytest.mark.peers

WEB = Path(__file__).parents[3] / "web"
ANA = Conversation("c-1", channel="messenger", address=f"{page.PAGE}:{page.ANA}")
TITLES = ("Status", "How to apply", "A person", "Other")
BUTTONS = tuple(Button(title, f"/{number}") for number, title in enumerate(TITLES))
TOKENS = [token_of(ANA.id, button.payload) for button in BUTTONS]
QUICK = [
    {"contentType": "text", "title": title, "payload": token}
    for title, token in zip(TITLES, TOKENS, strict=True)
]
HANGING = [
    {"type": "postback", "title": title, "payload": token}
    for title, token in zip(TITLES[:3], TOKENS, strict=False)
]
RESPONSE = {"messagingType": "RESPONSE"}

Peer = tuple[Outgoing, list[Any]]
MESSAGES: dict[str, Peer] = {
    "text": (
        Outgoing("Hola, ¿qué tal? ☂", Author.BOT),
        ["sendText", page.ANA, "Hola, ¿qué tal? ☂", RESPONSE],
    ),
    "quick replies": (
        Outgoing("Which?", Author.BOT, BUTTONS),
        ["sendText", page.ANA, "Which?", {**RESPONSE, "quickReplies": QUICK}],
    ),
    "buttons": (
        Outgoing("Which?", Author.BOT, BUTTONS[:3]),
        ["sendButtonTemplate", page.ANA, "Which?", HANGING, RESPONSE],
    ),
    "late": (
        Outgoing("Mari: Hello", Author.AGENT, late=True),
        ["sendText", page.ANA, "Mari: Hello", {"tag": "HUMAN_AGENT"}],
    ),
}


def ours(message: Outgoing) -> dict[str, Any]:
    (call,) = render(ANA, message)
    return call.body


@pytest.fixture
def graph(graph_at: tuple[FakeGraph, str]) -> FakeGraph:
    return graph_at[0]


@pytest.fixture
def npm(graph_at: tuple[FakeGraph, str]) -> Callable[..., Any]:
    """Make calls with npm's client; their results."""
    node = shutil.which("node")
    assert node is not None, "no Node: make test brings one"
    script = Path(__file__).with_name("npm_client.mjs")
    argv = [node, str(script), str(WEB), graph_at[1], page.TOKEN, page.SECRET, "26.0"]

    async def call(*calls: list[Any]) -> list[dict[str, Any]]:
        done = await asyncio.to_thread(
            subprocess.run,
            argv,
            input=json.dumps(calls),
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        results: list[dict[str, Any]] = json.loads(done.stdout.splitlines()[-1])
        return results

    return call


@pytest.fixture
def official(graph_at: tuple[FakeGraph, str]) -> Page:
    """The page as Meta's own SDK knows it."""
    session = FacebookSession(page.APP, page.SECRET, page.TOKEN)
    session.GRAPH = graph_at[1]
    return Page(page.PAGE, api=FacebookAdsApi(session))


async def test_npms_client_puts_the_same_bodies_on_the_wire(
    graph: FakeGraph, npm: Callable[..., Any]
) -> None:
    results = await npm(*(calls for _, calls in MESSAGES.values()))
    assert all(each["result"]["recipientId"] == page.ANA for each in results), results
    assert all(each["result"]["messageId"].startswith("m_") for each in results)
    sent = dict(zip(MESSAGES, (taken.body for taken in graph.taken), strict=True))
    assert sent == {name: ours(message) for name, (message, _) in MESSAGES.items()}


async def test_metas_own_sdk_puts_the_same_parameters_on_the_wire(
    graph: FakeGraph, official: Page, recwarn: pytest.WarningsRecorder
) -> None:
    bodies = {name: ours(message) for name, (message, _) in MESSAGES.items()}
    for body in bodies.values():
        answer = await asyncio.to_thread(official.create_message, params=body)
        assert answer["recipient_id"] == page.ANA
    assert dict(zip(bodies, (taken.body for taken in graph.taken), strict=True)) == bodies
    # The SDK warns of parameters and values that its schema does not have. That schema has the tag
    # as an object, where Meta's pages (and npm's client) write a word.
    warned = [str(w.message) for w in recwarn if "facebook_business" in str(w.filename)]
    assert [w for w in warned if not w.startswith("value of tag might not be compatible")] == []


async def test_what_we_send_is_what_they_send_but_for_mark_and_header(
    graph: FakeGraph,
    graph_at: tuple[FakeGraph, str],
    official: Page,
    npm: Callable[..., Any],
) -> None:
    message, call = MESSAGES["text"]
    async with httpx.AsyncClient() as http:
        await messenger(config(graph_at[1]), http).send(Call("messages", ours(message)), "c-1:2:0")
    await asyncio.to_thread(official.create_message, params=ours(message))
    await npm(call)
    own, sdk, other = graph.calls
    assert own["body"]["message"].pop("metadata") == "baton:c-1:2:0"
    assert own["body"] == sdk["body"] == other["body"]
    assert own["path"] == sdk["path"] == f"/v26.0/{page.PAGE}/messages"
    assert [each["in_header"] for each in (own, sdk, other)] == [True, False, False]


def test_the_proof_of_the_secret_is_that_of_metas_own_sdk() -> None:
    session = FacebookSession(page.APP, page.SECRET, page.TOKEN)
    assert proof_of(page.TOKEN, page.SECRET) == session.appsecret_proof


async def test_typing_is_what_they_send(graph: FakeGraph, npm: Callable[..., Any]) -> None:
    await npm(["typingOn", page.ANA])
    assert graph.actions == [(page.ANA, "typing_on")]


async def test_both_can_set_and_read_the_profile_that_we_set(
    graph: FakeGraph, official: Page, npm: Callable[..., Any]
) -> None:
    profile: dict[str, Any] = profile_of(Texts("Department of Tests", ""))
    wanted = {name: profile[name] for name in ("get_started", "persistent_menu")}
    await asyncio.to_thread(official.create_messenger_profile, params=wanted)
    assert graph.profile == wanted
    (answer,) = await npm(["getMessengerProfile", ["get_started", "persistent_menu"]])
    (read,) = answer["result"]
    assert read["getStarted"] == profile["get_started"]
    assert [menu["locale"] for menu in read["persistentMenu"]] == ["default", "es_LA", "es_ES"]


@pytest.mark.parametrize(("code", "subcode"), [(551, None), (10, 2018278), (190, 463), (613, None)])
async def test_both_read_our_errors_as_metas(
    graph: FakeGraph,
    official: Page,
    npm: Callable[..., Any],
    code: int,
    subcode: int | None,
) -> None:
    fault = Fault(400, code, subcode, message=f"(#{code}) made up")
    graph.faults.extend([fault, fault])
    with pytest.raises(FacebookRequestError) as refused:
        body = ours(MESSAGES["text"][0])
        await asyncio.to_thread(official.create_message, params=body)
    assert refused.value.api_error_code() == code
    assert refused.value.api_error_subcode() == subcode
    (answer,) = await npm(MESSAGES["text"][1])
    assert answer["error"] == f"Messenger API - {code} OAuthException (#{code}) made up"


async def test_a_message_that_breaks_a_rule_is_refused_to_all(
    graph: FakeGraph, official: Page, npm: Callable[..., Any]
) -> None:
    (answer,) = await npm(["sendText", page.ANA, "x" * 2001, RESPONSE])
    assert "100" in answer["error"]
    with pytest.raises(FacebookRequestError):
        body = {**ours(MESSAGES["late"][0]), "tag": "ACCOUNT_UPDATE"}
        await asyncio.to_thread(official.create_message, params=body)
    assert graph.taken == []
