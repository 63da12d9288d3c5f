"""Whatever Graph does, what is owed comes once and in order, or an agent knows why not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from handoff.core.errors import ChannelClosed
from handoff.core.values import Author, Control
from tests.channels.messenger import page
from tests.channels.messenger.graph import FakeGraph, Fault
from tests.channels.messenger.line import Line, config, messenger
from tests.channels.serving import serving

BUSY = Fault(400, 613, message="(#613) Calls to this api have exceeded the rate limit.")
SOON = Fault(429, 4, headers={"Retry-After": "7"})
GONE = Fault(500, 2, message="(#2) Service temporarily unavailable")
DAY_S = 24 * 3600


@pytest.fixture(params=[True], ids=["human-agent"])
async def line(request: pytest.FixtureRequest) -> AsyncIterator[Line]:
    graph = FakeGraph()
    async with serving(graph.app) as url, httpx.AsyncClient(timeout=0.5) as http:
        made = Line(graph, messenger(config(url, human_agent=request.param), http))
        yield made
        await made.close()


def answers(psid: str, *words: str) -> list[str]:
    return [f"You said: {word}" for word in words]


async def test_a_storm_of_429_holds_up_one_citizen_and_loses_doubles_and_reorders_nothing(
    line: Line,
) -> None:
    line.graph.faults_of[page.ANA] = BUSY
    for n in range(5):
        await line.takes(page.text(page.ANA, f"a{n}"), page.text(page.BEN, f"b{n}"))
    assert line.graph.texts(page.BEN)[1:] == answers(page.BEN, "b0", "b1", "b2", "b3", "b4")
    assert line.graph.texts(page.ANA) == []
    await line.passes(60)
    del line.graph.faults_of[page.ANA]
    await line.passes(180, step=5)
    assert line.graph.texts(page.ANA)[1:] == answers(page.ANA, "a0", "a1", "a2", "a3", "a4")
    assert await line.failures(page.ANA) == []


async def test_the_time_that_meta_names_is_waited_for(line: Line) -> None:
    line.graph.faults.append(SOON)
    await line.takes(page.text(page.ANA, "hello"))
    await line.passes(6)
    assert line.graph.texts(page.ANA) == []
    await line.passes(3)
    assert len(line.graph.texts(page.ANA)) == 2


async def test_a_passing_error_is_tried_again(line: Line) -> None:
    line.graph.faults.extend([GONE, GONE])
    await line.takes(page.text(page.ANA, "hello"))
    await line.passes(20)
    assert len(line.graph.texts(page.ANA)) == 2
    assert await line.failures(page.ANA) == []


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault(400, 551), "blocked"),
        (Fault(400, 200, 1545041), "blocked"),
        (Fault(400, 100, 2018001), "gone"),
    ],
)
async def test_who_cannot_be_reached_is_left_alone_until_they_write_again(
    line: Line, fault: Fault, reason: str
) -> None:
    line.graph.faults.append(fault)
    await line.takes(page.text(page.ANA, "hello"))
    state = await line.world.state(await line.conversation(page.ANA))
    assert state.unreachable == reason
    assert set(await line.failures(page.ANA)) == {reason}
    assert line.graph.texts(page.ANA) == []
    await line.takes(page.text(page.ANA, "back again"))
    assert line.graph.texts(page.ANA) == answers(page.ANA, "back again")


async def test_a_dead_token_stops_the_channel_and_everything_is_sent_once_it_is_replaced(
    line: Line,
) -> None:
    line.graph.token = "a newer one"
    await line.takes(page.text(page.ANA, "one"))
    await line.takes(page.text(page.BEN, "two"))
    tried = len(line.graph.calls)
    await line.passes(50)
    assert len(line.graph.calls) == tried
    assert "messenger" in line.world.delivery.outages.why
    line.graph.token = page.TOKEN
    await line.passes(120, step=5)
    assert line.graph.texts(page.ANA)[1:] == answers(page.ANA, "one")
    assert line.graph.texts(page.BEN)[1:] == answers(page.BEN, "two")
    assert await line.failures(page.ANA) == []


@pytest.mark.parametrize(
    "fault", [Fault(taken=True), Fault(502, taken=True)], ids=["time-out", "bad-gateway"]
)
async def test_what_was_taken_before_a_time_out_is_not_said_twice_once_its_echo_is_here(
    line: Line, fault: Fault
) -> None:
    line.graph.faults.extend([None, fault])
    await line.takes(page.text(page.ANA, "hello"))
    await line.echoes()
    await line.passes(60, step=5)
    assert line.graph.texts(page.ANA)[1:] == answers(page.ANA, "hello")
    assert await line.failures(page.ANA) == []


async def test_what_no_echo_shows_is_sent_again_and_an_agent_is_told(line: Line) -> None:
    line.graph.faults.extend([None, Fault()])
    await line.takes(page.text(page.ANA, "hello"))
    await line.passes(15)
    assert line.graph.texts(page.ANA)[1:] == []
    await line.passes(20)
    assert line.graph.texts(page.ANA)[1:] == answers(page.ANA, "hello")
    assert await line.failures(page.ANA) == ["maybe_twice"]


async def waiting(line: Line) -> str:
    """A citizen who waits for a person; the conversation's id."""
    await line.takes(page.text(page.ANA, "hello"))
    conversation_id = await line.conversation(page.ANA)
    await line.world.ask_for_person(conversation_id)
    await line.settled()
    return conversation_id


async def test_after_25_hours_a_person_answers_with_the_tag_and_the_bot_does_not(
    line: Line,
) -> None:
    conversation_id = await waiting(line)
    mari = await line.world.hire("Mari")
    line.world.clock.advance(25 * 3600)
    await line.world.desk.accept(mari, conversation_id)
    await line.settled()
    assert await line.failures(page.ANA) == ["window_closed_for_bot"]
    await line.world.desk.say(mari, conversation_id, "k1", "Here is your answer.")
    await line.settled()
    last = line.graph.taken[-1]
    assert last.text == "Mari: Here is your answer."
    assert (last.body["messaging_type"], last.body["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")


async def test_after_8_days_nobody_may_write_and_the_desk_says_so_first(line: Line) -> None:
    conversation_id = await waiting(line)
    mari = await line.world.hire("Mari")
    line.world.clock.advance(8 * DAY_S)
    await line.world.desk.accept(mari, conversation_id)
    with pytest.raises(ChannelClosed) as closed:
        await line.world.desk.say(mari, conversation_id, "k1", "Here is your answer.")
    assert closed.value.details["reason"] == "window_closed"
    await line.settled()
    assert all(taken.body["messaging_type"] == "RESPONSE" for taken in line.graph.taken)


@pytest.mark.parametrize("line", [False], indirect=True, ids=["no-human-agent"])
async def test_without_the_feature_nobody_may_write_after_25_hours(line: Line) -> None:
    conversation_id = await waiting(line)
    mari = await line.world.hire("Mari")
    line.world.clock.advance(25 * 3600)
    await line.world.desk.accept(mari, conversation_id)
    with pytest.raises(ChannelClosed):
        await line.world.desk.say(mari, conversation_id, "k1", "Here is your answer.")


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (page.event(page.ANA, referral={"ref": "r1"}), "Hello! I am the automated assistant"),
        (page.pressed(page.ANA, "b:old", "Old"), "That button is from earlier"),
    ],
    ids=["link", "old-button"],
)
async def test_who_only_presses_something_after_days_is_answered(
    line: Line, event: page.Event, answer: str
) -> None:
    await line.takes(page.text(page.ANA, "hello"))
    line.world.clock.advance(3 * DAY_S)
    await line.takes(event)
    assert line.graph.texts(page.ANA)[-1].startswith(answer)
    assert await line.failures(page.ANA) == []


async def test_a_window_that_meta_counts_otherwise_is_told_to_the_agent(line: Line) -> None:
    line.graph.faults.extend([None, Fault(400, 10, 2018278)])
    await line.takes(page.text(page.ANA, "hello"))
    assert await line.failures(page.ANA) == ["window_closed"]


@pytest.mark.parametrize("jump", [timedelta(hours=5), timedelta(hours=-5)], ids=["on", "back"])
async def test_a_clock_that_jumps_loses_and_doubles_nothing(line: Line, jump: timedelta) -> None:
    line.graph.faults.extend([None, Fault(taken=True)])
    await line.takes(page.text(page.ANA, "hello"))
    await line.echoes()
    line.world.clock.set(line.world.clock.now() + jump)
    await line.takes(page.text(page.ANA, "again"))
    await line.passes(300, step=20)
    assert line.graph.texts(page.ANA)[1:] == answers(page.ANA, "hello", "again")
    assert await line.failures(page.ANA) == []


async def test_a_clerk_who_answers_on_facebook_silences_the_bot(line: Line) -> None:
    await line.takes(page.text(page.ANA, "hello"))
    await line.takes(page.echo(page.ANA, "Ann of the office here, one moment."))
    await line.takes(page.text(page.ANA, "thank you"))
    conversation_id = await line.conversation(page.ANA)
    state = await line.world.state(conversation_id)
    assert (state.control, state.assignee and state.assignee.id) == (
        Control.AGENT,
        "outside:messenger",
    )
    assert line.graph.texts(page.ANA)[1:] == answers(page.ANA, "hello")
    said = line.world.said(conversation_id, Author.AGENT)
    assert said == ["Ann of the office here, one moment."]


async def test_our_own_echoes_silence_nobody(line: Line) -> None:
    await line.takes(page.text(page.ANA, "hello"))
    await line.echoes()
    await line.takes(page.text(page.ANA, "more"))
    assert line.graph.texts(page.ANA)[1:] == answers(page.ANA, "hello", "more")
