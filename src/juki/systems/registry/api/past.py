"""Doors to the history: the versions of a 住民票, where each item comes from, searches of 異動. Source: STD 2.2.1."""

from django.http import HttpRequest, HttpResponse

from juki.kernel.door.endpoint import Visit, ask_endpoint, demand, read_endpoint
from juki.kernel.door.replies import json_reply
from juki.systems.registry.api.reading import OF_RESIDENT, asked_of
from juki.systems.registry.codes import OWN, Permission
from juki.systems.registry.services.past.origins import ShownOrigins, explain
from juki.systems.registry.services.past.searching import EventList, EventSearchForm, search_events
from juki.systems.registry.services.past.timeline import ShownVersion, timeline

OF_TIMELINE = {"record": OF_RESIDENT["record"]}
OF_ORIGINS = {
    **{name: OF_RESIDENT[name] for name in ("as_of", "known_at", "record")},
    "item": (str, "only the item that this column of the record stands in, such as `address_town`"),
}


@read_endpoint(permission=Permission.SEE_RESIDENT, system=OWN, reply=list[ShownVersion], query=OF_TIMELINE)
def show_timeline(request: HttpRequest, visit: Visit, addressee_number: str) -> HttpResponse:
    """The versions of one 住民票 with their 異動, the latest first; individual numbers are not among the changes."""
    record = asked_of(request).record
    return json_reply(timeline(addressee_number, record=record, actor=visit.actor, times=visit.times))


@read_endpoint(permission=Permission.SEE_RESIDENT, system=OWN, reply=ShownOrigins, query=OF_ORIGINS)
def show_origins(request: HttpRequest, visit: Visit, addressee_number: str) -> HttpResponse:
    """Which 異動, resting on which documents, last set each item of a 住民票 as it stood on a day."""
    asked = asked_of(request)
    told = explain(
        addressee_number, column=request.GET.get("item", ""), day=asked.day, known_at=asked.known_at,
        record=asked.record, actor=visit.actor, times=visit.times,
    )  # fmt: skip
    return json_reply(told)


@ask_endpoint(permission=Permission.SEE_RESIDENT, body=EventSearchForm, system=OWN, reply=EventList)
def search(visit: Visit, form: EventSearchForm) -> HttpResponse:
    """異動履歴照会: the 異動 of one 住民票, of a household, or of the whole city, each by its own right."""
    if form.household_number:
        demand(visit, Permission.SEE_HOUSEHOLD)
    if form.is_city_wide:
        demand(visit, Permission.LIST_EVENTS)
    return json_reply(search_events(form, actor=visit.actor, times=visit.times))
