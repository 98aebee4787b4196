"""操作権限一覧表: who holds what, in words; for who may see the directory, and logged."""

from datetime import timedelta

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.office.records.models import Grant

SEE = ("office", "office.client.see")


@pytest.fixture
def officer(person, browser):
    """Signed in, with the right to see the directory; beside a clerk with two rights of the register."""
    person("clerk", ("registry", "registry.resident.see"), ("registry", "registry.application.enter"))
    browser.sign_in("officer.o", person("officer.o", SEE))
    return browser


def rows(page: str) -> str:
    return page[page.index("<tbody>") : page.index("</tbody>")]


def test_everybodys_rights_stand_in_words(officer):
    page = rows(officer.get("/rights").content.decode())
    for text in (
        "clerk",
        "見本 職員",
        "市民課",
        "住民記録",
        "住民票の照会",
        "異動の入力（仮登録）",
        "利用者と操作権限の照会",
    ):
        assert text in page
    assert "registry.resident.see" not in page


def test_only_what_was_asked_for(officer):
    page = rows(officer.get("/rights", system="registry").content.decode())
    assert "住民票の照会" in page
    assert "利用者と操作権限の照会" not in page
    page = officer.get("/rights", system="kiosk", section="市民課").content.decode()
    assert "該当するものはありません" in page


def test_what_ended_is_gone_and_what_is_to_come_is_marked(officer):
    today = current().clock.now().legal_day
    Grant.objects.filter(permission="registry.resident.see").update(
        valid_from=today - timedelta(days=9), valid_to=today
    )
    Grant.objects.filter(permission="registry.application.enter").update(
        valid_from=today + timedelta(days=1), valid_to=today + timedelta(days=3)
    )
    page = rows(officer.get("/rights", system="registry").content.decode())
    assert "住民票の照会" not in page
    assert "（予定）" in page
    last = today + timedelta(days=2)
    assert f"{last.month}月{last.day}日" in page


def test_not_for_who_lacks_the_right_nor_before_the_sign_in(person, browser):
    assert browser.get("/rights").headers["Location"].startswith("/sign-in?next=")
    browser.sign_in("clerk", person("clerk", ("registry", "registry.resident.see")))
    reply = browser.get("/rights")
    assert (reply.status_code, reply.headers["Juki-Page"]) == (403, "SCR-0111")
    assert "操作権限一覧表" not in browser.get("/").content.decode()
    assert not AuditEntry.objects.filter(action="grants.listed").exists()
    assert AuditEntry.objects.filter(action="page.refused", who="client:clerk").count() == 1


@pytest.mark.parametrize(
    "query", [{"system": "outside"}, {"system": "' or 1=1"}, {"section": "どこにもない課"}]
)
def test_an_unknown_filter_is_refused(officer, query):
    reply = officer.get("/rights", **query)
    assert (reply.status_code, reply.headers["Juki-Page"]) == (400, "OFC-0401")


def test_the_reading_is_logged(officer):
    officer.get("/rights", system="registry")
    (row,) = AuditEntry.objects.filter(action="grants.listed")
    assert (row.who, row.permission, row.detail["system"], row.detail["count"]) == (
        "client:officer.o", "office.client.see", "registry", 2,
    )  # fmt: skip


def test_a_name_is_never_markup(officer):
    Grant.objects.filter(client="clerk").update(granted_by="<script>x</script>")
    assert "<script>x" not in officer.get("/rights").content.decode()
