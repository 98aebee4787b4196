"""Routes of the unified addressee system."""

from django.urls import path

from juki.links.interface import door as interface
from juki.links.post import health, mending, views
from juki.systems.unified.api import lists, persons

urlpatterns = [
    path("api/searches", persons.search),
    path("api/persons/<str:number>", persons.show),
    path("api/candidates", lists.show_candidates),
    path("api/candidates/decide", lists.decide_candidate),
    path("api/errors", lists.show_errors),
    *views.urlpatterns,
    *mending.urlpatterns,
    *health.urlpatterns,
    *interface.urlpatterns,
]
