"""Routes of the counterparts' pages."""

from django.urls import path

from juki.outside.web import pages
from juki.screens import urls

urlpatterns = [
    *urls.files,
    path("enter", pages.enter_page),
    path("", pages.first),
    path("<str:name>", pages.counterpart),
]
