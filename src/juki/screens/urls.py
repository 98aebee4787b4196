"""Routes that every process with screens has."""

from django.urls import path

from juki.links.post import health
from juki.screens import resuming, signing_in, static_files

files = [
    path("static/<str:digest>/<path:name>", static_files.serve_file),
    path("fonts/ipamjm.ttf", static_files.serve_font),
    *health.urlpatterns,
]
"""What needs no session."""

urlpatterns = [
    *files,
    path("signed-in", signing_in.signed_in_page),
    path("sign-out", signing_in.sign_out_page),
    path("kept-forms/<uuid:ident>", resuming.resume),
]
