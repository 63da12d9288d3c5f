"""The fake service in a thread, with verbs for tests, and what they look for on the page."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Coroutine
from typing import Any

import uvicorn
from playwright.sync_api import Locator, Page

from tests.widget.fake_log import Event, FakeConversation
from tests.widget.fake_service import FakeService


class Stage:
    """A running fake service. Its verbs may be called from the test's thread."""

    def __init__(self) -> None:
        self.service = FakeService()
        self._listener = socket.create_server(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        self.origin = f"http://127.0.0.1:{port}"
        config = uvicorn.Config(
            self.service.app, log_level="critical", ws="websockets-sansio", lifespan="off"
        )
        self._server = uvicorn.Server(config)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._server.serve(sockets=[self._listener]))

    def stop(self) -> None:
        """End the service and its thread."""
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(timeout=10)
        self._listener.close()

    def do[T](self, work: Coroutine[Any, Any, T]) -> T:
        """Run something in the service's loop and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    @property
    def newest(self) -> FakeConversation:
        """The conversation that was created last."""
        return list(self.service.logs.all.values())[-1]

    def append(self, event: Event) -> int:
        """Add an event to the newest conversation."""

        async def work() -> int:
            return self.newest.append(event)

        return self.do(work())

    def bot(self, text: str, *buttons: tuple[str, str]) -> int:
        """Let the assistant say something."""
        offered = [{"title": title, "payload": payload} for title, payload in buttons]
        event: Event = {"type": "message", "author": "bot", "text": text}
        return self.append({**event, "buttons": offered} if offered else event)

    def survey(self) -> int:
        """Ask how easy it was."""
        scores = [(str(score), f"baton:ces:{score}") for score in range(1, 8)]
        buttons = [{"title": title, "payload": payload} for title, payload in scores]
        question = {"type": "message", "author": "system", "text": "How easy was it?"}
        return self.append({**question, "buttons": buttons})

    def agent(self, text: str, name: str = "Mari") -> int:
        """Let a person say something."""
        return self.append({"type": "message", "author": "agent", "name": name, "text": text})

    def control(self, control: str, **more: str) -> int:
        """Change who must answer."""
        return self.append({"type": "control", "author": "system", "control": control, **more})

    def whisper(self, **frame: object) -> None:
        """Send a frame without seq."""

        async def work() -> None:
            self.newest.whisper(dict(frame))

        self.do(work())

    def cut(self) -> None:
        """Close every websocket."""
        self.do(self.service.cut())

    def forget_all(self) -> None:
        """Delete every conversation, as retention does, and cut who follows them."""
        self.service.logs.all.clear()
        self.cut()


class Widget:
    """What a citizen finds: everything by role and name."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.launcher = page.get_by_role("button", name="Chat with us")
        self.dialog = page.get_by_role("dialog")
        self.log = page.get_by_role("log", name="Conversation")
        self.pane = self.dialog.get_by_role("group", name="Messages")
        self.composer = self.dialog.get_by_role("textbox", name="Your message")
        self.send_button = self.dialog.get_by_role("button", name="Send", exact=True)
        self.answers = self.dialog.get_by_role("group", name="Suggested answers")
        self.sending = self.dialog.get_by_role("list", name="Messages being sent")
        self.status = self.dialog.get_by_role("status")
        self.alert = self.dialog.get_by_role("alert")
        self.person = self.dialog.get_by_role("button", name="Talk to a person")
        self.leave = self.dialog.get_by_role("button", name="I do not want to wait")
        self.menu = self.dialog.get_by_role("button", name="Menu")
        self.scale = self.dialog.get_by_role("group", name="From 1, very hard, to 7, very easy")
        self.close_button = self.dialog.get_by_role("button", name="Close chat")

    def open(self) -> None:
        """Open the dialog and wait for the greeting."""
        self.launcher.click()
        self.message("What can I help you with?").wait_for()

    def say(self, text: str) -> None:
        """Type and send."""
        self.composer.fill(text)
        self.composer.press("Enter")

    def choose(self, entry: str) -> None:
        """Open an entry of the menu."""
        self.menu.click()
        self.dialog.get_by_role("button", name=entry).click()

    def message(self, text: str) -> Locator:
        """The message in the log with this text."""
        return self.log.get_by_role("listitem").filter(has_text=text)

    def texts(self) -> list[str]:
        """All that the log says, message by message, without senders and times."""
        return self.log.locator("li .bubble").all_inner_texts()
