"""A 転入 through the doors of the register: received, entered and submitted by one clerk, approved by another."""

from typing import Any
from uuid import UUID, uuid4

from juki.kernel.errors import JukiError
from juki.launch.demo.client import Client, Reply

CAME = {"capacity": "self", "documents": ["個人番号カード"]}
WHY = "書類で確認"
_OWN = "registry"


class Stopped(JukiError):
    """Number checks stand against somebody who was entered."""

    code = "LCH-0604"
    text = "番号確認が一致しませんでした({codes})。デモ用の架空の人だけを入力してください。"


class Counter:
    """``clerk`` enters, ``reviewer`` approves: two clients of a running city."""

    def __init__(self, clerk: Client, reviewer: Client) -> None:
        self._clerk, self._reviewer = clerk, reviewer

    def enter(self, form: dict[str, Any], *, key: UUID) -> dict[str, Any]:
        """受付 and 仮登録 under ``key``, which will be the trace of what is recorded.

        Raises:
            Refused: the form has faults, or a person is in another application.
            Stopped: a number check stands against it.
        """
        received = self._clerk.post(_OWN, "/api/applications", {"came": CAME}, key=key)
        standing = self._clerk.expect(received, _OWN, status=201).json()
        body = {**_named(standing), "form": form}
        entered: dict[str, Any] = self._clerk.expect(
            self._clerk.post(_OWN, "/api/applications/entries", body), _OWN
        ).json()
        codes = [one["code"] for one in entered["checks"] if one["code"]]
        if entered["pending"]:
            codes.append(entered["pending"]["code"])
        if codes:
            raise Stopped(codes=", ".join(codes))
        return entered

    def submit(self, standing: dict[str, Any]) -> dict[str, Any]:
        """To the reviewer, each alert confirmed with a reason."""
        alerts = {alert["code"]: WHY for alert in standing["alerts"]}
        body = {**_named(standing), "alerts": alerts}
        reply = self._clerk.post(_OWN, "/api/applications/submissions", body)
        submitted: dict[str, Any] = self._clerk.expect(reply, _OWN).json()
        return submitted

    def approve(self, standing: dict[str, Any], *, key: UUID | None = None) -> Reply:
        """決裁; the reply may be a refusal."""
        return self._reviewer.post(_OWN, "/api/applications/approvals", _named(standing), key=key or uuid4())


def _named(standing: dict[str, Any]) -> dict[str, Any]:
    return {"application": standing["application"], "version": standing["version"]}
