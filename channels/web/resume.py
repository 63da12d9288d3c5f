"""The page that opens a conversation on another device.

Its address ends in `#<id>.<token>`. Browsers keep what stands after the # to themselves: it reaches
no server and no log, and the widget takes it out of the address bar before anything else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from fastapi import APIRouter, Header, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, select_autoescape

from handoff.services.texts import known_language

_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {
            "title": "Your conversation",
            "lead": "Your conversation opens on this device now.",
            "shared": (
                "Is this a computer that others use, too? When you are done, open the menu of the"
                " chat and choose “Forget this conversation on this device”."
            ),
            "script": (
                "Your browser does not run JavaScript, so the conversation cannot be opened here."
                " On the device where you began, the link “simple chat page” works without it."
            ),
        },
        "es": {
            "title": "Su conversación",
            "lead": "Su conversación se abre ahora en este dispositivo.",
            "shared": (
                "¿Otras personas usan también esta computadora? Cuando termine, abra el menú del"
                " chat y elija «Olvidar esta conversación en este dispositivo»."
            ),
            "script": (
                "Su navegador no ejecuta JavaScript, así que la conversación no se puede abrir"
                " aquí. En el dispositivo donde empezó funciona la página de chat sencilla."
            ),
        },
    }
)


def resume_router(agency: Callable[[str], str], elsewhere: str) -> APIRouter:
    """Build the route; with `elsewhere` the agency's own page takes over, with what follows the #.

    `agency` gives the agency's name in a language.
    """
    routes = APIRouter(include_in_schema=False)
    page = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(default=True),
    ).get_template("resume.html")

    @routes.get("/resume")
    async def resume(accept_language: str = Header("en")) -> Response:
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
        if elsewhere:
            # A browser takes the fragment along to the new address (RFC 9110, 10.2.2).
            return RedirectResponse(elsewhere, status_code=302, headers=headers)
        language = known_language(accept_language.split(",")[0].split(";")[0].strip())
        html = page.render(t=_TEXTS[language], language=language, agency=agency(language))
        return HTMLResponse(html, headers=headers)

    return routes
