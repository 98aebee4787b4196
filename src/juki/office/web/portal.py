"""The portal: which systems the person may enter, and the sign-in before this one."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.office.codes import SEE_CLIENTS, SEE_COUNTERPARTS
from juki.office.services import queries_portal
from juki.office.services.options import staff
from juki.office.web.pages import Visit, page
from juki.screens.rendering import LABELS, render


@page(method="GET", who="signed-in")
def portal(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """The systems where the person holds a right today; simulated counterparts apart from them."""
    session = visit.signed_in
    doors = queries_portal.doors(session.person_id, on=visit.times.legal_day)
    visitor = vars(request)["visitor"]
    return render(
        request, "office/portal.html", title="業務一覧", key="portal",
        systems=[{"label": LABELS.get(door.system, door.system), "href": door.address} for door in doors],
        counterparts=staff().counterparts if visitor.may(SEE_COUNTERPARTS) else "", session=session,
        may_see_rights=visitor.may(SEE_CLIENTS),
    )  # fmt: skip
