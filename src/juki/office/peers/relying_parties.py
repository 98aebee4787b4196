"""The systems as relying parties: who may, and by which key each is known. Both come from links.toml."""

from joserfc.jwk import ECKey

from juki.kernel.settings import current
from juki.links import topology
from juki.links.wire.keys import public_key
from juki.office.peers.systems import OWN

CALL = "sign-in"


def require_permitted(identity: str) -> None:
    """Refuse a peer to whom links.toml does not give the back channel.

    Raises:
        NoLink: it does not.
    """
    topology.load(current().links).permits(identity, OWN, CALL)


def is_permitted(identity: str) -> bool:
    """Whether links.toml gives ``identity`` the back channel."""
    return any(
        link.sender == identity and CALL in link.calls for link in topology.load(current().links).senders(OWN)
    )


def sign_key_of(identity: str) -> ECKey:
    """The public key by which ``identity`` signs: the same as for its messages. Raises KeyError for a stranger."""
    return public_key(current().identities[OWN].senders[identity].sign)
