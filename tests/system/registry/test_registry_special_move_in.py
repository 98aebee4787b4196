"""特例転入: what a 転出証明書情報 brought is used once, and nobody at the counter need see a number."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from juki.kernel.settings import current
from juki.kernel.work import Actor, one_act
from juki.links.jukinet import LeavingPerson, MoveOutCertificate
from juki.systems.registry.records.models import Application, ResidentRow
from juki.systems.registry.records.models import MoveOutCertificate as Kept
from juki.systems.registry.services import move_out_keeping
from support.identification import day
from support.leaving import certificate, person


def leaving(city: Any, one: dict[str, Any], **changes: Any) -> LeavingPerson:
    names = one["name"]
    full = f"{names['surname']}　{names['given']}"
    block = msgspec.structs.replace(
        person(1).person, full=full, surname=names["surname"], given=names["given"]
    )
    digits = one["individual_number"]
    return person(
        1, person=block, birth=day(one["birth"]), individual_number=digits, resident_code=city.network.codes[digits],
        relationship=one["relationship"], **changes,
    )  # fmt: skip


def arrived(city: Any, *persons: dict[str, Any]) -> UUID:
    """The certificate of ``persons``, kept by the register; it leads here from where the form says they come."""
    today = city.today
    message: MoveOutCertificate = certificate(
        *(leaving(city, one) for one in persons), planned_on=(today - timedelta(days=3)).isoformat(),
        filed_on=(today - timedelta(days=6)).isoformat(),
    )  # fmt: skip
    actor = Actor(who="peer:jukinet", right="link", terminal="")
    with one_act(actor, reason="test", times=current().clock.now()) as act:
        move_out_keeping.keep(act, message)
    return UUID(message.certificate)


def entry(city: Any, which: UUID, *persons: dict[str, Any], **changes: Any) -> Any:
    form = city.form(*persons, reason="TOKUREI_TENNYU", **changes)
    body = {**city.named(city.received()), "form": form, "move_out_certificate": str(which)}
    return city.door.post("/api/applications/entries", body)


@pytest.fixture
def pair(city: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    return city.person(), city.person("子", birth="平成30年4月1日")


def blank(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "individual_number": ""}


def test_blank_numbers_are_those_of_the_certificate_and_its_content_goes_with_the_record(city, pair):
    which = arrived(city, *pair)
    reply = entry(city, which, *map(blank, pair))
    assert reply.status_code == 200, reply.content
    standing = reply.json()
    assert [check["outcome"] for check in standing["checks"]] == ["match", "match"]
    assert standing["move_out_certificate"] == str(which)
    assert city.approve(city.submit(standing).json()).status_code == 201
    kept = Kept.objects.get(pk=which)
    assert (kept.state, kept.application, kept.content) == ("used", UUID(standing["application"]), None)
    assert {row.individual_number for row in ResidentRow.objects.all()} == {
        one["individual_number"] for one in pair
    }


def test_who_entered_them_unseen_does_not_see_them_afterwards(city, pair):
    standing = entry(city, arrived(city, *pair), *map(blank, pair)).json()
    shown = city.door.get(f"/api/applications/{standing['application']}").content.decode()
    assert not any(one["individual_number"] in shown for one in pair)


def test_a_number_goes_to_the_person_of_that_name_and_birth_only(city, pair):
    first, second = map(blank, pair)
    reply = entry(city, arrived(city, *pair), first, {**second, "birth": "平成30年4月2日"})
    assert reply.status_code == 422
    assert [one["path"] for one in reply.json()["errors"]] == ["persons.1.individual_number"]
    assert not Application.objects.exclude(form=None).exists()


def test_a_certificate_is_used_once(city, pair):
    which = arrived(city, *pair)
    standing = entry(city, which, *map(blank, pair)).json()
    city.approve(city.submit(standing).json())
    again = entry(city, which, city.person())
    assert (again.status_code, again.json()["code"]) == (409, "REG-0702")


def test_an_unknown_certificate_is_refused(city, pair):
    reply = entry(city, uuid4(), *pair)
    assert reply.json()["code"] == "REG-0701"
    assert not Application.objects.exclude(form=None).exists()


def test_after_its_term_a_paper_certificate_is_needed(city, pair):
    which = arrived(city, *pair)
    Kept.objects.filter(pk=which).update(planned_on=city.today - timedelta(days=31))
    moved = (city.today - timedelta(days=20)).isoformat()
    reply = entry(city, which, *pair, moved_on=moved)
    assert reply.json()["code"].startswith("REG-07")
    assert not Application.objects.exclude(form=None).exists()
