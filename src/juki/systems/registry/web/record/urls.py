"""Routes of records, households and their past."""

from django.urls import path

from juki.systems.registry.web.record import household, memos, pages, stations

urlpatterns = [
    path("residents/<str:addressee_number>", pages.show),
    path("residents/<str:addressee_number>/individual-number", pages.show_number),
    path("residents/<str:addressee_number>/timeline", pages.show_timeline),
    path("residents/<str:addressee_number>/origins", pages.show_origins),
    path("residents/<str:addressee_number>/names", pages.show_names),
    path("residents/<str:addressee_number>/memos", memos.all_of_person),
    path("residents/<str:addressee_number>/memos/<uuid:memo>", memos.change),
    path("acts/<uuid:trace>/stations", stations.show_stations),
    path("households/<str:household_number>", household.show),
]
