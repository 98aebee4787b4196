"""Whoever lives or lived: what is so, whatever the register says of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Self

from juki.kernel.values.legal_date import LegalDate
from juki.kernel.values.person_name import BETWEEN
from juki.kernel.values.relationship import Kin, Relationship
from juki.launch.synthetic.nations import Nation
from juki.systems.registry.domain.resident import Category, Kind, Sex

_YEAR = 365.2425
_OLDEST = 100.0
_HEAD = Relationship((Kin.HEAD,))
_LODGER = Relationship((Kin.LODGER,))


@dataclass(slots=True, eq=False, repr=False)
class Soul:
    """One person. ``addressee_number`` is blank until a register gave one; ``individual_number`` may come later than birth.

    ``surname`` and ``given`` are pairs of characters and reading. ``origin`` is the 戸籍 of a Japanese (本籍, 筆頭者).
    """

    serial: int
    sex: Sex
    birth: LegalDate
    surname: tuple[str, str]
    given: tuple[str, str]
    kind: Kind = Kind.JAPANESE
    nation: Nation | None = None
    category: Category | None = None
    card_number: str = ""
    individual_number: str = ""
    resident_code: str = ""
    origin: tuple[str, str, str] = ("", "", "")
    father: Self | None = None
    mother: Self | None = None
    spouse: Self | None = None
    addressee_number: str = ""
    children: list[Self] = field(default_factory=list)

    @property
    def full_name(self) -> str:
        """氏名 as it is written."""
        between = BETWEEN if self.kind is Kind.JAPANESE else " "
        return f"{self.surname[0]}{between}{self.given[0]}"

    def age(self, day: date) -> float:
        """Years, roughly: chance asks, no law. A day of birth that nobody knows makes somebody old."""
        return min(_OLDEST, (day - self.birth.internal).days / _YEAR)

    def has(self, child: "Soul") -> bool:
        """Whether this is a parent of ``child``."""
        return child.father is self or child.mother is self


def relationship(head: Soul | None, soul: Soul) -> Relationship:
    """続柄 of ``soul`` in a household of ``head``: by kinship where there is one near enough, 同居人 else."""
    if head is None:
        return _LODGER
    if head is soul:
        return _HEAD
    steps = _steps(head, soul)
    return Relationship(steps) if steps else _LODGER


def _steps(head: Soul, soul: Soul) -> tuple[Kin, ...]:
    near = _near(head, soul)
    if near:
        return (near,)
    for middle in _relatives(head):
        first = _near(head, middle)
        second = _near(middle, soul)
        if first and second and (first, second) not in _SAME_AS_NEARER:
            return (first, second)
    return ()


_SAME_AS_NEARER = frozenset({(Kin.CHILD, Kin.FATHER), (Kin.CHILD, Kin.MOTHER)})


def _relatives(soul: Soul) -> list[Soul]:
    around = [soul.spouse, *soul.children, soul.father, soul.mother]
    return [one for one in around if one is not None]


def _near(one: Soul, other: Soul) -> Kin | None:
    male = other.sex is Sex.MALE
    found: Kin | None = None
    if one.spouse is other:
        found = Kin.HUSBAND if male else Kin.WIFE
    elif one.has(other):
        found = Kin.CHILD
    elif one.father is other:
        found = Kin.FATHER
    elif one.mother is other:
        found = Kin.MOTHER
    elif one is not other and _share_a_parent(one, other):
        if other.birth.internal <= one.birth.internal:
            found = Kin.ELDER_BROTHER if male else Kin.ELDER_SISTER
        else:
            found = Kin.YOUNGER_BROTHER if male else Kin.YOUNGER_SISTER
    return found


def _share_a_parent(one: Soul, other: Soul) -> bool:
    return (one.father is not None and one.father is other.father) or (
        one.mother is not None and one.mother is other.mother
    )
