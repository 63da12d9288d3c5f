"""No route of the desk goes unrecorded, and every act of the access log is explained."""

from __future__ import annotations

import re

from fastapi import FastAPI

from handoff.web import acts
from tests.docs import pages
from tests.docs.test_routes_documented import HTTP_API, app, named, without_names

__all__ = ["app"]


def of_the_desk(app: FastAPI) -> set[str]:
    return {route for route in named(app.routes) if " /api/desk/" in route and route[:2] != "WS"}


def tabled() -> set[str]:
    known = acts.ACTS.keys() | acts.UNRECORDED
    return {without_names(f"{method} {path}") for method, path in known}


def test_every_route_of_the_desk_has_an_act_or_is_named_as_unrecorded(app: FastAPI) -> None:
    assert of_the_desk(app) - tabled() == set()


def test_no_act_is_named_for_a_route_that_is_not_there(app: FastAPI) -> None:
    assert tabled() - set(named(app.routes)) == set()


def test_a_route_that_nobody_named_is_recorded_by_its_path() -> None:
    assert acts.act_of("POST", "/api/desk/anything/new") == "POST /api/desk/anything/new"
    assert acts.act_of("POST", "/api/conversations") is None


def test_no_route_is_both_recorded_and_not() -> None:
    assert acts.ACTS.keys() & acts.UNRECORDED == set()


def test_the_desk_has_words_for_every_act() -> None:
    words = pages.read("web/desk/src/text/office.ts")
    listed = words.partition("const acts")[2].partition("};")[0]
    named = set(re.findall(r"^  (\w+):", listed, re.MULTILINE))
    assert named == {*acts.ACTS.values(), acts.FOLLOW, acts.WATCH, acts.SIGN_IN_FAILED}


def test_every_act_is_documented_and_no_other() -> None:
    (table,) = pages.tables(pages.section(pages.read(HTTP_API), "The access log"))
    documented = {span for row in table for span in pages.spans(row[0])}
    assert documented == {*acts.ACTS.values(), acts.FOLLOW, acts.WATCH, acts.SIGN_IN_FAILED}
