"""Which members and items may be asked for, by what the city offered; and the terminals' data."""

import pytest

from juki.links.kiosk import CertificateOffer, KioskMenuAnswer, MemberOffer
from juki.outside.centre import terminals
from juki.outside.centre.errors import NoSuchTerminal, NotOffered
from juki.outside.centre.issuing import require_choice


def menu(*places: int) -> KioskMenuAnswer:
    return KioskMenuAnswer(
        outcome="offered", members=tuple(MemberOffer(place=one, name="見本") for one in places)
    )


def offer(members: str) -> CertificateOffer:
    return CertificateOffer(kind="k", label="写し", fee=200, show=("a", "b"), members=members)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("members", "offered", "places", "holds"),
    [
        ("self", (2, 1, 3), (2,), True), ("self", (2, 1, 3), (1,), False), ("self", (2, 1), (2, 1), False),
        ("self", (), (), False), ("self", (), (1,), False),
        ("all", (2, 1), (1, 2), True), ("all", (2, 1), (1,), False), ("all", (2, 1), (1, 2, 3), False),
        ("all", (), (), False),
        ("some", (2, 1, 3), (3,), True), ("some", (2, 1, 3), (1, 2, 3), True), ("some", (2, 1), (), False),
        ("some", (2, 1), (1, 1), False), ("some", (2, 1), (4,), False), ("some", (2, 1), (1, 4), False),
    ],
)  # fmt: skip
def test_members(members: str, offered: tuple[int, ...], places: tuple[int, ...], holds: bool):
    if holds:
        require_choice(menu(*offered), offer(members), places=places, show=())
    else:
        with pytest.raises(NotOffered, match="OUT-0815"):
            require_choice(menu(*offered), offer(members), places=places, show=())


@pytest.mark.parametrize(
    ("show", "holds"),
    [
        ((), True),
        (("a",), True),
        (("b", "a"), True),
        (("c",), False),
        (("a", "a"), False),
        (("a", "c"), False),
    ],
)
def test_items(show: tuple[str, ...], holds: bool):
    if holds:
        require_choice(menu(1), offer("self"), places=(1,), show=show)
    else:
        with pytest.raises(NotOffered):
            require_choice(menu(1), offer("self"), places=(1,), show=show)


def test_the_data_file_has_terminals_and_limits():
    found = terminals.terminals()
    assert all(0 < len(one) <= 20 for one in found.terminal)
    assert found.statement.total_seconds() == 120
    with pytest.raises(NoSuchTerminal):
        terminals.label_of("X")
