"""The information network: what we ask of it, its permits, and answers that it cannot read.

Source: document I-2 system 5 (7), (9); III(1)6 risk 6.
"""

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from juki.kernel.settings import current
from juki.kernel.work import Act
from juki.links.errors import BadSignature
from juki.links.intermediary import Permit
from juki.links.nws import ProcessingNumberRequest, ProvidedFact
from juki.links.post.outbox import send
from juki.links.unified import HouseholdFact
from juki.links.wire.keys import public_key, seal, verified
from juki.systems.intermediary.domain.household_copy import HouseholdCopy
from juki.systems.intermediary.domain.provision import Permitted

CURVE = "P-256"
KEY_LIMIT = 1_000
KEY_PARTS = frozenset({"kty", "crv", "x", "y"})


def ask_processing_number(act: Act, *, request: str) -> None:
    """Ask for a 処理通番 under our own serial."""
    content = ProcessingNumberRequest(request=request)
    send(act, own="intermediary", to="nws", content=content, streams=[f"request:{request}"])


def permitted(token: str) -> Permitted | None:
    """What a permit says, if the network signed it and it reads; else ``None``."""
    key = public_key(current().identities["intermediary"].senders["nws"].sign)
    try:
        permit = msgspec.json.decode(verified(token, key=key, signer="nws"), type=Permit)
    except (BadSignature, msgspec.DecodeError, UnicodeDecodeError):
        return None
    return Permitted(**msgspec.structs.asdict(permit))


def answer_key(jwk: str) -> ECKey | None:
    """The inquirer's public key from its JWK, or ``None``: P-256 with exactly its four public parts, tried by sealing.

    A part more (``use``, ``key_ops``, ``d`` …) may forbid sealing, and that must show before anything is recorded.
    """
    if len(jwk) > KEY_LIMIT:
        return None
    try:
        parts = msgspec.json.decode(jwk, type=dict[str, str])
        if parts.keys() != KEY_PARTS or (parts["kty"], parts["crv"]) != ("EC", CURVE):
            return None
        key = ECKey.import_key({**parts})
        seal("", key=key)
    except (msgspec.DecodeError, UnicodeDecodeError, JoseError, ValueError, TypeError):
        return None
    return key


def sealed(copy: HouseholdCopy, *, key: ECKey) -> str:
    """The fact, encrypted so that only the inquirer reads it (nw.encrypt)."""
    fact = ProvidedFact(
        layout=copy.layout,
        valid_from=copy.valid_from.isoformat(),
        household=HouseholdFact(
            is_head=copy.is_head, head_name=copy.head_name, relationship=copy.relationship
        ),
    )
    return seal(msgspec.json.encode(fact).decode(), key=key)
