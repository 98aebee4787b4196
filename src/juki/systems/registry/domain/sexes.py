"""Words of 続柄 that say whether somebody is male or female. Source: STD 1.1.11."""

from juki.kernel.values.relationship import Kin, Relationship
from juki.systems.registry.domain.resident import Sex

_MALE = frozenset({Kin.HUSBAND, Kin.UNREGISTERED_HUSBAND, Kin.FATHER, Kin.ELDER_BROTHER, Kin.YOUNGER_BROTHER})
_FEMALE = frozenset({Kin.WIFE, Kin.UNREGISTERED_WIFE, Kin.MOTHER, Kin.ELDER_SISTER, Kin.YOUNGER_SISTER})


def said_by(word: Kin) -> Sex:
    """What the word says; ``UNRECORDED`` where it says nothing (子, 縁故者)."""
    if word in _MALE:
        return Sex.MALE
    return Sex.FEMALE if word in _FEMALE else Sex.UNRECORDED


def opposite(sex: Sex) -> Sex:
    """The other sex; ``UNRECORDED`` has none."""
    return {Sex.MALE: Sex.FEMALE, Sex.FEMALE: Sex.MALE}.get(sex, sex)


def is_unlikely(relationship: Relationship, sex: Sex) -> bool:
    """Whether the last word says another sex than the record."""
    said = said_by(relationship.steps[-1])
    return Sex.UNRECORDED not in (said, sex) and said is not sex
