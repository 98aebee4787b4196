"""住民票の写し: numbered, sealed, in the log before it leaves; what was not asked for is not there."""

import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote
from uuid import uuid4

import pytest

from juki.kernel.access.models import AccessGrant
from juki.kernel.audit.models import AuditEntry
from juki.kernel.door.models import PostedForm
from juki.kernel.settings import current
from juki.paper import manifest, verify
from juki.paper.certificate import Form
from juki.systems.registry.records.models import IssueLog, ResidentRow, ResidentVersion
from juki.systems.registry.services import issuing


def issue(city, *, key=None, **body):
    return city.door.post("/api/certificates", {"purpose": "本人請求", **body}, key=key)


def number_of(reply):
    return unquote(reply.headers["Juki-Issue-Number"])


@pytest.fixture
def composed(monkeypatch):
    """The sheets as they were composed, before they became pixels."""
    seen = []
    real = issuing.compose
    monkeypatch.setattr(
        issuing, "compose", lambda *args, **named: seen.append(real(*args, **named)) or seen[-1]
    )
    return seen


@pytest.mark.proves("STD:5.5/1")
def test_of_a_person(city, composed):
    result = city.move_in(city.person(), city.person("妻"))
    number = result["residents"][1]["addressee_number"]
    reply = issue(city, kind="individual", addressee_numbers=[number], printer="プリンタ001")
    assert (reply.status_code, reply.headers["Content-Type"]) == (201, "application/pdf")
    root = Path(current().authority).read_bytes()
    assert verify.verify(reply.content, trust_roots=[root], at=datetime.now(UTC)).valid
    today = city.today.strftime("%Y%m%d")
    assert number_of(reply) == f"{today} 西東京市 127.0.0.1 プリンタ001 001"
    row = IssueLog.objects.get()
    assert (row.issue_number, row.subjects) == (number_of(reply), [f"addressee:{number}"])
    assert row.document_digest == hashlib.sha256(reply.content).hexdigest()
    assert str(row.transaction_id) == reply.headers["Juki-Transaction"]
    assert manifest.subjects(reply.content).issue_number == row.issue_number
    (sheet,) = composed
    (person,) = sheet.persons
    assert [person.relationship, person.individual_number, person.resident_code, sheet.head_of_household] == [
        None
    ] * 4
    assert (person.origin.honseki, person.address_since) == (None, "")
    assert sheet.certification.sentence.startswith("この写しは、住民票")
    assert sheet.certification.certifier.prefecture == "東京都"
    assert AuditEntry.objects.filter(action__startswith="certificate.").count() == 2
    assert PostedForm.objects.get(key=row.transaction_id).reply is None


def test_of_a_household_with_everything(city, composed):
    head, wife = city.person(), city.person("妻")
    result = city.move_in(head, wife)
    show = ["relationship", "honseki", "individual_number", "resident_code"]
    household = result["household_number"]
    reply = issue(city, kind="household", household_number=household, show=show, requester="household")
    assert reply.status_code == 201
    (sheet,) = composed
    assert [person.individual_number for person in sheet.persons] == [
        head["individual_number"],
        wife["individual_number"],
    ]
    assert [person.relationship for person in sheet.persons] == ["世帯主", "妻"]
    assert sheet.head_of_household == f"{head['name']['surname']}　{head['name']['given']}"
    assert "世帯全員" in sheet.certification.sentence
    assert AuditEntry.objects.filter(action="individual_number.shown").count() == 1
    row = IssueLog.objects.get()
    assert head["individual_number"] not in f"{row.options}{row.subjects}"
    second = issue(city, kind="household", household_number=result["household_number"])
    assert number_of(second).endswith(" 002")


def test_some_members_are_not_the_whole_household(city, composed):
    result = city.move_in(city.person(), city.person("妻"))
    chosen = [result["residents"][1]["addressee_number"]]
    reply = issue(
        city, kind="household", household_number=result["household_number"], addressee_numbers=chosen
    )
    assert reply.status_code == 201
    assert len(composed[0].persons) == 1
    assert "世帯全員" not in composed[0].certification.sentence


@pytest.mark.proves("STD:1.1.9/2", "NOT:1.1.9/2")
def test_a_foreign_resident_has_western_years_where_the_law_wants_them(city, composed):
    result = city.move_in(city.foreigner())
    numbers = [result["residents"][0]["addressee_number"]]
    assert (
        issue(city, kind="individual", addressee_numbers=numbers, show=["residence_status"]).status_code
        == 201
    )
    person = composed[0].persons[0]
    assert (person.birth, person.kana, person.origin.expires) == ("1990年5月6日", "＊＊＊", "2030年1月1日")
    assert (person.became_resident, person.origin.nationality) == ("令和2年4月1日", None)


def test_a_reading_that_is_not_certified_is_not_printed(city, composed):
    person = city.person()
    person["name"] |= {"kana_certified": False}
    result = city.move_in(person)
    issue(city, kind="individual", addressee_numbers=[result["residents"][0]["addressee_number"]])
    assert composed[0].persons[0].kana == ""


def test_a_copy_leaves_once(city):
    result, key = city.move_in(city.person()), uuid4()
    body = {"kind": "individual", "addressee_numbers": [result["residents"][0]["addressee_number"]]}
    assert issue(city, key=key, **body).status_code == 201
    again = issue(city, key=key, **body)
    assert (again.status_code, again.json()["code"]) == (409, "REG-0502")
    assert IssueLog.objects.count() == 1


def test_refusals(city):
    first, second = city.move_in(city.person()), city.move_in(city.person())
    number, other = (one["residents"][0]["addressee_number"] for one in (first, second))
    ResidentRow.objects.filter(addressee_number=other).update(state="2")
    cases = [
        ({"kind": "individual", "addressee_numbers": ["0000000019"]}, "REG-0201"),
        ({"kind": "individual", "addressee_numbers": []}, "REG-0503"),
        ({"kind": "individual", "addressee_numbers": [number, other]}, "REG-0503"),
        ({"kind": "household", "household_number": "0000000019"}, "REG-0202"),
        ({"kind": "household"}, "REG-0202"),
        ({"kind": "household", "household_number": second["household_number"]}, "REG-0202"),
        (
            {
                "kind": "household",
                "household_number": first["household_number"],
                "addressee_numbers": [other],
            },
            "REG-0503",
        ),
        ({"kind": "individual", "addressee_numbers": [number], "show": ["income"]}, "KRN-0205"),
        ({"kind": "individual", "addressee_numbers": [number], "printer": "\U000323af"}, "PAP-0"),
    ]
    for body, code in cases:
        reply = issue(city, **body)
        assert 400 <= reply.status_code < 500, body
        assert reply.json()["code"].startswith(code), body
    assert not IssueLog.objects.exists()
    refused = AuditEntry.objects.filter(action="certificate.refused")
    assert refused.count() == len(cases) - 1


@pytest.mark.parametrize("item", ["individual_number", "resident_code"])
@pytest.mark.parametrize(
    "said", [{}, {"requester": ""}, {"requester": "third_party"}, {"requester": "public_office"}]
)
def test_numbers_need_a_capacity_that_may_have_them(city, item, said):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    body = {"kind": "individual", "addressee_numbers": [number], "show": [item]}
    reply = issue(city, **body, **said)
    assert (reply.status_code, reply.json()["code"]) == (422, "REG-0504")
    assert not IssueLog.objects.exists()
    assert not AuditEntry.objects.filter(action="individual_number.shown").exists()
    for requester in ("self", "household", "agent"):
        assert issue(city, **body, requester=requester).status_code == 201


def test_the_removed_get_no_copy_of_a_current_record(city):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    row = ResidentVersion.objects.get()
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "event"
    }
    ResidentVersion.objects.create(**{**values, "number": 2, "state": "2"}, event_id=row.event_id)
    ResidentRow.objects.update(version=2, state="2")
    assert issue(city, kind="individual", addressee_numbers=[number]).json()["code"] == "REG-0501"


def test_the_individual_number_on_paper_needs_its_right(city):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    AccessGrant.objects.filter(permission="registry.individual_number.see").delete()
    reply = issue(city, kind="individual", addressee_numbers=[number], show=["individual_number"])
    assert reply.status_code == 403
    assert not IssueLog.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": " "}, {"purpose": "一行\n二行"}, {"show": ["honseki", "honseki"]},
        {"show": ["honseki"] * 7},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for(city, changes):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    reply = issue(city, **{"kind": "individual", "addressee_numbers": [number], **changes})
    assert reply.json()["code"] == "KRN-0205"


def test_a_key_is_of_one_request_and_one_clerk(city):
    result, key = city.move_in(city.person()), uuid4()
    body = {"kind": "individual", "addressee_numbers": [result["residents"][0]["addressee_number"]]}
    assert issue(city, key=key, **body).status_code == 201
    for other in ({"purpose": "第三者請求"}, {"show": ["honseki"]}):
        assert issue(city, key=key, **{**body, **other}).json()["code"] == "KRN-0208"
    second_clerk(city)
    assert issue(city, key=key, **body).json()["code"] == "KRN-0208"


def second_clerk(city):
    """The same door, opened by another clerk with the same rights."""
    for row in AccessGrant.objects.filter(client="clerk"):
        AccessGrant.objects.create(
            system=row.system, client="second", permission=row.permission, valid_from=row.valid_from
        )
    city.door.who = "urn:juki:client:second"


def test_a_number_that_nobody_has_is_not_logged(city):
    typed = city.number()
    issue(city, kind="individual", addressee_numbers=[typed])
    issue(city, kind="household", household_number=typed)
    issue(city, kind="individual", addressee_numbers=[typed], show=["individual_number"])
    AccessGrant.objects.filter(permission="registry.individual_number.see").delete()
    issue(city, kind="individual", addressee_numbers=[typed], show=["individual_number"])
    assert AuditEntry.objects.filter(action="certificate.refused").count() == 3
    assert {tuple(row.subjects) for row in AuditEntry.objects.all()} == {()}


@pytest.mark.proves("STD:1.1.3/1")
def test_everybody_has_a_record_and_a_copy_of_ones_own(city, composed):
    people = [city.person(), city.person("妻"), city.person("子")]
    result = city.move_in(*people)
    numbers = [one["addressee_number"] for one in result["residents"]]
    assert sorted(ResidentVersion.objects.values_list("addressee_number", flat=True)) == sorted(numbers)
    for number in numbers:
        assert issue(city, kind="individual", addressee_numbers=[number]).status_code == 201
    assert [[person.name for person in sheet.persons] for sheet in composed] == [
        [f"{one['name']['surname']}　{one['name']['given']}"] for one in people
    ]
    assert {sheet.form for sheet in composed} == {Form.INDIVIDUAL}


@pytest.mark.proves("STD:1.1.3/2", "STD:5.1/1")
def test_of_a_whole_household_or_of_some_on_one_sheet(city, composed):
    result = city.move_in(city.person(), city.person("妻"), city.person("子"))
    household = {"kind": "household", "household_number": result["household_number"]}
    numbers = [one["addressee_number"] for one in result["residents"]]
    for chosen in ([], numbers[1:], numbers[:1]):
        assert issue(city, **household, addressee_numbers=chosen).status_code == 201
    assert [len(sheet.persons) for sheet in composed] == [3, 2, 1]
    assert {sheet.form for sheet in composed} == {Form.HOUSEHOLD}
    assert ["世帯全員" in sheet.certification.sentence for sheet in composed] == [True, False, False]


@pytest.mark.proves("STD:5.1/3")
@pytest.mark.parametrize("item", ["relationship", "honseki", "resident_code", "individual_number"])
def test_each_item_is_there_if_it_was_asked_for_and_not_otherwise(city, composed, item):
    person = city.person()
    number = city.move_in(person)["residents"][0]["addressee_number"]
    for show in ([item], []):
        body = {"kind": "individual", "addressee_numbers": [number], "requester": "self", "show": show}
        assert issue(city, **body).status_code == 201
    values = {
        "relationship": lambda sheet: (sheet.persons[0].relationship, sheet.head_of_household),
        "honseki": lambda sheet: (sheet.persons[0].origin.honseki, sheet.persons[0].origin.register_head),
        "resident_code": lambda sheet: (sheet.persons[0].resident_code,),
        "individual_number": lambda sheet: (sheet.persons[0].individual_number,),
    }
    name = f"{person['name']['surname']}　{person['name']['given']}"
    expected = {
        "relationship": ("世帯主", name),
        "honseki": (person["register"]["honseki"], person["register"]["head"]),
        "resident_code": (city.network.codes[person["individual_number"]],),
        "individual_number": (person["individual_number"],),
    }
    asked, bare = composed
    for other, found in values.items():
        assert found(asked) == (expected[other] if other == item else (None,) * len(expected[other]))
        assert set(found(bare)) == {None}


@pytest.mark.proves("STD:5.4/1")
@pytest.mark.parametrize("kind", ["individual", "household"])
def test_a_building_is_never_left_out(city, composed, kind):
    address = {**city.form()["address"], "building": "仮荘101号"}
    result = city.move_in(city.person(), city.person("妻"), address=address)
    numbers = [one["addressee_number"] for one in result["residents"]]
    whom = (
        {"addressee_numbers": numbers[1:]}
        if kind == "individual"
        else {"household_number": result["household_number"]}
    )
    assert issue(city, kind=kind, **whom).status_code == 201
    assert all(person.address.endswith("2番3号　仮荘101号") for person in composed[0].persons), composed[
        0
    ].persons


@pytest.mark.proves("STD:5.5/4")
def test_every_copy_has_a_number_of_its_own(city):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    copies = [issue(city, kind="individual", addressee_numbers=[number]) for _ in range(3)]
    found = [number_of(copy) for copy in copies]
    assert [one.rpartition(" ")[2] for one in found] == ["001", "002", "003"]
    assert [manifest.subjects(copy.content).issue_number for copy in copies] == found


def carried_over(number, **items):
    """A second version with other ``items``, written past the rules, as a former system may have left it."""
    row = ResidentVersion.objects.get(addressee_number=number)
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "event"
    }
    ResidentVersion.objects.create(**{**values, "number": 2, **items}, event_id=row.event_id)
    ResidentRow.objects.filter(addressee_number=number).update(version=2)


@pytest.mark.proves("NOT:5.1/1")
def test_who_was_removed_is_on_no_sheet_with_who_stays(city, composed):
    result = city.move_in(city.person(), city.person("妻"))
    stays, left = (one["addressee_number"] for one in result["residents"])
    carried_over(left, state="2")
    ResidentRow.objects.filter(addressee_number=left).update(state="2")
    household = {"kind": "household", "household_number": result["household_number"]}
    for chosen in ([left], [stays, left]):
        assert issue(city, **household, addressee_numbers=chosen).json()["code"] == "REG-0503"
    assert issue(city, **household).status_code == 201
    assert [len(sheet.persons) for sheet in composed] == [1]


@pytest.mark.proves("NOT:1.3.9/1")
@pytest.mark.parametrize("blank", ["", "　"])
def test_without_the_name_of_the_certifier_nothing_is_certified(city, monkeypatch, blank):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    monkeypatch.setattr("juki.paper.issuer.certifier_name", lambda: blank)
    reply = issue(city, kind="individual", addressee_numbers=[number])
    assert (reply.status_code >= 400, reply.json()["code"][:3]) == (True, "PAP")
    assert not IssueLog.objects.exists()


@pytest.mark.proves("NOT:5.3/3")
@pytest.mark.parametrize(
    "name", [{"alias": "仮名", "alias_kana": "かめい"}, {"alias": "仮名", "alias_kana": "カめイ"}]
)
def test_no_reading_is_printed_in_hiragana(city, name):
    person = city.foreigner()
    assert set(city.refused(city.form(person | {"name": person["name"] | name})).values()) == {"REG-0657"}
    number = city.move_in(person)["residents"][0]["addressee_number"]
    carried_over(number, **name)
    reply = issue(city, kind="individual", addressee_numbers=[number])
    assert (reply.status_code >= 400, reply.json()["code"][:3]) == (True, "PAP")
    assert not IssueLog.objects.exists()
    for wrong in ({"kana_given": "はじめ"}, {"former_surname": "旧", "former_surname_kana": "きゅう"}):
        japanese = city.person()
        japanese["name"] |= wrong
        assert set(city.refused(city.form(japanese)).values()) == {"KRN-0171"}


@pytest.mark.proves("STD:1.1.9/1", "NOT:1.1.9/1")
def test_a_copy_of_a_japanese_resident_has_era_years_alone(city, composed):
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    assert issue(city, kind="individual", addressee_numbers=[number]).status_code == 201
    (sheet,) = composed
    (person,) = sheet.persons
    days = [person.birth, person.became_resident, person.notified, sheet.certification.issued_on]
    assert days[0] == "昭和55年2月3日"
    assert all(day.startswith("令和") for day in days[1:]), days
    assert not re.search(r"[12]\d{3}年", str(sheet))
    page = city.door.get(f"/api/residents/{number}").json()
    assert not re.search(r"[12]\d{3}年", str(page))
