"""What a version must satisfy whoever writes it. Source: STD 1.1.6; 住基法7条, 30条の45; registry invariants."""

from django.db import models
from django.db.models import F, Q

from juki.vault.columns import SHAPE

_RESIDENT = Q(state="1")
_CARDED = Q(category__in=["mid_to_long_term", "special_permanent"])
_NO_STAY = Q(residence_status="", stay_period="", stay_expires_on=None)
_BASES = ["notification", "ex_officio", "petition", "request", "family_register", "notice"]
_NO_ADDRESS = ("municipality", "prefecture", "city", "town", "lot", "building")


def _nowhere(prefix: str) -> Q:
    return Q(**{f"{prefix}_{part}": "" for part in _NO_ADDRESS})


def _check(name: str, condition: Q) -> models.CheckConstraint:
    return models.CheckConstraint(condition=condition, name=f"registry_version_{name}")


CHECKS = (
    _check("state", Q(state__in=["1", "2", "3", "9"])),
    _check("sex", Q(sex__in=["0", "1", "2"])),
    _check("event_class", Q(event_class__in=["entry", "removal", "amendment"])),
    _check(
        "japanese",
        ~Q(kind="1")
        | (
            ~Q(honseki="")
            & ~Q(honseki_head="")
            & Q(nationality="", category="", card_number="", alias="", kanji_name="", foreign_since=None)
            & _NO_STAY
        ),
    ),
    _check(
        "foreign",
        ~Q(kind="2")
        | (
            Q(honseki="", honseki_head="", honseki_municipality="", former_surname="", kana_certified=False)
            & ~Q(nationality="")
            & Q(foreign_since__isnull=False)
        ),
    ),
    _check("kind", Q(kind="1") | Q(
        kind="2",
        category__in=[
            "mid_to_long_term", "special_permanent", "temporary_refuge", "provisional_stay",
            "transitional_birth", "transitional_loss",
        ],
    )),
    _check("special_permanent", ~Q(category="special_permanent") | _NO_STAY),
    _check("transitional", ~Q(category__startswith="transitional") | (_NO_STAY & Q(card_number=""))),
    _check("permitted_stay", ~Q(category__in=["temporary_refuge", "provisional_stay"]) | ~Q(stay_period="")),
    _check("card", ~(_CARDED & _RESIDENT) | Q(card_number__regex=r"^[A-Z]{2}[0-9]{8}[A-Z]{2}$")),
    _check("former_surname_kana", Q(former_surname_kana="") | ~Q(former_surname="")),
    _check("individual_number", Q(individual_number__shape=f"^({SHAPE})?$")),
    _check("resident_code", Q(resident_code__regex=r"^[0-9]{11}$") | (~_RESIDENT & Q(resident_code=""))),
    _check("address", Q(address_municipality__regex=r"^[0-9]{6}$") & ~Q(address_town="")),
    _check("former", Q(former_municipality="") | Q(former_municipality__regex=r"^[0-9]{6}$", former_country="")),
    _check("head", ~Q(relationship_1="02") | Q(relationship_2="")),
    _check(
        "relationship",
        ~Q(relationship_1="")
        & ~Q(relationship_label="")
        & (Q(relationship_3="") | ~Q(relationship_2=""))
        & (Q(relationship_4="") | ~Q(relationship_3="")),
    ),
    _check("event_basis", Q(event_basis__in=_BASES)),
    _check("bases", Q(
        became_basis__in=["", *_BASES], settled_basis__in=["", *_BASES], removed_basis__in=["", *_BASES],
        planned_basis__in=["", *_BASES], confirmed_basis__in=["", *_BASES],
    )),
    _check("removed", Q(state="1", removed_day=None) | ~Q(state="1")),
    _check("planned", Q(planned_on__isnull=False) & ~Q(planned_basis="")
           | Q(planned_on=None, planned_notified_on=None, planned_basis="") & _nowhere("planned")),
    _check("confirmed", Q(confirmed_on__isnull=False, confirmed_notice_on__isnull=False) & ~Q(confirmed_basis="")
           | Q(confirmed_on=None, confirmed_notice_on=None, confirmed_basis="") & _nowhere("confirmed")),
    _check("alias_kana", Q(alias_kana="") | ~Q(alias="")),
    _check("only_foreign", ~Q(kind="1") | Q(
        card_kind="", card_expires_on=None, residence_status_code="", stay_years="", stay_months="", stay_days="",
        passport_number="", passport_issued_on=None, landing_permitted_on=None, residence_notified=False,
        by_landing_permit=False, alien_registered=None, alias_kana_confirmed=False,
    )),
    _check("only_japanese", ~Q(kind="2") | Q(
        former_surname_kana="", former_surname_kana_certified=False, former_surname_kana_confirmed=False,
    )),
    _check("serials", Q(
        address_serial__lte=F("highest_serial"), prior_serial__lte=F("highest_serial"),
        former_serial__lte=F("highest_serial"), unnotified_serial__lte=F("highest_serial"),
        honseki_serial__lte=F("highest_serial"), planned_serial__lte=F("highest_serial"),
        confirmed_serial__lte=F("highest_serial"), address_serial__gte=0, highest_serial__gte=0,
    )),
    _check(
        "settled",
        Q(became_reason__in=["KIKA_KISAI", "KOKUSEKI_SHUTOKU_KISAI", "KOKUSEKI_SOSHITSU_KISAI"])
        | ~Q(settled_form="D", became_resident_form="D")
        | Q(settled__gte=F("became_resident")),
    ),
)  # fmt: skip
