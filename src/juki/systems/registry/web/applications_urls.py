"""Routes of 異動 as an application."""

from django.urls import path

from juki.systems.registry.web import (
    application_lists,
    confirmation,
    entry,
    reception,
    review,
    waiting_certificates,
)
from juki.systems.registry.web.record import household

urlpatterns = [
    path("applications", application_lists.applications),
    path("applications/new", reception.new),
    path("applications/household", household.show_part),
    path("applications/<uuid:application>", confirmation.show),
    path("applications/<uuid:application>/certificates", waiting_certificates.certificates),
    path("applications/<uuid:application>/entry", entry.entry),
    path("applications/<uuid:application>/checks", confirmation.check),
    path("applications/<uuid:application>/submission", confirmation.submit),
    path("applications/<uuid:application>/withdrawal", confirmation.withdraw),
    path("reviews", application_lists.reviews),
    path("reviews/<uuid:application>", review.show),
    path("reviews/<uuid:application>/approval", review.approve),
    path("reviews/<uuid:application>/return", review.give_back),
]
