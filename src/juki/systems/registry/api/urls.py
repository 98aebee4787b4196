"""Routes of the register on the mutual-TLS listener."""

from django.urls import path

from juki.links.post import health, mending, views
from juki.systems.registry.api import reading, recording

urlpatterns = [
    *views.urlpatterns,
    *mending.urlpatterns,
    *health.urlpatterns,
    path("api/number-checks", recording.check_number),
    path("api/move-ins", recording.record_move_in),
    path("api/number-blocks", recording.take_block),
    path("api/data-use-entries", recording.data_uses_door),
    path("api/residents/<str:addressee_number>", reading.show_resident),
    path("api/households/<str:household_number>", reading.show_household),
    path("api/searches", reading.search),
    path("api/certificates", reading.issue_certificate),
]
