"""Numbers out of 番地, 枝番 and 部屋番号 as they are written, so that lists sort as people count. Source: STD 1.3.2.

What is written stays as it is; the numbers are derived from it.
"""

import re
import unicodedata
from collections.abc import Sequence

PLACES = 4
"""本番 and three 枝番 (or 番, 号 and what follows)."""
MOST = 2**31 - 1
_DIGITS = {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMBER = re.compile(rf"[0-9]+|[{''.join((*_DIGITS, *_UNITS))}]+")


def numbers(written: str) -> tuple[int, ...]:
    """Four numbers of a 番地 or 住居番号 as written, in any digits; 0 where there is none (``乙1番地の2`` → 1, 2, 0, 0)."""
    found = [_value(one) for one in _NUMBER.findall(unicodedata.normalize("NFKC", written))][:PLACES]
    return (*found, *[0] * (PLACES - len(found)))


def room(building: str) -> int:
    """The room's number, which 方書 ends with; 0 where there is none."""
    found = re.search(r"([0-9]+)\D*$", unicodedata.normalize("NFKC", building))
    return min(int(found[1]), MOST) if found else 0


def sort_code(lot: str, building: str = "") -> str:
    """番地, 枝番 and 部屋番号 as one code of digits that sorts as the numbers do."""
    return "".join(f"{one:010}" for one in (*numbers(lot), room(building)))


def same_place(town: str, lot: str) -> tuple[str, Sequence[int], str]:
    """What two ways to write one 地番 have in common: 町字, numbers, and the letters that a 特殊地番 begins with."""
    flat = unicodedata.normalize("NFKC", lot).strip()
    first = _NUMBER.search(flat)
    return unicodedata.normalize("NFKC", town).strip(), numbers(lot), flat[: first.start()] if first else flat


def _value(text: str) -> int:
    if text.isdigit():
        return min(int(text), MOST)
    if not any(one in _UNITS for one in text):
        return min(int("".join(str(_DIGITS[one]) for one in text)), MOST)
    total, last = 0, 0
    for one in text:
        if one in _UNITS:
            total, last = total + (last or 1) * _UNITS[one], 0
        else:
            last = _DIGITS[one]
    return min(total + last, MOST)
