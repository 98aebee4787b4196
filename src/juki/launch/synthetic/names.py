"""Japanese names with readings: surnames by frequency and legal form, given names by year of birth."""

from functools import cache
from random import Random

from japanese_personal_name_dataset import load_dataset

from juki.kernel.values.kana import to_katakana
from juki.launch.synthetic.chance import Wheel
from juki.launch.synthetic.kinship import MALE
from juki.launch.synthetic.tables import table

_USUAL_SPELLING = 0.55

Name = tuple[str, str]
"""Characters and reading in katakana."""


@cache
def surnames() -> Wheel[Name]:
    """Surnames weighted by estimated bearers, variant forms apart from the common form."""
    _, _, known = load_dataset("org", include_last_names=True)
    variants = table("surname_variants")["variant"]
    weighted: list[tuple[Name, float]] = []
    for surname, entry in known.items():
        reading, bearers = to_katakana(entry["reading"]), float(entry["count"])
        for variant in variants:
            if variant["char"] in surname:
                share = bearers * variant["share"]
                bearers -= share
                weighted.append(((surname.replace(variant["char"], variant["form"]), reading), share))
        weighted.append(((surname, reading), bearers))
    return Wheel(weighted)


@cache
def showcase() -> tuple[Name, ...]:
    """The surnames whose form every city shows."""
    return tuple((form, reading) for form, reading in table("surname_variants")["showcase"])


@cache
def surname_reading(surname: str) -> str:
    """The usual reading of a surname. Raises KeyError when the name list does not have it."""
    _, _, known = load_dataset("org", include_last_names=True)
    return to_katakana(known[surname]["reading"])


class _Group:
    """Given names of one sex in one span of birth years."""

    __slots__ = ("spellings", "usual")

    def __init__(self, listed: str, spellings: dict[str, tuple[str, ...]]) -> None:
        pairs = [pair.split(" ") for pair in listed.split("|")]
        self.usual = tuple((spelling, to_katakana(reading)) for spelling, reading in pairs)
        self.spellings = tuple(spellings.get(reading, (usual,)) for usual, reading in pairs)


@cache
def _groups(sex: str) -> tuple[tuple[int, _Group], ...]:
    man, woman = load_dataset("opti")
    source = man if sex == MALE else woman
    spellings = {reading: tuple(entry["kanji"]) for reading, entry in source.items() if entry["kanji"]}
    key = "man" if sex == MALE else "woman"
    return tuple((group["until"], _Group(group[key], spellings)) for group in table("given_names")["group"])


def given(rng: Random, *, sex: str, year: int) -> Name:
    """A given name usual for somebody of this sex born in ``year``."""
    group = next(group for until, group in _groups(sex) if year <= until)
    place = int(rng.random() * len(group.usual))
    usual = group.usual[place]
    roll = rng.random()
    if roll < _USUAL_SPELLING:
        return usual
    spellings = group.spellings[place]
    return spellings[int((roll - _USUAL_SPELLING) / (1 - _USUAL_SPELLING) * len(spellings))], usual[1]
