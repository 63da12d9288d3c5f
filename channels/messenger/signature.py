"""Meta's signature over what it brings, and our proof next to the token we call with.

Both are HMAC-SHA256 keyed with the app's secret. Over a webhook's raw body it stands in
`X-Hub-Signature-256` (Meta, "Webhooks: validating payloads"); over the access token it is the
parameter `appsecret_proof` (Meta, "Securing Graph API requests").
"""

from __future__ import annotations

from collections.abc import Sequence

from channels import proof

SCHEME = "sha256="
"""What the header begins with. The older header with SHA-1 is not looked at."""


def is_signed(header: str | None, raw: bytes, secrets: Sequence[str]) -> bool:
    """Tell whether Meta signed these bytes with one of the secrets."""
    if header is None or not header.startswith(SCHEME):
        return False
    return proof.is_signed(raw, header.removeprefix(SCHEME), secrets)


def signature_of(raw: bytes, secret: str) -> str:
    """Return the header's value for these bytes."""
    return SCHEME + proof.signature(raw, secret)


def proof_of(token: str, secret: str) -> str:
    """Return the `appsecret_proof` of an access token."""
    return proof.signature(token.encode(), secret)
