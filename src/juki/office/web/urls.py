"""Routes of the office's staff screens."""

from django.urls import path

from juki.office.web import authorize, enrolment, passkeys, password, portal, rights, second_factor, sign_in
from juki.screens.urls import files

urlpatterns = [
    path("", portal.portal),
    path("sign-in", sign_in.sign_in),
    path("sign-out", sign_in.sign_out),
    path("sign-in/authorize", authorize.authorize),
    path("sign-in/passkey", second_factor.second_factor),
    path("enrol/<str:token>", enrolment.enrolment),
    path("passkeys", passkeys.passkeys),
    path("rights", rights.rights),
    path("password", password.password),
    path(".well-known/openid-configuration", authorize.configuration_page),
    *files,
]
