"""The list of rights (操作権限一覧表) of everybody, by system and section. Source: STD 10.3."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.work import Actor
from juki.office.codes import SEE_CLIENTS
from juki.office.domain.client import ClientKind
from juki.office.domain.permission import System
from juki.office.domain.permission_names import permission_names
from juki.office.errors import UnknownFilter
from juki.office.services import queries_rights
from juki.office.services.queries_rights import Right
from juki.office.web.pages import Visit, page
from juki.screens.rendering import LABELS, render, wareki


@page(method="GET", who="signed-in", permission=SEE_CLIENTS)
def rights(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Who may do what, of ``?system=`` and ``?section=`` alone where they are given."""
    sections = queries_rights.sections()
    system, section = request.GET.get("system", ""), request.GET.get("section", "")
    if (system and system not in list(System)) or (section and section not in sections):
        raise UnknownFilter
    actor = Actor(f"client:{visit.signed_in.person_id}", SEE_CLIENTS, visit.terminal)
    found = queries_rights.rights(
        system=System(system) if system else None, section=section, actor=actor, times=visit.times
    )
    return render(
        request, "office/rights.html", title="操作権限一覧表", key="rights", rows=[_row(one) for one in found],
        systems=[(one.value, LABELS[one.value]) for one in System],
        sections=sections, system=system, section=section,
        people=len({one.client for one in found}),
    )  # fmt: skip


def _row(right: Right) -> tuple[str, ...]:
    """``valid_to`` is shown as the last day with the right."""
    start = wareki(right.valid_from) + ("（予定）" if right.scheduled else "")
    name = "（プログラム）" if right.kind == ClientKind.PROGRAM else right.name
    return (
        right.section, right.client, name, LABELS[right.system],
        permission_names().get(right.permission, right.permission), start,
        wareki(right.last_day) if right.last_day else "", right.granted_by,
    )  # fmt: skip
