"""続柄: the relation to the head of the household, in the words that the standard allows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from juki.kernel.errors import JukiError

MAX_GENERATIONS = 4
JOINT = "の"


class RelationshipRefused(JukiError):
    """A word or a combination that may not be managed as 続柄."""

    code = "KRN-0195"
    text = (
        "この続柄は使えません。「子の子」のように定められた続柄を「の」でつなぐか、"
        "縁故者又は同居人を選んでください。"
    )


class RelationshipCodeMissing(JukiError):
    """A word for which the code table in use has no code."""

    code = "KRN-0196"
    text = "続柄コードが定められていない続柄があります。続柄コード表に追加してから、やり直してください。"


class UnknownRelationshipCode(JukiError):
    """A code that the table in use does not have."""

    code = "KRN-0197"
    text = (
        "続柄コード {relationship_code} は続柄コード表にありません。コード表と元のデータを確かめてください。"
    )


class Kin(StrEnum):
    """The words of 続柄; the value is what is printed. Source: STD 1.1.11."""

    HEAD = "世帯主"
    HUSBAND = "夫"
    WIFE = "妻"
    UNREGISTERED_HUSBAND = "夫（未届）"
    UNREGISTERED_WIFE = "妻（未届）"
    CHILD = "子"
    CHILD_AND_CHILDS_HUSBAND = "子（子の夫）"
    CHILD_AND_CHILDS_WIFE = "子（子の妻）"
    FATHER = "父"
    MOTHER = "母"
    ELDER_BROTHER = "兄"
    ELDER_SISTER = "姉"
    YOUNGER_BROTHER = "弟"
    YOUNGER_SISTER = "妹"
    RELATED = "縁故者"
    LODGER = "同居人"


ALONE = frozenset({Kin.HEAD, Kin.RELATED, Kin.LODGER})
"""Words that stand by themselves and join no chain."""

SOURCED_CODES: Mapping[Kin, str] = MappingProxyType(
    {
        Kin.HEAD: "02",
        Kin.HUSBAND: "11",
        Kin.WIFE: "12",
        Kin.UNREGISTERED_HUSBAND: "13",
        Kin.UNREGISTERED_WIFE: "14",
        Kin.CHILD: "20",
        Kin.FATHER: "51",
        Kin.MOTHER: "52",
        Kin.ELDER_BROTHER: "71",
        Kin.YOUNGER_BROTHER: "74",
        Kin.ELDER_SISTER: "81",
        Kin.YOUNGER_SISTER: "84",
        Kin.RELATED: "96",
        Kin.LODGER: "99",
    }
)
"""Codes on which existing registers agree. The two combined words have none: a city that needs them
passes its own table."""

_WORD = "|".join(re.escape(kin) for kin in Kin)
_CHAIN = re.compile(f"(?:{_WORD})(?:{JOINT}(?:{_WORD}))*")
_STEP = re.compile(f"({_WORD})(?:{JOINT}|$)")
_BRACKETS = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class Relationship:
    """続柄 of one member: one word, or up to four joined by の.

    Source: 住基法7条4号; STD 1.1.11.

    Raises:
        RelationshipRefused: empty, more than four words, or a word that stands alone within a chain.
    """

    steps: tuple[Kin, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.steps) <= MAX_GENERATIONS:
            raise RelationshipRefused
        if len(self.steps) > 1 and not ALONE.isdisjoint(self.steps):
            raise RelationshipRefused

    @classmethod
    def of(cls, *steps: Kin) -> Self:
        """The 続柄 of a chain as it is counted mechanically: from five generations on it is 縁故者.

        Raises:
            RelationshipRefused: see the class.
        """
        if len(steps) > MAX_GENERATIONS and ALONE.isdisjoint(steps):
            return cls((Kin.RELATED,))
        return cls(steps)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``子の妻``; brackets may be half width.

        Raises:
            RelationshipRefused: any other word (祖父, 孫, 甥, 準世帯主 …).
        """
        label = text.translate(_BRACKETS)
        if _CHAIN.fullmatch(label) is None:
            raise RelationshipRefused
        return cls.of(*(Kin(word) for word in _STEP.findall(label)))

    @classmethod
    def from_codes(cls, codes: Sequence[str], *, table: Mapping[Kin, str] = SOURCED_CODES) -> Self:
        """The 続柄 of 続柄コード1 to 4, unused ones left out.

        Raises:
            UnknownRelationshipCode: a code outside the table.
            RelationshipRefused: see the class.
        """
        words = {code: kin for kin, code in table.items()}
        for code in codes:
            if code not in words:
                raise UnknownRelationshipCode(relationship_code=code)
        return cls.of(*(words[code] for code in codes))

    def codes(self, *, table: Mapping[Kin, str] = SOURCED_CODES) -> tuple[str, ...]:
        """The codes of the steps, in order: one to four.

        Raises:
            RelationshipCodeMissing: the table has no code for a step.
        """
        if not table.keys() >= set(self.steps):
            raise RelationshipCodeMissing
        return tuple(table[step] for step in self.steps)

    @property
    def label(self) -> str:
        """The words as printed: ``子の妻``."""
        return JOINT.join(self.steps)

    @property
    def is_head(self) -> bool:
        """Whether this is 世帯主."""
        return self.steps == (Kin.HEAD,)

    def __str__(self) -> str:
        return self.label
