"""Permissions of the office's own doors and pages."""

SET_CREDENTIAL = "office.credential.set"
SEE_CLIENTS = "office.client.see"
SEE_COUNTERPARTS = "office.counterparts.see"
