"""A hundred invented cases, the same on every machine that starts on the same day.

Dates are counted from the day of the first start, so that the demo's interviews lie ahead.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import product
from random import Random
from typing import NamedTuple

from casesystem.model import (
    Case,
    Decision,
    Document,
    Interview,
    InterviewBy,
    NextStep,
    Outcome,
    Programme,
    State,
    StepCode,
)

COUNT = 100
SEED = 2041


class Applicant(NamedTuple):
    """A case and the date of birth that opens it."""

    case: Case
    date_of_birth: date


# The documented ones (README.md), one per state, so that everybody can try every answer.
DEMO = (
    ("APP-2041-7739", date(1987, 4, 12), Programme.SNAP, State.WAITING_FOR_DOCUMENTS),
    ("APP-1180-4426", date(1990, 11, 3), Programme.SNAP, State.IN_REVIEW),
    ("APP-3307-9152", date(1975, 6, 28), Programme.CASH_ASSISTANCE, State.INTERVIEW_SCHEDULED),
    ("APP-4518-2063", date(2001, 1, 15), Programme.CHILD_CARE, State.APPROVED),
    ("APP-5926-8871", date(1963, 9, 9), Programme.UTILITY_HELP, State.DENIED),
    ("APP-6034-1597", date(1998, 2, 27), Programme.CASH_ASSISTANCE, State.RECEIVED),
    ("APP-7245-3380", date(1982, 12, 1), Programme.CHILD_CARE, State.WITHDRAWN),
)


def applicants(today: date) -> list[Applicant]:
    """All cases: the documented ones first, then invented ones over every programme and state."""
    random = Random(SEED)  # noqa: S311 - invented cases, no secret
    made = [
        Applicant(_case(random, number, programme, state, today), born)
        for number, born, programme, state in DEMO
    ]
    numbers = {applicant.case.application_number for applicant in made}
    kinds = list(product(Programme, State))
    while len(made) < COUNT:
        number = f"APP-{random.randint(1000, 9999)}-{random.randint(0, 9999):04d}"
        if number in numbers:
            continue
        numbers.add(number)
        programme, state = kinds[len(made) % len(kinds)]
        born = date(1940, 1, 1) + timedelta(days=random.randrange(24_000))
        made.append(Applicant(_case(random, number, programme, state, today), born))
    return made


def _case(random: Random, number: str, programme: Programme, state: State, today: date) -> Case:
    submitted = today - timedelta(days=random.randint(3, 28))
    decided = submitted + timedelta(days=random.randint(1, max(1, (today - submitted).days)))
    interview = _interview(random, today) if state is State.INTERVIEW_SCHEDULED else None
    ended = {State.APPROVED, State.DENIED, State.WITHDRAWN}
    return Case(
        application_number=number,
        programme=programme,
        state=state,
        submitted_on=submitted,
        missing=_missing(random, programme) if state is State.WAITING_FOR_DOCUMENTS else [],
        next_step=_next_step(state, submitted, decided, interview, today),
        interview=interview,
        decision=Decision(outcome=Outcome(state), decided_on=decided) if state in ended else None,
    )


def _interview(random: Random, today: date) -> Interview:
    day = today + timedelta(days=random.randint(2, 12))
    while day.weekday() >= 5:
        day += timedelta(days=1)
    at = datetime.combine(day, time(random.randint(8, 16), random.choice((0, 30))))
    return Interview(at=at, by=random.choice(list(InterviewBy)))


def _missing(random: Random, programme: Programme) -> list[Document]:
    wanted = [Document.PROOF_OF_INCOME, Document.PROOF_OF_ADDRESS, Document.PROOF_OF_IDENTITY]
    if programme is Programme.CHILD_CARE:
        wanted += [Document.CHILD_CARE_INVOICE, Document.WORK_SCHEDULE]
    else:
        wanted += [Document.PROOF_OF_EXPENSES, Document.BANK_STATEMENT]
    return random.sample(wanted, random.randint(1, 3))


def _next_step(
    state: State, submitted: date, decided: date, interview: Interview | None, today: date
) -> NextStep:
    soon = today + timedelta(days=10)
    steps = {
        State.RECEIVED: (StepCode.WAIT, submitted + timedelta(days=30)),
        State.IN_REVIEW: (StepCode.WAIT, submitted + timedelta(days=30)),
        State.WAITING_FOR_DOCUMENTS: (StepCode.SEND_DOCUMENTS, soon),
        State.INTERVIEW_SCHEDULED: (
            StepCode.ATTEND_INTERVIEW,
            interview.at.date() if interview else None,
        ),
        State.APPROVED: (StepCode.USE_BENEFITS, decided + timedelta(days=3)),
        State.DENIED: (StepCode.READ_LETTER, decided + timedelta(days=90)),
        State.WITHDRAWN: (StepCode.APPLY_AGAIN, None),
    }
    code, due = steps[state]
    return NextStep(code=code, due=due)
