"""Routes of the kiosk system's screens."""

from django.urls import path

from juki.oversight import urls as oversight
from juki.screens import acts, parked, urls
from juki.screens.first_page import first_page
from juki.screens.page import by_method
from juki.systems.kiosk.web import feed, households, issuable, issues, service
from juki.systems.kiosk.web.nav import ABOUT, NAV

urlpatterns = [
    *urls.urlpatterns,
    *parked.urlpatterns,
    *acts.urlpatterns,
    *oversight.urlpatterns,
    path("", first_page(NAV, ABOUT)),
    path("households", by_method(GET=households.ask, POST=households.find)),
    path("households/<str:number>", households.show),
    path("persons", by_method(GET=issuable.ask, POST=issuable.find)),
    path("persons/<str:number>/issuable", issuable.show),
    path("issues", by_method(GET=issues.ask, POST=issues.find)),
    path("service", service.show),
    path("service/stop", service.stop),
    path("service/resume", service.resume),
    path("feed", feed.show),
]
