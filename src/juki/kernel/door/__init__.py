"""The door of every process: listeners, endpoints with a declared permission, coded errors, health.

An endpoint without a permission cannot be built; a caller without a client certificate has no name and gets nothing.
"""
