"""Pages: nobody without a session, nothing without a permission, no forged form, no text of an error."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import msgspec
import pytest
from django.http import HttpResponse

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.screens import door, kept_forms
from juki.screens.records.models import KeptForm, Session, SignIn
from juki.screens.static_files import address_of
from support.staff import Counter


@pytest.fixture
def counter(db: None) -> Iterator[Counter]:
    with Counter("test", "support.screens") as found:
        yield found


def text(response: HttpResponse) -> str:
    return response.content.decode()


class TestWithoutASession:
    def test_a_page_sends_the_browser_to_sign_in_and_notes_where_it_wanted_to_go(self, counter: Counter):
        response = counter.get("/?typed=x")
        assert response.status_code == 302
        query = parse_qs(urlsplit(response["Location"]).query)
        assert response["Location"].startswith("http://office.localhost:1/sign-in/authorize?")
        assert query["code_challenge_method"] == ["S256"]
        assert SignIn.objects.get().back_to == "/?typed=x"
        assert query["state"] == [SignIn.objects.get().state]

    def test_the_cookie_is_not_what_is_stored(self, counter: Counter):
        counter.get("/")
        (cookie,) = (one for name, one in counter.client.cookies.items() if name.startswith("test_sign_in_"))
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert bytes(SignIn.objects.get().digest) not in cookie.value.encode()

    def test_a_script_is_told_instead_of_being_led_away(self, counter: Counter):
        response = counter.get("/", **{"HX-Request": "true"})
        assert response.status_code == 401
        assert "SCR-0101" in text(response)

    def test_a_form_without_any_cookie_is_refused(self, counter: Counter):
        response = counter.post("/write", {"name": "x"})
        assert response.status_code == 401
        assert not KeptForm.objects.exists()


class TestPermission:
    def test_of_the_day_opens_the_page(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see")
        response = counter.get("/?typed=<script>")
        assert response.status_code == 200
        assert "&lt;script&gt;" in text(response)
        assert "職員 見本" in text(response)

    def test_missing_is_a_coded_page_and_a_row_in_the_log(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see")
        response = counter.get("/write")
        assert response.status_code == 403
        page = text(response)
        assert "この画面を使う権限がありません" in page
        assert page.index("SCR-0111") < page.index("ポータルへ") < page.index("test.write")
        assert page.count("test.write") == 1
        row = AuditEntry.objects.order_by("-number").first()
        assert (row.action, row.who, row.detail) == (
            "page.refused",
            "client:clerk.sato",
            {"code": "KRN-0202"},
        )

    def test_chooses_what_the_navigation_shows(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see")
        assert "書く" not in text(counter.get("/"))


class TestSession:
    def test_ends_by_itself_when_nobody_uses_it(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see")
        Session.objects.update(seen_at=current().clock.now().machine - timedelta(minutes=31))
        assert counter.get("/").status_code == 302

    def test_ends_at_its_limit_however_busy(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see")
        Session.objects.update(ends_at=current().clock.now().machine)
        assert counter.get("/").status_code == 302

    def test_is_not_trusted_when_revocations_are_unknown_for_long(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see")
        counter.confirm(seconds_ago=31)
        response = counter.get("/")
        assert response.status_code == 503
        assert "SCR-0108" in text(response)

    def test_of_another_system_is_none_here(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see")
        Session.objects.update(system="kiosk")
        assert counter.get("/").status_code == 302


class TestForms:
    def test_that_no_page_of_ours_made_are_refused(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see", "test.write")
        response = counter.post_bare("/write", {"name": "x"})
        assert response.status_code == 403
        assert "SCR-0104" in text(response)

    def test_lead_on_by_303(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see", "test.write")
        response = counter.post("/write", {"name": "x"})
        assert (response.status_code, response["Location"]) == (303, "/")

    def test_that_are_refused_leave_a_coded_page(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see", "test.write")
        response = counter.post("/write", {"name": "refused"})
        assert response.status_code == 409
        assert "SCR-0109" in text(response)

    def test_sent_after_the_end_are_kept_for_their_owner(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see", "test.write")
        Session.objects.update(seen_at=current().clock.now().machine - timedelta(minutes=31))
        response = counter.post("/write", {"name": "辻󠄂 <b>"})
        assert response.status_code == 302
        kept = KeptForm.objects.get()
        assert "辻󠄂".encode() not in bytes(kept.content)
        assert SignIn.objects.get().back_to == f"/kept-forms/{kept.id}"
        counter.sign_in("clerk.sato")
        page = text(counter.get(f"/kept-forms/{kept.id}"))
        assert 'action="/write"' in page
        assert "辻󠄂 &lt;b&gt;" in page

    def test_kept_are_read_in_the_browser_that_sent_them_only(self, counter: Counter):
        ident = self.keep(counter)
        key = f"test_kept_{ident.hex[:12]}"
        counter.sign_in("clerk.sato")
        right = counter.client.cookies[key].value
        for wrong in ("", "x", "A" * 44, right[:-4] + "AAA="):
            counter.client.cookies[key] = wrong
            assert counter.get(f"/kept-forms/{ident}").status_code == 404
        counter.client.cookies[key] = right
        assert counter.get(f"/kept-forms/{ident}").status_code == 200

    def test_kept_are_erased_when_they_are_sent_on(self, counter: Counter):
        ident = self.keep(counter)
        counter.sign_in("clerk.sato", "test.write")
        counter.post("/write", {"name": "x", "kept_form": str(ident)})
        assert not KeptForm.objects.exists()

    def test_kept_too_long_are_erased_by_the_clock(self, counter: Counter):
        self.keep(counter)
        kept_forms.purge(now=current().clock.now().machine + timedelta(hours=1))
        assert not KeptForm.objects.exists()

    def keep(self, counter: Counter) -> UUID:
        counter.sign_in("clerk.sato", "test.write")
        Session.objects.update(ends_at=current().clock.now().machine)
        counter.post("/write", {"name": "x"})
        return KeptForm.objects.get().id

    def test_kept_are_nobody_elses(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.write")
        Session.objects.update(ends_at=current().clock.now().machine)
        counter.post("/write", {"name": "x"})
        counter.sign_in("clerk.kato", "test.write")
        response = counter.get(f"/kept-forms/{KeptForm.objects.get().id}")
        assert response.status_code == 404
        assert "SCR-0107" in text(response)

    def test_kept_for_an_hour_only(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.write")
        Session.objects.update(ends_at=current().clock.now().machine)
        counter.post("/write", {"name": "x"})
        KeptForm.objects.update(kept_at=current().clock.now().machine - timedelta(hours=1))
        counter.sign_in("clerk.sato")
        assert counter.get(f"/kept-forms/{KeptForm.objects.get().id}").status_code == 404


class TestDoor:
    def test_answers_under_its_own_name_only(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see")
        counter._sent["HTTP_HOST"] = "evil.example"
        response = counter.get("/")
        assert response.status_code == 421
        assert "SCR-0105" in text(response)

    def test_health_is_for_this_machines_own_names(self, counter: Counter):
        assert counter.get("/health").status_code == 404
        counter._sent["HTTP_HOST"] = "127.0.0.1:1"
        assert counter.get("/health").status_code == 200

    def test_behind_tls_forms_must_come_from_the_https_address(self, counter: Counter, monkeypatch):
        origin = "https://portal.example"
        staff = msgspec.structs.replace(current().staff, origin=origin)
        monkeypatch.setattr(door, "staff_of", lambda: staff)
        counter._sent["HTTP_HOST"] = "portal.example"
        counter.sign_in("clerk.sato", "test.see", "test.write")
        assert counter.post("/write", {"name": "x"}, Origin=origin).status_code == 303
        for wrong in ("http://portal.example", "https://evil.example", "null"):
            assert counter.post("/write", {"name": "x"}, Origin=wrong).status_code == 403

    def test_lets_nothing_strange_in(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see")
        response = counter.get("/")
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert response["Cache-Control"] == "no-store"
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_what_breaks_shows_no_text_of_the_error(self, counter: Counter):
        counter.sign_in("clerk.sato", "test.see")
        response = counter.get("/breaks")
        assert response.status_code == 503
        assert "KRN-0210" in text(response)
        assert "must not be shown" not in text(response)

    def test_unknown_addresses_are_pages_too(self, counter: Counter):
        response = counter.get("/no/such/page")
        assert response.status_code == 404
        assert "SCR-0106" in text(response)

    def test_programs_routes_are_not_served_to_browsers(self, counter: Counter):
        assert counter.get("/links/deliver").status_code == 404

    @pytest.mark.parametrize("name", ["juki.css", "juki.js"])
    def test_static_files_are_kept_for_good(self, counter: Counter, name: str):
        response = counter.get(address_of(name))
        assert response.status_code == 200
        assert "immutable" in response["Cache-Control"]

    def test_static_files_are_ours_alone(self, counter: Counter):
        assert counter.get("/static/x/../../settings.py").status_code == 404
        assert counter.get("/static/x/vendor/LICENSE").status_code == 404
