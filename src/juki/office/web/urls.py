"""Routes of the office's staff screens."""

from django.urls import path

from juki.office.web import authorize, password, portal, sign_in
from juki.screens.urls import files

urlpatterns = [
    path("", portal.portal),
    path("sign-in", sign_in.sign_in),
    path("sign-out", sign_in.sign_out),
    path("sign-in/authorize", authorize.authorize),
    path("password", password.password),
    path(".well-known/openid-configuration", authorize.configuration_page),
    *files,
]
