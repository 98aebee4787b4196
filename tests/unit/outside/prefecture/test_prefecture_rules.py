"""What the prefecture checks."""

import msgspec
import pytest

from juki.kernel.errors import JukiError
from juki.links.prefecture import IdentificationUpdate
from juki.outside.prefecture.rules import check_order, check_origin, living_after
from support.identification import FARTHER, address, code, day, name, number

UPDATE = IdentificationUpdate(
    municipality="132292", resident_code=code(1), individual_number=number(1), person=name(1), birth=day("1980-04-01"),
    sex="2", address=address(), event_class="entry", event_reason="TENNYU", event_date=day("2026-11-20"), update_number=1,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "accepted"),
        ({"municipality": FARTHER}, "OUT-0101"),
        ({"municipality": FARTHER, "address": address(municipality=FARTHER)}, "OUT-0101"),
        ({"municipality": "132291"}, "KRN-0122"),
        ({"resident_code": "1"}, "KRN-0111"),
        ({"individual_number": "1"}, "KRN-0101"),
    ],
)
def test_origin(changed: dict[str, object], expected: str):
    try:
        check_origin(msgspec.structs.replace(UPDATE, **changed), prefecture="13")
        found = "accepted"
    except JukiError as error:
        found = error.code
    assert found == expected


@pytest.mark.parametrize(("last", "accepted"), [(0, True), (1, False), (5, False)])
def test_order(last: int, accepted: bool):
    if accepted:
        check_order(UPDATE, last=last)
        return
    with pytest.raises(JukiError, match="OUT-0102"):
        check_order(UPDATE, last=last)


@pytest.mark.parametrize(
    ("event_class", "living", "expected"),
    [
        ("entry", False, True),
        ("entry", True, None),
        ("amendment", True, True),
        ("amendment", False, None),
        ("removal", True, False),
        ("removal", False, None),
    ],
)
def test_state(event_class: str, living: bool, expected: bool | None):
    update = msgspec.structs.replace(UPDATE, event_class=event_class)
    if expected is None:
        with pytest.raises(JukiError, match="OUT-0103"):
            living_after(update, living=living)
        return
    assert living_after(update, living=living) is expected
