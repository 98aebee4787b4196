"""What an application is about, whatever its kind: the operations on applications know nothing else of what was typed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, NamedTuple, Protocol, Self
from uuid import UUID

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.work import Act
from juki.systems.registry.domain.event_reasons import EventReason
from juki.systems.registry.services.applications.comparing import Section
from juki.systems.registry.services.forms import Form, NumberCheckForm
from juki.systems.registry.services.number_checks import Confirmed
from juki.systems.registry.services.recording import Grounds
from juki.systems.registry.services.veiling import Hidden

Verdicts = Sequence[Confirmed | JukiError]
"""What each person's number check is worth now, in the order of the form; nothing where none is asked."""


class Summary(NamedTuple):
    """One line about what was typed: whose, which 異動事由, and 異動日 as shown."""

    name: str
    reason: str
    day: str


class Approval(NamedTuple):
    """Why alerts are accepted, now and at the submission, and what else the act rests on."""

    reasons: Mapping[str, str]
    earlier: Mapping[str, str]
    grounds: Grounds


class Case(Protocol):
    """What was typed, typed and looked at on ``today``."""

    shape: ClassVar[type[Form]]
    asks: ClassVar[bool]
    """Whether 住基ネット is asked about the persons."""

    @classmethod
    def takes(cls, reason: EventReason) -> bool:
        """Whether the 異動事由 is of this kind."""

    @classmethod
    def of(cls, form: Any, *, today: date) -> Self:  # noqa: ANN401 - a form of ``shape``
        """What was typed and saved.

        Raises:
            JukiError: it cannot be read any more.
        """

    @classmethod
    def checked(cls, form: Any, *, today: date) -> Self:  # noqa: ANN401 - a form of ``shape``
        """What is to be saved.

        Raises:
            FaultyForm: every fault beside its field.
        """

    @classmethod
    def summaries(cls, forms: Sequence[Any]) -> list[Summary]:
        """A line about each of ``forms``."""

    @classmethod
    def veiled(cls, form: Any, hidden: Hidden) -> Any:  # noqa: ANN401 - a form of ``shape``
        """``form`` without the groups of items that are ``hidden``."""

    @classmethod
    def numbers(cls, form: Any) -> list[str]:  # noqa: ANN401 - a form of ``shape``
        """個人番号 by place on the form; empty where none is typed."""

    @property
    def asked(self) -> list[str]:
        """個人番号 that are checked at 住基ネット, by place on the form; none where this kind asks nothing."""

    @property
    def persons(self) -> int:
        """How many 異動者."""

    @property
    def household_number(self) -> str:
        """The household that is joined; empty for none."""

    def question(self, place: int) -> NumberCheckForm:
        """What is asked about the person at ``place``."""

    def answers(self, kept: Sequence[UUID | None], *, times: Times) -> list[Confirmed | JukiError]:
        """What the kept answers are worth."""

    def verdicts(self, kept: Sequence[UUID | None], *, times: Times) -> list[Confirmed | JukiError]:
        """The same, and whether the register itself stands against somebody."""

    def keys(self, verdicts: Verdicts | None = None) -> set[str]:
        """Whom and what it touches; without ``verdicts`` as far as that is known before the number checks."""

    def alerts(self, verdicts: Verdicts) -> list[str]:
        """The codes of the alerts as things stand."""

    def sections(self, verdicts: Verdicts, *, hidden: Hidden) -> list[Section]:
        """Before and after; nothing where the register no longer lets it happen."""

    def demand_recordable(self) -> None:
        """The rules once more, on the day and in the state of the register in which it is recorded.

        Raises:
            JukiError: it cannot be recorded.
        """

    def record(self, act: Act, approval: Approval, kept: Sequence[UUID | None]) -> None:
        """Write it.

        Raises:
            JukiError: see ``services.recording``.
        """
