"""Errors as answers: `{"error": {"code", "message", ...}}` with a stable code, never a trace."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from handoff.core import errors
from handoff.services import wire

STATUS: Mapping[type[errors.BatonError], int] = MappingProxyType(
    {
        errors.InvalidRequest: 400,
        errors.InvalidText: 422,
        errors.EmptyText: 422,
        errors.TextTooLong: 422,
        errors.UnknownPayload: 422,
        errors.WrongPassword: 422,
        errors.UnfilledVariable: 422,
        errors.InvalidOffice: 422,
        errors.UnknownConversation: 404,
        errors.UnknownAgent: 404,
        errors.UnknownFile: 404,
        errors.UnknownTeam: 404,
        errors.UnknownCanned: 404,
        errors.UnknownFollowUp: 404,
        errors.WrongToken: 401,
        errors.NotSignedIn: 401,
        errors.WrongLogin: 401,
        errors.NotAllowed: 403,
        errors.NotQueued: 409,
        errors.NotYours: 409,
        errors.AlreadyTaken: 409,
        errors.AgentOffDuty: 409,
        errors.UnknownStep: 422,
        errors.AssistantAway: 503,
        errors.ChannelClosed: 409,
        errors.NameTaken: 409,
        errors.LastAdmin: 409,
        errors.ShortcutTaken: 409,
        errors.Outdated: 409,
        errors.TooManyMessages: 429,
        errors.TooManyConversations: 429,
        errors.TooManyLogins: 429,
        errors.Unavailable: 503,
    }
)

HTTP_CODES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        400: ("invalid_json", "The body is not valid JSON in UTF-8."),
        403: ("wrong_origin", "This site may not use the service."),
        404: ("not_found", "There is nothing at this address."),
        405: ("method_not_allowed", "This address does not take this method."),
        413: ("too_large", "The request is too large."),
        500: ("internal_error", "Something went wrong on our side. Please try again."),
    }
)
"""Codes of errors that no service raises: what the protocol itself gets wrong."""

log = logging.getLogger(__name__)


def answer(
    status: int, error: Mapping[str, object], headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Shape an error."""
    return JSONResponse({"error": dict(error)}, status, headers=dict(headers or {}))


def protocol_error(status: int) -> JSONResponse:
    """Shape an error of `HTTP_CODES`."""
    code, message = HTTP_CODES[status]
    return answer(status, {"code": code, "message": message})


def install(app: FastAPI) -> None:
    """Have every error of the app answered in the one shape."""
    app.add_exception_handler(errors.BatonError, _baton_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _defect)


def baton_answer(error: errors.BatonError) -> JSONResponse:
    """Shape an error of ours, with its status."""
    retry = error.details.get("retry_after", 2 if isinstance(error, errors.Unavailable) else None)
    headers = {"Retry-After": str(retry)} if retry is not None else None
    return answer(STATUS[type(error)], wire.error(error), headers)


async def _baton_error(_: Request, error: Exception) -> JSONResponse:
    return baton_answer(cast(errors.BatonError, error))


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    error = cast(RequestValidationError, error)
    found: Sequence[Mapping[str, Any]] = error.errors()
    if any(e["type"] == "json_invalid" for e in found):
        return protocol_error(400)
    if any(e["type"] == "string_unicode" for e in found):
        return answer(STATUS[errors.InvalidText], wire.error(errors.InvalidText()))
    # Place and rule only: the value may be what a citizen wrote.
    fields = [{"field": ".".join(map(str, e["loc"])), "problem": e["msg"]} for e in found]
    return answer(400, wire.error(errors.InvalidRequest(fields=fields)))


async def _http_error(_: Request, error: Exception) -> JSONResponse:
    error = cast(HTTPException, error)
    code, message = HTTP_CODES.get(error.status_code, ("error", str(error.detail)))
    return answer(error.status_code, {"code": code, "message": message}, error.headers)


async def _defect(request: Request, error: Exception) -> JSONResponse:
    log.error(
        "internal error",
        exc_info=error,
        extra={"method": request.method, "route": getattr(request.scope.get("route"), "path", "")},
    )
    return protocol_error(500)
