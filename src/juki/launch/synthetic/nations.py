"""Foreign residents: nationality, names of the card, status of residence, period and expiry."""

from collections.abc import Collection
from datetime import date
from functools import cache
from random import Random

import msgspec

from juki.launch.synthetic.chance import Wheel
from juki.launch.synthetic.facts import Foreign, ForeignCategory
from juki.launch.synthetic.kinship import MALE
from juki.launch.synthetic.names import Name, surname_reading
from juki.launch.synthetic.tables import table

FIRST_DAY = date(2012, 7, 9).toordinal()
"""The day on which foreign residents entered the register; nobody became a foreign resident earlier.

Source: 平成21年法律第77号
"""
_TRANSITIONAL_DAYS = 60
_PERIODS = (1, 1, 3, 3, 5)
_ALIAS_SHARE = 0.12
_ALIAS_SHARE_MIXED = 0.35
_ALIAS_SHARE_SPECIAL = 0.6


class CardName(msgspec.Struct, frozen=True, gc=False):
    """A part of a name as on the residence card: capitals, a reading, kanji or nothing."""

    roman: str
    kana: str
    kanji: str


class Nation(msgspec.Struct, frozen=True):
    """A nationality or region and the names usual there."""

    alpha3: str
    name: str
    permanent: float
    special: float
    surnames: tuple[CardName, ...]
    man: tuple[CardName, ...]
    woman: tuple[CardName, ...]
    alias: tuple[str, ...]


class Stay(msgspec.Struct, frozen=True):
    """Why somebody is here: facts from which the status of residence follows. Days are ordinals.

    ``family``: surname of the Japanese members of the household, or None; ``special``: 特別永住者.
    """

    role: str
    age: float
    born: int
    became: int
    today: int
    born_here: bool
    special: bool
    family: Name | None


@cache
def nations() -> Wheel[Nation]:
    """The nationalities of data/foreign.toml by weight."""
    return Wheel((_nation(row), row["weight"]) for row in table("foreign")["nation"])


def surname(rng: Random, nation: Nation) -> CardName:
    """A surname usual in ``nation``."""
    return nation.surnames[int(rng.random() * len(nation.surnames))]


def given(rng: Random, nation: Nation, sex: str, *, apart_from: Collection[str] = ()) -> CardName:
    """A given name usual in ``nation``, not one of ``apart_from`` (capitals) while there are others."""
    pool = nation.man if sex == MALE else nation.woman
    if apart_from:
        pool = tuple(name for name in pool if name.roman not in apart_from) or pool
    return pool[int(rng.random() * len(pool))]


def is_special(rng: Random, nation: Nation, age: float) -> bool:
    """Whether a household holds special permanent residence; more often the older it is."""
    return nation.special > 0 and rng.random() < nation.special * (1.6 if age >= 60 else 0.8)


def describe(
    rng: Random,
    nation: Nation,
    name: tuple[CardName, CardName],
    stay: Stay,
    card: str,
) -> Foreign:
    """The foreign block of one person, who would be given the card number ``card``.

    Source: 住基法30条の45
    """
    category, status, years = _status(rng, nation, stay)
    transitional = category is ForeignCategory.TRANSITIONAL_BIRTH
    left = stay.today + 1 + int(rng.random() * min(years * 365, 1800)) if years else None
    alias = _alias(rng, nation, name, stay)
    return Foreign(
        nationality=nation.alpha3,
        nationality_name=nation.name,
        category=category,
        status=status,
        card="" if transitional else card,
        period=f"{years}年" if years else "",
        expires=date.fromordinal(left).isoformat() if left else "",
        became=date.fromordinal(max(stay.became, FIRST_DAY)).isoformat(),
        kanji_surname=name[0].kanji if name[1].kanji else "",
        kanji_given=name[1].kanji if name[0].kanji else "",
        alias_surname=alias[0],
        alias_given=alias[1],
        alias_kana_surname=alias[2],
        alias_kana_given=alias[3],
    )


def _status(rng: Random, nation: Nation, stay: Stay) -> tuple[ForeignCategory, str, int]:
    """Category, status of residence and period in years (0: without limit)."""
    if stay.special:
        return ForeignCategory.SPECIAL_PERMANENT, "", 0
    if stay.born_here and stay.today - stay.born < _TRANSITIONAL_DAYS:
        return ForeignCategory.TRANSITIONAL_BIRTH, "", 0
    years = _PERIODS[int(rng.random() * len(_PERIODS))]
    roll = rng.random()
    if stay.age >= 35 and roll < nation.permanent:
        return ForeignCategory.MID_TO_LONG_TERM, "永住者", 0
    if stay.family is not None and stay.role in {"head", "spouse"}:
        return ForeignCategory.MID_TO_LONG_TERM, "日本人の配偶者等", years
    if stay.role not in {"head", "partner", "lodger", "sibling"}:
        return ForeignCategory.MID_TO_LONG_TERM, "家族滞在" if stay.age < 60 else "定住者", years
    return ForeignCategory.MID_TO_LONG_TERM, _working(stay.age, roll), years


def _working(age: float, roll: float) -> str:
    if age < 26:
        return "留学" if roll < 0.7 else "特定技能１号"
    if age < 45:
        return "技術・人文知識・国際業務" if roll < 0.6 else ("特定技能１号" if roll < 0.75 else "経営・管理")
    return "定住者" if roll < 0.6 else "技能"


def _alias(
    rng: Random, nation: Nation, name: tuple[CardName, CardName], stay: Stay
) -> tuple[str, str, str, str]:
    """A 通称 with its reading (surname, given, kana, kana), or four empty texts."""
    family = None if stay.born_here else stay.family
    share = _ALIAS_SHARE_SPECIAL if stay.special else _ALIAS_SHARE_MIXED if family else _ALIAS_SHARE
    if not nation.alias or rng.random() >= share:
        return "", "", "", ""
    own = nation.alias[int(rng.random() * len(nation.alias))]
    written = family or (own, surname_reading(own))
    kana = name[1].kana.partition("\u3000")[0]
    return written[0], name[1].kanji or kana, written[1], kana


def _nation(row: dict[str, object]) -> Nation:
    parts = {key: _card_names(str(row[key])) for key in ("surnames", "man", "woman")}
    alias = row["alias"]
    return Nation(
        alpha3=str(row["alpha3"]),
        name=str(row["name"]),
        permanent=float(str(row["permanent"])),
        special=float(str(row["special"])),
        alias=tuple(alias) if isinstance(alias, list) else (),
        **parts,
    )


def _card_names(listed: str) -> tuple[CardName, ...]:
    names = []
    for entry in listed.split("|"):
        roman, kana, *kanji = entry.split(" ")
        names.append(
            CardName(roman.replace("_", " "), kana.replace("_", "\u3000"), kanji[0] if kanji else "")
        )
    return tuple(names)
