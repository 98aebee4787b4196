"""一括本登録: several that were chosen in the queue, each with its own result. Source: STD 4.0.8."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import Malformed
from juki.kernel.errors import JukiError
from juki.screens.page import page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.services import options
from juki.systems.registry.services.application_forms import ApproveManyForm, NamedApplication
from juki.systems.registry.services.applications import approving
from juki.systems.registry.services.applications.approving import ManyResult
from juki.systems.registry.web import posted

CHOSEN = "chosen"
_VERSION_DIGITS = 7


@page(permission=Permission.REVIEW, method="POST")
def approve(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """本登録 of those that are ticked; what stands against one stops no other. Sending it twice has one effect."""
    key = posted.key(request)
    named = tuple(_named(one) for one in dict.fromkeys(request.POST.getlist(CHOSEN)))
    try:
        done = approving.approve_many(
            ApproveManyForm(applications=named), actor=visitor.actor, times=visitor.times, trace=key
        )
    except JukiError as error:
        return _page(request, [], refused=f"{error.message}（{error.code}）", status=error.status)
    return _page(request, done.results)


def _page(
    request: HttpRequest, results: list[ManyResult], *, refused: str = "", status: int = 200
) -> HttpResponseBase:
    return render(
        request, "registry/changes/bulk.html", title="一括本登録の結果", key="reviews", status=status, results=results,
        refused=refused, recorded=sum(one.recorded is not None for one in results), limit=options.bulk_approvals(),
    )  # fmt: skip


def _named(text: str) -> NamedApplication:
    """One ticked line: the application and the version that was looked at.

    Raises:
        Malformed: no page of ours.
    """
    application, _, version = text.partition(":")
    if not (version.isascii() and version.isdigit() and len(version) <= _VERSION_DIGITS and int(version)):
        raise Malformed(where=CHOSEN)
    try:
        return NamedApplication(application=UUID(application), version=int(version))
    except ValueError:
        raise Malformed(where=CHOSEN) from None
