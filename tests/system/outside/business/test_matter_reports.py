"""A simulated business system tells the register what it has: its own duty's 個別事項, once, counted."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from django.test import Client, override_settings

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.models import PostedForm
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.links.post import views
from juki.links.post.models import Outbox
from juki.links.registry import IndividualMatter, NationalHealth
from juki.outside.business import rules, urls
from juki.outside.business.records.models import Report
from juki.systems.registry.domain.matter import MatterKind
from juki.systems.registry.services import matters

NUMBER = str(AddresseeNumber.from_serial(12))
HEALTH = {"kind": "national_health", "insured": True, "acquired_on": "2026-04-01"}
FORM = {"target": "kokuho", "addressee_number": NUMBER, "matter": HEALTH}


@pytest.fixture(autouse=True)
def clients(monkeypatch) -> None:
    monkeypatch.setattr(rules, "clients", lambda: {"clerk": list(rules.targets()), "second": ["kokuho"]})


def post(form: object, *, key: UUID | None = None, client: str = "clerk", right: str = "report") -> Any:
    AccessGrant.objects.get_or_create(
        system="business",
        client=client,
        permission=f"business.{right}",
        defaults={"valid_from": date(2020, 1, 1)},
    )
    with override_settings(ROOT_URLCONF=(*urls.urlpatterns, *views.urlpatterns)):
        return Client(raise_request_exception=False).post(
            "/api/matters", form, content_type="application/json",
            **{"juki.certificate": f"urn:juki:client:{client}", "HTTP_IDEMPOTENCY_KEY": str(key or uuid4())},
        )  # fmt: skip


def sent() -> list[IndividualMatter]:
    rows = Outbox.objects.filter(owner="business", destination="registry").order_by("id")
    return [msgspec.json.decode(row.body, type=IndividualMatter) for row in rows]


def test_a_report_is_kept_counted_and_told(db):
    assert post(FORM).json() == {"target": "kokuho", "kind": "national_health", "number": 1}
    lost = {**HEALTH, "insured": False, "lost_on": "2026-11-01"}
    assert post({**FORM, "matter": lost}).json()["number"] == 2
    assert post({**FORM, "addressee_number": str(AddresseeNumber.from_serial(13))}).json()["number"] == 1
    assert [one.number for one in sent()] == [1, 2, 1]
    assert sent()[0].matter == NationalHealth(insured=True, acquired_on="2026-04-01")
    streams = [row.streams for row in Outbox.objects.filter(owner="business").order_by("id")]
    assert streams[0] == streams[1] == [f"national_health:{NUMBER}"]
    assert sent()[1].matter.lost_on == "2026-11-01"
    assert Report.objects.count() == AuditEntry.objects.filter(action="matter.told").count() == 3


def test_the_same_post_tells_once(db):
    key = uuid4()
    first = post(FORM, key=key)
    assert first.status_code == 201
    PostedForm.objects.all().delete()
    assert post(FORM, key=key).json() == first.json()
    assert len(sent()) == 1
    PostedForm.objects.all().delete()
    assert (
        post({**FORM, "matter": {**HEALTH, "acquired_on": "2026-05-01"}}, key=key).json()["code"]
        == "KRN-0208"
    )
    PostedForm.objects.all().delete()
    assert post(FORM, key=key, client="second").json()["code"] == "KRN-0208"
    assert len(sent()) == 1


@pytest.mark.parametrize(
    ("change", "client", "code"),
    [
        ({"matter": {"kind": "voter_roll", "registered": True}}, "clerk", "OUT-0905"),
        ({"target": "library"}, "clerk", "OUT-0905"),
        ({"target": "kaigo"}, "clerk", "OUT-0905"),
        ({"target": "kaigo", "matter": {"kind": "long_term_care", "insured": False}}, "second", "OUT-0904"),
        ({"target": "nobody"}, "clerk", "OUT-0901"),
        ({"addressee_number": "12"}, "clerk", "KRN-0132"),
        ({"addressee_number": IndividualNumber.from_body("10203040506").digits}, "clerk", "OUT-0903"),
        ({"matter": {**HEALTH, "card_number": "1"}}, "clerk", "KRN-0205"),
        ({"matter": {"kind": "rice"}}, "clerk", "KRN-0205"),
    ],
)
def test_what_is_not_told(db, change, client, code):
    assert post({**FORM, **change}, client=client).json()["code"] == code
    assert sent() == []
    assert not Report.objects.exists()


def test_a_right_of_its_own_is_needed(db):
    assert post(FORM, right="request").status_code == 403
    assert sent() == []


def test_both_sides_agree_on_who_tells_what():
    assert {kind: target for target, kind in rules.reports().items()} == matters.senders()
    assert set(matters.senders()) == {str(kind) for kind in MatterKind}
    assert set(rules.reports()) <= set(rules.targets())
