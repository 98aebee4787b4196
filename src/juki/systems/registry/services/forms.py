"""What a caller sends, field by field, before any rule has looked at it. Dates are text by the rules of STD 1.1.8."""

from typing import Annotated, Literal

import msgspec

from juki.kernel.door.forms import Reason

Short = Annotated[str, msgspec.Meta(max_length=100)]
Line = Annotated[
    str,
    msgspec.Meta(
        max_length=100, pattern=r"\A[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f\x85\ufeff][^\x00-\x1f\x7f]*\Z"
    ),
]
Long = Annotated[str, msgspec.Meta(max_length=600)]


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A closed shape: an unknown field is an error, not a silent loss."""


class AddressForm(Form, frozen=True, kw_only=True):
    """An address in parts; ``municipality`` six digits, ``country`` alpha-3 for an address abroad (then in ``town``)."""

    municipality: Short = ""
    postal_code: Short = ""
    prefecture: Short = ""
    city: Short = ""
    town: Long = ""
    town_code: Short = ""
    lot: Long = ""
    building: Long = ""
    country: Annotated[str, msgspec.Meta(pattern=r"\A([A-Z]{3})?\Z")] = ""


class NameForm(Form, frozen=True, kw_only=True):
    """氏 and 名, or a name in one piece; readings apart; ``kana_certified`` is 公証."""

    surname: Long = ""
    given: Long = ""
    full: Long = ""
    kana_surname: Long = ""
    kana_given: Long = ""
    kana_certified: bool = False
    kanji: Long = ""
    former_surname: Long = ""
    former_surname_kana: Long = ""
    alias: Long = ""
    alias_kana: Long = ""
    former_surname_kana_certified: bool = False
    kana_confirmed: bool = False
    alias_kana_confirmed: bool = False
    former_surname_kana_confirmed: bool = False


class FamilyRegisterForm(Form, frozen=True, kw_only=True):
    """戸籍の表示."""

    honseki: Long
    head: Long
    municipality: Short = ""


class ForeignForm(Form, frozen=True, kw_only=True):
    """The block of 30条の45."""

    nationality: Annotated[str, msgspec.Meta(pattern=r"\A[A-Z]{3}\Z")]
    nationality_name: Short
    category: Literal[
        "mid_to_long_term", "special_permanent", "temporary_refuge", "provisional_stay", "transitional_birth",
        "transitional_loss",
    ]  # fmt: skip
    since: Short
    status: Short = ""
    period: Short = ""
    expires_on: Short = ""
    card_number: Short = ""
    card_kind: Short = ""
    card_expires_on: Short = ""
    status_code: Short = ""
    stay_years: Short = ""
    stay_months: Short = ""
    stay_days: Short = ""
    passport_number: Short = ""
    passport_issued_on: Short = ""
    landing_permitted_on: Short = ""
    residence_notified: bool = False
    by_landing_permit: bool = False
    alien_registered: Short = ""


class MoreForm(Form, frozen=True, kw_only=True):
    """Items that few newcomers bring; blank: none. ``details`` as in ``change_forms.ItemsForm``.

    ``former_head`` is 転入前の世帯主, ``actual_head`` 事実上の世帯主.
    """

    former_head: Long = ""
    actual_relationship: Short = ""
    actual_head: Long = ""
    remarks: Annotated[str, msgspec.Meta(max_length=2000)] = ""
    details: Annotated[dict[Short, Long], msgspec.Meta(max_length=40)] = msgspec.field(default_factory=dict)


class PersonForm(Form, frozen=True, kw_only=True):
    """One person who moves in. ``relationship`` in words, such as 世帯主 or 子の妻.

    ``returns`` is the 宛名番号 of the 除票 that was chosen for somebody who lived here before (STD 4.1.1.2).
    """

    kind: Literal["japanese", "foreign"]
    name: NameForm
    birth: Short
    sex: Literal["male", "female", "unrecorded"]
    relationship: Short
    individual_number: Short
    register: FamilyRegisterForm | None = None
    foreign: ForeignForm | None = None
    more: MoreForm = MoreForm()
    returns: Annotated[str, msgspec.Meta(pattern=r"\A([0-9]{10})?\Z")] = ""


class HouseholdForm(Form, frozen=True, kw_only=True):
    """``number``: the household to join; empty founds one. ``institution``: 準世帯."""

    number: Short = ""
    institution: bool = False


class CameForm(Form, frozen=True, kw_only=True):
    """Who came to the counter: capacity, name, documents shown; of an agent the mandate, and what was checked of it."""

    capacity: Literal["self", "head", "member", "legal_agent", "agent", "ex_officio"]
    name: Long = ""
    documents: Annotated[tuple[Short, ...], msgspec.Meta(max_length=10)] = ()
    mandate: Long = ""
    mandate_checked: Long = ""


class MoveInForm(Form, frozen=True, kw_only=True):
    """転入届. ``notified_on`` is today when empty, ``note`` is 留意事項, ``registered_address`` 最終登録住所地."""

    reason: Short
    moved_on: Short
    notified_on: Short = ""
    former_address: AddressForm
    registered_address: AddressForm | None = None
    address: AddressForm
    household: HouseholdForm = HouseholdForm()
    note: Long = ""
    persons: tuple[PersonForm, ...]


class NumberCheckForm(Form, frozen=True, kw_only=True):
    """Does this number belong to this person? ``address`` is the former one, where it is known."""

    individual_number: Short
    full_name: Long
    birth: Short
    sex: Literal["male", "female", "unrecorded"]
    address: AddressForm | None = None


class NumberBlockForm(Form, frozen=True, kw_only=True):
    """How many 宛名番号 to ask for."""

    size: Annotated[int, msgspec.Meta(ge=1, le=10_000)]


class SearchForm(Form, frozen=True, kw_only=True):
    """Conditions are joined by "and". ``match``: how name and kana are compared; ``address`` matches from its beginning.

    ``purpose`` is kept in the log.
    """

    purpose: Reason
    addressee_number: Short = ""
    household_number: Short = ""
    individual_number: Short = ""
    resident_code: Short = ""
    name: Long = ""
    kana: Long = ""
    birth: Short = ""
    address: Long = ""
    match: Literal["prefix", "part", "exact"] = "prefix"
    with_removed: bool = False


class CertificateForm(Form, frozen=True, kw_only=True):
    """One copy: a person (``addressee_numbers`` of one) or a household or some of its members.

    ``requester``: the capacity in which somebody asks (住基法12条, 12条の2, 12条の3); empty where it is not said, and then
    the copy shows neither 個人番号 nor 住民票コード.
    """

    purpose: Reason
    kind: Literal["individual", "household"]
    household_number: Short = ""
    addressee_numbers: Annotated[tuple[Short, ...], msgspec.Meta(max_length=30)] = ()
    show: Annotated[
        tuple[
            Literal[
                "relationship",
                "honseki",
                "individual_number",
                "resident_code",
                "nationality",
                "residence_status",
            ],
            ...,
        ],
        msgspec.Meta(max_length=6),
    ] = ()
    printer: Short = ""
    requester: Literal["", "self", "household", "agent", "third_party", "public_office"] = ""

    def __post_init__(self) -> None:
        """Each item of ``show`` once.

        Raises:
            ValueError: an item twice; the decoder makes it a refusal that names the place.
        """
        if len(set(self.show)) < len(self.show):
            raise ValueError("show: the same item twice")


class DataUseForm(Form, frozen=True, kw_only=True):
    """An approved データ利用申請; ``valid_to`` is excluded and may be empty."""

    target: Line
    section: Line
    duty: Reason
    legal_basis: Reason
    items: Annotated[tuple[Short, ...], msgspec.Meta(max_length=20)]
    individual_number: bool = False
    valid_from: Short
    valid_to: Short = ""
    approval_reference: Line
