"""Saturday at the agency: nobody is in, and nobody is sent away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.office.conftest import Office

SATURDAY = datetime(2026, 11, 14, 17, 0, tzinfo=UTC)
"""Eleven in the morning at the agency."""

WORDS = "how do i apply for food"


@pytest.fixture
def begins() -> datetime:
    """When the test begins."""
    return SATURDAY


def test_on_saturday_the_citizen_is_told_when_people_are_back_and_goes_first_on_monday(
    office: Office,
) -> None:
    office.house.employ("mari")
    ana = office.asks(WORDS)
    ana.hears("People do not answer at this hour. They are back on Monday")
    ana.told("8:00 AM. You can close this window")
    ana.told("your place in line is kept")
    ana.say("what are your hours")
    ana.hears("Our offices are open")

    office.leap(timedelta(days=1, hours=21, minutes=5))
    mari = office.clerk("mari")
    row = mari.waits_for(WORDS)
    ben = office.asks("i need cash for my rent")
    mari.waits_for("i need cash for my rent")
    expect(row).to_contain_text("1 d 21 h")
    mari.button("Take next").click()
    mari.has(WORDS)
    mari.reads("what are your hours")
    mari.reads("Passed to people: Asked for a person (outside office hours)")
    ana.hears("You are now talking with Mari")
    mari.answer("Good morning! I read what you asked on Saturday.")
    ana.hears("I read what you asked on Saturday.")
    ben.told("You are next in line")
