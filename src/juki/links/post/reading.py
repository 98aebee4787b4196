"""From a signed token to a checked envelope: every test that needs no database."""

from juki.kernel.settings import current
from juki.links import topology
from juki.links.catalogue import TYPES
from juki.links.errors import BadEnvelope, NoLink, NotSealed, WrongSender
from juki.links.message import Content
from juki.links.wire.envelope import Envelope, read, unwrap
from juki.links.wire.keys import is_sealed, private_key, public_key, unseal, verified


def opened(token: str, *, own: str, peer: str) -> Envelope:
    """The envelope of a token that ``peer`` (by its TLS certificate) sent to ``own``.

    Raises:
        NoLink: links.toml gives ``peer`` no link to ``own``, or not for this content.
        BadSignature, BadEnvelope: not signed by ``peer``, or not of the published shape.
        WrongSender: signed for another receiver or in another name.
        NotSealed: personal data crossed the city hall's border open, or was sealed where it must not be.
    """
    settings = current()
    links = topology.load(settings.links)
    links.link(peer, own)
    sender = settings.identities[own].senders.get(peer)
    if sender is None:
        raise NoLink(sender=peer, receiver=own, what="通信")
    envelope = unwrap(verified(token, key=public_key(sender.sign), signer=peer))
    if (envelope.sender, envelope.destination) != (peer, own):
        raise WrongSender
    if envelope.kind in {"message", "question"}:
        link = links.permits(peer, own, envelope.name)
        if (envelope.name in link.messages) != (envelope.kind == "message"):
            raise BadEnvelope(where="$.kind")
        if link.leaves_city_hall != is_sealed(envelope.body):
            raise NotSealed
    return envelope


def content_of(envelope: Envelope, *, own: str, other: str) -> Content:
    """The content of a message or question from ``other``, or of an answer to us.

    Raises:
        NotSealed: it is sealed for another key.
        BadEnvelope: unknown version, or not of the published shape.
    """
    settings = current()
    kind = TYPES.get(envelope.name)
    if kind is None or kind.version != envelope.version:
        raise BadEnvelope(where=f"{envelope.name} v{envelope.version}")
    ends = (own, other) if envelope.kind == "answer" else (other, own)
    body = envelope.body
    if topology.load(settings.links).link(*ends).leaves_city_hall:
        body = unseal(body, key=private_key(settings.identities[own].seal_key))
    return read(body, kind)
