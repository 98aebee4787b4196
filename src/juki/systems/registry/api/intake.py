"""Door of documents that come as CSV. Source: STD 10.8."""

from django.http import HttpResponse

from juki.kernel.door.endpoint import Visit, write_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.services.intake.taking import IntakeForm, ShownIntake, take_in


@write_endpoint(permission=Permission.ENTER, body=IntakeForm, system=OWN, reply=ShownIntake, remembers=False)
def read_document(visit: Visit, form: IntakeForm) -> HttpResponse:
    """A document as filled forms; nothing is saved."""
    return json_reply(take_in(form, actor=visit.actor, times=visit.times))
