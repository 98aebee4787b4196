"""What a caller sends about an application. Each names the version that was looked at: another one is refused."""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from juki.kernel.door.forms import Reason
from juki.systems.registry.domain.newcomer import MOST
from juki.systems.registry.services.change_forms import ChangeForm
from juki.systems.registry.services.forms import CameForm, Form, MoveInForm

Version = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Reasons = Annotated[dict[str, Reason], msgspec.Meta(max_length=30)]
"""A reason by the code of each alert."""


class ReceiptForm(Form, frozen=True, kw_only=True):
    """受付: who came, before anything is entered; which 異動事由 and how many persons they say, where that is known."""

    kind: Literal["move_in", "change"] = "move_in"
    came: CameForm
    reason: Annotated[str, msgspec.Meta(max_length=40)] = ""
    persons: Annotated[int, msgspec.Meta(ge=1, le=MOST)] | None = None


class EntryForm(Form, frozen=True, kw_only=True):
    """仮登録: what is to be recorded, the first time or corrected: ``form`` of a 転入, ``change`` of any other 異動.

    ``move_out_certificate`` is the 転出証明書情報 that a 転入 was filled in from: the 本登録 uses it up.
    ``numbers_of`` is for who may not see 個人番号 and 住民票コード: by person of ``change`` the place (from 0) in what is saved
    of the same person, whose numbers stay where none is typed; -1 for none.
    """

    application: UUID
    version: Version
    form: MoveInForm | None = None
    change: ChangeForm | None = None
    move_out_certificate: UUID | None = None
    numbers_of: Annotated[
        tuple[Annotated[int, msgspec.Meta(ge=-1, le=99)], ...], msgspec.Meta(max_length=99)
    ] = ()

    def __post_init__(self) -> None:
        """One of the two, and a certificate only with a 転入.

        Raises:
            ValueError: neither or both; the decoder makes it a refusal that names the place.
        """
        if (self.form is None) is (self.change is None):
            raise ValueError("either form or change")
        if self.change is not None and self.move_out_certificate is not None:
            raise ValueError("move_out_certificate goes with form")
        if self.numbers_of and (self.change is None or len(self.numbers_of) != len(self.change.persons)):
            raise ValueError("numbers_of goes with the persons of change")

    @property
    def typed(self) -> Form:
        """What was typed, of whichever kind."""
        found = self.form if self.form is not None else self.change
        if found is None:
            raise LookupError("neither form nor change")
        return found


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


class NamedApplication(Form, frozen=True, kw_only=True):
    """An application, and the version of it that was looked at."""

    application: UUID
    version: Version


class ApproveManyForm(Form, frozen=True, kw_only=True):
    """一括本登録. Alerts that came up since the submission are for each by itself."""

    applications: Annotated[tuple[NamedApplication, ...], msgspec.Meta(max_length=1000)]


class WithdrawalForm(Form, frozen=True, kw_only=True):
    """取消し."""

    application: UUID
    version: Version
    reason: Reason
