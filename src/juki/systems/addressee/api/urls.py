"""Routes of the addressee system."""

from django.urls import path

from juki.links.interface import door as interface
from juki.links.post import health, mending, views
from juki.systems.addressee.api import reading

urlpatterns = [
    path("api/addressees/<str:number>", reading.show_addressee),
    path("api/addressees/<str:number>/history", reading.show_history),
    path("api/households/<str:number>", reading.show_household),
    *views.urlpatterns,
    *mending.urlpatterns,
    *health.urlpatterns,
    *interface.urlpatterns,
]
