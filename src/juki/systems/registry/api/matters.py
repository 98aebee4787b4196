"""Door to 個別事項. Source: STD 1.1.1, 7.2.2."""

from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, read_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.registry.api.reading import OF_RESIDENT, asked_of
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.services import matters
from juki.systems.registry.services.matters import ShownMatter

OF_MATTERS = {name: OF_RESIDENT[name] for name in ("as_of", "known_at", "record")}


@read_endpoint(permission=Permission.SEE_MATTER, system=OWN, reply=list[ShownMatter], query=OF_MATTERS)
def listed(request: HttpRequest, visit: Visit, addressee_number: str) -> HttpResponse:
    """The 個別事項 of a person: the latest that each business system told, now or at an earlier day or moment.

    With ``record`` those that went to the 除票 store with that 住民票.
    """
    asked = asked_of(request)
    found = matters.listed(
        addressee_number, actor=visit.actor, times=visit.times, day=asked.day, known_at=asked.known_at,
        record=asked.record,
    )  # fmt: skip
    return json_reply(found)
