"""The API page: every route of every system, and the JSON Schema of every body."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import msgspec

from juki.kernel.door import errors
from juki.kernel.door.endpoint import PEER, PUBLIC, VERIFIED
from juki.kernel.errors import JukiError
from juki.launch.reference.endpoints import SHARED, endpoints
from juki.launch.reference.messages import DIALECT, PLACE, as_json
from juki.links.interface.routes import Endpoint
from juki.links.interface.schemas import schemas

HEAD = """# API

Every route of every system. How to make a call, with values to send: [record a move-in](../howto/record-a-move-in.md).

* **Address.** `https://<identity>.juki.internal:<port>`, mutual TLS: the client's certificate comes from the city's
  authority, and so does the server's. The ports stand in `$JUKI_HOME/ports.json` under `link`, the authority's
  certificate is `$JUKI_HOME/authority/authority.pem`.
* **Permission.** The client needs the grant of this permission at this system on this legal day (office gives it).
  `public` needs none and is served on the port under `plain` too. `verified` needs a certificate and no grant.
  `peer` is for the systems of links.toml.
* **Bodies** are JSON of the linked schema, at most 1,000,000 bytes, with a `Content-Length`. A field that the schema
  does not know is refused.
* **Idempotency-Key.** A UUID of the client's making, one per act; it belongs to the body that was accepted under it,
  and another body is refused from then on (`{reused}`). While a call is at work the same key must wait (`{at_work}`). A
  refused call gives the key back: send the corrected form under it or a new one.
  *remembered*: needed; the same body again gets the first reply and has no second effect.
  *needed*: needed; the reply holds personal data and is not kept, so the view itself answers a repetition without a
  second effect.
  *none*: not asked for; the call changes nothing.
* **Reply.** JSON where no other type is named; the status of success stands in the row. Its shape
  stands in the OpenAPI document of the process ([how to](../howto/use-the-api.md)).
* **Refusal.** `application/problem+json` (RFC 9457) with `type` (`urn:juki:error:<code>`), `code` (stable), `title`
  (Japanese, says what to do next) and `status`. A refused call changes nothing. Values of the body are never repeated.
  All codes: [errors.md](errors.md).

## Refusals that every route knows

| status | code | when |
|---|---|---|
"""

KEYS = {True: "remembered", False: "needed", None: "none"}
TITLES = {
    "registry": "住民記録", "jukinet": "住基ネット 市町村CS", "kiosk": "証明書コンビニ交付", "unified": "団体内統合宛名",
    "intermediary": "中間サーバー", "addressee": "宛名管理", "office": "職員認証・ポータル",
    "inquirer": "情報照会者(simulated)", "business": "庁内業務システム(simulated)", "cities": "他市区町村(simulated)",
    "cards": "個人番号カード管理(simulated)", "centre": "証明書交付センター・キオスク端末(simulated)",
    SHARED: "every process",
}  # fmt: skip
OF_LINKS = "The link protocol: see [wire.md](../howto/wire.md)."
BY_RULE = "| 422 | one per rule | the body reads, and a rule of the register refuses it |"


def pages() -> Iterator[tuple[str, str]]:
    """``api.md`` and one schema per body.

    Raises:
        UndeclaredRoute: see :func:`juki.launch.reference.endpoints.endpoints`.
    """
    found = endpoints()
    head = HEAD.format(reused=errors.KeyReused.code, at_work=errors.InProgress.code)
    yield "api.md", "\n".join([head + "\n".join(_refusals()), *_sections(found)]) + "\n"
    for one in found:
        if one.body is not None:
            yield one.schema, as_json(body_schema(one.schema, one.body))


def body_schema(file: str, body: type[msgspec.Struct]) -> dict[str, Any]:
    """The JSON Schema of a request body, its parts under ``$defs``."""
    (own,), parts = schemas([body], place=PLACE)
    name = file.removeprefix("api/").removesuffix(".schema.json")
    return {"$schema": DIALECT, "$id": f"urn:juki:body:{name}", **own, "$defs": parts}


def _refusals() -> list[str]:
    common = [
        error
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, JukiError) and error is not JukiError
    ]
    rows = [(error.status, f"| {error.status} | {error.code} | {_line(error.__doc__)} |") for error in common]
    return [row for _, row in sorted([*rows, (422, BY_RULE)])]


def _sections(found: list[Endpoint]) -> Iterator[str]:
    for system, routes in groupby(found, key=lambda one: one.system):
        yield f"\n## {system} — {TITLES[system]}\n"
        yield "| call | permission | what | body | Idempotency-Key | success |"
        yield "|---|---|---|---|---|---|"
        yield from map(_row, routes)


def _row(one: Endpoint) -> str:
    body = f"[{one.body.__name__}]({one.schema})" if one.body else ""
    permission = one.permission if one.permission in {PUBLIC, PEER, VERIFIED} else f"`{one.permission}`"
    kind = "" if one.content_type == "application/json" else f" {one.content_type}"
    what = OF_LINKS if one.permission == PEER and one.system == SHARED else _cell(one.says) + _behind(one)
    key = KEYS[one.remembers] if one.method == "POST" and one.permission != PEER else ""
    return f"| `{one.method} {one.path}` | {permission} | {what} | {body} | {key} | {one.status}{kind} |"


def _behind(one: Endpoint) -> str:
    """What the address takes behind the question mark."""
    return "".join(f" `?{name}=`: {_cell(says)}." for name, (_, says) in one.query.items())


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("``", "`")


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
