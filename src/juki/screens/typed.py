"""What was typed into a form, and what is wrong with it, field by field."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from http import HTTPStatus
from uuid import UUID, uuid4

import msgspec
from django.http import QueryDict

from juki.kernel.door.errors import NoKey
from juki.kernel.door.forms import Reason
from juki.kernel.errors import JukiError
from juki.kernel.values.legal_date import LegalDate

UNUSABLE = "使えない文字（制御文字など）が含まれています。文字を消して入力し直してください。"
TOO_LONG = "{limit}文字以内で入力してください。"
NO_REASON = "理由を1行、200文字以内で入力してください。記録に残ります。"


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as typed, with a message for each field that is wrong; field macros take it as ``form``."""

    typed: QueryDict = field(default_factory=QueryDict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The status of the page that shows it: 422 once something is wrong."""
        return HTTPStatus.UNPROCESSABLE_ENTITY if self.errors else HTTPStatus.OK

    @property
    def key_of_form(self) -> str:
        """The key of the act: the one that the form came with, else a new one."""
        return self.typed.get("key") or str(uuid4())

    def refuse(self, name: str, refusal: JukiError) -> None:
        """Let a refusal stand beside the field ``name``."""
        self.errors[name] = f"{refusal.message}（{refusal.code}）"

    def text(self, name: str, *, limit: int = 100) -> str:
        """The text of ``name``; too long a text, or one with control characters, is a mistake."""
        text: str = self.typed.get(name, "")
        if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
            self.errors[name] = UNUSABLE
        elif len(text) > limit:
            self.errors[name] = TOO_LONG.format(limit=limit)
        return text

    def by_rule(self, name: str, rule: Callable[[str], object], *, limit: int = 100) -> str:
        """The text of ``name`` if it is empty or ``rule`` takes it; its refusal stands beside the field."""
        text = self.text(name, limit=limit).strip()
        if text and name not in self.errors:
            try:
                rule(text)
            except JukiError as refusal:
                self.refuse(name, refusal)
        return text

    def required(self, name: str, rule: Callable[[str], object], *, missing: str) -> str:
        """The text of ``name`` without blanks around it, if it is there and ``rule`` takes it."""
        text = self.by_rule(name, rule)
        if not text:
            self.errors[name] = missing
        return text

    def day(self, name: str) -> date | None:
        """A calendar day in any form the kernel reads, or nothing."""
        text = self.text(name).strip()
        if not text or name in self.errors:
            return None
        try:
            return LegalDate.parse(text).internal
        except JukiError as refusal:
            self.refuse(name, refusal)
            return None

    def one_of(self, name: str, choices: Mapping[str, str], *, missing: str) -> str:
        """A chosen value."""
        value: str = self.typed.get(name, "")
        if value not in choices:
            self.errors[name] = missing
        return value

    def reason(self, name: str = "reason") -> str:
        """Why somebody looks or acts, as the log keeps it."""
        text: str = self.typed.get(name, "").strip()
        try:
            msgspec.convert(text, Reason)
        except msgspec.ValidationError:
            self.errors[name] = NO_REASON
        return text


def key_of(fields: QueryDict) -> UUID:
    """The key that the form's page was made with.

    Raises:
        NoKey: no page of ours made the form.
    """
    try:
        return UUID(fields.get("key", ""))
    except ValueError:
        raise NoKey from None
