"""一括入力: what is taken over, what never is, and that kinds of residents are not mixed."""

import msgspec
import pytest

from juki.systems.registry.domain.intake_errors import NoSuchField, NoSuchPerson, NotSameKind
from juki.systems.registry.services import copying
from juki.systems.registry.services.change_forms import ChangeForm
from juki.systems.registry.services.forms import MoveInForm


def _person(**changes):
    return {
        "kind": "japanese", "name": {"surname": "架空", "given": "一", "former_surname": "仮名", "kana_surname": "カクウ"},
        "birth": "1980-01-01", "sex": "male", "relationship": "世帯主", "individual_number": "",
        "register": {"honseki": "東京都西東京市南町1番", "head": "見本　太郎", "municipality": "132292"}, **changes,
    }  # fmt: skip


BLANK = _person(name={"given": "二葉"}, relationship="子", register=None)
ALIEN = _person(kind="foreign", name={"full": "KAKU"}, register=None, foreign={
    "nationality": "USA", "nationality_name": "アメリカ", "category": "mid_to_long_term", "since": "2020-01-01",
})  # fmt: skip


def _move_in(*persons) -> MoveInForm:
    return msgspec.convert(
        {
            "reason": "TENNYU", "moved_on": "2026-11-20", "former_address": {"town": "仮町", "lot": "1番", "building": "荘101"},
            "address": {"municipality": "132292", "prefecture": "東京都", "city": "西東京市", "town": "南町",
                        "lot": "1番", "building": "荘1"},
            "persons": persons,
        },
        MoveInForm,
    )  # fmt: skip


def _change(*items) -> ChangeForm:
    return msgspec.convert(
        {"reason": "SHOKKEN_KISAI", "day": "2026-11-20", "basis": "ex_officio", "address": {"town": "南町"},
         "persons": [{"items": one} for one in items]},
        ChangeForm,
    )  # fmt: skip


@pytest.mark.proves("MAY:4.0.10/3", "STD:4.2.0.3/2")
def test_surname_and_honseki_go_to_the_others_and_nothing_else():
    form = copying.copied(
        _move_in(_person(), BLANK), from_person=0, to_persons=[1],
        fields=["surname", "kana_surname", "honseki", "honseki_head"],
    )  # fmt: skip
    child = form.persons[1]
    assert (child.name.surname, child.name.kana_surname, child.name.given) == ("架空", "カクウ", "二葉")
    assert child.register == form.persons[0].register
    assert child.relationship == "子"


@pytest.mark.proves("MAY:4.0.10/7")
def test_a_former_surname_is_never_copied():
    assert not any("former_surname" in name for name in copying.FIELDS)
    with pytest.raises(NoSuchField):
        copying.copied(_move_in(_person(), BLANK), from_person=0, to_persons=[1], fields=["former_surname"])
    form = copying.copied(_move_in(_person(), BLANK), from_person=0, to_persons=[1], fields=["surname"])
    assert form.persons[1].name.former_surname == ""


@pytest.mark.proves("MAY:4.0.10/4")
@pytest.mark.parametrize("field", ["surname", "honseki", "honseki_head"])
@pytest.mark.parametrize("people", [(_person(), ALIEN), (ALIEN, _person())])
def test_kinds_of_residents_are_not_mixed(field: str, people):
    with pytest.raises(NotSameKind):
        copying.copied(_move_in(*people), from_person=0, to_persons=[1], fields=[field])


def test_the_surname_of_the_head_of_the_family_register():
    form = copying.head_taken(
        _move_in(_person(), BLANK), source="honseki_head", from_person=0, to_persons=[1]
    )
    assert form.persons[1].name.surname == "見本"


def test_a_name_in_one_piece_gives_no_surname():
    with pytest.raises(NoSuchField):
        copying.head_taken(_move_in(ALIEN, BLANK), source="name", from_person=0, to_persons=[1])


def test_a_name_becomes_the_head_of_the_family_register_or_of_the_destination():
    form = _move_in(_person(), BLANK)
    text = copying.name_text(form.persons[0], "name")
    assert (
        copying.name_applied(form, text=text, target="honseki_head", to_persons=[1]).persons[1].register.head
        == "架空　一"
    )
    change = copying.name_applied(_change({}), text=text, target="destination.head")
    assert change.destination.head == "架空　一"
    assert (
        copying.name_applied(_change({}), text=text, target="former_head", to_persons=[0])
        .persons[0]
        .items.former_head
        == text
    )


@pytest.mark.proves("NOT:4.0.10/1")
def test_addresses_are_taken_whole_or_not_at_all():
    form = copying.place_applied(_move_in(_person()), source="former_address", target="address")
    assert form.address == form.former_address
    moved = copying.place_applied(_change({}), source="address", target="destination")
    assert moved.destination.address.town == "南町"
    with pytest.raises(NoSuchField):
        copying.place_applied(_move_in(_person()), source="address", target="building")


def test_honseki_from_an_address_has_no_building():
    form = copying.honseki_from(_move_in(BLANK), source="address", to_persons=[0])
    assert form.persons[0].register.honseki == "東京都西東京市南町1番"


def test_items_of_a_change_form():
    form = copying.copied(
        _change({"former_head": "見本　太郎", "settled": "2026-11-20"}, {}), from_person=0, to_persons=[1],
        fields=["former_head", "settled"],
    )  # fmt: skip
    assert (form.persons[1].items.former_head, form.persons[1].items.settled) == ("見本　太郎", "2026-11-20")
    with pytest.raises(NoSuchField):
        copying.copied(_move_in(_person(), BLANK), from_person=0, to_persons=[1], fields=["former_head"])


@pytest.mark.parametrize("places", [(0, [2]), (-1, [0])])
def test_nobody_is_nobody(places):
    with pytest.raises(NoSuchPerson):
        copying.copied(
            _move_in(_person(), BLANK), from_person=places[0], to_persons=places[1], fields=["surname"]
        )
