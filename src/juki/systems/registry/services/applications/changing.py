"""An 異動 of residents as an application: looked at against the register as it stands at that moment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import ClassVar, Self
from uuid import UUID

import msgspec

from juki.kernel.clock import Times
from juki.kernel.errors import JukiError
from juki.kernel.values.closed_days import CityClosedDays
from juki.kernel.values.individual_number import IndividualNumber
from juki.kernel.work import Act
from juki.systems.registry.domain import change_rules
from juki.systems.registry.domain.alerts import Alert
from juki.systems.registry.domain.application import demand_confirmed
from juki.systems.registry.domain.event_reasons import EventReason
from juki.systems.registry.domain.field_groups import FieldGroup
from juki.systems.registry.domain.movement import NEW, STAY, Movement, Outcome, Scene
from juki.systems.registry.records.models import ResidentVersion
from juki.systems.registry.services import code_stock, recording
from juki.systems.registry.services.applications.cases import Approval, Summary, Verdicts
from juki.systems.registry.services.applications.change_faults import Sound, demand_no_faults
from juki.systems.registry.services.applications.comparing import Section, compared
from juki.systems.registry.services.change_forms import ChangeForm, PersonChangeForm
from juki.systems.registry.services.change_reading import event_day, movement_of, reason_of
from juki.systems.registry.services.drafting import draft, wanted
from juki.systems.registry.services.forms import Form, NumberCheckForm
from juki.systems.registry.services.number_checks import Confirmed
from juki.systems.registry.services.reading import full_name
from juki.systems.registry.services.scenes import scene_of
from juki.systems.registry.services.suspicions import shares_address
from juki.systems.registry.services.veiling import Hidden, restored, veiled


@dataclass(frozen=True, repr=False)
class Changing:
    """An 異動 that was typed, against the scene as it is read when it is first asked for, not locked."""

    form: ChangeForm
    today: date
    seen: Sound | None = None
    shape: ClassVar[type[Form]] = ChangeForm
    asks: ClassVar[bool] = False

    @classmethod
    def takes(cls, reason: EventReason) -> bool:
        """Everything that is entered by hand and no 転入."""
        return reason.by_hand and not reason.is_move_in

    @classmethod
    def of(cls, form: ChangeForm, *, today: date) -> Self:
        """What was saved."""
        return cls(form, today)

    @classmethod
    def checked(cls, form: ChangeForm, *, today: date) -> Self:
        """What is to be saved.

        Raises:
            FaultyForm: every fault beside its field.
        """
        return cls(form, today, demand_no_faults(form, today=today))

    @classmethod
    def summaries(cls, forms: Sequence[ChangeForm]) -> list[Summary]:
        """The first 異動者, the reason, the day."""
        firsts = [next(iter(one.persons), PersonChangeForm()) for one in forms]
        names = _names({one.addressee_number for one in firsts} - {""})
        return [
            Summary(_name(first, names), one.reason, event_day(one.day, reason_of(one.reason)).display())
            for one, first in zip(forms, firsts, strict=True)
        ]

    @classmethod
    def veiled(cls, form: ChangeForm, hidden: Hidden) -> ChangeForm:
        """Without what is ``hidden``; of 30条の45 the whole block."""
        persons = [msgspec.structs.replace(one, items=veiled(one.items, hidden)) for one in form.persons]
        return msgspec.structs.replace(form, persons=tuple(persons))

    @classmethod
    def numbers(cls, form: ChangeForm) -> list[str]:
        """個人番号 by place; empty where none is typed."""
        typed = [one.items.individual_number for one in form.persons]
        return [IndividualNumber.parse(one).digits if one else "" for one in typed]

    @cached_property
    def _looked(self) -> tuple[Scene, Movement]:
        if self.seen is not None:
            return self.seen.scene, self.seen.movement
        scene = scene_of(self.form, lock=False)
        return scene, movement_of(self.form, today=self.today, scene=scene)

    @property
    def scene(self) -> Scene:
        """Everybody whom it may touch. Raises JukiError when a field cannot be read any more."""
        return self._looked[0]

    @property
    def movement(self) -> Movement:
        """What was typed. Raises JukiError when a field cannot be read any more."""
        return self._looked[1]

    @property
    def asked(self) -> list[str]:
        """Nobody: these 異動 rest on documents and notices, not on what somebody says of another city."""
        return []

    @property
    def persons(self) -> int:
        """How many 異動者."""
        return len(self.form.persons)

    @property
    def household_number(self) -> str:
        """The household that is joined."""
        wanted = self.movement.household
        return "" if wanted in {STAY, NEW} else wanted

    def question(self, place: int) -> NumberCheckForm:
        """Never asked, see ``asked``.

        Raises:
            LookupError: always.
        """
        raise LookupError(place)

    def answers(self, kept: Sequence[UUID | None], *, times: Times) -> list[Confirmed | JukiError]:  # noqa: ARG002
        """None."""
        return []

    def verdicts(self, kept: Sequence[UUID | None], *, times: Times) -> list[Confirmed | JukiError]:  # noqa: ARG002
        """None."""
        return []

    def keys(self, verdicts: Verdicts | None = None) -> set[str]:  # noqa: ARG002
        """Every household that is touched, every 異動者, and newcomers by the 個人番号 they bring."""
        found = {f"household:{number}" for number in self.scene.households}
        found |= {
            f"addressee:{one.addressee_number}" for one in self.movement.persons if one.addressee_number
        }
        return found | {f"person:{number}" for number in self.numbers(self.form) if number}

    def alerts(self, verdicts: Verdicts) -> list[str]:  # noqa: ARG002
        """What the rules and the register find unusual."""
        drafted = self._drafted
        return [one.code for one in _alerts(self.scene, self.movement, drafted)] if drafted else []

    def sections(self, verdicts: Verdicts, *, hidden: Hidden) -> list[Section]:  # noqa: ARG002
        """Each household that is touched, the 異動者, whoever else gets a version."""
        drafted = self._drafted
        return compared(self.scene, self.movement, drafted, hidden=hidden) if drafted else []

    def demand_recordable(self) -> None:
        """Nothing here: ``record`` asks every rule once more, under its locks."""

    def record(self, act: Act, approval: Approval, kept: Sequence[UUID | None]) -> None:  # noqa: ARG002
        """Lock what it touches, look again, write.

        Raises:
            FaultyForm: something stands against it now.
            AlertsUnconfirmed, UnknownAlert, NoReason: the reasons do not fit the alerts as they are now.
            JukiError: see ``recording.record_change``.
        """
        scene, movement, drafted = demand_no_faults(self.form, today=self.today, lock=True)
        found = _alerts(scene, movement, drafted)
        reasons = {one.code: approval.earlier[one.code] for one in found if one.code in approval.earlier}
        reasons |= approval.reasons
        demand_confirmed(found, reasons)
        grounds = replace(approval.grounds, alerts=found, reasons=reasons, sources=self.form.sources)
        recording.record_change(act, movement, scene, grounds=grounds, drafted=drafted)

    @cached_property
    def _drafted(self) -> Outcome | None:
        if self.seen is not None:
            return self.seen.drafted
        try:
            return draft(self.scene, self.movement)
        except JukiError:
            return None


_NUMBERS = frozenset({FieldGroup.INDIVIDUAL_NUMBER, FieldGroup.RESIDENT_CODE})


def keeping_hidden(form: ChangeForm, saved: ChangeForm, places: Sequence[int], hidden: Hidden) -> ChangeForm:
    """``form`` with the 個人番号 and 住民票コード of ``saved``, and with what is ``hidden``, where it says none.

    ``places`` say by person of ``form`` which person of ``saved`` they are, -1: none of them; another 宛名番号 is another
    person.
    """
    persons = []
    for person, place in zip(form.persons, places, strict=True):
        kept = saved.persons[place] if 0 <= place < len(saved.persons) else None
        if kept is None or kept.addressee_number != person.addressee_number:
            persons.append(person)
            continue
        items = restored(person.items, kept.items, hidden | _NUMBERS)
        persons.append(msgspec.structs.replace(person, items=items))
    return msgspec.structs.replace(form, persons=tuple(persons))


def _alerts(scene: Scene, movement: Movement, drafted: Outcome) -> tuple[Alert, ...]:
    shared = movement.address is not None and shares_address(
        movement.address, households={one.number for one in drafted.households} | scene.households.keys()
    )
    found = change_rules.alerts(scene, movement, drafted, closed=CityClosedDays(), shared_address=shared)
    few = wanted(drafted).codes and code_stock.is_low()  # STD 4.3.1
    return (*found, Alert.FEW_CODES) if few else found


def _names(numbers: set[str]) -> dict[str, str]:
    rows = ResidentVersion.objects.filter(addressee_number__in=numbers).order_by("number")
    return dict(rows.values_list("addressee_number", "full_name"))


def _name(form: PersonChangeForm, names: dict[str, str]) -> str:
    if form.addressee_number in names:
        return names[form.addressee_number]
    return full_name(form.items.name).full if form.items.name else ""
