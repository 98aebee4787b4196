"""What the office does with what it receives: receipts alone, which the post takes by itself."""

from juki.links.post.inbound import Inbound

INBOUND = {"office": Inbound()}
