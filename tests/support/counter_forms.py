"""The forms of 異動 as a browser meets them: what a page shows is what it sends."""

import re
from html import unescape

import msgspec

from juki.systems.registry.services.forms import MoveInForm
from juki.systems.registry.web.entry_fields import typed_of

CLERK, REVIEWER = "clerk.sato", "clerk.mori"
CAME = {
    "reason": "TENNYU",
    "persons": "4",
    "capacity": "head",
    "name": "来庁者",
    "documents_one": "運転免許証",
}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
FIELD = re.compile(r'<input class="input[^>]*? name="([^"]+)" value="([^"]*)"')
CHOSEN = re.compile(r'<select class="input" id="[^"]+" name="([^"]+)".*?</select>', re.DOTALL)


def hidden(reply):
    return {name: unescape(value) for name, value in HIDDEN.findall(reply.content.decode())}


def text(reply):
    return unescape(reply.content.decode())


def shown_fields(reply):
    """What the page would send again: texts, choices, ticked boxes."""
    body = reply.content.decode()
    found = {name: unescape(value) for name, value in FIELD.findall(body)}
    for select in CHOSEN.finditer(body):
        chosen = re.search(r'<option value="([^"]*)" selected', select[0])
        found[select[1]] = unescape(chosen[1]) if chosen else ""
    for kind, name, value in re.findall(
        r'<input type="(checkbox|radio)" id="[^"]+" name="([^"]+)" value="([^"]*)" checked', body
    ):
        assert kind
        found[name] = unescape(value)
    return found | hidden(reply)


def receive(counter, **changes):
    page = counter.get("/applications/new")
    reply = counter.post("/applications/new", {**CAME, "key": hidden(page)["key"], **changes})
    assert reply.status_code == 303, text(reply)
    return reply["Location"]


def fields_of(form, page):
    typed = typed_of(msgspec.convert(form, MoveInForm))
    return {**typed, "key": hidden(page)["key"], "version": hidden(page)["version"], "action": "save"}


def family(city):
    """Four persons with two surnames."""
    father = city.person(
        name={"surname": "架空", "given": "太", "kana_surname": "カクウ", "kana_given": "フトシ"}
    )
    mother = city.person(
        "妻", name={"surname": "見本", "given": "花", "kana_surname": "ミホン", "kana_given": "ハナ"}
    )
    return [
        father,
        mother,
        city.person("子", birth="平成30年4月1日"),
        city.person("子", birth="令和2年5月6日"),
    ]


def enter(counter, city, *persons, location="", **changes):
    location = location or receive(counter)
    page = counter.get(location)
    assert page.status_code == 200, text(page)
    address = location.partition("?")[0]
    reply = counter.post(address, {**fields_of(city.form(*persons), page), **changes})
    return address.removesuffix("/entry"), reply


def submit(counter, address):
    page = counter.get(address)
    reasons = dict.fromkeys(re.findall(r'name="(alerts\.[^"]+)"', text(page)), "書類で確認")
    reply = counter.post(f"{address}/submission", {**hidden(page), **reasons})
    assert reply.status_code == 303, text(reply)


def approve(counter, address):
    counter.sign_in(REVIEWER)
    review = address.replace("applications", "reviews")
    assert review in text(counter.get("/reviews"))
    reply = counter.post(f"{review}/approval", hidden(counter.get(review)))
    assert (reply.status_code, reply["Location"]) == (303, address), text(reply)
    counter.sign_in(CLERK)
