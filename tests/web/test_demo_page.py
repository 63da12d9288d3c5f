"""The demo page is the page of whatever agency the service is run for."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from handoff.web import pages

SOURCE = Path(__file__).parents[2] / "web" / "demo"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """The demo page as it is built: copied."""
    demo = tmp_path / "demo"
    demo.mkdir()
    for file in SOURCE.glob("*.*"):
        (demo / file.name).write_bytes(file.read_bytes())
    return tmp_path


async def get(dist: Path, agency: str, path: str = "/") -> httpx.Response:
    app = FastAPI()
    pages.mount(app, dist, agency)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://baton.test") as browser:
        return await browser.get(path)


async def test_it_bears_the_agencys_name_and_no_other(dist: Path) -> None:
    page = (await get(dist, "Office of Tests")).text
    assert "<title>Office of Tests</title>" in page
    assert 'data-title="Office of Tests"' in page
    assert "{{" not in page
    assert "Larkspur" not in page


async def test_a_name_becomes_no_markup(dist: Path) -> None:
    page = (await get(dist, 'Food & "Rent" <Help>')).text
    assert "<title>Food &amp; &#34;Rent&#34; &lt;Help&gt;</title>" in page
    assert "<Help>" not in page


async def test_the_files_beside_it_come_as_they_are(dist: Path) -> None:
    answer = await get(dist, "Office of Tests", "/demo.css")
    assert answer.content == (SOURCE / "demo.css").read_bytes()
    assert answer.headers["cache-control"] == "no-cache"
    assert (await get(dist, "Office of Tests", "/build.py")).status_code == 404
