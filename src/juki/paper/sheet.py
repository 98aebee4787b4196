"""From a certificate to the ruled rows of its sheets: labels, texts, and the shape of each row.

One place words the labels, so that the page and an error about a position speak the same language.
"""

from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from juki.paper.certificate import (
    OMITTED,
    PERSONS_A_SHEET,
    Certificate,
    Certification,
    Foreign,
    Item,
    Japanese,
    Person,
)

Shape = Literal["name", "pair", "numbers", "stay", "wide"]

CHANGE_LABELS: Final = ("異動年月日", "届出年月日", "異動事由", "異動の内容")
NOTHING_BELOW: Final = "以下余白"
GOES_ON: Final = "次頁に続く"
OFFICIAL_USE: Final = "公用"
COPY_GUARD: Final = "複写"
SPECIMEN: Final = "見本"


class Cell(msgspec.Struct, frozen=True):
    """A label and its text; ``under`` is the reading, printed after the text in brackets (STD 5.3)."""

    label: str
    text: str
    under: str = ""


class Row(msgspec.Struct, frozen=True):
    """A line of cells; ``shape`` names the column widths that the template gives them."""

    shape: Shape
    cells: tuple[Cell, ...]


Block = tuple[Row, ...]


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """All that the template reads. ``sheets`` hold up to four blocks each; ``date`` is year, month, day.

    ``across`` stands large over every page of what is no original.
    """

    title: str
    form: str
    official_use: str
    household: Cell
    sheets: tuple[tuple[Block, ...], ...]
    history: tuple[tuple[str, ...], ...]
    certification: Certification
    issue_number: str
    keyword: str
    date: tuple[int, int, int]
    nothing_below: str = NOTHING_BELOW
    goes_on: str = GOES_ON
    copy_guard: str = COPY_GUARD
    across: str = ""


def compose(certificate: Certificate) -> Layout:
    """The layout of ``certificate``: four persons a sheet, more persons on more sheets."""
    blocks = [_block(person) for person in certificate.persons]
    certification = certificate.certification
    if certificate.specimen:
        certification = msgspec.structs.replace(certification, seal="")
    day = certificate.document_date
    history = tuple(
        (change.day, change.notified, change.reason, change.text) for change in certificate.history
    )
    return Layout(
        title=certificate.title,
        form=certificate.form.value,
        official_use=OFFICIAL_USE if certificate.official_use else "",
        household=Cell("世帯主", _shown(certificate.head_of_household)),
        sheets=tuple(
            tuple(blocks[start : start + PERSONS_A_SHEET]) for start in range(0, len(blocks), PERSONS_A_SHEET)
        ),
        history=(CHANGE_LABELS, *history) if history else (),
        certification=certification,
        across=SPECIMEN if certificate.specimen else "",
        issue_number=certificate.manifest.issue_number,
        keyword=certificate.manifest.token(),
        date=(day.year, day.month, day.day),
    )


def texts(layout: Layout) -> Iterator[tuple[str, str]]:
    """Every text that will be drawn, with the Japanese name of its place."""
    yield "表題", layout.title
    yield layout.household.label, layout.household.text
    blocks = [block for sheet in layout.sheets for block in sheet]
    for number, block in enumerate(blocks, start=1):
        for cell in (cell for row in block for cell in row.cells):
            yield f"{number}人目の欄の見出し", cell.label
            yield f"{number}人目の{cell.label}", cell.text
            yield f"{number}人目の{cell.label}のフリガナ", cell.under
    for number, change in enumerate(layout.history[1:], start=1):
        for label, text in zip(CHANGE_LABELS, change, strict=True):
            yield f"履歴{number}件目の{label}", text
    yield "発行番号", layout.issue_number
    certification = layout.certification
    yield "認証文", certification.sentence
    yield "発行年月日", certification.issued_on
    certifier = certification.certifier
    yield "認証者", f"{certifier.prefecture}{certifier.office}{certifier.name}"
    yield "公印", certification.seal + certification.seal_note


def _block(person: Person) -> Block:
    match person.origin:
        case Japanese() as japanese:
            return _japanese(person, japanese)
        case Foreign() as foreign:
            return _foreign(person, foreign)


def _japanese(person: Person, japanese: Japanese) -> Block:
    former = Cell("旧氏", japanese.former_surname, _bracketed(japanese.former_surname_kana))
    return (
        *_opening(person, known_as=former, since="住民となった年月日"),
        Row("pair", (Cell("本籍", _shown(japanese.honseki)), Cell("届出年月日", person.notified))),
        Row("numbers", (Cell("筆頭者", _shown(japanese.register_head)), *_numbers(person))),
        Row("wide", (Cell("備考", person.remarks),)),
        *_entries(person),
    )


def _foreign(person: Person, foreign: Foreign) -> Block:
    alias = Cell("通称", foreign.alias, _bracketed(foreign.alias_kana))
    stay = (
        Cell("在留資格", _shown(foreign.status)),
        Cell("在留期間等", _shown(foreign.period)),
        Cell("在留期間の満了の日", _shown(foreign.expires)),
    )
    return (
        *_opening(person, known_as=alias, since="外国人住民となった年月日"),
        Row("pair", (Cell("国籍・地域", _shown(foreign.nationality)), Cell("届出年月日", person.notified))),
        Row("numbers", (Cell("第30条の45に規定する区分", _shown(foreign.category)), *_numbers(person))),
        Row("stay", stay),
        Row("pair", (Cell("備考", person.remarks), Cell("在留カード等の番号", _shown(foreign.card_number)))),
        *_entries(person),
    )


def _opening(person: Person, *, known_as: Cell, since: str) -> Block:
    """The rows that every resident has: name, birth, sex, relationship, addresses and their days."""
    name = Cell("氏名", person.name, _bracketed(person.kana))
    previous = Cell("従前の住所", _shown(person.previous_address))
    return (
        Row("name", (name, Cell("生年月日", person.birth), Cell("性別", person.sex))),
        Row("pair", (known_as, Cell("続柄", _shown(person.relationship)))),
        Row("pair", (Cell("住所", person.address), Cell(since, person.became_resident))),
        Row("pair", (previous, Cell("住所を定めた年月日", person.address_since))),
    )


def _numbers(person: Person) -> tuple[Cell, Cell]:
    number = Cell("個人番号", _shown(person.individual_number))
    return number, Cell("住民票コード", _shown(person.resident_code))


def _entries(person: Person) -> Block:
    return tuple(Row("wide", (Cell(entry.label, _shown(entry.text)),)) for entry in person.entries)


def _shown(item: Item) -> str:
    return OMITTED if item is None else item


def _bracketed(kana: str) -> str:
    return f"（{kana}）" if kana else ""
