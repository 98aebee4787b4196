"""What was typed into a form of these screens, and what is wrong with it, field by field."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from juki.kernel.errors import JukiError

UNUSABLE = "使えない文字（制御文字など）が含まれています。文字を消して入力し直してください。"
TOO_LONG = "{limit}文字以内で入力してください。"


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as typed, with a message for each field that is wrong; field macros take it as ``form``."""

    typed: QueryDict
    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str, *, limit: int) -> str:
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
                self.errors[name] = f"{refusal.message}（{refusal.code}）"
        return text

    def one_of(self, name: str, choices: Mapping[str, str], *, missing: str) -> str:
        """A chosen value."""
        value: str = self.typed.get(name, "")
        if value not in choices:
            self.errors[name] = missing
        return value
