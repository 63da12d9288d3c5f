"""Addresses: what we start, what runs elsewhere, and what is taken."""

from __future__ import annotations

import socket

import pytest

from scripts.console import StepError
from scripts.parts import read_layout
from scripts.ports import Address, check_free, inner_address, service_address


def test_a_taken_port_is_one_sentence_that_names_the_setting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(StepError, match=rf"Port {port} .*address already in use.*BATON_PORT"):
            check_free(Address("BATON_PORT", "127.0.0.1", port))


def test_a_free_port_passes() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    check_free(Address("BATON_PORT", "127.0.0.1", port))


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "8000.0"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(StepError, match="BATON_PORT is not a port number"):
        service_address({"BATON_PORT": port})


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:6000", "http://localhost:6000/", "http://[::1]:6000"]
)
def test_a_part_at_a_loopback_address_is_started_here(url: str) -> None:
    address = inner_address({"BATON_RASA_URL": url}, "BATON_RASA_URL", 5005)
    assert address is not None
    assert address.port == 6000


@pytest.mark.parametrize(
    "url", ["http://rasa.internal:5005", "https://127.0.0.1", "http://10.0.0.2"]
)
def test_a_part_at_any_other_address_runs_elsewhere(url: str) -> None:
    assert inner_address({"BATON_RASA_URL": url}, "BATON_RASA_URL", 5005) is None


@pytest.mark.parametrize(
    "url", ["rasa:5005", "ftp://127.0.0.1:1", "http://127.0.0.1:x", "http://127.0.0.1"]
)
def test_an_address_nothing_can_be_started_at_is_refused(url: str) -> None:
    with pytest.raises(StepError, match="BATON_RASA_URL"):
        inner_address({"BATON_RASA_URL": url}, "BATON_RASA_URL", 5005)


def test_two_parts_at_one_port_are_refused() -> None:
    with pytest.raises(StepError, match="BATON_PORT and BATON_CASES_URL both name port 5056"):
        read_layout({"BATON_PORT": "5056"})


def test_a_service_on_every_interface_is_asked_over_loopback() -> None:
    assert service_address({"BATON_HOST": "0.0.0.0"}).url == "http://127.0.0.1:8000"
