"""The past of one 住民票: late, cancelled and corrected 異動, as known at any moment."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.small_register import BEGIN, SmallRegister, day, place, somebody, who

from juki.kernel.values.legal_date import LegalDate
from juki.systems.registry.domain.flat import flat, unflat
from juki.systems.registry.domain.history import (
    Version,
    annulled_by,
    holding,
    in_force,
    origins,
    overlapping,
    state_on,
    without,
)
from juki.systems.registry.domain.items import EVENT
from juki.systems.registry.domain.movement import NEW, Numbers
from juki.systems.registry.domain.resident import Basis, ConfirmedMoveOut, Event, PlannedMoveOut, State

OPENED = date(2026, 4, 1)
FOREIGN = {
    "nationality": "ZZZ", "nationality_name": "架空国", "category": "special_permanent", "card_number": "AB12345678CD",
    "foreign_since": date(2026, 4, 1), "foreign_since_form": "D", "foreign_since_text": "令和8年4月1日",
}  # fmt: skip


def opened():
    """One person in 本町 since 2026-04-01, notified on 04-10."""
    city = SmallRegister()
    city.act(
        "SHOKKEN_KISAI", "2026-04-01", [somebody("架空", "一", "世帯主")], basis=Basis.NOTIFICATION,
        filed="2026-04-10", household=NEW, address=place("本町"),
        numbers=Numbers(addressees=("1",), household="10"),
    )  # fmt: skip
    return city


class Paper:
    """Versions written by hand: each says which items it sets, from which day, or what it takes back."""

    def __init__(self):
        self.versions = list(opened().versions["1"])

    @property
    def last(self):
        return self.versions[-1]

    def add(self, items, offset, *, cancels=None):
        """The latest row with ``items``, holding from ``offset`` days after the opening."""
        on = OPENED + timedelta(days=offset)
        event = Event(
            reason="TORIKESHI_SHUSEI" if cancels else "BIKO", event_class="amendment", day=LegalDate.from_day(on),
            notified_on=None, effective=on,
        )  # fmt: skip
        number = self.last.number + 1
        row = replace(unflat(self.last.row | items), event=event)
        self.versions.append(Version(number, row, uuid4(), BEGIN + timedelta(seconds=number), cancels))

    def cancel(self, number, **otherwise):
        """Take ``number`` back, as the outcome does it."""
        target = next(one for one in self.versions if one.number == number)
        restored = flat(without(self.versions, number)) | otherwise
        items = {name: value for name, value in restored.items() if name not in EVENT}
        self.add(items, (target.holds_from - OPENED).days, cancels=number)

    def told(self, column, offset, *, known=None):
        """One item on a day, as known after the version ``known``."""
        on = None if offset is None else OPENED + timedelta(days=offset)
        known_at = None if known is None else BEGIN + timedelta(seconds=known)
        found = state_on(self.versions, day=on, known_at=known_at)
        return None if found is None else flat(found)[column]


def remarks(paper, **known):
    return [paper.told("remarks", offset, **known) for offset in (-1, 0, 5, 9, 10, 20, None)]


TABLE = {
    "nothing changed": ([], None, [None, "", "", "", "", "", ""]),
    "changed": ([("A", 10)], None, [None, "", "", "", "A", "A", "A"]),
    "before it was known": ([("A", 10)], 1, [None, "", "", "", "", "", ""]),
    "before anything was known": ([("A", 10)], 0, [None] * 7),
    "late": ([("phone", 20), ("A", 10)], None, [None, "", "", "", "A", "A", "A"]),
    "late, of which nothing was known": ([("phone", 20), ("A", 10)], 2, [None, "", "", "", "", "", ""]),
    "cancelled": ([("A", 10), 2], None, [None, "", "", "", "", "", ""]),
    "cancelled, as known before": ([("A", 10), 2], 2, [None, "", "", "", "A", "A", "A"]),
    "cancelled cancellation": ([("A", 10), 2, 3], None, [None, "", "", "", "A", "A", "A"]),
    "cancelled cancellation, as known between": (
        [("A", 10), 2, 3],
        3,
        [None, "", "", "", "", "", ""],
    ),
    "cancelled thrice": ([("A", 10), 2, 3, 4], None, [None, "", "", "", "", "", ""]),
    "corrected": ([("A", 10), ("B", 10)], None, [None, "", "", "", "B", "B", "B"]),
    "corrected, as known before": ([("A", 10), ("B", 10)], 2, [None, "", "", "", "A", "A", "A"]),
    "the later of two": ([("A", 5), ("B", 10)], None, [None, "", "A", "A", "B", "B", "B"]),
    "the earlier of two cancelled": ([("phone", 5), ("B", 10), 2], None, [None, "", "", "", "B", "B", "B"]),
    "the later of two cancelled": ([("A", 5), ("B", 10), 3], None, [None, "", "A", "A", "A", "A", "A"]),
}


@pytest.mark.parametrize(("acts", "known", "expected"), TABLE.values(), ids=TABLE.keys())
def test_a_day_of_the_past_as_known_then(acts, known, expected):
    paper = Paper()
    for act in acts:
        if isinstance(act, int):
            paper.cancel(act)
        else:
            paper.add({"phone": "1"} if act[0] == "phone" else {"remarks": act[0]}, act[1])
    assert remarks(paper, known=known) == expected


def test_what_was_opened_by_mistake_never_was():
    paper = Paper()
    paper.add({"state": "9"}, 0, cancels=1)
    assert paper.told("state", 5) is None
    assert paper.told("state", 5, known=1) == "1"
    assert (holding(paper.versions, day=OPENED), origins(paper.versions)) == (None, {})


def test_what_was_opened_by_mistake_never_was_though_it_was_changed():
    paper = Paper()
    paper.add({"remarks": "A"}, 5)
    paper.add({"state": "9"}, 0, cancels=1)
    assert [paper.told("remarks", 5, known=known) for known in (1, 2, 3)] == ["", "A", None]


@pytest.mark.parametrize(
    ("cancelled", "standing", "annulled"),
    [
        ([], [1, 2, 3], {}),
        ([3], [1, 2], {3: 4}),
        ([2, 3], [1], {2: 4, 3: 5}),
        ([3, 4], [1, 2, 3], {4: 5}),
        ([3, 4, 5], [1, 2], {3: 4, 5: 6}),
    ],
)
def test_which_versions_stand(cancelled, standing, annulled):
    paper = Paper()
    paper.add({"phone": "1"}, 5)
    paper.add({"remarks": "A"}, 6)
    for number in cancelled:
        paper.cancel(number)
    assert ([one.number for one in in_force(paper.versions)], annulled_by(paper.versions)) == (
        standing,
        annulled,
    )
    assert origins(paper.versions)["remarks"].number == (3 if 3 in standing else 1)


def test_who_comes_back_elsewhere_is_there():
    """The former household is gone and somebody else is 世帯主: the cancellation says where they are now."""
    paper = Paper()
    paper.add({"remarks": "A"}, 10)
    paper.cancel(
        2, household_number="20", position=3, relationship_1="20", relationship_label="子", highest_serial=7
    )
    assert [paper.told("household_number", offset) for offset in (0, 9, 10, None)] == ["10", "10", "20", "20"]
    assert [paper.told(name, None) for name in ("position", "relationship_label", "highest_serial")] == [
        3,
        "子",
        7,
    ]
    assert (paper.told("household_number", 10, known=2), paper.told("remarks", 10)) == ("10", "")
    paper.add({"remarks": "B"}, 12)
    paper.cancel(4)
    assert (paper.told("household_number", 12), paper.last.resident.household_number) == ("20", "20")
    paper.cancel(3)
    assert (paper.told("household_number", 12), paper.told("remarks", 12)) == ("10", "A")
    assert origins(paper.versions)["household_number"].number == 1


def test_the_place_on_the_sheet_follows_the_recording():
    paper = Paper()
    paper.add({"position": 2}, 20)
    paper.add({"position": 3, "remarks": "A"}, 10)
    assert [paper.told("position", offset) for offset in (9, 10, 20)] == [1, 3, 3]


def test_which_version_set_an_item():
    paper = Paper()
    paper.add({"phone": "1"}, 20)
    paper.add({"remarks": "A"}, 10)
    paper.add({"remarks": "B"}, 10)
    paper.add({"phone": "2"}, 30)
    paper.cancel(5)
    at = OPENED + timedelta(days=10)
    found = origins(paper.versions, day=at)
    assert {name: found[name].number for name in ("full_name", "phone", "remarks", "event_reason")} == {
        "full_name": 1, "phone": 1, "remarks": 4, "event_reason": 4,
    }  # fmt: skip
    assert found.keys() == flat(paper.last.resident).keys()
    assert origins(paper.versions)["phone"].number == 2
    assert holding(paper.versions, day=at).number == 4
    assert holding(paper.versions).number == 2
    assert holding(paper.versions, known_at=BEGIN + timedelta(seconds=5)).number == 5


def test_what_rests_on_a_change_goes_first():
    paper = Paper()
    paper.add({"remarks": "A"}, 5)
    paper.add({"phone": "1", "position": 2}, 6)
    paper.add({"remarks": "B"}, 7)
    paper.add({"household_number": "20"}, 8)
    paper.add({"household_number": "30", "position": 1}, 9)
    assert {number: [one.number for one in overlapping(paper.versions, number)] for number in range(1, 7)} == {
        1: [], 2: [4], 3: [], 4: [], 5: [6], 6: [],
    }  # fmt: skip
    paper.cancel(4)
    assert overlapping(paper.versions, 2) == []


COLUMNS = ("remarks", "phone", "spare_item_1")
acts = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(COLUMNS), st.sampled_from("ABC"), st.integers(0, 12)),
        st.integers(0, 3),
    ),
    max_size=12,
)


class Naive:
    """The same told otherwise: which acts stand is decided by walking forward, and each sets one item."""

    def __init__(self):
        self.sets = {}
        self.cancels = {}

    def standing(self, known):
        stands = {}
        for number in range(2, known + 1):
            stands[number] = True
            self._turn(stands, number, to=False)
        return [number for number in self.sets if stands.get(number)]

    def _turn(self, stands, number, *, to):
        """What ``number`` took back stands as ``to``; what that had taken back stands the other way."""
        if number in self.cancels:
            target = self.cancels[number]
            stands[target] = to
            self._turn(stands, target, to=not to)

    def told(self, column, offset, known):
        found = [(self.sets[one][2], one) for one in self.standing(known) if self.sets[one][0] == column]
        held = sorted(one for one in found if offset is None or one[0] <= offset)
        return self.sets[held[-1][1]][1] if held else ""


@settings(deadline=None)
@given(acts)
def test_every_day_as_known_at_every_moment(wanted):
    paper, naive = Paper(), Naive()
    for act in wanted:
        number = paper.last.number + 1
        if isinstance(act, int):
            target = paper.versions[-1 - act % len(paper.versions)]
            chosen = target.number
            if chosen == 1 or chosen in annulled_by(paper.versions):
                continue
            if target.cancels is None and overlapping(paper.versions, chosen):
                continue
            if target.cancels is not None and target is not paper.last:
                continue
            before = paper.versions[chosen - 2].row if target is paper.last else None
            paper.cancel(chosen)
            naive.cancels[number] = chosen
            assert before is None or _items(paper.last.row) == _items(before)
        else:
            column, value, offset = act
            later = [one for one in naive.standing(number) if naive.sets[one][0] == column]
            if paper.last.row[column] == value or any(naive.sets[one][2] > offset for one in later):
                continue
            paper.add({column: value}, offset)
            naive.sets[number] = act
        assert _items(flat(state_on(paper.versions))) == _items(paper.last.row)
    for known in range(1, paper.last.number + 1):
        for offset in (0, 3, 6, 9, 12, None):
            for column in COLUMNS:
                assert paper.told(column, offset, known=known) == naive.told(column, offset, known)
        at = BEGIN + timedelta(seconds=known)
        assert origins(paper.versions, known_at=at).keys() == paper.last.row.keys()
    assert {one.number for one in in_force(paper.versions)} == {1, *naive.standing(paper.last.number)}


def _items(row):
    return {name: value for name, value in row.items() if name not in EVENT}


def told(resident, *names):
    """Items of a row in a line of a table; of an address its town."""
    row = flat(resident) if resident else {}
    return tuple(row.get(name) for name in names)


def test_a_move_in_and_a_move_within_the_city():
    """住民となった日, 届出年月日 and 転入前住所 stay; 住定日 and 転居前住所 follow the 転居."""
    city = opened()
    city.act("TENKYO", "2026-06-01", [who("1")], filed="2026-06-03", address=place("北町"))
    names = ("became_resident", "notified_on", "settled", "address_town", "prior_town", "former_town")
    came, filed, moved = date(2026, 4, 1), date(2026, 4, 10), date(2026, 6, 1)
    before, after = (came, filed, came, "本町", "", ""), (came, filed, moved, "北町", "本町", "")
    assert [
        told(city.on("1", on, known_at=known), *names)
        for on, known in (
            ("2026-03-31", 2), ("2026-04-01", 2), ("2026-05-31", 2), ("2026-06-01", 1), ("2026-06-01", 2),
        )
    ] == [(None,) * 6, before, before, before, after]  # fmt: skip


def test_a_planned_move_out_and_the_notice_of_the_other_city():
    """Resident until 予定日; the confirmed day and 転入通知年月日 stand on the 除票 beside the plan."""
    city = opened()
    plan = PlannedMoveOut(
        day=day("2026-06-01"), notified_on=day("2026-05-20"), basis=Basis.NOTIFICATION, address=place("遠町"),
    )  # fmt: skip
    city.act("TENSHUTSU", "2026-06-01", [who("1")], filed="2026-05-20", planned=plan)
    city.due(["1"], "2026-06-01")
    notice = ConfirmedMoveOut(
        day=day("2026-06-03"), notice_on=day("2026-06-05"), basis=Basis.NOTICE, address=place("遠町", "9番")
    )
    city.act(
        "TENNYU_TSUCHI", "2026-06-03", [who("1")], basis=Basis.NOTICE, filed="2026-06-05", confirmed=notice,
    )  # fmt: skip
    names = ("state", "planned_on", "confirmed_on", "confirmed_notice_on")
    planned, noticed = date(2026, 6, 1), (date(2026, 6, 3), date(2026, 6, 5))
    assert [told(city.on("1", on), *names) for on in ("2026-05-19", "2026-05-20", "2026-05-31", "2026-06-01")] == [
        ("1", None, None, None), ("1", planned, None, None), ("1", planned, None, None), ("2", planned, None, None),
    ]  # fmt: skip
    assert told(city.now("1"), *names) == ("2", planned, *noticed)
    assert told(city.on("1", "2026-06-10", known_at=2), *names) == ("1", planned, None, None)


def family():
    """Head, wife and child of 2026-02-01."""
    city = SmallRegister()
    city.act(
        "SHOKKEN_KISAI", "2026-02-01",
        [somebody("架空", "一", "世帯主"), somebody("架空", "花", "妻", sex="2"), somebody("架空", "次", "子")],
        basis=Basis.NOTIFICATION, household=NEW, address=place("本町"),
        numbers=Numbers(addressees=("1", "2", "3"), household="10"),
    )  # fmt: skip
    return city


def test_the_head_dies_and_another_becomes_head():
    city = family()
    city.act(
        "SHIBO", "2026-03-03", [who("1")], basis=Basis.FAMILY_REGISTER, filed="2026-03-05",
        rest={"2": "世帯主", "3": "子"},
    )  # fmt: skip
    names = ("state", "relationship_label", "position", "removed_day", "removed_notified_on")
    assert [told(city.on(number, "2026-03-02"), *names[:3]) for number in "123"] == [
        ("1", "世帯主", 1), ("1", "妻", 2), ("1", "子", 3),
    ]  # fmt: skip
    assert [told(city.on(number, "2026-03-03"), *names[:3]) for number in "23"] == [
        ("1", "世帯主", 1), ("1", "子", 2),
    ]  # fmt: skip
    assert told(city.on("1", "2026-03-03"), "state", *names[3:]) == ("3", date(2026, 3, 3), date(2026, 3, 5))
    assert [told(city.on(number, "2026-03-04", known_at=1), "relationship_label") for number in "12"] == [
        ("世帯主",), ("妻",),
    ]  # fmt: skip


def test_naturalisation_closes_one_record_and_opens_another():
    """Each 住民票 has its own past; the numbers go on, the block of stay is gone, 戸籍 stands."""
    city = SmallRegister()
    person = somebody("架空", "一", "世帯主", kind="2", honseki="", honseki_head="", **FOREIGN)
    city.act(
        "SHOKKEN_KISAI", "2026-04-01", [person], basis=Basis.EX_OFFICIO, household=NEW, address=place("本町"),
        numbers=Numbers(addressees=("1",), household="10"),
    )  # fmt: skip
    code = city.now("1").resident_code
    city.act(
        "KIKA_KISAI", "2026-08-01", [who("1", honseki="架空県", honseki_head="架空　一")],
        basis=Basis.FAMILY_REGISTER, filed="2026-08-10",
    )  # fmt: skip
    names = ("kind", "state", "card_number", "honseki", "resident_code")
    foreign, japanese = ("2", "1", "AB12345678CD", "", code), ("1", "1", "", "架空県", code)
    assert [told(city.on("1", on, record=1), *names) for on in ("2026-07-31", "2026-08-01")] == [
        foreign, ("2", "9", *foreign[2:]),
    ]  # fmt: skip
    assert [told(city.on("1", on, record=2), *names) for on in ("2026-07-31", "2026-08-01")] == [
        (None,) * 5, japanese,
    ]  # fmt: skip
    assert city.now("1").state is State.RESIDENT
