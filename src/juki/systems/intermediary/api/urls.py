"""Routes of the intermediary server."""

from django.urls import path

from juki.links.interface import door as interface
from juki.links.post import health, mending, views
from juki.systems.intermediary.api import copies, held, records

urlpatterns = [
    path("api/records/search", records.search),
    path("api/held", held.show_held),
    path("api/held/<uuid:record>/content", held.show_content),
    path("api/held/decide", held.decide_held),
    path("api/flags", held.set_flag),
    path("api/copies/erase", copies.erase),
    path("api/copies/<str:number>", copies.show),
    *views.urlpatterns,
    *mending.urlpatterns,
    *health.urlpatterns,
    *interface.urlpatterns,
]
