"""Templates to pages. Everything is escaped; a name that a template does not get is an error, not a blank."""

from datetime import date, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

from django.conf import settings as django
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from juki.kernel.clock import JAPAN
from juki.kernel.settings import current
from juki.kernel.values.era import JAPANESE_ERAS
from juki.kernel.values.legal_date import DateStyle, LegalDate
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.postal import towns
from juki.screens import sessions
from juki.screens.nav import Entry
from juki.screens.settings import own_system
from juki.screens.static_files import address_of

LABELS = {
    "registry": "住民記録",
    "jukinet": "住基ネット 市町村CS",
    "kiosk": "証明書コンビニ交付",
    "unified": "団体内統合宛名",
    "intermediary": "中間サーバー",
    "addressee": "宛名管理",
    "office": "職員ポータル",
    "outside": "模擬の相手方",
}


def render(
    request: HttpRequest,
    template: str,
    *,
    title: str = "",
    key: str = "",
    status: int = 200,
    **values: object,
) -> HttpResponse:
    """A page (or fragment) from ``template``; ``key`` marks the navigation entry that the page belongs to."""
    content = (
        _environment(str(django.JUKI_SCREENS))
        .get_template(template)
        .render(shell=_shell(request, title, key), **values)
    )
    response = HttpResponse(content, status=status)
    response.headers["Juki-Page"] = template
    return response


def wareki(value: date | LegalDate | str | None) -> str:
    """A day in its era; nothing for nothing. Source: STD 1.1.9."""
    if isinstance(value, str):
        value = date.fromisoformat(value) if value else None
    if value is None:
        return ""
    legal = value if isinstance(value, LegalDate) else LegalDate.from_day(value)
    return legal.display(DateStyle.WAREKI)


def moment(value: datetime | None) -> str:
    """A moment on the machine's clock as a clerk reads it: era day and time in Japan."""
    if value is None:
        return ""
    local = value.astimezone(JAPAN)
    return f"{wareki(local.date())} {local:%H:%M:%S}"


@cache
def _environment(package: str) -> Environment:
    own = Path(str(import_module(package).__file__)).parent / "templates"
    places = [own, *getattr(django, "JUKI_TEMPLATES", ()), Path(__file__).parent / "templates"]
    loader = ChoiceLoader([FileSystemLoader(place) for place in places])
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False,
    )  # fmt: skip
    environment.filters.update(wareki=wareki, moment=moment)
    return environment


def _shell(request: HttpRequest, title: str, key: str) -> SimpleNamespace:
    settings, visitor = current(), vars(request).get("visitor")
    staff = settings.staff
    own = import_module(f"{django.JUKI_SCREENS}.nav") if visitor else None
    entries: tuple[Entry, ...] = own.NAV if own else ()
    banner: str = own.banner() if own and hasattr(own, "banner") else ""
    nav = [
        {"label": entry.label, "href": entry.href, "key": entry.key, "current": entry.key == key}
        for entry in entries
        if visitor and entry.is_for(visitor.permissions)
    ]
    return SimpleNamespace(
        system=own_system(), system_label=LABELS.get(own_system(), own_system()), city=_city(),
        demo=not settings.production, banner=banner, title=title, person=visitor, nav=nav, sign_out="/sign-out",
        eras=eras(), portal=staff.portal if staff and staff.portal else "/", static=address_of,
        idle_seconds=int(sessions.idle().total_seconds()), shown_at=moment(visitor.times.city) if visitor else "",
        csrf_input=Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(get_token(request)),
    )  # fmt: skip


@cache
def eras() -> str:
    """Code, letter and name of each era, for the script that writes out short dates."""
    return " ".join(f"{era.code}{era.letter}{era.name}" for era in JAPANESE_ERAS.eras)


@cache
def _city() -> str:
    return towns(MunicipalityCode(current().municipality))[0].city
