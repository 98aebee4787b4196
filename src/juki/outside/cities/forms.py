"""What a clerk of another municipality posts: 転出届 of those who leave together, by 特例; that somebody arrived there."""

from typing import Annotated
from uuid import UUID

import msgspec

from juki.outside.cities.peers import AddressBlock, LeavingPerson

Day = Annotated[str, msgspec.Meta(max_length=10)]
Name = Annotated[str, msgspec.Meta(max_length=600)]


class MoveOutForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``former_address`` names the municipality that files; days are ISO days; the planned address may have blanks."""

    former_address: AddressBlock
    former_head: Name
    new_municipality: Annotated[str, msgspec.Meta(max_length=6)]
    new_address: AddressBlock
    planned_on: Day
    filed_on: Day
    persons: tuple[LeavingPerson, ...]


class MoveInForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """転入 of an expected household: ``certificate`` is the id of its 転出証明書情報, ``moved_in_on`` an ISO day.

    ``new_address`` is where they live, if that is not what they had planned.
    """

    certificate: UUID
    moved_in_on: Day
    new_address: AddressBlock | None = None
