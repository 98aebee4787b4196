"""Routes of the CS's screens."""

from django.urls import path

from juki.oversight import urls as oversight
from juki.screens import acts, parked, urls
from juki.screens.first_page import first_page
from juki.screens.page import by_method
from juki.systems.jukinet.web import flags, media, records, searches
from juki.systems.jukinet.web.nav import ABOUT, NAV

urlpatterns = [
    *urls.urlpatterns,
    *parked.urlpatterns,
    *acts.urlpatterns,
    *oversight.urlpatterns,
    path("", first_page(NAV, ABOUT)),
    path("searches", by_method(GET=searches.show, POST=searches.take)),
    path("record", by_method(GET=records.ask, POST=records.show)),
    path("bars", flags.bars),
    path("media", media.media),
    path("reservations", flags.reservations),
]
