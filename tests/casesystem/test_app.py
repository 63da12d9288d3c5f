"""HTTP answers of the case registry, checked against the contract's own file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, FormatChecker  # type: ignore[import-untyped]

from casesystem.app import create_app
from casesystem.registry import Registry
from casesystem.seed import applicants

TODAY = date(2026, 11, 22)
CONTRACT = yaml.safe_load(
    (Path(__file__).parents[2] / "actions" / "api" / "cases.openapi.yaml").read_text()
)


def conforms(name: str, body: Any) -> None:
    """Raise when `body` is not a `name` by the contract."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": CONTRACT["components"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(body)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    registry = Registry.open(tmp_path / "cases.db", TODAY)
    with TestClient(create_app(registry)) as client:
        yield client
    registry.close()


def look_up(client: TestClient, number: Any, born: Any) -> httpx.Response:
    question = {"application_number": number, "date_of_birth": born}
    answer: httpx.Response = client.post("/cases/lookup", json=question)
    return answer


def test_every_case_is_answered_by_the_contract(client: TestClient) -> None:
    for applicant in applicants(TODAY):
        answer = look_up(
            client, applicant.case.application_number, applicant.date_of_birth.isoformat()
        )
        assert answer.status_code == 200
        conforms("Case", answer.json())
        assert answer.json()["state"] == applicant.case.state


def test_unknown_number_and_wrong_date_get_the_same_answer(client: TestClient) -> None:
    unknown = look_up(client, "APP-0000-0000", "1987-04-12")
    wrong = look_up(client, "APP-2041-7739", "1987-04-13")
    assert unknown.status_code == wrong.status_code == 404
    assert unknown.content == wrong.content
    assert unknown.headers == wrong.headers
    conforms("Error", unknown.json())


@pytest.mark.parametrize(
    ("number", "born"),
    [
        ("2041-7739", "1987-04-12"),
        ("APP-2041-7739", "12/04/1987"),
        ("APP-2041-7739", "1987-02-30"),
        ("APP-2041-7739' OR 1=1 --", "1987-04-12"),
        (None, None),
        ({}, []),
    ],
)
def test_a_malformed_question_is_refused_without_repeating_it(
    client: TestClient, number: Any, born: Any
) -> None:
    answer = look_up(client, number, born)
    assert answer.status_code == 422
    conforms("Error", answer.json())
    assert str(born) not in answer.text or born is None


def test_an_unexpected_field_is_refused(client: TestClient) -> None:
    question = {"application_number": "APP-2041-7739", "date_of_birth": "1987-04-12", "all": True}
    assert client.post("/cases/lookup", json=question).status_code == 422


def test_a_body_that_is_not_json_is_refused(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    answer = client.post("/cases/lookup", content=b"{", headers=headers)
    assert answer.status_code == 422
    conforms("Error", answer.json())


def test_health_answers_by_the_contract(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_only_the_routes_of_the_contract_exist(client: TestClient) -> None:
    for path in ("/docs", "/openapi.json", "/cases", "/redoc"):
        assert client.get(path).status_code == 404
