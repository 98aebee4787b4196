"""Small help while typing: the forms of a character, the 町字 of a postal code or of a reading.

Nothing here is about anybody. Source: STD 1.3.3, 2.1.3.
"""

from collections.abc import Iterable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.kernel.values.address import parse_postal_code
from juki.kernel.values.kana import fold
from juki.kernel.values.postal import Town, towns, towns_of_code
from juki.paper import issuer
from juki.screens.glyphs import choice
from juki.screens.page import SIGNED_IN, page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.services import options

LAST = 8
"""Characters before the caret that are looked at."""
MOST = 40
NO_KANA = "町字の読みの初めを、カナかひらがなで入力してください。"
NO_TOWN = "この読みで始まる町字は市内にありません。読みを確かめるか、町字を直に入力してください。"
MANY = "当てはまる町字が多すぎます。読みを続けて入力してください。"


@page(permission=SIGNED_IN)
def glyphs(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The forms of the last character of ``?text=``."""
    text = request.GET.get("text", "")[-LAST:]
    return render(request, "screens/glyphs.html", choice=choice(text, directory=issuer.fonts()))


@page(permission=SIGNED_IN)
def postal(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The 町字 of ``?postal_code=``, those of this city first; with ``?own=`` no others."""
    try:
        code = parse_postal_code(request.GET.get("postal_code", "").strip())
    except JukiError as refusal:
        return _towns(request, (), refusal.message)
    own = options.municipality()
    found = [town for town in towns_of_code(code) if "own" not in request.GET or town.municipality == own]
    return _towns(request, sorted(found, key=lambda town: town.municipality != own), "")


@page(permission=SIGNED_IN)
def by_kana(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The 町字 of this city whose reading begins with ``?kana=``."""
    kana = fold(request.GET.get("kana", "")[:LAST])
    if not kana:
        return _towns(request, (), NO_KANA)
    found = [town for town in towns(options.municipality()) if fold(town.name_kana).startswith(kana)]
    return _towns(request, found if len(found) <= MOST else (), NO_TOWN if len(found) <= MOST else MANY)


def _towns(request: HttpRequest, found: Iterable[Town], message: str) -> HttpResponseBase:
    shown = [
        {
            "prefecture": town.prefecture, "city": town.city, "name": town.name, "postal_code": town.postal_code,
            "municipality": town.municipality.digits, "town_code": "", "has_chome": town.has_chome,
        }
        for town in found
    ]  # fmt: skip
    return render(request, "screens/towns.html", towns=shown, message=message)
