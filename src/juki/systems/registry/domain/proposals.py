"""What a form proposes for the next person: 続柄, 氏, 戸籍の表示. A clerk chooses; nothing is filled in unseen.

旧氏 is never proposed, and no address is taken over from another household with only the room changed.

Source: STD 4.0.6, 4.0.10; 住基法7条4号.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from juki.kernel.values.age import age_at_start_of
from juki.kernel.values.relationship import Kin
from juki.systems.registry.domain.resident import FamilyRegister, Kind, Sex

_GENERATION = 15
"""Years between a parent and a child, at least."""
_SPOUSES = {Sex.MALE: (Kin.HUSBAND, Kin.UNREGISTERED_HUSBAND), Sex.FEMALE: (Kin.WIFE, Kin.UNREGISTERED_WIFE)}
_PARENTS = {Sex.MALE: (Kin.FATHER,), Sex.FEMALE: (Kin.MOTHER,)}
_ELDER = {Sex.MALE: (Kin.ELDER_BROTHER,), Sex.FEMALE: (Kin.ELDER_SISTER,)}
_YOUNGER = {Sex.MALE: (Kin.YOUNGER_BROTHER,), Sex.FEMALE: (Kin.YOUNGER_SISTER,)}
_LAST = (Kin.RELATED, Kin.LODGER)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Present:
    """A member who is there already, or stands before on the form. ``birth`` is None where it does not read yet."""

    relationship: str
    kind: Kind
    birth: date | None = None
    surname: str = ""
    register: FamilyRegister | None = None

    @property
    def is_head(self) -> bool:
        """Whether this is the 世帯主."""
        return self.relationship == Kin.HEAD


def relationships(*, sex: Sex | None, birth: date | None, present: Sequence[Present]) -> tuple[str, ...]:
    """続柄, the likeliest first; every single word is there, so that the list is also the choice.

    Without a 世帯主 that one comes first. A spouse is likely once and of about the head's age, a child is a generation
    younger, a parent a generation older.
    """
    head = next((one for one in present if one.is_head), None)
    taken = {one.relationship for one in present}
    likely: list[Kin] = [] if head else [Kin.HEAD]
    gap = _gap(head.birth if head else None, birth)
    spouse = () if taken & {str(kin) for pair in _SPOUSES.values() for kin in pair} else _of(_SPOUSES, sex)
    if gap is not None and gap >= _GENERATION:
        likely += [Kin.CHILD, *spouse, *_of(_YOUNGER, sex)]
    elif gap is not None and gap <= -_GENERATION:
        likely += [*(kin for kin in _of(_PARENTS, sex) if kin not in taken), *spouse, *_of(_ELDER, sex)]
    else:
        likely += [*spouse, Kin.CHILD, *_of(_ELDER if gap is not None and gap < 0 else _YOUNGER, sex)]
    rest = [kin for kin in Kin if kin not in _LAST and not (head and kin is Kin.HEAD)]
    return tuple(str(kin) for kin in dict.fromkeys([*likely, *rest, *_LAST]))


def surnames(previous: Sequence[Present], *, kind: Kind) -> tuple[str, ...]:
    """氏 that may be taken over: that of the 世帯主, of the person entered last, of the 筆頭者.

    Japanese and foreign residents are kept apart, and 旧氏 is not among them.
    """
    same = [one for one in previous if one.kind is kind]
    heads = [one.surname for one in same if one.is_head]
    last = [one.surname for one in reversed(same)]
    return _distinct([*heads, *last])


def registers(previous: Sequence[Present]) -> tuple[FamilyRegister, ...]:
    """本籍 and 筆頭者 that may be taken over: those of the person entered last first."""
    return tuple(dict.fromkeys(one.register for one in reversed(previous) if one.register))


def register_heads(previous: Sequence[Present], names: Sequence[str]) -> tuple[str, ...]:
    """筆頭者: those entered before, the last one first, then the 氏名 on the form (``names``)."""
    return _distinct([*(one.head for one in registers(previous)), *names])


def _gap(head: date | None, birth: date | None) -> int | None:
    """By how many years the person is younger than the 世帯主; negative when older."""
    if head is None or birth is None:
        return None
    return age_at_start_of(birth, birth=head) if birth >= head else -age_at_start_of(head, birth=birth)


def _of(table: Mapping[Sex, tuple[Kin, ...]], sex: Sex | None) -> tuple[Kin, ...]:
    """The words for ``sex``; both where it is not known."""
    if sex is not None and sex in table:
        return table[sex]
    return tuple(kin for words in table.values() for kin in words)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text.strip()))
