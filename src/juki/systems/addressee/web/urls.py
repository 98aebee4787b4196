"""Routes of the addressee system's screens."""

from django.urls import path

from juki.oversight import urls as oversight
from juki.screens import acts, parked, urls
from juki.screens.first_page import first_page
from juki.screens.page import by_method
from juki.systems.addressee.web import asking, showing
from juki.systems.addressee.web.nav import ABOUT, NAV

urlpatterns = [
    *urls.urlpatterns,
    *parked.urlpatterns,
    *acts.urlpatterns,
    *oversight.urlpatterns,
    path("", first_page(NAV, ABOUT)),
    path("addressees", by_method(GET=asking.ask_addressee, POST=asking.find_addressee)),
    path("addressees/<str:number>", showing.show_addressee),
    path("histories", by_method(GET=asking.ask_history, POST=asking.find_history)),
    path("addressees/<str:number>/history", showing.show_history),
    path("households", by_method(GET=asking.ask_household, POST=asking.find_household)),
    path("households/<str:number>", showing.show_household),
]
