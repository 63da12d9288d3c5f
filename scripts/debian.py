"""Debian packages, when the machine is Debian's and we are root."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.machine import Machine


def install_packages(machine: Machine, packages: Sequence[str]) -> bool:
    """Installs the packages; False when this machine or this account cannot.

    Raises StepError when apt-get was tried and failed.
    """
    apt = machine.which_all("apt-get")
    if not apt or not machine.is_root():
        return False
    names = " ".join(packages)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    machine.run("Refreshing Debian's package lists", [apt[0], "update"], "apt", env=quiet)
    command = [apt[0], "install", "--yes", "--no-install-recommends", *packages]
    machine.run(f"Installing {names} from Debian", command, "apt", env=quiet, append=True)
    return True
