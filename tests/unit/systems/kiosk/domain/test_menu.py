"""What is offered, what a choice may be, and that a barred member leaves no trace."""

import pytest

from juki.systems.kiosk.domain.issuable import NotIssuable
from juki.systems.kiosk.domain.menu import Kind, Member, Show, menu_for

JAPANESE = frozenset({Show.RELATIONSHIP, Show.HONSEKI, Show.INDIVIDUAL_NUMBER})
FOREIGN = frozenset({Show.RELATIONSHIP, Show.NATIONALITY, Show.RESIDENCE_STATUS, Show.INDIVIDUAL_NUMBER})


def member(place, *reasons, head=False, printable=True, show=JAPANESE):
    return Member(
        place=place, addressee_number=f"n{place}", is_head=head, reasons=frozenset(reasons), printable=printable, show=show
    )  # fmt: skip


def menu(household, own=1, head_printable=True):
    return menu_for(household[own - 1], household, head_printable=head_printable)


def kinds(found):
    return [one.kind for one in found.offers]


def test_a_household_of_one_has_no_part():
    found = menu([member(1, head=True)])
    assert kinds(found) == [Kind.SELF, Kind.ALL]
    assert found.places == {1: "n1"}


def test_the_holder_is_named_first():
    found = menu([member(1, head=True), member(2), member(3)], own=2)
    assert list(found.places.items()) == [(2, "n2"), (1, "n1"), (3, "n3")]
    assert found.own == 2


@pytest.mark.parametrize(
    "reason",
    [
        NotIssuable.SUPPRESSED,
        NotIssuable.MOVING_OUT,
        NotIssuable.REMOVED,
        NotIssuable.SAME_DAY_AS_MOVE_IN,
    ],
)
def test_a_barred_member_leaves_the_holder_alone_and_no_trace(reason):
    found = menu([member(1, head=True), member(2, reason), member(3)])
    assert kinds(found) == [Kind.SELF]
    assert found.places == {1: "n1"}
    assert found == menu([member(1, head=True), member(2), member(3, reason)])


@pytest.mark.parametrize("reason", [NotIssuable.UNDER_AGE, NotIssuable.BIRTH_DAY_UNKNOWN])
def test_a_child_may_stand_on_its_parents_copy(reason):
    assert kinds(menu([member(1, head=True), member(2, reason)])) == [Kind.SELF, Kind.SOME, Kind.ALL]


def test_the_name_of_a_barred_head_is_not_offered():
    found = menu([member(1, NotIssuable.SUPPRESSED, head=True), member(2)], own=2)
    assert all(Show.RELATIONSHIP not in one.show for one in found.offers)


def test_whom_the_font_cannot_draw_is_left_out():
    found = menu([member(1, head=True), member(2, printable=False), member(3)])
    assert kinds(found) == [Kind.SELF, Kind.SOME]
    assert list(found.places) == [1, 3]
    alone = menu([member(1, head=True), member(2, printable=False)])
    assert kinds(alone) == [Kind.SELF]
    undrawn = menu([member(1, head=True), member(2)], own=2, head_printable=False)
    assert all(Show.RELATIONSHIP not in one.show for one in undrawn.offers)


def test_items_of_others_only_with_others():
    found = menu([member(1, head=True), member(2, show=FOREIGN)])
    shows = {one.kind: set(one.show) for one in found.offers}
    assert Show.NATIONALITY not in shows[Kind.SELF]
    assert shows[Kind.ALL] == JAPANESE | FOREIGN


@pytest.mark.parametrize(
    ("kind", "places", "show", "allowed"),
    [
        ("self", (1,), (), True),
        ("self", (1,), ("honseki",), True),
        ("self", (2,), (), False),
        ("self", (1,), ("nationality",), False),
        ("self", (1, 1), (), False),
        ("self", (), (), False),
        ("some", (2,), (), True),
        ("some", (1, 2, 3), (), True),
        ("some", (1, 4), (), False),
        ("some", (), (), False),
        ("all", (3, 2, 1), ("relationship",), True),
        ("all", (1, 2), (), False),
        ("none", (1,), (), False),
        ("all", (1, 2, 3), ("resident_code",), False),
        ("all", (1, 2, 3), ("honseki", "honseki"), False),
    ],
)
def test_a_choice(kind, places, show, allowed):
    found = menu([member(1, head=True), member(2), member(3)])
    assert found.allows(kind, places, show) is allowed
