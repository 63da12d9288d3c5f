"""Client of the case system; contract: cases.openapi.yaml next to this file."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import aiohttp  # type: ignore[import-not-found]

TIMEOUT_SECONDS = 4.0


class CasesUnavailable(Exception):
    """The case system did not answer, or not by its contract."""


@dataclass(frozen=True)
class Case:
    """One application. Dates are the agency's local days; None where there is none."""

    application_number: str
    programme: str
    state: str
    submitted_on: date
    missing: tuple[str, ...]
    next_step: str
    next_due: date | None
    interview_at: datetime | None
    interview_by: str | None
    decided_on: date | None


class CasesClient:
    """Asks the case system at `url`."""

    def __init__(self, url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        """`timeout` in seconds for the whole request."""
        self._url = url.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=timeout)

    async def look_up(self, application_number: str, date_of_birth: str) -> Case | None:
        """The case with this number (APP-dddd-dddd) and date of birth (YYYY-MM-DD).

        None when there is none, for whichever of the two reasons. Raises CasesUnavailable.
        """
        question = {"application_number": application_number, "date_of_birth": date_of_birth}
        try:
            async with (
                aiohttp.ClientSession(timeout=self._timeout) as session,
                session.post(f"{self._url}/cases/lookup", json=question) as answer,
            ):
                if answer.status == 404:
                    return None
                if answer.status != 200:
                    raise CasesUnavailable(f"the case system answered {answer.status}")
                return _case(await answer.json())
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            raise CasesUnavailable(type(error).__name__) from error
        except (KeyError, TypeError, ValueError) as error:
            raise CasesUnavailable("the case system's answer is not by its contract") from error


def _case(body: Any) -> Case:
    step, interview, decision = body["next_step"], body["interview"], body["decision"]
    return Case(
        application_number=body["application_number"],
        programme=body["programme"],
        state=body["state"],
        submitted_on=date.fromisoformat(body["submitted_on"]),
        missing=tuple(body["missing"]),
        next_step=step["code"],
        next_due=date.fromisoformat(step["due"]) if step["due"] else None,
        interview_at=datetime.fromisoformat(interview["at"]) if interview else None,
        interview_by=interview["by"] if interview else None,
        decided_on=date.fromisoformat(decision["decided_on"]) if decision else None,
    )
