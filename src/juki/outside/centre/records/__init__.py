"""Dialogs at the kiosk terminals, and the certificate of a dialog until it is collected."""
