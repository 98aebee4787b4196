"""Everything that may not be recorded: a coded 4xx, a row in the log, and nothing changed."""

from datetime import timedelta
from uuid import uuid4

import pytest

from juki.kernel.audit.models import AuditEntry
from juki.links.post.models import Outbox
from juki.systems.registry.records.models import (
    AddresseeNumberBlock,
    Application,
    EventRow,
    HouseholdRow,
    ResidentRow,
    ResidentVersion,
)


def person(**changes):
    return lambda form, people: form["persons"][0].update(changes)


def name(**changes):
    return lambda form, people: form["persons"][0]["name"].update(changes)


def whole(**changes):
    return lambda form, people: form.update(changes)


def foreign(**changes):
    def mutate(form, people):
        form["persons"] = [people.foreigner()]
        form["persons"][0]["foreign"].update(changes)

    return mutate


def days(**offsets):
    return lambda form, people: form.update(
        {field: (people.today + timedelta(days=days)).isoformat() for field, days in offsets.items()}
    )


def second(**changes):
    return lambda form, people: form["persons"].append({**people.person(), **changes})


def wrong_digit(form, people):
    digits = form["persons"][0]["individual_number"]
    form["persons"][0]["individual_number"] = digits[:-1] + str((int(digits[-1]) + 1) % 10)


def same_twice(form, people):
    form["persons"].append({**form["persons"][0], "relationship": "妻"})


CASES = [
    ("future", days(moved_on=1), "REG-0101"),
    ("notified before the move", days(moved_on=-3, notified_on=-4), "REG-0102"),
    ("notified in the future", days(moved_on=-3, notified_on=1), "REG-0103"),
    ("moved before birth", person(birth="2026-11-22"), "REG-0104"),
    ("impossible day", whole(moved_on="2026-02-30"), "KRN-0142"),
    ("unknown day as 異動日", whole(moved_on="令和8年頃"), "KRN-0145"),
    ("no date", whole(moved_on="きのう"), "KRN-0143"),
    ("unknown 届出日", whole(notified_on="令和8年10月頃"), "KRN-0145"),
    ("impossible birth", person(birth="昭和70年1月1日"), "KRN-0141"),
    ("check digit", wrong_digit, "KRN-0102"),
    ("letters as number", person(individual_number="abc"), "KRN-0101"),
    ("no name", name(surname="", given=""), "REG-0105"),
    ("no given name", name(given=""), "KRN-0161"),
    ("too long", name(given="一" * 300), "KRN-0164"),
    ("control character", name(given="一\u0007"), "KRN-0162"),
    ("blank at the edge", name(given="一 "), "KRN-0165"),
    ("glyph that the font lacks", name(given="\U000323af"), "REG-0112"),
    ("sequence that the font lacks", name(given="一\U000e01ef"), "REG-0112"),
    ("hiragana as certified reading", name(kana_given="はじめ"), "KRN-0171"),
    ("grandchild", person(relationship="孫"), "KRN-0195"),
    ("two heads", second(), "REG-0110"),
    ("same number twice", same_twice, "REG-0111"),
    ("no register", person(register=None), "REG-0105"),
    ("blank 筆頭者", person(register={"honseki": "仮", "head": ""}), "REG-0105"),
    ("Japanese with alias", name(alias="仮"), "REG-0106"),
    ("former surname without kana", name(former_surname="仮"), "REG-0105"),
    ("foreigner without block", lambda form, people: form.update(persons=[people.foreigner(foreign=None)]), "REG-0105"),
    ("foreigner with honseki", lambda form, people: form.update(
        persons=[people.foreigner(register={"honseki": "仮", "head": "仮"})]), "REG-0107"),
    ("special permanent with status", foreign(category="special_permanent"), "REG-0108"),
    ("card number", foreign(card_number="12"), "REG-0109"),
    ("mid to long term without card", foreign(card_number=""), "REG-0105"),
    ("transitional with card", foreign(category="transitional_birth"), "REG-0108"),
    ("nobody", whole(persons=[]), "REG-0117"),
    ("unknown reason", whole(reason="NANIKA"), "REG-0120"),
    ("reason is no move-in", whole(reason="SHIBO"), "REG-0113"),
    ("abroad with municipality", whole(reason="KOKUGAI_TENNYU"), "REG-0113"),
    ("came from here", lambda form, people: form["former_address"].update(municipality="132292"), "REG-0116"),
    ("address elsewhere", lambda form, people: form["address"].update(municipality="011011"), "REG-0114"),
    ("municipality code", lambda form, people: form["address"].update(municipality="132293"), "KRN-0122"),
    ("postal code", lambda form, people: form["address"].update(postal_code="18"), "KRN-0181"),
    ("empty former address", whole(former_address={}), "KRN-0183"),
    ("household number", whole(household={"number": "0000000014"}), "KRN-0132"),
    ("no such household", whole(household={"number": "0000000019"}), "REG-0202"),
    ("impossible expiry", foreign(expires_on="2030-02-30"), "KRN-0142"),
]  # fmt: skip


@pytest.mark.parametrize(("mutate", "code"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@pytest.mark.proves("STD:11.1/2")
def test_refused_beside_its_field_and_nothing_changed(city, mutate, code):
    form = city.form(city.person())
    mutate(form, city)
    standing = city.received()
    logged = AuditEntry.objects.filter(outcome="refused").count()
    reply = city.enter(form, standing=standing)
    assert (reply.status_code, reply.json()["code"]) == (422, "REG-0601")
    assert code in {one["code"] for one in reply.json()["errors"]}
    assert all(one["path"] and one["text"] for one in reply.json()["errors"])
    assert AuditEntry.objects.filter(outcome="refused").count() > logged
    assert Application.objects.get().form is None
    nothing_changed()


@pytest.mark.parametrize("mutate", [whole(colour="red"), whole(persons="all")])
def test_another_shape_is_malformed(city, mutate):
    form = city.form(city.person())
    mutate(form, city)
    assert city.enter(form).json()["code"] == "KRN-0205"
    nothing_changed()


def test_all_faults_are_told_at_once(city):
    head, wife = city.person(), city.person("孫", birth="昭和70年1月1日")
    head["name"]["given"] = ""
    wife["register"] = {"honseki": "", "head": ""}
    form = city.form(head, wife, moved_on="")
    form["address"]["municipality"] = "011011"
    form["former_address"]["postal_code"] = "1"
    assert city.refused(form) == {
        "moved_on": "KRN-0143", "former_address.postal_code": "KRN-0181", "persons.0.name.given": "KRN-0161",
        "persons.1.birth": "KRN-0141", "persons.1.relationship": "KRN-0195",
        "persons.1.register.honseki": "REG-0105", "persons.1.register.head": "REG-0105",
    }  # fmt: skip
    form["moved_on"], form["former_address"]["postal_code"] = city.today.isoformat(), ""
    assert city.refused(form)["address.municipality"] == "REG-0114"


def nothing_changed():
    for model in (EventRow, HouseholdRow, ResidentRow, ResidentVersion):
        assert not model.objects.exists()
    assert not AddresseeNumberBlock.objects.filter(used_at__isnull=False).exists()
    assert not Outbox.objects.filter(owner="registry").exists()


@pytest.mark.parametrize("content", [b"", b"{", b'{"reason": "\xff"}', b"[" * 5000, b'{"reason":"\\u0000"}'])
def test_malformed_bodies_are_coded(city, content):
    reply = city.door.post("/api/applications/entries", content)
    assert reply.status_code == 400
    nothing_changed()


@pytest.mark.proves("C:cs.logic_movein@1")
def test_who_lives_here_does_not_move_in(city):
    one = city.person()
    city.move_in(one)
    before = ResidentVersion.objects.count()
    form = city.form(city.person(), {**one, "relationship": "妻"})
    assert city.refused(form) == {"persons.1.individual_number": "REG-0301"}
    assert ResidentVersion.objects.count() == before


@pytest.mark.proves("C:cs.logic_movein@1")
def test_same_resident_code_is_the_same_person(city):
    one, other = city.person(), city.person()
    city.network.codes[other["individual_number"]] = city.network.codes[one["individual_number"]]
    city.move_in(one)
    standing = city.entered(other)
    assert [check["code"] for check in standing["checks"]] == ["REG-0301"]
    assert city.submit(standing).json()["errors"][0]["path"] == "persons.0"


def test_a_second_head_does_not_join(city):
    first = city.move_in(city.person())
    form = city.form(city.person(), household={"number": first["household_number"]})
    assert city.refused(form) == {"persons.0.relationship": "REG-0110"}


def test_nobody_joins_a_household_at_another_place(city):
    first = city.move_in(city.person())
    form = city.form(city.person("同居人"), household={"number": first["household_number"]})
    form["address"]["lot"] = "9番9号"
    assert city.refused(form) == {"household.number": "REG-0115"}


def test_without_numbers_nobody_is_recorded(city):
    AddresseeNumberBlock.objects.all().delete()
    city.numbers(1)
    reply = city.approve(city.submitted(city.person(), city.person("妻")))
    assert (reply.status_code, reply.json()["code"]) == (409, "REG-0303")
    nothing_changed()
    assert Application.objects.get().state == "in_review"


def test_a_key_is_needed(city):
    reply = city.door.post("/api/applications", {}, key="1")
    assert (reply.status_code, reply.json()["code"]) == (400, "KRN-0207")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/applications", {}), ("/api/applications/entries", {}), ("/api/applications/checks", {}),
        ("/api/applications/submissions", {}), ("/api/applications/returns", {}),
        ("/api/applications/approvals", {}), ("/api/applications/withdrawals", {}),
        ("/api/number-checks", {}), ("/api/number-blocks", {}), ("/api/searches", {}),
        ("/api/certificates", {}), ("/api/data-use-entries", {}),
    ],
)  # fmt: skip
def test_without_grant_nothing(db, people, path, body):
    reply = people.door.post(path, body)
    assert (reply.status_code, reply.json()["code"]) == (403, "KRN-0202")
    assert AuditEntry.objects.get().outcome == "refused"


@pytest.mark.parametrize(
    "path", ["/api/residents/1", "/api/households/1", "/api/data-use-entries", "/api/applications"]
)
def test_without_grant_nothing_is_read(db, people, path):
    assert people.door.get(path).status_code == 403


def test_refusals_name_nobody(city):
    form = city.form(city.person())
    form["persons"][0]["name"]["given"] = "\U000323af"
    city.enter(form, key=uuid4())
    number = form["persons"][0]["individual_number"]
    for row in AuditEntry.objects.all():
        assert number not in f"{row.subjects}{row.detail}{row.reason}"
