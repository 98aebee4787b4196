"""Routes of every 異動 other than 転入."""

from django.urls import path

from juki.systems.registry.web.changes import bulk, choosing, entry, help_page, household_part, intake

urlpatterns = [
    path("changes/new", choosing.new),
    path("changes/household", household_part.show),
    path("changes/help/<str:reason>", help_page.show),
    path("changes/<uuid:application>/persons", choosing.persons),
    path("changes/<uuid:application>/entry", entry.entry),
    path("changes/<uuid:application>/file", intake.take),
    path("applications/<uuid:application>/file", intake.take_move_in),
    path("reviews/approvals", bulk.approve),
]
