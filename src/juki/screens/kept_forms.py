"""A form sent after the session ended: kept for its owner, shown after signing in, sent on by the owner alone.

The database has it sealed; the key is a cookie of the browser that sent it. So whoever reads the database reads nothing,
and the owner finds it again at the same terminal only.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.http import HttpRequest

from juki.screens.errors import NothingKept
from juki.screens.records.models import KeptForm
from juki.screens.settings import own_system

KEPT = timedelta(hours=1)
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
FIELD = "kept_form"
"""The field by which a form that is sent on says which one it was."""
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a form wanted to go, and its fields in order."""

    path: str
    fields: list[tuple[str, str]]


def keep(request: HttpRequest, *, client: str, now: datetime) -> tuple[UUID, str]:
    """Keep what ``client`` sent; its id and the key for the browser's cookie. :func:`purge` erases it in time."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in (TOKEN, FIELD)
    ]
    ident, key, nonce = uuid4(), AESGCM.generate_key(256), os.urandom(_NONCE)
    content = msgspec.json.encode([request.get_full_path(), fields])
    sealed = nonce + AESGCM(key).encrypt(nonce, content, ident.bytes)
    KeptForm.objects.create(id=ident, system=own_system(), client=client, content=sealed, kept_at=now)
    return ident, urlsafe_b64encode(key).decode()


def kept(request: HttpRequest, ident: UUID, *, client: str, now: datetime) -> Kept:
    """What ``client`` typed in this browser.

    Raises:
        NothingKept: not any more, or it is somebody else's, or another browser's.
    """
    row = KeptForm.objects.filter(
        id=ident, system=own_system(), client=client, kept_at__gt=now - KEPT
    ).first()
    if row is None:
        raise NothingKept
    sealed = bytes(row.content)
    try:
        key = AESGCM(urlsafe_b64decode(request.COOKIES.get(cookie(ident), "")))
        content = key.decrypt(sealed[:_NONCE], sealed[_NONCE:], ident.bytes)
    except (InvalidTag, NotBase64, ValueError):
        raise NothingKept from None
    path, fields = msgspec.json.decode(content, type=tuple[str, list[tuple[str, str]]])
    return Kept(path, fields)


def forget(request: HttpRequest, *, client: str) -> None:
    """Erase the form that was sent on just now."""
    try:
        ident = UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return
    KeptForm.objects.filter(id=ident, system=own_system(), client=client).delete()


def purge(*, now: datetime) -> None:
    """Erase what nobody asked for in time."""
    KeptForm.objects.filter(kept_at__lte=now - KEPT).delete()


def cookie(ident: UUID) -> str:
    """The cookie that has the key of one form."""
    return f"{own_system()}_kept_{ident.hex[:12]}"
