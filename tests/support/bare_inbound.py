"""Nobody handles anything: every message is taken and parked."""

from juki.links.post.inbound import Inbound

INBOUND: dict[str, Inbound] = {}
