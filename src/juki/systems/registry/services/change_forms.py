"""What a caller sends about an 異動 other than 転入, field by field, before any rule has looked at it.

One shape for all of them: the catalogue of reasons says which parts a reason takes, and a part that it does not take is
refused, never dropped. Source: STD 4.0–4.6; docs/rules/events.md.
"""

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from juki.systems.registry.services.forms import (
    AddressForm,
    FamilyRegisterForm,
    ForeignForm,
    Form,
    Long,
    NameForm,
    Short,
)

MOST_DOCUMENTS = 10
BasisWord = Literal["", "notification", "ex_officio", "petition", "request", "family_register", "notice"]
Details = Annotated[dict[Short, Long], msgspec.Meta(max_length=40)]
"""Items of the office by column name (groups DETAIL, AREAS, OFFICE of ``domain.items``); ``1`` and ``0`` for flags."""


class SourceForm(Form, frozen=True, kw_only=True):
    """A document that the 異動 rests on: what it is, who made it, its number and day, where they are known."""

    kind: Long
    issuer: Long = ""
    number: Short = ""
    day: Short = ""


class ItemsForm(Form, frozen=True, kw_only=True):
    """Items of one person that are asked to change; of somebody new all that they have. None and blank: as it is.

    To take something away, its block is sent with blank fields (旧氏の削除: ``name`` without ``former_surname``).
    ``address`` is the present one written otherwise; a 転居 says the new one for everybody, see ``ChangeForm``.
    From ``became_reason`` to ``removed_basis`` stands what follows from an 異動 and is only corrected by hand.
    """

    kind: Literal["", "japanese", "foreign"] = ""
    name: NameForm | None = None
    birth: Short = ""
    sex: Literal["", "male", "female", "unrecorded"] = ""
    register: FamilyRegisterForm | None = None
    foreign: ForeignForm | None = None
    individual_number: Short = ""
    resident_code: Short = ""
    address: AddressForm | None = None
    became_resident: Short = ""
    settled: Short = ""
    notified_on: Short = ""
    former_address: AddressForm | None = None
    former_head: Long | None = None
    unnotified_address: AddressForm | None = None
    registered_address: AddressForm | None = None
    became_reason: Short = ""
    became_notified_on: Short = ""
    became_basis: BasisWord = ""
    settled_reason: Short = ""
    settled_notified_on: Short = ""
    settled_basis: BasisWord = ""
    prior_address: AddressForm | None = None
    planned_on: Short = ""
    planned_notified_on: Short = ""
    planned_basis: BasisWord = ""
    planned_address: AddressForm | None = None
    planned_head: Long | None = None
    confirmed_on: Short = ""
    confirmed_notice_on: Short = ""
    confirmed_basis: BasisWord = ""
    confirmed_address: AddressForm | None = None
    removed_day: Short = ""
    removed_notified_on: Short = ""
    removed_basis: BasisWord = ""
    remarks: Annotated[str, msgspec.Meta(max_length=2000)] | None = None
    actual_relationship: Short | None = None
    actual_head: Long | None = None
    relationship_class: Short | None = None
    details: Details = msgspec.field(default_factory=dict)


class PersonChangeForm(Form, frozen=True, kw_only=True):
    """One 異動者. ``addressee_number`` is blank for somebody who gets one (出生, 職権記載, 30条の47)."""

    addressee_number: Short = ""
    relationship: Short = ""
    items: ItemsForm = ItemsForm()


class DestinationForm(Form, frozen=True, kw_only=True):
    """転出先: the planned one, or with ``notice_on`` the one that a 転入通知 confirms. ``head`` is the 世帯主 there."""

    address: AddressForm | None = None
    head: Long = ""
    moved_in_on: Short = ""
    notice_on: Short = ""


class PlacementForm(Form, frozen=True, kw_only=True):
    """Where they live afterwards: as now, in a household of their own, or in the household ``number``."""

    where: Literal["stay", "new", "join"] = "stay"
    number: Short = ""
    institution: bool = False


class ChangeForm(Form, frozen=True, kw_only=True):
    """An 異動. ``day`` is 異動日, ``notified_on`` the day on which it came (届出日, 申出日, 通知日, 請求日), today when blank.

    ``rest`` is the 続柄 of members who are no 異動者, by 宛名番号, as the clerk confirmed it. ``target`` is the trace of
    the 異動 that is cancelled or corrected; ``positions`` the whole 記載順位 of a household, by 宛名番号 in order.
    """

    reason: Short
    day: Short
    basis: Literal["notification", "ex_officio", "petition", "request", "family_register", "notice"]
    notified_on: Short = ""
    persons: tuple[PersonChangeForm, ...]
    placement: PlacementForm = PlacementForm()
    rest: Annotated[dict[Short, Short], msgspec.Meta(max_length=60)] = msgspec.field(default_factory=dict)
    positions: Annotated[tuple[Short, ...], msgspec.Meta(max_length=60)] = ()
    address: AddressForm | None = None
    destination: DestinationForm | None = None
    target: UUID | None = None
    note: Long = ""
    sources: Annotated[tuple[SourceForm, ...], msgspec.Meta(max_length=MOST_DOCUMENTS)] = ()
