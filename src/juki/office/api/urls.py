"""Routes of the office."""

from typing import Any

from django.urls import path

from juki.links.interface import door as interface
from juki.links.post import health, mending, views
from juki.office.api import credentials, directory, enrolments, sign_in

FORM = ("application/x-www-form-urlencoded", dict[str, str])
ASKED = ("application/json", sign_in.RevocationQuery)
ENDED = ("application/json", sign_in.EndedSession)

urlpatterns = [
    path("api/clients", directory.add_client),
    path("api/clients/<str:client>", directory.show_client),
    path("api/grants", directory.grant),
    path("api/withdrawals", directory.withdraw),
    path("api/credentials", credentials.set_credential),
    path("api/enrolments", enrolments.issue),
    path(
        "sign-in/token",
        sign_in.peer_view(sign_in.token, method="POST", takes=FORM, reply=dict[str, str | int]),
    ),
    path(
        "sign-in/keys", sign_in.peer_view(sign_in.keys, method="GET", reply=dict[str, list[dict[str, str]]])
    ),
    path(
        "sign-in/revocations",
        sign_in.peer_view(sign_in.revocations, method="POST", takes=ASKED, reply=sign_in.RevocationsReply),
    ),
    path(
        "sign-in/sign-outs",
        sign_in.peer_view(sign_in.sign_out, method="POST", takes=ENDED, reply=sign_in.EndedReply),
    ),
    path(
        ".well-known/openid-configuration",
        sign_in.peer_view(sign_in.configuration, method="GET", reply=dict[str, Any]),
    ),
    *views.urlpatterns,
    *mending.urlpatterns,
    *health.urlpatterns,
    *interface.urlpatterns,
]
