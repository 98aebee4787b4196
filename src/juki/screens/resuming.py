"""The page that gives back what was typed when the session had ended."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.screens import kept_forms
from juki.screens.page import SIGNED_IN, page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor


@page(permission=SIGNED_IN)
def resume(request: HttpRequest, visitor: Visitor, ident: UUID) -> HttpResponseBase:
    """What the same person typed, ready to be sent on."""
    found = kept_forms.kept(request, ident, client=visitor.client, now=visitor.times.machine)
    fields = [*found.fields, (kept_forms.FIELD, str(ident))]
    return render(request, "screens/kept_form.html", title="中断した入力", path=found.path, fields=fields)
