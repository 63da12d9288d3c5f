"""HTTP over the registry, by the contract in actions/api/cases.openapi.yaml."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from casesystem.model import Case, CaseLookup
from casesystem.registry import Registry


def create_app(registry: Registry) -> FastAPI:
    """The application; one registry, two routes, no documentation pages."""
    app = FastAPI(title="Demo case registry", docs_url=None, redoc_url=None, openapi_url=None)

    @app.post("/cases/lookup", response_model=Case)
    def look_up(question: CaseLookup) -> Case | JSONResponse:
        case = registry.look_up(question.application_number, question.date_of_birth)
        if case is None:
            return _error(404, "not_found", "no case has this number and this date of birth")
        return case

    @app.get("/healthz")
    def health() -> dict[str, str]:
        registry.count()
        return {"status": "ok"}

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        # Where it is wrong, but never the value: it may be somebody's date of birth.
        places = {".".join(str(part) for part in e["loc"]) for e in error.errors()}
        return _error(422, "invalid_lookup", f"not valid: {', '.join(sorted(places))}")

    return app


def _error(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)
