"""Asking the certificate font whether it can draw what is about to be recorded."""

from collections.abc import Iterator

from juki.kernel.values.address import LIMITS
from juki.paper import fonts, issuer
from juki.systems.registry.domain.writing import demand_drawable
from juki.systems.registry.services.change_forms import ItemsForm
from juki.systems.registry.services.forms import FamilyRegisterForm, ForeignForm, MoveInForm, NameForm


def gaps(text: str) -> Iterator[int]:
    """The positions of the glyphs of ``text`` that the font lacks.

    Raises:
        FontMissing: there is no certificate font.
    """
    return (missing.position for missing in fonts.coverage(text, directory=issuer.fonts()))


def demand_printable(form: MoveInForm) -> None:
    """Refuse a notification with a text that no certificate could show.

    Raises:
        NotDrawable: with item and position.
    """
    demand_drawable(((item, text) for _, item, text in texts(form)), gaps=gaps)


def texts(form: MoveInForm) -> Iterator[tuple[str, str, str]]:
    """Everything that a certificate may show: path of the field, item, text."""
    for path, item, address in (
        ("address", "住所", form.address),
        ("former_address", "転入前住所", form.former_address),
    ):
        for part in LIMITS:
            yield f"{path}.{part}", item, getattr(address, part)
    for place, person in enumerate(form.persons):
        blocks = (person.name, person.register, person.foreign)
        for path, item, text in _person_texts(*blocks, who=f"{place + 1}人目の"):
            yield f"persons.{place}.{path}", item, text


def item_texts(form: ItemsForm, *, who: str) -> Iterator[tuple[str, str, str]]:
    """The same of one 異動者; paths are relative to the items, ``who`` begins what is said of an item."""
    yield from _person_texts(form.name, form.register, form.foreign, who=who)
    for path, item, address in (
        ("address", "住所", form.address),
        ("former_address", "転入前住所", form.former_address),
        ("prior_address", "転居前住所", form.prior_address),
        ("planned_address", "転出先住所（予定）", form.planned_address),
        ("confirmed_address", "転出先住所（確定）", form.confirmed_address),
    ):
        for part in LIMITS if address is not None else ():
            yield f"{path}.{part}", who + item, getattr(address, part)


def _person_texts(
    name: NameForm | None, register: FamilyRegisterForm | None, foreign: ForeignForm | None, *, who: str
) -> Iterator[tuple[str, str, str]]:
    if name is not None:
        for field, item in _NAMES.items():
            yield f"name.{field}", who + item, getattr(name, field)
    if register is not None:
        yield "register.honseki", f"{who}本籍", register.honseki
        yield "register.head", f"{who}筆頭者", register.head
    if foreign is not None:
        for field in ("nationality_name", "status", "period"):
            yield f"foreign.{field}", f"{who}国籍・在留資格", getattr(foreign, field)


_NAMES = {
    "surname": "氏名", "given": "氏名", "full": "氏名", "kana_surname": "フリガナ", "kana_given": "フリガナ",
    "kanji": "漢字氏名", "former_surname": "旧氏", "former_surname_kana": "旧氏", "alias": "通称", "alias_kana": "通称",
}  # fmt: skip
