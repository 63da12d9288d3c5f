"""Who a citizen is, as far as Meta says (Meta, "User Profile API").

It takes the feature Business Asset User Profile Access, and a permission of its own for the locale;
people whose account is a telephone number have no profile. The picture is not asked for.
"""

from __future__ import annotations

from channels.messenger.graph import Graph
from channels.messenger.json_values import text_in
from handoff.core.channel import Profile
from handoff.core.errors import DeliveryRefused

NAMES = "first_name,last_name"
FIELDS = f"{NAMES},locale"


async def profile_of(graph: Graph, psid: str) -> Profile | None:
    """Return what Meta tells; None when it refuses for good. Raises as `Graph.get` otherwise."""
    if not (psid.isascii() and psid.isdigit()):
        return None
    for fields in (FIELDS, NAMES):
        try:
            found = await graph.about(psid, fields)
        except DeliveryRefused:
            continue
        names = (text_in(found, "first_name"), text_in(found, "last_name"))
        return Profile(" ".join(filter(None, names)) or None, text_in(found, "locale") or None)
    return None
