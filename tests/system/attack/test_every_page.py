"""Every address of every staff listener against a browser that means ill: headers, forged forms, hostile texts.

The pages are found, not listed: each route of each system, and each form that its page offers.
"""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from django.http import HttpResponse

from juki.kernel.audit.models import AuditHead
from juki.kernel.settings import current
from juki.screens import door
from support.attack import SCREENS, addresses, permissions
from support.staff import Counter

MARK = "zqx7"
HOSTILE = {
    "markup": f"<script>alert('{MARK}')</script><img src=x onerror={MARK}>\"'>",
    "statement": f"{MARK}' or 1=1; drop table audit_entry; --%_\\",
    "length": MARK * 2_500,
    "signs": f"{MARK}\u202e\u0000\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")
    + "\r\nSet-Cookie: a=b",
    "path": f"../../../../etc/passwd{MARK}",
    "template": f"{{{{ 7*191 }}}}{MARK}{{% include 'x' %}}",
}
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=\s*[\"']|<[a-z][^>]*\son[a-z]+\s*=\s*[\"']|javascript:",
    re.I,
)
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Forms(HTMLParser):
    """The forms of a page: (method, action, names of its fields with their values)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((said.get("method", "get").lower(), said.get("action", ""), {}))
        elif self.found and said.get("name") and tag in ("input", "textarea", "select", "button"):
            self.found[-1][2].setdefault(said["name"], said.get("value", ""))


@pytest.fixture(params=SCREENS)
def counter(db, request, monkeypatch, tmp_path) -> Iterator[Counter]:
    before = current()
    assert before.staff is not None
    key = Path(before.home) / "identities" / "office" / "sign-in.key"
    staff = msgspec.structs.replace(before.staff, signing_keys=(str(key),), issuer=before.staff.origin)
    file = tmp_path / "system.json"
    file.write_bytes(msgspec.json.encode(msgspec.structs.replace(before, staff=staff)))
    monkeypatch.setenv("JUKI_SYSTEM_FILE", str(file))
    current.cache_clear()
    with Counter(request.param, SCREENS[request.param]) as found:
        found.screens = SCREENS[request.param]
        yield found
    monkeypatch.undo()
    current.cache_clear()


def sign_in_with_everything(counter: Counter) -> None:
    if counter.system == "outside":  # beyond the city hall: a key instead of a sign-in
        counter.get("/enter?key=k3y")
    counter.sign_in("clerk.test", *permissions(counter.screens))


def text(reply: HttpResponse) -> str:
    return reply.content.decode()


def test_no_page_lets_anything_strange_in(counter):
    sign_in_with_everything(counter)
    seen = 0
    for address, methods in addresses(counter.screens):
        reply = counter.get(address) if "GET" in methods else counter.post(address, {})
        assert reply.status_code < 500, address
        seen += 1
        for name, value in HEADERS.items():
            assert reply.headers.get(name) == value, (address, name)
        policy = reply.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        if "html" in reply.headers.get("Content-Type", ""):
            assert not INLINE.search(text(reply)), (address, INLINE.search(text(reply)))
    assert seen > 2


def test_no_form_is_taken_that_no_page_of_ours_made(counter):
    sign_in_with_everything(counter)
    for address, methods in addresses(counter.screens):
        if "POST" in methods:
            assert counter.post_bare(address, {}).status_code == 403, address


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_in_every_field_of_every_form(counter, kind):
    """Nothing breaks, nothing comes back as markup, and a refusal says its code."""
    sign_in_with_everything(counter)
    tried = 0
    for address, methods in addresses(counter.screens):
        if "GET" not in methods:
            continue
        page = counter.get(address)
        parser = Forms()
        parser.feed(text(page) if "html" in page.headers.get("Content-Type", "") else "")
        for method, action, fields in parser.found:
            if action in ("/sign-out",) or action.startswith("http"):
                continue
            filled = {
                name: value if name in ("csrfmiddlewaretoken", "key", "idempotency") else HOSTILE[kind]
                for name, value in fields.items()
            }
            filled.pop("csrfmiddlewaretoken", None)
            target = (action or address).split("?")[0]
            reply = (
                counter.client.get(target, filled, **counter._sent)
                if method == "get"
                else counter.post(target, filled)
            )
            tried += 1
            assert reply.status_code < 500, (target, kind)
            body = text(reply) if "html" in reply.headers.get("Content-Type", "") else ""
            assert not INLINE.search(body), (target, kind)
            assert f"<script>alert('{MARK}" not in body, target
            assert "Set-Cookie: a=b" not in str(reply.headers), target
            assert "1337" not in body or "{{ 7*191 }}" in unescape(body), target
            assert "root:x:" not in body
    assert tried, counter.system
    assert AuditHead.objects.exists()


def test_behind_tls_a_browser_is_told_to_stay_there(counter, monkeypatch):
    assert "Strict-Transport-Security" not in counter.get("/").headers
    staff = msgspec.structs.replace(current().staff, origin="https://portal.example")
    monkeypatch.setattr(door, "staff_of", lambda: staff)
    counter._sent["HTTP_HOST"] = "portal.example"
    assert counter.get("/").headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.parametrize(
    "counter", [one for one in SCREENS if one not in ("office", "outside")], indirect=True
)
def test_a_page_says_who_had_it_shown(counter):
    """One that is printed or photographed leads back to who opened it."""
    sign_in_with_everything(counter)
    first = next(address for address, methods in addresses(counter.screens) if "GET" in methods)
    page = text(counter.get(first))
    assert re.search(r"表示した職員：市民課　.*職員 見本.*（clerk\.test）　端末：127\.0\.0\.1　令和\d", page)
