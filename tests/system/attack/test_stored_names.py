"""Names, addresses and remarks that hold markup, written past the rules as a former system may have left them."""

import re

import pytest

from juki.kernel.access.models import AccessGrant
from juki.systems.registry.records.models import ResidentRow, ResidentVersion
from support.attack import addresses, permissions
from support.residents import Residents
from support.staff import Counter

WEB = "juki.systems.registry.web"
EVIL = "<b onclick=zqx7>zqx7</b><script>zqx7()</script>"
ESCAPED = re.compile(r"&lt;b onclick=zqx7&gt;zqx7")
TEXTS = (
    "full_name",
    "surname",
    "kana_surname",
    "address_town",
    "address_building",
    "honseki",
    "honseki_head",
    "remarks",
)


@pytest.fixture
def evil(db) -> str:
    (person,) = Residents().household({})
    row = ResidentVersion.objects.get(addressee_number=person.addressee_number)
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "event"
    }
    values |= {"number": row.number + 1} | dict.fromkeys(TEXTS, EVIL)
    ResidentVersion.objects.create(**values, event_id=row.event_id)
    ResidentRow.objects.filter(addressee_number=row.addressee_number).update(version=row.number + 1)
    return str(row.addressee_number)


def test_nothing_stored_comes_back_as_markup(evil):
    shown = set()
    with Counter("registry", WEB) as counter:
        counter.sign_in("clerk.test", *permissions(WEB))
        assert AccessGrant.objects.count() > 10
        for address, methods in addresses(WEB, number=evil):
            if "GET" in methods:
                reply = counter.get(address)
                page = reply.content.decode(errors="replace")
                assert "<b onclick" not in page, address
                assert "<script>zqx7" not in page, address
                assert (
                    "zqx7" not in re.findall(r"<title>(.*?)</title>", page, re.S)[0]
                    if "<title>" in page
                    else True
                )
                assert "zqx7" not in str(reply.headers), address
                if ESCAPED.search(page):
                    shown.add(address)
    assert f"/residents/{evil}" in shown
    assert len(shown) >= 3, shown
