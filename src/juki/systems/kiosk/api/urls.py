"""Routes of the kiosk system."""

from django.urls import path

from juki.links.interface import door as interface
from juki.links.post import health, mending, views
from juki.systems.kiosk.api import console, issuing
from juki.systems.kiosk.api.issuing import IssuesReply, ServiceReply
from juki.systems.kiosk.api.replies import FeedReply, HouseholdReply, IssuableReply

OWN = {
    "api/feed": (console.show_feed, FeedReply),
    "api/issues": (issuing.find_issues, IssuesReply),
    "api/service": (issuing.show_service, ServiceReply),
    "api/service/stop": (issuing.stop_service, ServiceReply),
    "api/service/resume": (issuing.resume_service, ServiceReply),
    "api/households/<str:number>": (console.show_household, HouseholdReply),
    "api/persons/<str:number>/issuable": (console.show_issuable, IssuableReply),
}
"""The console's routes, each with the only shape that it replies."""

urlpatterns = [
    *(path(route, view) for route, (view, _) in OWN.items()),
    *views.urlpatterns,
    *mending.urlpatterns,
    *health.urlpatterns,
    *interface.urlpatterns,
]
