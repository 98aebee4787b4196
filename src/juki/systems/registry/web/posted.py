"""What every form that writes carries: its key, so that sending it twice has one effect, and the version it was made from."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest

from juki.kernel.door.errors import Malformed
from juki.kernel.door.forms import REASON_LIMIT, Reason

_MOST = 1_000_000
_DIGITS = 7
"""What is longer is not even read as a number."""


def key(request: HttpRequest) -> UUID:
    """The key that the page was made with.

    Raises:
        Malformed: no page of ours.
    """
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        raise Malformed(where="key") from None


def version(request: HttpRequest) -> int:
    """The version that was looked at.

    Raises:
        Malformed: no page of ours.
    """
    text = request.POST.get("version", "")
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS and 1 <= int(text) <= _MOST):
        raise Malformed(where="version")
    return int(text)


def reasons(fields: Mapping[str, Any], prefix: str) -> tuple[dict[str, str], dict[str, str]]:
    """The reasons typed in the fields that begin with ``prefix``, by what follows; and what is wrong, by field."""
    found: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for name in fields:
        text = str(fields[name])
        if name.startswith(prefix) and text.strip():
            found[name.removeprefix(prefix)] = text
            if told := reason_fault(text):
                wrong[name] = told
    return found, wrong


def reason_fault(text: str) -> str:
    """What is wrong with a reason that was typed; empty when nothing is. A blank one is the operation's to refuse."""
    try:
        msgspec.convert(text, Reason) if text.strip() else None
    except msgspec.ValidationError:
        return f"理由は{REASON_LIMIT}文字以内の1行で入力してください。見えない文字は使えません。"
    return ""
