"""The contract kit: golden examples of every content type, and a runner that tries any implementation of a link door.

The runner speaks as the permitted peers and so needs their keys; it applies example content and moves the senders' epochs
on. Run it against an installation made for tests, never against one that serves a city.
"""
