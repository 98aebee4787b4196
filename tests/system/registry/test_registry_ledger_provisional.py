"""While something is only entered, everybody else sees, certifies and hears what the register says."""

import msgspec
import pytest

from juki.links.post.models import Outbox
from juki.systems.registry.codes import Permission
from juki.systems.registry.records.models import ResidentVersion
from juki.systems.registry.services import issuing
from juki.systems.registry.services.field_rights import RIGHTS

NEW_NAME = {
    "surname": "改田", "given": "次", "kana_surname": "カイタ", "kana_given": "ツギ", "kana_certified": True,
}  # fmt: skip


def sent(name):
    rows = Outbox.objects.filter(owner="registry", name=name).order_by("id")
    return [msgspec.json.decode(row.body) for row in rows]


@pytest.fixture
def composed(monkeypatch):
    """What was put on paper, in order."""
    made, real = [], issuing.compose
    monkeypatch.setattr(issuing, "compose", lambda *a, **k: made.append(real(*a, **k)) or made[-1])
    return made


@pytest.fixture
def other(city):
    """Another section: it may look at residents, and has nothing to do with applications."""
    city.door.may(
        Permission.SEE_RESIDENT, Permission.SEE_HOUSEHOLD, Permission.SEARCH, *RIGHTS.values(), client="tax"
    )  # fmt: skip
    return city.door.as_client("tax")


def renaming(city, number):
    return city.change(
        "SHOKKEN_SHUSEI", {"addressee_number": number, "items": {"name": NEW_NAME}}, basis="ex_officio"
    )


@pytest.mark.proves("STD:4.0.8/9")
def test_other_sections_see_what_stands_and_nothing_of_what_is_entered(city, other):
    result = city.move_in(city.person())
    number, household = result["residents"][0]["addressee_number"], result["household_number"]
    before = city.door.get(f"/api/residents/{number}").json()
    standing = city.submitted_change(renaming(city, number))
    for door in (other, city.door):
        assert door.get(f"/api/residents/{number}").json() == before
        shown = door.get(f"/api/households/{household}").json()["members"][0]["name"]["full"]
        assert shown == before["name"]["full"]
        search = {"purpose": "窓口", "name": "改田", "match": "prefix"}
        assert door.post("/api/searches", search).json()["residents"] == []
    for path in (f"/api/applications/{standing['application']}", "/api/applications"):
        refused = other.get(path)
        assert (refused.status_code, "改田" in refused.content.decode()) == (403, False)
    assert city.approve(standing).status_code == 201
    assert other.get(f"/api/residents/{number}").json()["name"]["full"] == "改田　次"


@pytest.mark.proves("STD:4.0.8/11", "I1.079")
def test_certificates_here_and_at_the_kiosk_are_made_of_what_stands(city, composed):
    result = city.move_in(city.person(), city.person("子"))
    head, child = (one["addressee_number"] for one in result["residents"])
    stood = ResidentVersion.objects.get(addressee_number=head).full_name
    told = {name: len(sent(name)) for name in ("household-snapshot", "numbering-request", "resident-record")}
    standing = city.submitted_change(renaming(city, head))
    body = {
        "purpose": "本人請求", "kind": "individual", "addressee_numbers": [child], "show": ["relationship"],
        "requester": "self",
    }  # fmt: skip
    own = {**body, "addressee_numbers": [head]}
    for asked in (body, own):
        assert city.door.post("/api/certificates", asked).status_code == 201
    assert [one.head_of_household for one in composed] == [stood, stood]
    assert composed[1].persons[0].name == stood
    assert {name: len(sent(name)) for name in told} == told
    assert city.approve(standing).status_code == 201
    for asked in (body, own):
        assert city.door.post("/api/certificates", asked).status_code == 201
    assert [one.head_of_household for one in composed[2:]] == ["改田　次", "改田　次"]
    assert composed[3].persons[0].name == "改田　次"
    assert sent("household-snapshot")[-1]["head_name"] == "改田　次"
    facts = {one["addressee_number"]: one["household"]["head_name"] for one in sent("numbering-request")}
    assert facts == {head: "改田　次", child: "改田　次"}


@pytest.mark.proves("I1.036")
@pytest.mark.parametrize("kept", ["1", ""])
def test_the_class_of_a_relationship_is_kept_and_corrected(city, kept):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    for said in ("9", kept):
        change = city.change(
            "GOKI_SHUSEI",
            {"addressee_number": number, "items": {"relationship_class": said}},
            basis="ex_officio",
        )
        city.changed(change)
    rows = ResidentVersion.objects.filter(addressee_number=number).order_by("number")
    assert [row.relationship_class for row in rows] == ["", "9", kept]
