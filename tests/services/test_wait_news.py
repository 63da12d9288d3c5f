"""Who waits on a channel that makes a phone buzz is told of a changed wait, but rarely."""

from __future__ import annotations

from itertools import pairwise

from handoff.core.conversation import Conversation
from handoff.core.forecast import Range
from handoff.core.values import Author
from handoff.core.waits import Forecast
from handoff.services.wait_news import WaitNews
from tests.services.world import World


class Line:
    """One citizen who waits on Telegram, and a forecast that a test sets."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.wait: Range | None = Range(300, 600)
        self.news = self.another()

    def another(self) -> WaitNews:
        """What a process has that has just been started."""
        world = self.world
        return WaitNews(
            world.journal, self.forecast, self.waiting, {"telegram": world.channel}, world.clock
        )

    async def forecast(self, _: Conversation) -> Forecast | None:
        return Forecast(2, self.wait)

    def waiting(self) -> list[Conversation]:
        return list(self.states)

    async def begins(self, channel: str = "telegram") -> str:
        conversation = await self.world.open(channel)
        await self.world.ask_for_person(conversation)
        self.states = [await self.world.state(conversation)]
        await self.news.first(self.states[0])
        return conversation

    async def passes(self, minutes: float) -> None:
        for _ in range(round(minutes * 6)):
            self.world.clock.advance(10)
            await self.news.look()

    def told(self, conversation: str) -> list[str]:
        return self.world.said(conversation, Author.SYSTEM)


async def test_a_wait_that_doubles_is_told_after_ten_minutes_and_not_before(world: World) -> None:
    line = Line(world)
    conversation = await line.begins()
    line.wait = Range(600, 1200)
    await line.passes(9.5)
    assert line.told(conversation) == []
    await line.passes(1)
    (told,) = line.told(conversation)
    assert told == (
        "The wait has changed. You are number 2 in line for a person."
        " It should take about 10 to 20 minutes."
    )


async def test_a_wait_that_changes_by_less_is_not_told(world: World) -> None:
    line = Line(world)
    conversation = await line.begins()
    line.wait = Range(420, 900)
    await line.passes(60)
    assert line.told(conversation) == []


async def test_many_small_steps_are_told_once_they_have_doubled_the_wait(world: World) -> None:
    line = Line(world)
    conversation = await line.begins()
    for more in (120, 240, 360, 480):
        line.wait = Range(300 + more, 600 + more)
        await line.passes(11)
    assert len(line.told(conversation)) == 1


async def test_however_often_it_changes_ten_minutes_lie_between_two(world: World) -> None:
    line = Line(world)
    conversation = await line.begins()
    for turn in range(60):
        line.wait = Range(2400, 4800) if turn // 7 % 2 else Range(300, 600)
        await line.passes(1)
    times = [e.at for e in world.log.entries(conversation)[4:]]
    assert len(times) >= 2
    assert all((b - a).total_seconds() >= 600 for a, b in pairwise(times))


async def test_what_cannot_be_said_is_no_news(world: World) -> None:
    line = Line(world)
    conversation = await line.begins()
    line.wait = None
    await line.passes(30)
    assert line.told(conversation) == []


async def test_two_processes_tell_it_once_and_a_new_one_tells_nothing_anew(world: World) -> None:
    line = Line(world)
    conversation = await line.begins()
    other = line.another()
    await other.first(line.states[0])
    line.wait = Range(600, 1200)
    world.clock.advance(601)
    await line.news.look()
    await other.look()
    await line.another().look()
    assert len(line.told(conversation)) == 1


async def test_who_has_an_agent_meanwhile_is_told_nothing(world: World) -> None:
    line = Line(world)
    conversation = await line.begins()
    await world.desk.accept(await world.hire("Mari"), conversation)
    line.wait = Range(600, 1200)
    await line.passes(20)
    assert line.told(conversation) == []


async def test_the_widget_shows_the_wait_by_itself(world: World) -> None:
    line = Line(world)
    conversation = await line.begins("web")
    line.wait = Range(600, 1200)
    await line.passes(20)
    assert line.told(conversation) == []
