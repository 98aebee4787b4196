"""Three pages: one that shows, one that takes a form, one that breaks."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path

from juki.kernel.door.errors import KeyReused
from juki.screens import urls
from juki.screens.page import by_method, page, see_other
from juki.screens.rendering import render
from juki.screens.visitor import Visitor


@page(permission="test.see")
def see(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    return render(request, "test/page.html", title="見る", key="see", typed=request.GET.get("typed", ""))


@page(permission="test.write")
def show_form(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    return render(request, "test/page.html", title="書く", key="write", typed="")


@page(permission="test.write", method="POST")
def take_form(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    if request.POST.get("name") == "refused":
        raise KeyReused
    return see_other("/")


@page(permission="test.see")
def breaks(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    raise RuntimeError("a name that must not be shown")


urlpatterns = [
    *urls.urlpatterns,
    path("", see),
    path("write", by_method(GET=show_form, POST=take_form)),
    path("breaks", breaks),
]
