"""What a caller sends about an application. Each names the version that was looked at: another one is refused."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from juki.kernel.door.forms import Reason
from juki.systems.registry.domain.newcomer import MOST
from juki.systems.registry.services.forms import CameForm, Form, MoveInForm

Version = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Reasons = Annotated[dict[str, Reason], msgspec.Meta(max_length=30)]
"""A reason by the code of each alert."""


class ReceiptForm(Form, frozen=True, kw_only=True):
    """受付: who came, before anything is entered; which 異動事由 and how many persons they say, where that is known."""

    kind: Literal["move_in"] = "move_in"
    came: CameForm
    reason: Annotated[str, msgspec.Meta(max_length=40)] = ""
    persons: Annotated[int, msgspec.Meta(ge=1, le=MOST)] | None = None


class EntryForm(Form, frozen=True, kw_only=True):
    """仮登録: what is to be recorded, the first time or corrected.

    ``move_out_certificate`` is the 転出証明書情報 that it was filled in from: the 本登録 uses it up.
    """

    application: UUID
    version: Version
    form: MoveInForm
    move_out_certificate: UUID | None = None


class CheckForm(Form, frozen=True, kw_only=True):
    """Ask for the number checks that are still missing."""

    application: UUID
    version: Version


class SubmissionForm(Form, frozen=True, kw_only=True):
    """To the reviewer, with a reason for each alert."""

    application: UUID
    version: Version
    alerts: Reasons = msgspec.field(default_factory=dict)


class ReturnForm(Form, frozen=True, kw_only=True):
    """差戻し."""

    application: UUID
    version: Version
    reason: Reason


class ApprovalForm(Form, frozen=True, kw_only=True):
    """決裁. ``alerts``: reasons for alerts that came up since the submission."""

    application: UUID
    version: Version
    alerts: Reasons = msgspec.field(default_factory=dict)


class WithdrawalForm(Form, frozen=True, kw_only=True):
    """取消し."""

    application: UUID
    version: Version
    reason: Reason
