"""Routes of the register's screens."""

from django.urls import path

from juki.oversight import urls as oversight
from juki.screens import parked, urls
from juki.screens.page import by_method
from juki.systems.registry.web import (
    applications_urls,
    certificates,
    lookups,
    office_urls,
    preview,
    searches,
)
from juki.systems.registry.web.changes import urls as changes_urls
from juki.systems.registry.web.record import urls as record_urls

urlpatterns = [
    *urls.urlpatterns,
    *parked.urlpatterns,
    *oversight.urlpatterns,
    *applications_urls.urlpatterns,
    *changes_urls.urlpatterns,
    *record_urls.urlpatterns,
    *office_urls.urlpatterns,
    path("", searches.front),
    path("searches", by_method(GET=searches.show, POST=searches.take)),
    path("searches/again", searches.again),
    path("certificates/new", by_method(GET=certificates.show, POST=certificates.take)),
    path("certificates/preview", preview.show),
    path("certificates/pages/<int:number>", preview.show_page),
    path("certificates", preview.issue),
    path("certificates/<uuid:key>/outcome", preview.show_outcome),
    path("glyphs", lookups.glyphs),
    path("postal", lookups.postal),
    path("towns", lookups.by_kana),
    path("towns/pick", lookups.pick),
    path("towns/buildings", lookups.candidates),
]
