"""転入 as an application: number checks of everybody, former records, the household that is joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.values.legal_date import LegalDate
from juki.kernel.work import Act
from juki.systems.registry.domain import move_in as rules
from juki.systems.registry.domain.event_reasons import EventReason
from juki.systems.registry.domain.newcomer import MoveIn
from juki.systems.registry.services import move_in, number_checks, options, residents
from juki.systems.registry.services.applications.cases import Approval, Summary, Verdicts
from juki.systems.registry.services.applications.comparing import Section, compared
from juki.systems.registry.services.applications.faults import demand_no_faults
from juki.systems.registry.services.arrivals import Former, demand_not_here, movement_of, returning
from juki.systems.registry.services.drafting import draft
from juki.systems.registry.services.forms import Form, MoveInForm, NumberCheckForm
from juki.systems.registry.services.glyphs import demand_printable
from juki.systems.registry.services.number_checks import Confirmed
from juki.systems.registry.services.reading import full_name, move_in_of
from juki.systems.registry.services.suspicions import alerts_of
from juki.systems.registry.services.veiling import Hidden, veiled


@dataclass(frozen=True, repr=False)
class MovingIn:
    """A 転入届 that was typed."""

    form: MoveInForm
    move: MoveIn
    today: date
    shape: ClassVar[type[Form]] = MoveInForm
    asks: ClassVar[bool] = True

    @classmethod
    def takes(cls, reason: EventReason) -> bool:
        """転入 of every sort."""
        return reason.is_move_in

    @classmethod
    def of(cls, form: MoveInForm, *, today: date) -> Self:
        """What was saved."""
        return cls(form, move_in_of(form, today=today), today)

    @classmethod
    def checked(cls, form: MoveInForm, *, today: date) -> Self:
        """What is to be saved.

        Raises:
            FaultyForm: every fault beside its field.
        """
        return cls(form, demand_no_faults(form, today=today), today)

    @classmethod
    def summaries(cls, forms: Sequence[MoveInForm]) -> list[Summary]:
        """The first person, the reason, the day."""
        return [
            Summary(full_name(one.persons[0].name).full, one.reason, LegalDate.parse(one.moved_on).display())
            for one in forms
        ]

    @classmethod
    def veiled(cls, form: MoveInForm, hidden: Hidden) -> MoveInForm:
        """Without what is ``hidden``; of 30条の45 the whole block. There is no 住民票コード on it."""
        persons = tuple(veiled(person, hidden) for person in form.persons)
        return msgspec.structs.replace(form, persons=persons)

    @classmethod
    def numbers(cls, form: MoveInForm) -> list[str]:
        """個人番号 by place."""
        return [IndividualNumber.parse(person.individual_number).digits for person in form.persons]

    @property
    def asked(self) -> list[str]:
        """Everybody's."""
        return self.numbers(self.form)

    @property
    def persons(self) -> int:
        """How many move in."""
        return len(self.form.persons)

    @property
    def household_number(self) -> str:
        """The household that is joined."""
        return self.move.joins or ""

    def question(self, place: int) -> NumberCheckForm:
        """Facts as on the notification; the former address only where the nation should have the person there."""
        person, newcomer = self.form.persons[place], self.move.newcomers[place]
        abroad = self.move.former_municipality is None
        known = not abroad and not self.move.reason.skipped_notifications
        return NumberCheckForm(
            individual_number=person.individual_number, full_name=newcomer.names.full, birth=person.birth,
            sex=person.sex, address=self.form.former_address if known else None,
        )  # fmt: skip

    def answers(self, kept: Sequence[UUID | None], *, times: Times) -> list[Confirmed | JukiError]:
        """What the kept answers are worth."""
        return number_checks.verdicts(self.move, kept, times=times)

    def verdicts(self, kept: Sequence[UUID | None], *, times: Times) -> list[Confirmed | JukiError]:
        """The same, and whether who they found may move in at all."""
        verdicts = self.answers(kept, times=times)
        codes = _codes(verdicts)
        for look in (demand_not_here, returning):
            try:
                look(self.move, codes)
            except JukiError as error:
                place = error.fields.get("person")
                if isinstance(place, int):
                    verdicts[place - 1] = error
        return verdicts

    def keys(self, verdicts: Verdicts | None = None) -> set[str]:
        """Everybody by 個人番号, who lived here by 宛名番号, the household that is joined."""
        found = {f"person:{one.individual_number.digits}" for one in self.move.newcomers}
        found |= {f"addressee:{one.addressee_number}" for one in self._former(verdicts).values()}
        return found | ({f"household:{self.move.joins}"} if self.move.joins else set())

    def alerts(self, verdicts: Verdicts) -> list[str]:
        """What the rules and the register find unusual."""
        members = residents.current_members(self.move.joins) if self.move.joins else []
        told = [one.told for one in verdicts if not isinstance(one, JukiError) and one.told]
        return [
            one.code for one in alerts_of(self.move, members, told=told, returning=self._former(verdicts))
        ]

    def sections(self, verdicts: Verdicts, *, hidden: Hidden) -> list[Section]:
        """The household first, then each person in the order of the form."""
        former = self._former(verdicts)
        scene = move_in.scene_of(self.move, former, lock=False)
        movement = movement_of(self.move, _codes(verdicts), former=former, processed_on=self.today)
        try:
            return compared(scene, movement, draft(scene, movement), hidden=hidden)
        except JukiError:
            return []

    def demand_recordable(self) -> None:
        """The rules of 転入, and every text drawable.

        Raises:
            JukiError: see ``domain.move_in.demand_recordable``.
        """
        rules.demand_recordable(
            self.move, today=self.today, municipality=options.municipality().digits,
            exists=options.municipality_exists,
        )  # fmt: skip
        demand_printable(self.form)

    def record(self, act: Act, approval: Approval, kept: Sequence[UUID | None]) -> None:
        """Write it.

        Raises:
            JukiError: see ``services.move_in.record``.
        """
        persons = number_checks.confirmed(self.move, kept, times=act.times)
        move_in.record(act, move_in.Approved(
            move=self.move, persons=persons, reasons=approval.reasons, earlier=approval.earlier,
            grounds=approval.grounds,
        ))  # fmt: skip

    def _former(self, verdicts: Verdicts | None) -> dict[int, Former]:
        """Who is known to have lived here, by place; a record that stands against it is told elsewhere."""
        codes = _codes(verdicts) if verdicts is not None else [""] * self.persons
        try:
            return returning(self.move, codes)
        except JukiError:
            return {}


def _codes(verdicts: Verdicts) -> list[str]:
    """住民票コード by place on the form; empty where none is confirmed."""
    return ["" if isinstance(one, JukiError) else one.resident_code for one in verdicts]
