"""未届転入: whoever moved without 転入届 comes from the last of those places, not from where they were last registered.

Source: 住基法22条; STD 1.1.14, 4.1.1.4, 4.2.1.1.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from juki.kernel.values.address import Address
from juki.systems.registry.domain.arrival_errors import OtherUnnotified
from juki.systems.registry.domain.flat import address_row, maybe_address

MARK = "（未届）"
"""Stands behind the 転入前住所."""
_ENDS = ("building", "lot", "town", "city", "prefecture")


def marked(address: Address) -> Address:
    """``address`` with the mark behind its last part, once."""
    for part in _ENDS:
        if text := getattr(address, part):
            return replace(address, **{part: text if text.endswith(MARK) else text + MARK})
    return address


def plain(address: Address) -> Address:
    """``address`` without the mark."""
    return replace(address, **{part: getattr(address, part).removesuffix(MARK) for part in _ENDS})


def followed(row: Mapping[str, Any], unnotified: Address | None) -> dict[str, Any]:
    """The 転入前住所 that follows from ``unnotified`` (転入未届地) in ``row``: that place, marked; nothing without one.

    Raises:
        OtherUnnotified: ``row`` has another 転入前住所.
    """
    if unnotified is None:
        return {}
    typed, wanted = maybe_address(row, "former"), marked(unnotified)
    if typed is not None and marked(typed).one_line != wanted.one_line:
        raise OtherUnnotified
    return address_row("former", wanted)


def noted(note: str, unnotified: Address | None) -> str:
    """留意事項 (B類型) with 未届転入 and the place, in front of what was typed; as it is without such a place."""
    if unnotified is None:
        return note
    said = f"未届転入。転入前住所{MARK}：{unnotified.one_line}"
    return note if said in note else f"{said}　{note}" if note else said
