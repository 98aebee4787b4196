"""The addresses of a 住民票 under their numbers (連番). Source: STD 1.2.1; document 別添2(1)."""

from dataclasses import dataclass

from juki.systems.registry.services.item_labels import item_of
from juki.systems.registry.services.past.loading import record_of, rows_of_record

_SLOTS = {
    "address_serial": "address_town", "prior_serial": "prior_town", "former_serial": "former_town",
    "unnotified_serial": "unnotified_town", "honseki_serial": "honseki", "planned_serial": "planned_town",
    "confirmed_serial": "confirmed_town",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NumberedAddress:
    """One address of the person: its number, the text, what it was (住所, 転居前住所, 本籍 …), 履歴番号 of the first row."""

    serial: int
    text: str
    uses: tuple[str, ...]
    since: int


def addresses(addressee_number: str, *, record: int | None = None) -> list[NumberedAddress]:
    """Every address that the 住民票 ``record`` (the last one, when None) ever held, by number.

    What a cancelled 異動 wrote is among them until its number is given to another address. Nothing is logged here.
    """
    chosen = record if record is not None else record_of(addressee_number)
    found: dict[int, NumberedAddress] = {}
    for row in rows_of_record(addressee_number, chosen) if chosen is not None else []:
        held = vars(row)
        for slot, column in _SLOTS.items():
            if serial := held[slot]:
                item = item_of(column)
                found[serial] = _more(found.get(serial), serial, item.text(held), item.label, row.number)
    return [found[serial] for serial in sorted(found)]


def _more(known: NumberedAddress | None, serial: int, text: str, use: str, number: int) -> NumberedAddress:
    if known is None or known.text != text:
        return NumberedAddress(serial=serial, text=text, uses=(use,), since=number)
    uses = known.uses if use in known.uses else (*known.uses, use)
    return NumberedAddress(serial=serial, text=text, uses=uses, since=known.since)
