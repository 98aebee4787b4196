"""A version as two rows of CSV and back: nothing is lost, whatever stands in it."""

import io
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juki.kernel.values.address import Address
from juki.kernel.values.addressee_number import AddresseeNumber
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import DateRule, LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.relationship import Relationship
from juki.kernel.values.resident_code import ResidentCode
from juki.launch.register_files.layout import code_tables, layout
from juki.launch.register_files.versions import Readers, Texts, Versions
from juki.systems.registry.domain import resident as domain
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.domain.flat import flat, unflat
from juki.systems.registry.services import csv_text

VERSIONS = Versions(layout(), code_tables(), "132292")
GLYPHS = ("架", "空", "髙", "﨑", "辻\U000e0100", "Ａ", "１", "ア", "々", "ー", "\U00020bb7")
TEXT = st.lists(st.sampled_from(GLYPHS), min_size=1, max_size=6).map("".join)
LINES = st.text("備考、転入\n\r\"',　 a1", max_size=20)
CODE = st.text("0123456789", max_size=6)
DATE = st.one_of(
    st.dates(date(1920, 1, 1), date(2030, 1, 1)).map(LegalDate.from_day),
    st.sampled_from(
        ["昭和20年 月日不詳", "平成13年2月29日", "年月日不詳", "大正15年12月25日", "推定令和2年3月"]
    ).map(lambda text: LegalDate.parse(text, rule=DateRule.CERTIFIED)),
)
DAY = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1))
BASIS = st.sampled_from(domain.Basis)
CAUSE = st.builds(
    domain.Cause, reason=st.sampled_from(["", "TENNYU", "SHIBO"]), notified_on=DAY, basis=st.none() | BASIS
)
HERE = st.builds(
    Address, prefecture=st.sampled_from(["", "東京都"]), city=st.sampled_from(["", "西東京市"]), town=TEXT,
    town_code=st.sampled_from(["", "0001001"]), lot=st.just("") | TEXT, building=st.just("") | TEXT,
    postal_code=st.sampled_from(["", "1880011"]), municipality=st.sampled_from([None, MunicipalityCode("132292")]),
)  # fmt: skip
ABROAD = st.builds(Address, town=TEXT)
RELATIONSHIP = st.sampled_from(["世帯主", "妻", "子の妻", "夫（未届）", "同居人", "弟の子の夫の母"]).map(
    Relationship.parse
)


@st.composite
def names(draw: Any, *, foreign: bool) -> domain.Names:
    more = {
        "kanji": draw(st.just("") | TEXT) if foreign else "", "alias": draw(st.just("") | TEXT) if foreign else "",
        "former_surname": "" if foreign else draw(st.just("") | TEXT), "kana_confirmed": draw(st.booleans()),
        "kana_surname": draw(TEXT), "kana_given": draw(st.just("") | TEXT), "kana_certified": draw(st.booleans()),
        "alias_kana_confirmed": draw(st.booleans()), "former_surname_kana_certified": draw(st.booleans()),
    }  # fmt: skip
    if foreign:
        return domain.Names(full=draw(TEXT), **more)
    surname, given = draw(TEXT), draw(TEXT)
    return domain.Names(full=f"{surname}　{given}", surname=surname, given=given, **more)


FOREIGN = st.builds(
    domain.Foreign, nationality=st.sampled_from(["USA", "PRK"]), nationality_name=TEXT,
    category=st.sampled_from(domain.Category), since=DATE, status=st.just("") | TEXT, period=CODE, expires_on=DAY,
    card_number=st.sampled_from(["", "AB12345678CD"]), card_kind=st.sampled_from(["", "1"]), card_expires_on=DAY,
    status_code=st.sampled_from(["", "A01"]), stay_years=st.sampled_from(["", "3"]), passport_number=CODE,
    residence_notified=st.booleans(), by_landing_permit=st.booleans(), alien_registered=st.none() | DATE,
)  # fmt: skip
PLANNED = st.one_of(
    st.builds(domain.PlannedMoveOut, day=st.dates(), notified_on=DAY, basis=BASIS, address=st.none() | HERE),
    st.builds(domain.PlannedMoveOut, day=st.dates(), notified_on=DAY, basis=BASIS, address=ABROAD, country=st.just("USA")),
)  # fmt: skip
CONFIRMED = st.builds(
    domain.ConfirmedMoveOut, day=st.dates(), notice_on=st.dates(), basis=BASIS, address=HERE
)


@st.composite
def residents(draw: Any) -> domain.Resident:
    foreign = draw(st.booleans())
    number = draw(st.integers(1, 10**8))
    reason = draw(st.sampled_from(sorted(REASONS)))
    return domain.Resident(
        addressee_number=AddresseeNumber(f"{number:010}").digits, record=draw(st.integers(1, 3)),
        state=draw(st.sampled_from(domain.State)), kind=domain.Kind.FOREIGN if foreign else domain.Kind.JAPANESE,
        names=draw(names(foreign=foreign)), birth=draw(DATE), sex=draw(st.sampled_from(domain.Sex)),
        household_number="0000000019", relationship=draw(RELATIONSHIP), position=draw(st.integers(1, 9)),
        address=draw(HERE), became_resident=draw(DATE), settled=draw(DATE), notified_on=draw(DAY),
        former=draw(st.none() | st.one_of(
            st.builds(domain.FormerAddress, address=HERE, head=st.just("") | TEXT),
            st.builds(domain.FormerAddress, address=ABROAD, country=st.just("BRA")),
        )),
        register=None if foreign else draw(st.builds(domain.FamilyRegister, honseki=TEXT, head=TEXT | st.just("架空　一"))),
        foreign=draw(FOREIGN) if foreign else None,
        individual_number=draw(st.sampled_from(["", IndividualNumber.from_body("12345678901").digits])),
        resident_code=ResidentCode.from_body(f"{number:010}").digits,
        event=domain.Event(
            reason=reason, event_class=str(REASONS[reason].event_class), day=draw(DATE), notified_on=draw(DAY),
            basis=draw(BASIS), effective=draw(st.dates()), note=draw(LINES),
        ),
        became_by=draw(CAUSE), settled_by=draw(CAUSE),
        removed=draw(st.none() | st.builds(domain.Removed, day=DATE, cause=CAUSE)),
        planned=draw(st.none() | PLANNED), confirmed=draw(st.none() | CONFIRMED), prior=draw(st.none() | HERE),
        unnotified=draw(st.none() | HERE), last_registered=draw(st.none() | HERE),
        detail=draw(st.builds(
            domain.PlaceDetail, lot_main=CODE, building_code=CODE, building_kana=TEXT, building_hidden=st.booleans(),
        )),
        areas=draw(st.builds(domain.Areas, area_ward=CODE, area_night_soil=CODE)),
        serials=draw(st.builds(domain.Serials, address_serial=st.integers(0, 9), highest_serial=st.integers(0, 9))),
        administration=draw(st.builds(
            domain.Administration, remarks=LINES, guardianship=st.booleans(), remade_number=st.integers(0, 3), remade_on=DAY,
            spare_item_1=LINES, glyph_unregistered=st.booleans(),
        )),
    )  # fmt: skip


def texts(resident: domain.Resident, **more: str | None) -> Texts:
    """As COPY would write it."""
    row = flat(resident) | {
        "number": 2, "trace": UUID(int=7), "recorded_at": "2026-11-24 01:02:03.456789+00", "operator": "client:clerk.test",
        "terminal": "window-1", "cancels": None,
    } | more  # fmt: skip
    return {column: _text(row[column]) for column in VERSIONS.columns}


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "t" if value else "f"
    return None if value is None else str(value)


def through_csv(version: Texts) -> tuple[Texts, list[Any], list[Any]]:
    """Out as CSV and in again."""
    standard, beside = VERSIONS.write(version, {"最新フラグ": "1"})
    (one, row), (two, other) = (_lines(head, cells) for head, cells in (
        (VERSIONS.header, standard), (VERSIONS.more_header, beside),
    ))  # fmt: skip
    shape = VERSIONS.layout
    exact = VERSIONS.exact_of(other[two.index(shape.exact)])
    return VERSIONS.read(
        Readers(shape.standard, one, VERSIONS.specs),
        row,
        Readers(shape.more, two, VERSIONS.specs),
        other,
        exact,
    )


def _lines(header: list[str], cells: list[str]) -> list[list[str]]:
    text = csv_text.written(header) + csv_text.written(cells)
    return [found for _, found in csv_text.rows(io.StringIO(text, newline=""))]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(residents())
def test_a_resident_comes_back_as_it_went(resident: domain.Resident):
    before = texts(resident)
    after, faults, lost = through_csv(before)
    assert (after, faults, lost) == (before, [], [])


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(residents())
def test_most_residents_need_no_more_than_the_layout(resident: domain.Resident):
    """Whatever the rest of the register finds in a row again is the same resident."""
    after, _, _ = through_csv(texts(resident))
    row = flat(resident)
    typed = {
        name: value if isinstance(value, int | bool | date) else after[name] for name, value in row.items()
    }
    assert unflat(typed) == unflat(row)


def test_a_row_that_no_rule_admits_still_comes_back():
    odd: Texts = {
        column: "" if column not in ("birth", "became_resident", "settled", "event_day") else "1999-01-01"
        for column in VERSIONS.columns
    }
    odd |= {"addressee_number": "1", "number": "1", "household_number": "1", "kind": "1", "state": "1", "sex": "1",
            "full_name": "  二つの  空白 ", "record": "1", "position": "1", "event_reason": "IKO", "birth_form": "D",
            "birth_text": "平成35年1月1日", "trace": str(UUID(int=1)), "recorded_at": "2026-11-24 01:00:00+00",
            "valid_from": "2026-11-24", "event_basis": "notification"}  # fmt: skip
    for column in VERSIONS.columns:
        if column.endswith("_serial") or column == "remade_number":
            odd[column] = "0"
    for flag in ("kana_certified", "kana_confirmed", "guardianship"):
        odd[flag] = "f"
    after, faults, _ = through_csv(odd)
    assert faults == []
    assert {column for column in odd if (after[column] or "") != (odd[column] or "") and odd[column]} == set()


def test_the_layout_has_every_column_once():
    from juki.systems.registry.records.models import ResidentVersion  # noqa: PLC0415 - models need settings

    columns = [field.column for field in ResidentVersion._meta.concrete_fields if field.column]
    assert sorted(VERSIONS.columns) == sorted(columns)
    assert len(set(VERSIONS.header)) == len(VERSIONS.header)


@pytest.mark.parametrize(
    "cell", ["{", "[]", '{"addressee_number": "1"}', '{"full_name": 3}', '{"nothing": "1"}']
)
def test_the_column_for_the_rest_takes_only_what_an_export_wrote(cell: str):
    with pytest.raises(Exception, match="LCH-0723"):
        VERSIONS.exact_of(cell)
