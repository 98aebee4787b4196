"""Routes of the unified addressee system's screens."""

from django.urls import path

from juki.oversight import urls as oversight
from juki.screens import acts, parked, urls
from juki.screens.first_page import first_page
from juki.screens.page import by_method
from juki.systems.unified.web import candidates, errors, persons, searches
from juki.systems.unified.web.nav import ABOUT, NAV

urlpatterns = [
    *urls.urlpatterns,
    *parked.urlpatterns,
    *acts.urlpatterns,
    *oversight.urlpatterns,
    path("", first_page(NAV, ABOUT)),
    path("searches", by_method(GET=searches.show, POST=searches.take)),
    path("persons", by_method(GET=persons.ask, POST=persons.find)),
    path("persons/<str:number>", persons.show),
    path("persons/<str:number>/individual-number", persons.show_number),
    path("candidates", candidates.show_all),
    path("candidates/<int:candidate>", by_method(GET=candidates.show, POST=candidates.decide_pair)),
    path("errors", errors.show),
]
