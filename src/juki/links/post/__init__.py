"""Outbox, inbox, parking, questions and receipts, in the database of the system they belong to.

Every row names its ``owner``: a city system owns all rows of its database, the simulated counterparts share one.
"""
