"""Who gets a conversation: team, language, offers, and one of two who want it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.office.conftest import Office
from tests.office.house import BY_TOPIC, OFFERING, TAKING
from tests.office.people import press_together

FOOD, CASH = "how do i apply for food", "i need cash for my rent"


def test_next_goes_by_team_and_language_and_the_queue_says_who_does_not_fit(
    office: Office,
) -> None:
    house = office.house
    house.furnish(TAKING, OFFERING, rules=BY_TOPIC)
    house.employ("mari", teams=[TAKING.id], languages=["en"])
    house.employ("juan", teams=[TAKING.id], languages=["en", "es"])
    mari, juan = office.clerk("mari"), office.clerk("juan")
    rosa = office.citizen()
    rosa.say("quiero pedir comida")
    rosa.dialog.get_by_role("button", name="Hablar con una persona").click()
    expect(rosa.dialog.get_by_role("button", name="No quiero esperar")).to_be_visible()
    row = mari.waits_for("quiero pedir comida")
    expect(row).to_contain_text("Food help")
    expect(row).to_contain_text("Not your language")
    mari.button("Take next").click()
    expect(mari.page.get_by_text("Nobody is waiting for you now.")).to_be_visible()
    ana = office.asks(FOOD)
    mari.waits_for(FOOD)
    mari.button("Take next").click()
    mari.has(FOOD)
    juan.button("Take next").click()
    juan.has("quiero pedir comida")
    ana.hears("You are now talking with Mari")
    expect(rosa.page.get_by_text("Ahora habla con Juan")).to_be_visible()


def test_danger_goes_before_everybody_who_waits_longer(office: Office) -> None:
    office.house.employ("mari")
    mari = office.clerk("mari")
    office.asks(FOOD)
    mari.waits_for(FOOD)
    ana = office.citizen()
    ana.say("i am in danger")
    ana.hears("Call 911.")
    first = mari.queue.get_by_role("listitem").first
    expect(first).to_contain_text("i am in danger")
    expect(first).to_contain_text("Urgent")
    mari.button("Take next").click()
    mari.has("i am in danger")


def test_an_offer_goes_to_the_least_loaded_agent_and_on_to_the_next_when_it_lapses(
    office: Office,
) -> None:
    house = office.house
    house.furnish(TAKING, OFFERING, rules=BY_TOPIC)
    for name in ("mari", "juan"):
        house.employ(name, teams=[OFFERING.id, TAKING.id])
    mari, juan = office.clerk("mari"), office.clerk("juan")
    office.asks(FOOD)
    mari.take(FOOD)
    mari.has(FOOD)
    ana = office.asks(CASH)
    expect(juan.offered).to_contain_text(CASH)
    expect(mari.queue).to_contain_text("Offered to Juan")
    # Juan lets it lapse.
    expect(mari.offered).to_contain_text(CASH)
    expect(juan.offered).to_have_count(0)
    mari.offered.get_by_role("button", name="Accept").click()
    mari.reads("Juan did not take the offer in time")
    ana.hears("You are now talking with Mari")


def test_of_two_agents_who_take_one_conversation_together_one_has_it_and_one_is_told(
    office: Office,
) -> None:
    for name in ("mari", "juan"):
        office.house.employ(name)
    mari, juan = office.clerk("mari"), office.clerk("juan")
    ana = office.asks(FOOD)
    press_together(*(clerk.waits_for(FOOD).get_by_role("button") for clerk in (mari, juan)))
    ana.hears("You are now talking with")
    winner, loser = (mari, juan) if "Mari" in ana.log.inner_text() else (juan, mari)
    winner.has(FOOD)
    expect(loser.page.locator("body")).to_contain_text(f"{winner.name} has")
    loser.has_not(FOOD)
    assert ana.log.inner_text().count("You are now talking with") == 1
