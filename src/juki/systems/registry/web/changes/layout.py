"""What the form of an 異動事由 asks for, out of the catalogue alone: no form knows a reason by name.

Source: STD 2.3.1, 4.0.1–4.0.3; docs/rules/events.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from juki.systems.registry.domain.change_rules import parts
from juki.systems.registry.domain.event_reasons import REASONS, EventClass, EventReason, Family
from juki.systems.registry.domain.field_groups import ENTERED_AS
from juki.systems.registry.domain.items import Group
from juki.systems.registry.domain.resident import Kind, Resident, State
from juki.systems.registry.services.veiling import NOTHING, Hidden
from juki.systems.registry.web.item_fields import FIELDS, LABELS, ItemField

CANCEL = "CANCEL"
"""The choice of 異動の取消し: which of its three reasons it is follows from the 異動 that is cancelled."""
NEWCOMERS = Family.ENTRY
_FAMILIES = (
    Family.MOVE, Family.LEAVING, Family.HOUSEHOLD, Family.ENTRY, Family.REMOVAL, Family.AMENDMENT, Family.NATIONALITY,
    Family.NOTICE, Family.RESTORING, Family.REMAKING, Family.CANCELLING,
)  # fmt: skip
"""In the order in which they come to the counter."""
_ORDER = (
    Group.NAME, Group.KANA, Group.FORMER_SURNAME, Group.ALIAS, Group.BIRTH, Group.SEX, Group.INDIVIDUAL_NUMBER,
    Group.RESIDENT_CODE, Group.REGISTER, Group.FOREIGN, Group.ADDRESS, Group.DETAIL, Group.AREAS, Group.BECAME,
    Group.SETTLED, Group.NOTIFIED, Group.PRIOR, Group.FORMER, Group.REGISTERED, Group.PLANNED, Group.CONFIRMED,
    Group.REMOVED, Group.RELATIONSHIP, Group.REMARKS, Group.OFFICE,
)  # fmt: skip
_OF_WHO_ENTERS = frozenset({
    Group.NAME, Group.KANA, Group.BIRTH, Group.SEX, Group.INDIVIDUAL_NUMBER, Group.REGISTER, Group.FOREIGN,
})  # fmt: skip
_OF_NATIONALITY = frozenset({Group.NAME, Group.KANA, Group.REGISTER, Group.FOREIGN})
_AT_THE_PLACE = frozenset({Group.DETAIL, Group.AREAS})
_ALWAYS_FOLDED = frozenset({Group.DETAIL, Group.AREAS, Group.OFFICE, Group.RELATIONSHIP})
_FEW = 6
RARE = "在留の細目"
_RARE = frozenset({
    "foreign.status_code", "foreign.stay_years", "foreign.stay_months", "foreign.stay_days", "foreign.card_kind",
    "foreign.passport_issued_on", "foreign.landing_permitted_on", "foreign.residence_notified",
    "foreign.by_landing_permit", "foreign.alien_registered",
})  # fmt: skip
_OF_CARD_HOLDERS = frozenset({
    "foreign.status", "foreign.period", "foreign.expires_on", "foreign.card_number", "foreign.card_expires_on",
})  # fmt: skip
"""What nobody has who has just lost the Japanese nationality (経過滞在者). Source: STD 4.5.5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of items on the form; ``folded`` ones are opened by whoever needs them."""

    group: Group
    label: str
    fields: tuple[ItemField, ...]
    folded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An 異動事由 to choose, with its family's heading."""

    code: str
    label: str
    family: Family


def kind_after(reason: EventReason, kind: Kind | None) -> Kind | None:
    """What the person is once the 異動 is recorded: 帰化 and its like change the kind."""
    before = kind or reason.only
    if reason.family is not Family.NATIONALITY:
        return before
    return Kind.JAPANESE if before is Kind.FOREIGN else Kind.FOREIGN


def sections(reason: EventReason, kind: Kind | None, *, hidden: Hidden = NOTHING) -> tuple[Section, ...]:
    """The items of one 異動者, those that are folded away last; ``kind`` is None for somebody of whom it is not known yet.

    Without what is ``hidden``: who has not the right to see it does not type it either (STD 10.4).
    """
    if not parts.of(reason).items:
        return ()
    after = kind_after(reason, kind)
    apart = _elsewhere(reason) | {ENTERED_AS[one] for one in hidden}
    groups = [one for one in _ORDER if one in reason.changes and one not in apart]
    found = []
    for group in groups:
        fields = tuple(
            one
            for one in FIELDS[group]
            if (one.only is None or after is None or one.only is after)
            and (reason.family is Family.AMENDMENT or not one.corrected)
        )
        folded = _is_folded(reason, group, len(groups))
        rare = tuple(one for one in fields if not folded and one.path in _rare(reason))
        usual = tuple(one for one in fields if one not in rare)
        if usual:
            found.append(Section(group=group, label=LABELS[group], fields=usual, folded=folded))
        if rare:
            found.append(Section(group=group, label=RARE, fields=rare, folded=True))
    return tuple(sorted(found, key=lambda one: one.folded))


def standing(sections: Sequence[Section], resident: Resident) -> tuple[Section, ...]:
    """Without what does not stand on the record: nobody corrects a 転出予定, 転出確定 or 消除 that there is none of."""
    absent = {
        group
        for group, value in (
            (Group.PLANNED, resident.planned), (Group.CONFIRMED, resident.confirmed), (Group.REMOVED, resident.removed),
        )
        if value is None
    }  # fmt: skip
    return tuple(one for one in sections if one.group not in absent)


def shared(reason: EventReason) -> tuple[Section, ...]:
    """What all 異動者 have alike because they go to one place: typed once."""
    if reason.family not in (Family.MOVE, Family.ENTRY):
        return ()
    return tuple(
        Section(group=group, label=LABELS[group], fields=FIELDS[group], folded=True)
        for group in _ORDER
        if group in _AT_THE_PLACE & reason.changes
    )


def choices(
    persons: Iterable[tuple[Kind, State]], *, newcomers: bool = True, hidden: Hidden = NOTHING
) -> tuple[Choice, ...]:
    """The 異動事由 that fit at least one of ``persons``, by family; those for whom somebody new is entered if ``newcomers``."""
    present, apart = list(persons), {ENTERED_AS[one] for one in hidden}
    found = []
    for family in _FAMILIES:
        own = [
            one
            for one in REASONS.values()
            if one.family is family and one.by_hand and _fits(one, present, newcomers)
        ]
        if family is Family.CANCELLING:
            found += [Choice(code=CANCEL, label=family.label, family=family)] if own else []
        else:
            found += [
                Choice(code=one.code, label=one.label, family=family)
                for one in own
                if not one.changes or one.changes - apart
            ]
    return tuple(found)


def covered(reason: EventReason) -> frozenset[str]:
    """Every column that some field of the form of ``reason`` writes."""
    found = {column for one in shared(reason) for field in one.fields for column in field.columns}
    for kind in (Kind.JAPANESE, Kind.FOREIGN, None):
        found |= {
            column for one in sections(reason, kind) for field in one.fields for column in field.columns
        }
    if parts.of(reason).address is not parts.Need.NONE:
        found |= {column for field in FIELDS[Group.ADDRESS] for column in field.columns}
    if reason.family is Family.MOVE:  # 住所を定めた年月日 is the 異動日
        found |= {column for field in FIELDS[Group.SETTLED] for column in field.columns}
    return frozenset(found)


def _fits(reason: EventReason, persons: Sequence[tuple[Kind, State]], newcomers: bool) -> bool:
    takes = parts.of(reason)
    if takes.newcomers and newcomers:
        return True
    return any(reason.only in (None, kind) and state in takes.states for kind, state in persons)


def _elsewhere(reason: EventReason) -> frozenset[Group]:
    """Groups that are typed once for everybody, or follow from the day and the new address."""
    if reason.family is Family.MOVE:
        return frozenset({Group.ADDRESS, Group.SETTLED}) | _AT_THE_PLACE
    if reason.family is Family.ENTRY:
        return frozenset({Group.ADDRESS}) | _AT_THE_PLACE
    return frozenset()


def _rare(reason: EventReason) -> frozenset[str]:
    """Items of 30条の45 that hardly anybody has whom ``reason`` is about; the forms that enter somebody fold them away."""
    if reason.family not in (Family.ENTRY, Family.NATIONALITY):
        return frozenset()
    if reason.event_class is EventClass.ENTRY and reason.only is Kind.JAPANESE:
        return _RARE | _OF_CARD_HOLDERS
    return _RARE


def _is_folded(reason: EventReason, group: Group, groups: int) -> bool:
    if reason.family is Family.ENTRY:
        return group not in _OF_WHO_ENTERS
    if reason.family is Family.NATIONALITY:
        return group not in _OF_NATIONALITY
    alone = groups == 1 and reason.family is Family.AMENDMENT
    return groups > _FEW or (group in _ALWAYS_FOLDED and not alone)
