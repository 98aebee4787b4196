"""The audit log: append-only rows, hash-chained per database, verifiable.

Source: document III (records of access and use), STD 10.2 (the log's fields).
"""
