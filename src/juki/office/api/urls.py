"""Routes of the office."""

from django.urls import path

from juki.links.post import health, mending, views
from juki.office.api import directory

urlpatterns = [
    path("api/clients", directory.add_client),
    path("api/clients/<str:client>", directory.show_client),
    path("api/grants", directory.grant),
    path("api/withdrawals", directory.withdraw),
    *views.urlpatterns,
    *mending.urlpatterns,
    *health.urlpatterns,
]
