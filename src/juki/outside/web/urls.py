"""Routes of the counterparts' pages."""

from django.urls import path

from juki.outside.web import card_page, kiosk, new_card, pages
from juki.screens import urls

urlpatterns = [
    *urls.files,
    path("enter", pages.enter_page),
    path("", pages.first),
    *kiosk.urlpatterns,
    *new_card.urlpatterns,
    *card_page.urlpatterns,
    path("<str:name>", pages.counterpart),
]
