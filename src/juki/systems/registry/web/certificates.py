"""住民票の写し: whom it is about, what it shows, who asks. What is not asked for is left out.

The choice goes to the preview in its address, as numbers and codes and without any name, so that going back and reloading
ask for nothing a second time.

Source: 住基法12条, 12条の2, 12条の3; STD 5.1.
"""

from urllib.parse import urlencode
from uuid import UUID

import msgspec
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase

from juki.kernel.door.errors import Malformed
from juki.screens.page import page, see_other
from juki.screens.rendering import render
from juki.screens.typed import Typed
from juki.screens.visitor import Visitor
from juki.systems.registry.codes import Permission
from juki.systems.registry.domain.issue import SHOWN_BY_RIGHT, Shown
from juki.systems.registry.services import queries
from juki.systems.registry.services.field_rights import hidden_from
from juki.systems.registry.services.forms import CertificateForm
from juki.systems.registry.services.showing import ShownHousehold

KINDS = {"household": "世帯連記式（世帯の全員または一部）", "individual": "個人票（1人）"}
REQUESTERS = {
    "self": "本人",
    "household": "同一世帯の人",
    "agent": "代理人（委任状・資格を確かめた）",
    "third_party": "第三者（住基法12条の3）",
    "public_office": "国・地方公共団体（住基法12条の2）",
}
PURPOSES = {
    text: text
    for text in (
        "官公署への提出", "年金・保険の手続", "金融機関への提出", "勤務先・学校への提出", "自動車の登録",
        "相続・登記の手続", "国・地方公共団体の職務", "その他（請求書に記載のとおり）",
    )
}  # fmt: skip
ITEMS = {
    Shown.RELATIONSHIP: "世帯主・続柄",
    Shown.HONSEKI: "本籍・筆頭者（日本人住民）",
    Shown.NATIONALITY: "国籍・地域（外国人住民）",
    Shown.RESIDENCE_STATUS: "在留資格・区分など（外国人住民）",
    Shown.RESIDENT_CODE: "住民票コード",
    Shown.INDIVIDUAL_NUMBER: "個人番号",
}


@page(permission=Permission.ISSUE_CERTIFICATE)
def show(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """The choice for ``?household=``; ``?person=`` chooses a member beforehand."""
    fields = QueryDict(mutable=True)
    person = request.GET.get("person", "")
    if person:
        fields.update({"kind": "individual", "person": person})
    return _page(request, visitor, request.GET.get("household", ""), Typed(fields))


@page(permission=Permission.ISSUE_CERTIFICATE, method="POST")
def take(request: HttpRequest, visitor: Visitor) -> HttpResponseBase:
    """On to the preview, if the choice is complete."""
    typed = Typed(request.POST)
    number = request.POST.get("household", "")
    typed.one_of("kind", KINDS, missing="様式を選んでください。")
    typed.one_of("requester", REQUESTERS, missing="請求者を選んでください。")
    typed.one_of("purpose", PURPOSES, missing="利用目的（提出先）を選んでください。")
    persons, show_items = request.POST.getlist("person"), request.POST.getlist("show")
    if not persons:
        typed.errors["person"] = "証明する人を選んでください。"
    elif request.POST.get("kind") == "individual" and len(persons) > 1:
        typed.errors["person"] = (
            "個人票に記載できるのは1人です。1人だけを選ぶか、世帯連記式を選んでください。"
        )
    if request.POST.get("requester") in ("third_party", "public_office") and (
        Shown.INDIVIDUAL_NUMBER in show_items or Shown.RESIDENT_CODE in show_items
    ):
        typed.errors["show"] = (
            "第三者又は国・地方公共団体からの請求では、個人番号と住民票コードを記載できません。選択を外してください。"
        )
    if typed.errors:
        return _page(request, visitor, number, typed)
    return see_other(f"/certificates/preview?{urlencode(pairs_of(request.POST))}")


def pairs_of(fields: QueryDict) -> list[tuple[str, str]]:
    """The fields of a choice, in order, and nothing else that a form carries."""
    names = ("key", "kind", "household", "person", "show", "requester", "purpose")
    return [(name, value) for name in names for value in fields.getlist(name)]


def key_of(fields: QueryDict) -> UUID:
    """The key of the request for a copy, which becomes its transaction.

    Raises:
        Malformed: none.
    """
    try:
        return UUID(fields.get("key", ""))
    except ValueError:
        raise Malformed(where="key") from None


def form_of(fields: QueryDict, visitor: Visitor) -> CertificateForm:
    """The request that the fields of a choice make.

    Raises:
        Malformed: they make none; the form's own page does not send such fields.
        NotPermitted: 個人番号 without that right. It is logged.
    """
    individual, persons = fields.get("kind") == "individual", fields.getlist("person")
    if fields.get("requester") not in REQUESTERS or fields.get("purpose") not in PURPOSES:
        raise Malformed(where="form")
    tree = {
        "purpose": fields.get("purpose"), "kind": fields.get("kind"), "addressee_numbers": persons,
        "household_number": "" if individual else fields.get("household", ""), "show": fields.getlist("show"),
        "requester": fields.get("requester"),
    }  # fmt: skip
    try:
        form = msgspec.convert(tree, CertificateForm)
    except msgspec.ValidationError:
        raise Malformed(where="form") from None
    if Shown.INDIVIDUAL_NUMBER in form.show and not visitor.may(Permission.SEE_INDIVIDUAL_NUMBER):
        queries.refuse_number(persons, actor=visitor.actor, times=visitor.times)
    return form


def _page(request: HttpRequest, visitor: Visitor, number: str, typed: Typed) -> HttpResponseBase:
    found: ShownHousehold = queries.household(number, actor=visitor.actor, times=visitor.times)
    hidden = hidden_from(visitor.actor, visitor.times)
    return render(
        request, "registry/certificate.html", title="住民票の写しの交付", key="search", form=typed,
        status=typed.status,
        found=found, key_value=typed.key_of_form, kinds=list(KINDS.items()),
        requesters=list(REQUESTERS.items()), purposes=list(PURPOSES), withheld=bool(hidden),
        persons=[
            (member.addressee_number, member.name.full, f"{member.relationship}・{member.birth.text}")
            for member in found.members
        ],
        everybody=[member.addressee_number for member in found.members],
        items=[(str(item), label) for item, label in ITEMS.items() if SHOWN_BY_RIGHT.get(item) not in hidden],
    )  # fmt: skip
