"""A page with every component of the staff screens, filled with what screens must survive."""

from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import juki.screens

SCREENS = Path(str(juki.screens.__file__)).parent
STATIC = SCREENS / "static"
HOSTILE = "<script>alert(1)</script>\"'&"
ONE_DOT = "辻\U000e0102"
LONG_NAME = "寿限無" * 30
TYPED = {
    "kind": HOSTILE,
    "event_on": "R8.13.1",
    "birth": "",
    "section": HOSTILE,
    "reason": "\n先頭の改行  と空白 " + HOSTILE,
    "items": ["head", HOSTILE],
    "applicant.name.surname": ONE_DOT,
    "applicant.name.given": "神",
    "foreign.name.full": "O'Neill  <b>",
    "persons.0.name.surname": LONG_NAME,
    "persons.0.name.given": "花子",
    "persons.1.birth": "2026-02-30",
    "to.town": "南町\u3000五丁目",
    "to.lot": "\u3000 6番13号 ",
    "to.town_code": "0012005",
}
ERRORS = {
    "event_on": "日付の形が読み取れません。「令和8年4月1日」の形で入力し直してください。",
    "sex": "性別を選んでください。",
    "section": HOSTILE,
    "persons.1.birth": "暦にない日付です。月と日を確かめてください。",
    "applicant.name": "氏と名の両方、又は一つの氏名のどちらかを入力してください。",
    "to": "住所が入力されていません。住所を入力してください。",
    "persons.2.name": "氏と名の両方を入力してください。",
    "confirmed": "本人確認書類を確かめてください。",
}


def environment() -> Environment:
    """Templates read as the screens read them."""
    return Environment(
        loader=FileSystemLoader([Path(__file__).parent, SCREENS / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def shell() -> SimpleNamespace:
    """What every page is given."""
    return SimpleNamespace(
        eras="1M明治 2T大正 3S昭和 4H平成 5R令和",
        system="registry",
        system_label="住民記録",
        city="西東京市",
        demo=True,
        title="転入届の入力",
        person=SimpleNamespace(
            name=f"{ONE_DOT}　花子", section="市民課", client="clerk.mihon", terminal="192.0.2.7"
        ),
        nav=[
            {"label": label, "href": f"/{key}", "current": key == "moves", "key": key}
            for label, key in (("検索", "search"), ("届出", "moves"), ("審査", "reviews"), ("証明", "papers"))
        ],
        idle_seconds=1800,
        shown_at="令和8年11月24日 10:05:00",
        sign_out="/sign-out",
        portal="http://office.localhost:8400/",
        csrf_input=Markup('<input type="hidden" name="csrfmiddlewaretoken" value="x">'),
        static=lambda name: f"/static/{name}",
    )


def render() -> str:
    """The gallery."""
    people = [{"key": f"persons.{place}", "title": f"{place + 1}人目"} for place in range(4)]
    rows = [
        [
            Markup('<a class="name" href="/residents/1">{}</a>').format(name),
            "000000000012345",
            "昭和60年4月1日",
            "東京都西東京市南町五丁目6番13号",
            "",
        ]
        for name in (f"{ONE_DOT}　花子", LONG_NAME, HOSTILE)
    ]
    return (
        environment()
        .get_template("gallery.html")
        .render(
            shell=shell(),
            form={"typed": TYPED, "errors": ERRORS},
            hostile=HOSTILE,
            long_name=LONG_NAME,
            people=people,
            rows=rows,
        )
    )
