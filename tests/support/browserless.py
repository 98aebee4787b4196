"""A member of staff at a browser that only asks for pages: cookies, redirects and forms, neither script nor style."""

import json
import re
from dataclasses import dataclass
from html import unescape
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import urllib3

from support.running import RunningCity

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_NEXT = re.compile(r'name="next" value="([^"]*)"')
_MOST_REDIRECTS = 10
_SEE_OTHER, _OK = (301, 302, 303), 200


@dataclass(frozen=True, slots=True)
class Page:
    """What came back at ``address``."""

    address: str
    status: int
    text: str
    leads_to: str

    def shows(self, text: str) -> bool:
        """Whether it is a page in order that says ``text``."""
        return self.status == _OK and text in self.text


class Terminal:
    """One browser: its own connections, its own cookies per host, the last form's token per host."""

    def __init__(self, city: RunningCity) -> None:
        self._home = city.home.root
        self._ports: dict[str, int] = json.loads((self._home / "ports.json").read_text())["plain"]
        self._pools: dict[int, urllib3.HTTPConnectionPool] = {}
        self._cookies: dict[str, dict[str, str]] = {}
        self._tokens: dict[str, str] = {}

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()

    def address(self, system: str, path: str = "/") -> str:
        """Where a system's screens are."""
        return f"http://{system}.localhost:{self._ports[system]}{path}"

    def sign_in(self, client: str, *systems: str) -> None:
        """At the portal with the password of ``client``, then at each of ``systems``."""
        accounts: list[dict[str, Any]] = json.loads((self._home / "accounts.json").read_text())
        account = next(one for one in accounts if one["client"] == client)
        page = self.follow(self.get(self.address("office")))
        found = _NEXT.search(page.text)
        fields = {
            "account": client,
            "password": account["password"],
            "next": unescape(found[1]) if found else "",
        }
        page = self.follow(self.post(self.address("office", "/sign-in"), fields))
        assert page.shows("業務一覧"), (page.address, page.status)
        for system in systems:
            page = self.follow(self.get(self.address(system)))
            assert page.status == _OK, (page.address, page.status)

    def get(self, address: str) -> Page:
        """Ask for one page; a redirect is not followed."""
        return self._call("GET", address, None)

    def post(self, address: str, fields: dict[str, str]) -> Page:
        """Send a form with the token of the last page of that host."""
        token = self._tokens.get(urlsplit(address).netloc, "")
        return self._call("POST", address, urlencode({**fields, "csrfmiddlewaretoken": token}))

    def follow(self, page: Page) -> Page:
        """Where ``page`` leads to in the end."""
        for _ in range(_MOST_REDIRECTS):
            if not page.leads_to:
                return page
            page = self.get(urljoin(page.address, page.leads_to))
        raise AssertionError(f"redirected without end, last to {page.address}")

    def _call(self, method: str, address: str, body: str | None) -> Page:
        parts = urlsplit(address)
        own = self._cookies.setdefault(parts.netloc, {})
        headers = {"Host": parts.netloc, "Accept-Language": "ja"}
        if own:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in own.items())
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"{parts.scheme}://{parts.netloc}",
            }
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        answer = self._pool(parts.port or 80).urlopen(
            method, target, body=body, headers=headers, redirect=False
        )
        self._keep(own, answer)
        text = answer.data.decode()
        if found := _TOKEN.search(text):
            self._tokens[parts.netloc] = found[1]
        leads_to = answer.headers.get("Location", "") if answer.status in _SEE_OTHER else ""
        return Page(address, answer.status, text, leads_to)

    def _keep(self, own: dict[str, str], answer: urllib3.BaseHTTPResponse) -> None:
        for line in answer.headers.getlist("Set-Cookie"):
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    own.pop(name, None)
                else:
                    own[name] = morsel.value

    def _pool(self, port: int) -> urllib3.HTTPConnectionPool:
        if port not in self._pools:
            self._pools[port] = urllib3.HTTPConnectionPool(
                "127.0.0.1", port, maxsize=1, timeout=urllib3.Timeout(connect=5, read=60), retries=False
            )
        return self._pools[port]
