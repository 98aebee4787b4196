"""What is the same on every staff screen: the shell, sign-in as a relying party, sessions, forms, static files.

A system's ``web`` package has ``urls.py`` (its routes and :data:`juki.screens.urls.urlpatterns`), ``nav.py`` (``NAV``) and
``templates/<system>``. Its pages are functions under :func:`juki.screens.page.page`. Nothing here knows a system.

Source: document III 3 risk 2 (who uses the system is known); STD 2.3, 10.1; docs/adr/0011-sign-in.md.
"""
