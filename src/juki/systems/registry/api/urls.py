"""Routes of the register on the mutual-TLS listener."""

from django.urls import path

from juki.links.interface import door as interface
from juki.links.post import health, mending, views
from juki.systems.registry.api import applications, move_out_certificates, reading, recording

urlpatterns = [
    *views.urlpatterns,
    *mending.urlpatterns,
    *health.urlpatterns,
    *interface.urlpatterns,
    path("api/number-checks", recording.check_number),
    path("api/applications", applications.door),
    path("api/applications/entries", applications.enter),
    path("api/applications/checks", applications.check_again),
    path("api/applications/submissions", applications.submit),
    path("api/applications/returns", applications.give_back),
    path("api/applications/approvals", applications.approve),
    path("api/applications/withdrawals", applications.withdraw),
    path("api/applications/<uuid:application>", applications.show_application),
    path("api/number-blocks", recording.take_block),
    path("api/data-use-entries", recording.data_uses_door),
    path("api/residents/<str:addressee_number>", reading.show_resident),
    path("api/households/<str:household_number>", reading.show_household),
    path("api/searches", reading.search),
    path("api/move-out-certificates/searches", move_out_certificates.search),
    path("api/move-out-certificates/<uuid:certificate>", move_out_certificates.prefill),
    path("api/certificates", reading.issue_certificate),
]
