"""Routes of the trail."""

from django.urls import path

from juki.oversight.trail.web import pages
from juki.screens.page import by_method

urlpatterns = [
    path("trail", by_method(GET=pages.show, POST=pages.find)),
    path("trail/signed-off", pages.decide),
]
