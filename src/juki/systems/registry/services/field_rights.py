"""Which groups of items somebody may not see: asked wherever a person is shown. Source: STD 10.4."""

from collections.abc import Mapping
from types import MappingProxyType

from juki.kernel.access.grants import permissions_of
from juki.kernel.clock import Times
from juki.kernel.work import Actor
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.services.veiling import Hidden

RIGHTS: Mapping[FieldGroup, Permission] = MappingProxyType({
    FieldGroup.HONSEKI: Permission.SEE_HONSEKI,
    FieldGroup.INDIVIDUAL_NUMBER: Permission.SEE_INDIVIDUAL_NUMBER,
    FieldGroup.RESIDENT_CODE: Permission.SEE_RESIDENT_CODE,
    FieldGroup.RESIDENCE: Permission.SEE_RESIDENCE,
})  # fmt: skip
"""The right to see each group, granted person by person."""


def hidden_from(actor: Actor, times: Times) -> Hidden:
    """The groups that ``actor`` has no right to see today; without a grant all of them."""
    held = permissions_of(system=OWN, client=actor.who.removeprefix("client:"), on=times.legal_day)
    return frozenset(group for group, right in RIGHTS.items() if right not in held)
