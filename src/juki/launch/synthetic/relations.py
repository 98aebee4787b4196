"""The words of 続柄コード chains, each chain looked up once."""

from functools import cache

from juki.kernel.values.relationship import Relationship


@cache
def label(codes: tuple[str, ...]) -> str:
    """``("20", "12")`` -> 子の妻.

    Raises:
        UnknownRelationshipCode: a code that is not a basic 続柄.
        RelationshipRefused: a chain that the standard does not allow.
    """
    return Relationship.from_codes(codes).label
