"""Cases as the contract (actions/api/cases.openapi.yaml) shows them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

ApplicationNumber = Annotated[str, Field(pattern=r"^APP-[0-9]{4}-[0-9]{4}$")]


class Programme(StrEnum):
    """What was applied for."""

    SNAP = "snap"
    CASH_ASSISTANCE = "cash_assistance"
    CHILD_CARE = "child_care"
    UTILITY_HELP = "utility_help"


class State(StrEnum):
    """Where the application stands."""

    RECEIVED = "received"
    IN_REVIEW = "in_review"
    WAITING_FOR_DOCUMENTS = "waiting_for_documents"
    INTERVIEW_SCHEDULED = "interview_scheduled"
    APPROVED = "approved"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


class Document(StrEnum):
    """A paper the agency may wait for."""

    PROOF_OF_IDENTITY = "proof_of_identity"
    PROOF_OF_INCOME = "proof_of_income"
    PROOF_OF_ADDRESS = "proof_of_address"
    PROOF_OF_EXPENSES = "proof_of_expenses"
    CHILD_CARE_INVOICE = "child_care_invoice"
    WORK_SCHEDULE = "work_schedule"
    BANK_STATEMENT = "bank_statement"


class StepCode(StrEnum):
    """What happens next."""

    SEND_DOCUMENTS = "send_documents"
    ATTEND_INTERVIEW = "attend_interview"
    WAIT = "wait"
    USE_BENEFITS = "use_benefits"
    READ_LETTER = "read_letter"
    APPLY_AGAIN = "apply_again"


class InterviewBy(StrEnum):
    """How the interview is held."""

    PHONE = "phone"
    OFFICE = "office"


class Outcome(StrEnum):
    """How an application ended."""

    APPROVED = "approved"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


class NextStep(BaseModel):
    """What happens next; `due` is the day until which, or on which, it does."""

    code: StepCode
    due: date | None


class Interview(BaseModel):
    """When (local time of the agency) and how."""

    at: datetime
    by: InterviewBy


class Decision(BaseModel):
    """How and when the application ended."""

    outcome: Outcome
    decided_on: date


class Case(BaseModel):
    """One application."""

    application_number: ApplicationNumber
    programme: Programme
    state: State
    submitted_on: date
    missing: list[Document]
    next_step: NextStep
    interview: Interview | None
    decision: Decision | None


class CaseLookup(BaseModel):
    """The question; nothing but both fields is taken."""

    model_config = ConfigDict(extra="forbid")

    application_number: ApplicationNumber
    date_of_birth: date
