"""The invented cases."""

from __future__ import annotations

from collections import Counter
from datetime import date

from casesystem.model import Programme, State
from casesystem.seed import COUNT, DEMO, applicants

TODAY = date(2026, 11, 22)


def test_the_same_day_makes_the_same_hundred_cases() -> None:
    assert applicants(TODAY) == applicants(TODAY)
    assert len(applicants(TODAY)) == COUNT == 100


def test_numbers_are_unique() -> None:
    numbers = Counter(a.case.application_number for a in applicants(TODAY))
    assert max(numbers.values()) == 1


def test_every_programme_occurs_in_every_state() -> None:
    kinds = {(a.case.programme, a.case.state) for a in applicants(TODAY)}
    assert kinds == {(programme, state) for programme in Programme for state in State}


def test_every_state_has_a_documented_case() -> None:
    assert {state for _, _, _, state in DEMO} == set(State)


def test_a_case_tells_one_consistent_story() -> None:
    for case in (a.case for a in applicants(TODAY)):
        assert case.submitted_on < TODAY
        assert bool(case.missing) == (case.state is State.WAITING_FOR_DOCUMENTS)
        assert (case.interview is not None) == (case.state is State.INTERVIEW_SCHEDULED)
        ended = case.state in {State.APPROVED, State.DENIED, State.WITHDRAWN}
        assert (case.decision is not None) == ended
        if case.decision is not None:
            assert case.submitted_on < case.decision.decided_on <= TODAY
        if case.interview is not None:
            assert case.interview.at.date() > TODAY
            assert case.interview.at.weekday() < 5
