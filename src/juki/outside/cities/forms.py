"""What a clerk of another municipality posts: 転出届 of those who leave a household together, by 特例."""

from typing import Annotated

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
