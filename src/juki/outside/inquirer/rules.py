"""What the inquirer decides for itself: whom it asks about."""

from collections.abc import Sequence

from juki.outside.inquirer.errors import NoCodeYet, SeveralPersons


def the_one(codes: Sequence[str]) -> str:
    """The only code found, however often it came.

    Raises:
        NoCodeYet: none.
        SeveralPersons: more than one person.
    """
    distinct = set(codes)
    if not distinct:
        raise NoCodeYet
    if len(distinct) > 1:
        raise SeveralPersons
    return distinct.pop()
