"""What the register takes and what it does not, clause by clause of the standard, through its door."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from juki.systems.registry.records.models import (
    AddresseeNumberBlock,
    EventRow,
    ResidentRow,
    ResidentVersion,
)
from juki.systems.registry.services import numbers, residents

ABROAD = {"town": "架空国仮都", "country": "ZZZ"}


def refused(city, form):
    """Nothing was saved, and nothing can be recorded."""
    reply = city.enter(form)
    assert 400 <= reply.status_code < 500, reply.content
    assert not ResidentRow.objects.exists()
    return reply


def blank(*path):
    """Blank one field of a form."""

    def do(form):
        place = form
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = ""

    return do


@pytest.mark.proves("STD:1.1.6/1")
@pytest.mark.parametrize(
    ("do", "path"),
    [
        (blank("persons", 0, "birth"), "persons.0.birth"),
        (blank("persons", 0, "register", "honseki"), "persons.0.register.honseki"),
        (blank("persons", 0, "register", "head"), "persons.0.register.head"),
        (blank("moved_on"), "moved_on"),
        (lambda form: form.update(address={}), "address.town"),
        (lambda form: form.update(address={"municipality": "132292"}), "address.town"),
    ],
)
def test_what_may_never_be_blank(city, do, path):
    form = city.form(city.person())
    do(form)
    errors = [one["path"] for one in refused(city, form).json()["errors"]]
    assert any(one.startswith(path.partition(".town")[0]) for one in errors), errors


@pytest.mark.proves("STD:1.1.6/2")
def test_nobody_is_recorded_without_a_resident_code(city):
    person = city.person()
    city.network.codes[person["individual_number"]] = ""
    reply = city.enter(city.form(person))
    if reply.status_code == 200:
        reply = city.submit(reply.json())
        if reply.status_code == 200:
            reply = city.approve(reply.json())
    assert reply.status_code >= 400
    assert not ResidentRow.objects.exists()
    number = city.move_in(city.person())["residents"][0]["addressee_number"]
    with pytest.raises(IntegrityError, match="registry_version_resident_code"), transaction.atomic():
        again(number, resident_code="")
    again(number, resident_code="", state="2")


def again(number, /, **changes):
    """One more version, written past the operations; the database alone stands against it."""
    row = ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()
    values = {
        field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name != "event"
    }
    values |= {"number": row.number + 1, **changes}
    made = ResidentVersion.objects.create(**values, event_id=row.event_id)
    if "state" in changes:
        ResidentRow.objects.filter(pk=number).update(version=made.number, state=changes["state"])
    return made


def foreigner(city, **changes):
    person = city.foreigner()
    person["foreign"] |= changes
    return city.form(person)


STAY = {"status": "", "expires_on": "", "card_number": ""}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"since": ""}, marks=pytest.mark.proves("STD:1.1.6/3")),
        pytest.param({"category": ""}, marks=pytest.mark.proves("STD:1.1.6/4", "STD:1.1.6/5", "STD:1.1.6/6")),
        pytest.param({"card_number": ""}, marks=pytest.mark.proves("STD:1.1.6/4")),
        pytest.param(
            {**STAY, "category": "special_permanent", "period": ""}, marks=pytest.mark.proves("STD:1.1.6/4")
        ),
        pytest.param(
            {**STAY, "category": "temporary_refuge", "period": ""}, marks=pytest.mark.proves("STD:1.1.6/5")
        ),
        pytest.param(
            {**STAY, "category": "provisional_stay", "period": ""}, marks=pytest.mark.proves("STD:1.1.6/5")
        ),
    ],
)
def test_what_a_foreign_resident_may_never_leave_blank(city, changes):
    refused(city, foreigner(city, **changes))
    without = city.form(city.foreigner(foreign=None))
    assert refused(city, without).json()["code"] == "REG-0601"
    assert city.enter(city.form(city.foreigner())).status_code == 200


@pytest.mark.proves("STD:1.1.6/7")
def test_no_record_without_its_numbers(city, settle):
    result = city.move_in(city.person())
    (number,) = [one["addressee_number"] for one in result["residents"]]
    for changes in ({"addressee_number": ""}, {"household_number": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012 - a commit has two steps
            again(number, **changes)
            settle()
    AddresseeNumberBlock.objects.all().delete()
    reply = city.approve(city.submitted(city.person()))
    assert (reply.status_code, reply.json()["code"]) == (409, "REG-0303")
    assert ResidentRow.objects.count() == 1


@pytest.mark.proves("STD:1.1.8/1")
@pytest.mark.parametrize(
    "day", ["2026-02-29", "令和8年2月29日", "令和8年9月31日", "2026-13-01", "令和8年頃", "昭和70年1月1日"]
)
@pytest.mark.parametrize("field", ["notified_on", "expires_on"])
def test_other_days_are_of_the_calendar(city, field, day):
    form = city.form(city.foreigner())
    (form if field == "notified_on" else form["persons"][0]["foreign"])[field] = day
    (error,) = refused(city, form).json()["errors"]
    assert error["path"].endswith(field)
    assert error["code"].startswith("KRN-014")


@pytest.mark.proves("STD:1.1.8/6")
@pytest.mark.parametrize(
    "birth", ["明治45年7月30日", "大正15年12月25日", "大正元年7月30日", "昭和元年12月25日"]
)
def test_the_last_days_of_meiji_and_taisho(city, birth):
    number = city.move_in(city.person(birth=birth))["residents"][0]["addressee_number"]
    assert ResidentVersion.objects.get().birth_text == birth
    assert city.door.get(f"/api/residents/{number}").json()["birth"]["text"] == birth


@pytest.mark.proves("NOT:1.1.11/1")
@pytest.mark.parametrize(
    "word",
    [
        "祖父", "祖母", "おじ", "おば", "伯父", "叔母", "甥", "姪", "孫", "家事使用人", "準世帯主", "いとこ", "養子",
        "世帯主の子", "縁故者の子", "子の同居人", "子の", "子の子の子の孫",
    ],
)  # fmt: skip
def test_no_other_relationship_is_kept(city, word):
    form = city.form(city.person(), city.person(word))
    assert city.refused(form) == {"persons.1.relationship": "KRN-0195"}
    assert city.enter(city.form(city.person(), city.person("子の子の子の子"))).status_code == 200


@pytest.mark.proves("STD:1.1.11/6", "NOT:1.1.11/1")
@pytest.mark.parametrize("word", ["子の子の子の子の子", "妻の父の弟の子の妻"])
def test_what_takes_five_generations_is_a_relation(city, word):
    city.move_in(city.person(), city.person(word), city.person("子の子の子の子"))
    labels = ResidentVersion.objects.order_by("position").values_list("relationship_label", flat=True)
    assert list(labels) == ["世帯主", "縁故者", "子の子の子の子"]


@pytest.mark.proves("STD:1.1.12/1")
@pytest.mark.parametrize("said", ["なし", "不明"])
def test_a_register_may_be_none_or_unknown(city, said):
    person = city.person(register={"honseki": said, "head": said})
    number = city.move_in(person)["residents"][0]["addressee_number"]
    shown = city.door.get(f"/api/residents/{number}").json()
    assert (shown["honseki"], shown["honseki_head"]) == (said, said)


@pytest.mark.proves("STD:4.0.6/3", "STD:1.3.3/4")
@pytest.mark.proves("STD:4.0.6/1")
def test_a_honseki_is_typed_as_it_is(city):
    said = "東京都北多摩郡保谷村大字上保谷千番地"
    number = city.move_in(city.person(register={"honseki": said, "head": "架空　一"}))["residents"][0]
    assert city.door.get(f"/api/residents/{number['addressee_number']}").json()["honseki"] == said


def check_digit(serial):
    """M11 with weights 2 to 7 from the right, written out again; None for 10."""
    rest = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(str(serial)))) % 11
    return None if rest == 1 else (11 - rest) % 11


@pytest.mark.proves("STD:1.1.13/3")
def test_numbers_end_in_the_check_digit_of_the_standard(city, monkeypatch):
    found = [numbers.next_household_number() for _ in range(40)]
    serials = [int(number[:-1]) for number in found]
    assert [int(number[-1]) for number in found] == [check_digit(serial) for serial in serials]
    skipped = set(range(serials[0], serials[-1] + 1)) - set(serials)
    assert {check_digit(serial) for serial in skipped} <= {None}
    assert any(number.endswith("0") for number in found)
    taken = numbers.free()
    for digits in ("0000700010", "0000700011", "0000700018"):
        right = check_digit(70001) == int(digits[-1])
        monkeypatch.setattr(
            "juki.systems.registry.peers.addressee.take_numbers", lambda *_, d=digits, **__: (d,)
        )
        assert city.door.post("/api/number-blocks", {"size": 1}).status_code == (201 if right else 422), (
            digits
        )
    assert numbers.free() == taken + 1


@pytest.mark.proves("STD:1.2.1/4", "STD:1.2.1/5", "STD:1.2.1/6", "STD:1.2.1/7", "STD:1.2.1/8")
def test_history_is_full_rows_of_one_person_each(city, settle):
    head, child = city.person(), city.person("子")
    result = city.move_in(head, child)
    place, address = [one["addressee_number"] for one in result["residents"]], city.form()["address"]
    for number in reversed(place):
        again(number, state="2", event_class="removal", event_reason="TENSHUTSU")
    city.move_in(head, child, moved_on=city.today.isoformat())
    for number, one in zip(place, (head, child), strict=True):
        rows = list(ResidentVersion.objects.filter(addressee_number=number).order_by("number"))
        assert [row.number for row in rows] == [1, 2, 3]
        for row in rows:
            assert (row.full_name, row.birth_text, row.honseki) == (
                f"{one['name']['surname']}　{one['name']['given']}", "昭和55年2月3日", one["register"]["honseki"],
            )  # fmt: skip
            assert (row.address_town, row.address_lot) == (address["town"], address["lot"])
            assert (row.individual_number, row.relationship_label) == (
                one["individual_number"],
                one["relationship"],
            )
        assert len({row.household_number for row in rows}) == 2
        now = residents.current(number)
        assert now is not None
        assert (now.event.day.internal, now.record, now.state) == (city.today, 2, "1")
        for taken in (1, 3, 5):
            with pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012 - a commit has two steps
                again(number, number=taken)
                settle()


@pytest.mark.proves("STD:4.0.3/1", "STD:4.0.3/4", "NOT:4.0.3/1")
@pytest.mark.parametrize("field", ["processed_on", "processing_day"])
def test_the_processing_day_is_the_day_of_processing_and_no_field(city, field):
    form = city.form(city.person())
    assert refused(city, {**form, field: "2026-01-05"}).json()["code"] == "KRN-0205"
    standing = city.submitted(city.person(), moved_on=(city.today - timedelta(days=2)).isoformat())
    assert (
        city.door.post(
            "/api/applications/approvals", {**city.named(standing), field: "2026-01-05"}
        ).status_code
        == 400
    )
    assert city.approve(standing).status_code == 201
    event = EventRow.objects.get()
    assert (event.day, event.processed_on) == (city.today - timedelta(days=2), city.today)


@pytest.mark.proves("STD:4.1.1.2/1", "STD:4.1.1.2/4")
@pytest.mark.parametrize("by", ["individual_number", "resident_code", "card_number"])
def test_who_returns_is_known_by_any_of_three_numbers(city, by):
    person = city.foreigner()
    number = city.move_in(person)["residents"][0]["addressee_number"]
    again(number, state="2", event_class="removal", event_reason="TENSHUTSU")
    back = city.foreigner()
    if by == "individual_number":
        back["individual_number"] = person["individual_number"]
    elif by == "resident_code":
        codes = city.network.codes
        codes[back["individual_number"]] = codes[person["individual_number"]]
    else:
        back["foreign"]["card_number"] = person["foreign"]["card_number"]
    assert city.move_in(back)["residents"] == [{"addressee_number": number}]
    assert ResidentRow.objects.get().record == 2
    assert AddresseeNumberBlock.objects.filter(used_at__isnull=False).count() == 1


@pytest.mark.proves("STD:4.5.1/1")
def test_a_move_in_of_30_46_is_like_one_from_abroad(city):
    number = city.move_in(city.foreigner(), reason="H30_46", former_address=ABROAD)["residents"][0][
        "addressee_number"
    ]
    shown = city.door.get(f"/api/residents/{number}").json()
    assert (shown["event_reason"], shown["state"], shown["former_address"]["country"]) == (
        "H30_46",
        "1",
        "ZZZ",
    )
    form = city.form(city.foreigner(), reason="H30_46")
    assert city.refused(form) == {"reason": "REG-0113"}
