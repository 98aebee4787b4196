"""Small help while typing: the forms of a character, the 町字 of a postal code or of a reading, 方書 of an address.

Nothing here is about anybody. Source: STD 1.3.3, 1.3.4, 2.1.3, 4.0.7.
"""

import re
from collections.abc import Iterable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from juki.kernel.errors import JukiError
from juki.kernel.values.address import LIMITS, parse_postal_code
from juki.paper import issuer
from juki.screens.glyphs import choice
from juki.screens.page import SIGNED_IN, page
from juki.screens.rendering import render
from juki.screens.visitor import Visitor
from juki.systems.registry.services import options
from juki.systems.registry.services.address_masters import buildings, dictionary
from juki.systems.registry.services.address_masters.dictionary import MOST, Found

LAST = 8
"""Characters before the caret that are looked at."""
_READING = 40
"""Characters of a reading that are looked at."""
_KANA = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾟ]")
NO_KANA = "町字の読みの初めを、カナかひらがなで入力してください。"
NO_TOWN = (
    "この読みで始まる町字は市内にありません。読みを確かめるか、町字を直に入力してください。"
    "市外は「ト ヒ シ」のように、都道府県・市区町村・町字の初めを空白で区切って入力します。"
)
MANY = "当てはまる町字が多すぎます。読みを続けて入力してください。"


@page(permission=SIGNED_IN)
def glyphs(request: HttpRequest, _visitor: Visitor) -> HttpResponseBase:
    """The forms of the last character of ``?text=``."""
    text = request.GET.get("text", "")[-LAST:]
    return render(request, "screens/glyphs.html", choice=choice(text, directory=issuer.fonts()))


@page(permission=SIGNED_IN)
def postal(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The 町字 of ``?postal_code=``, those of this city first; with ``?own=`` no others. Kana look for a reading instead."""
    typed = request.GET.get("postal_code", "").strip()[:_READING]
    if _KANA.search(typed):
        return _of_reading(request, visitor, typed)
    try:
        code = parse_postal_code(typed)
    except JukiError as refusal:
        return _towns(request, (), refusal.message)
    own = options.municipality()
    only = own if "own" in request.GET else None
    found = dictionary.of_postal_code(code, today=visitor.times.legal_day, own=only)
    return _towns(request, sorted(found, key=lambda town: town.municipality != own.digits), "")


@page(permission=SIGNED_IN)
def by_kana(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The 町字 whose reading begins with ``?kana=``: of this city, or with 市区町村 before it of any."""
    return _of_reading(request, visitor, request.GET.get("kana", "")[:_READING])


@page(permission=SIGNED_IN)
def pick(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """One step from 都道府県 to 小字: what is below ``?of=``; with ``?own=`` within this city. Source: STD 1.3.3."""
    today, own = visitor.times.legal_day, options.municipality().five if "own" in request.GET else ""
    code = request.GET.get("of", own)
    if code and not (code.isascii() and code.isdigit() and len(code) in dictionary.LEVELS):
        code = own
    if own and not code.startswith(own):
        code = own
    return render(
        request, "registry/pick.html", found=dictionary.below(code, today=today),
        here=dictionary.place(code, today=today) if code else None, own=own,
        up=max((code[:digits] for digits in dictionary.LEVELS if digits < len(code)), key=len, default=""),
    )  # fmt: skip


@page(permission=SIGNED_IN)
def candidates(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The 方書 registered at the 町字 and 番地 that are typed; nothing else that is sent is looked at. Source: STD 4.0.7."""
    town, lot = (_sent(request, part) for part in ("town", "lot"))
    found = buildings.at(town, lot, today=visitor.times.legal_day)
    return render(request, "registry/candidates.html", found=found)


def _sent(request: HttpRequest, part: str) -> str:
    """The field of an address that is called ``part``, whatever the address is called."""
    found = [str(request.GET[name]) for name in request.GET if name.rpartition(".")[2] == part]
    return found[0][: LIMITS[part]] if found else ""


def _of_reading(request: HttpRequest, visitor: Visitor, typed: str) -> HttpResponseBase:
    own = options.municipality()
    if not _KANA.search(typed):
        return _towns(request, (), NO_KANA)
    found = dictionary.of_reading(typed, today=visitor.times.legal_day, own=own)
    return _towns(request, found if len(found) <= MOST else (), NO_TOWN if len(found) <= MOST else MANY)


def _towns(request: HttpRequest, found: Iterable[Found], message: str) -> HttpResponseBase:
    shown = [
        {
            "prefecture": one.prefecture, "city": one.city, "name": one.town, "postal_code": one.postal_code,
            "municipality": one.municipality, "town_code": one.town_id, "has_chome": one.has_chome,
        }
        for one in found
    ]  # fmt: skip
    return render(request, "screens/towns.html", towns=shown, message=message)
