"""異動 other than 転入 as a browser meets them: from a person's page to the 本登録."""

import re
from datetime import timedelta

from django.test import override_settings

from juki.kernel.settings import current
from juki.kernel.values.resident_code import ResidentCode
from juki.systems.registry.records.models import CodeStock, ResidentVersion
from support.counter_forms import approve, hidden, shown_fields, submit, text

RECEIVED = {"capacity": "head", "name": "来庁者", "documents_one": "運転免許証", "newcomers": "1"}


def moved_in(city, *persons, **changes):
    """宛名番号 of who moved in, through the door for programs."""
    with override_settings(ROOT_URLCONF="juki.systems.registry.api.urls", JUKI_SYSTEM="registry"):
        return [one["addressee_number"] for one in city.move_in(*persons, **changes)["residents"]]


def changed(city, reason, *persons, **more):
    """The reply to an 異動 that was recorded through the door for programs."""
    with override_settings(ROOT_URLCONF="juki.systems.registry.api.urls", JUKI_SYSTEM="registry"):
        return city.changed(city.change(reason, *persons, **more))


def start(counter, reason, *of, person="", **more):
    """受付; the address of the form."""
    page = counter.get(f"/changes/new?person={person or of[0]}")
    assert page.status_code == 200, text(page)
    reply = counter.post(
        "/changes/new", {**RECEIVED, **hidden(page), "reason": reason, "of": list(of), **more}
    )
    assert reply.status_code == 303, text(reply)
    return reply["Location"]


def days_ago(city, days):
    return (city.today - timedelta(days=days)).isoformat()


def send(counter, location, page, *of, **fields):
    """The form as the page shows it, with other texts in these fields; ``of`` are the persons that are ticked."""
    sent = {"action": "save", **shown_fields(page), **fields}
    if of:
        sent["of"] = list(of)
    return counter.post(location.partition("?")[0], sent)


def saved(counter, location, *of, **fields):
    """仮登録 of the form with these fields; the application's page."""
    page = counter.get(location)
    assert page.status_code == 200, text(page)
    reply = send(counter, location, page, *of, **fields)
    assert reply.status_code == 303, re.sub(r"<[^>]+>", " ", text(reply).partition("<main")[2])[:3000]
    return reply["Location"]


def record(counter, application):
    submit(counter, application)
    approve(counter, application)


def stock(city, count=3):
    """Codes that the nation gave in advance."""
    moment = current().clock.now().machine
    codes = [ResidentCode.from_body(f"{city.random.randrange(10**10):010}").digits for _ in range(count)]
    CodeStock.objects.bulk_create(CodeStock(resident_code=one, taken_at=moment) for one in codes)


def latest(number):
    return ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()


def errors(reply):
    """Fields at which something stands against what was typed."""
    return set(re.findall(r'id="f-([^"]+)-error"', text(reply)))
