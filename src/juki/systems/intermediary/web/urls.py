"""Routes of the intermediary server's screens."""

from django.urls import path

from juki.oversight import urls as oversight
from juki.screens import acts, parked, urls
from juki.screens.first_page import first_page
from juki.screens.page import by_method
from juki.systems.intermediary.web import copies, erasures, flags, held, records
from juki.systems.intermediary.web.nav import ABOUT, NAV

urlpatterns = [
    *urls.urlpatterns,
    *parked.urlpatterns,
    *acts.urlpatterns,
    *oversight.urlpatterns,
    path("", first_page(NAV, ABOUT)),
    path("held", held.show_all),
    path("held/<uuid:record>", by_method(GET=held.show, POST=held.decide)),
    path("held/<uuid:record>/request", held.ask),
    path("flags", by_method(GET=flags.show, POST=flags.take)),
    path("copies", by_method(GET=copies.ask, POST=copies.find)),
    path("copies/<str:number>", copies.show),
    path("erasures", by_method(GET=erasures.show, POST=erasures.take)),
    path("records", by_method(GET=records.show, POST=records.take)),
]
