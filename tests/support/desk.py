"""A person at a terminal: a browser of its own, the keyboard and nothing else."""

import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from support.running import RunningCity

AXE = Path(__file__).parents[1] / "browser" / "axe"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZE = {"width": 1366, "height": 768}


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds, in Japanese; its script is a text evaluated from outside, so the page's policy stays in force."""
    page.evaluate((AXE / "axe.min.js").read_text(encoding="utf-8"))
    locale = json.loads((AXE / "locales/ja.json").read_text(encoding="utf-8"))
    page.evaluate("locale => axe.configure({locale})", locale)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(one["help"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]


@dataclass
class Desk:
    """``keys`` counts what was pressed, one per typed character; ``complaints`` what the browser did not like."""

    city: RunningCity
    context: BrowserContext
    page: Page
    keys: int = 0
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def at(cls, city: RunningCity, browser: Browser) -> "Desk":
        """A fresh browser that fails whoever lets it complain."""
        context = browser.new_context(locale="ja-JP", timezone_id="Asia/Tokyo", viewport=SIZE)  # type: ignore[arg-type]
        desk = cls(city, context, context.new_page())
        desk.page.on("console", lambda message: desk._note(message.type, message.text))
        desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
        return desk

    def close(self) -> None:
        """End, and say what the browser complained of."""
        self.context.close()
        assert self.complaints == []

    def address(self, system: str, path: str = "/") -> str:
        """Where a system's screens are."""
        ports = json.loads((self.city.home.root / "ports.json").read_text())["plain"]
        return f"http://{system}.localhost:{ports[system]}{path}"

    def account(self, client: str) -> dict[str, Any]:
        """Id, name, section and password of a member of staff."""
        accounts = json.loads((self.city.home.root / "accounts.json").read_text())
        return next(one for one in accounts if one["client"] == client)

    def open(self, system: str, path: str = "/") -> None:
        """Go to a page by its address."""
        self.page.goto(self.address(system, path))

    def sign_in(self, client: str) -> None:
        """At the portal, by keyboard."""
        self.open("office")
        self.type(client)
        self.press("Tab")
        self.type(self.account(client)["password"])
        self.press("Enter")
        self.page.wait_for_selector("h1:has-text('業務一覧')")

    def type(self, text: str) -> None:
        """Type ``text`` where the focus is; a Japanese character counts as one key, as if it were already converted."""
        self.keys += len(text)
        self.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def focused(self) -> str:
        """The name (or text) of what has the focus."""
        return str(
            self.page.evaluate(
                "() => { const e = document.activeElement;"
                " return (e.tagName !== 'BUTTON' && e.name) || e.innerText || e.tagName }"
            )
        )

    def await_focus(self, name: str, *, seconds: float = 10) -> None:
        """Wait until the field ``name`` has the focus."""
        end = time.monotonic() + seconds
        while self.focused() != name:
            assert time.monotonic() < end, f"the focus is on {self.focused()!r}, not on {name}"
            self.page.wait_for_timeout(20)

    def fill(self, name: str, text: str) -> None:
        """Type into the field that must have the focus by now, and go on to the next."""
        assert self.focused() == name
        if text:
            self.type(text)
        self.press("Enter")

    def reach(self, text: str, *, most: int = 80) -> None:
        """Tab on until a link or button of this text has the focus."""
        for _ in range(most):
            if self.focused().strip() == text:
                return
            self.press("Tab")
        raise AssertionError(f"{text} cannot be reached by keyboard; the focus is on {self.focused()!r}")

    def follow(self, text: str) -> None:
        """Tab to a link or button and press Enter; wait for where it leads."""
        self.reach(text)
        with self.page.expect_navigation():
            self.press("Enter")

    def reads(self, text: str) -> bool:
        """Whether the page says ``text``."""
        return text in self.page.inner_text("main")

    def check(self, name: str) -> None:
        """The page as axe sees it, without horizontal scrolling; its picture if ``JUKI_SHOTS`` names a folder."""
        if folder := os.environ.get("JUKI_SHOTS"):
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)
        assert violations(self.page) == [], name
        wide = self.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{name} is {wide} px too wide"

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "Failed to load resource" not in text:
            self.complaints.append(text)
