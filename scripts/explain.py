"""Turns the output of a failed program into one sentence a newcomer can act on."""

from __future__ import annotations

NO_SPACE = ("no space left on device", "enospc", "disk quota exceeded")
NO_NETWORK = (
    "temporary failure in name resolution",
    "could not resolve",
    "dns error",
    "failed to fetch",
    "network is unreachable",
    "connection refused",
    "connection timed out",
    "newconnectionerror",
    "max retries exceeded",
    "enotfound",
    "eai_again",
    "econnrefused",
    "etimedout",
    "error sending request",
)
CERTIFICATES = (
    "unknownissuer",
    "certificate verify failed",
    "self-signed certificate",
    "self_signed",
)
HASHES = ("hash mismatch", "do not match the hashes", "eintegrity")


def explain(title: str, code: int, output: str) -> str:
    """One sentence for the failure of the step `title` that ended with exit code `code`."""
    lowered = output.lower()
    if _mentions(lowered, NO_SPACE):
        return f"{title} failed because the disk is full; free some space and try again."
    if _mentions(lowered, HASHES):
        return f"{title} failed because a download does not match its pinned hash."
    if _mentions(lowered, CERTIFICATES):
        return (
            f"{title} failed because a package registry's certificate is not trusted; "
            "name your certificates in SSL_CERT_FILE and try again."
        )
    if _mentions(lowered, NO_NETWORK):
        return (
            f"{title} failed because a package registry could not be reached; "
            "check the network and try again."
        )
    if code < 0:
        return f"{title} was ended by signal {-code}."
    return f"{title} failed (exit code {code})."


def _mentions(text: str, signs: tuple[str, ...]) -> bool:
    return any(sign in text for sign in signs)
