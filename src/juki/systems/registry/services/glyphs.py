"""Asking the certificate font whether it can draw what is about to be recorded."""

from collections.abc import Iterator

from juki.paper import fonts
from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.domain.writing import demand_drawable
from juki.systems.registry.services import options


def gaps(text: str) -> Iterator[int]:
    """The positions of the glyphs of ``text`` that the font lacks.

    Raises:
        FontMissing: there is no certificate font.
    """
    return (missing.position for missing in fonts.coverage(text, directory=options.fonts()))


def demand_printable(move: MoveIn) -> None:
    """Refuse a notification with a text that no certificate could show.

    Raises:
        NotDrawable: with item and position.
    """
    demand_drawable(_texts(move), gaps=gaps)


def _texts(move: MoveIn) -> Iterator[tuple[str, str]]:
    yield "住所", move.address.one_line
    yield "転入前住所", move.former.address.one_line
    for place, newcomer in enumerate(move.newcomers, start=1):
        names, register, foreign = newcomer.names, newcomer.register, newcomer.foreign
        yield f"{place}人目の氏名", names.full
        yield f"{place}人目のフリガナ", names.kana
        yield f"{place}人目の漢字氏名", names.kanji
        yield f"{place}人目の旧氏", names.former_surname + names.former_surname_kana
        yield f"{place}人目の通称", names.alias + names.alias_kana
        if register is not None:
            yield f"{place}人目の本籍", register.honseki
            yield f"{place}人目の筆頭者", register.head
        if foreign is not None:
            yield f"{place}人目の国籍・在留資格", foreign.nationality_name + foreign.status + foreign.period
