"""What a version must satisfy whoever writes it. Source: STD 1.1.6; 住基法7条, 30条の45; registry invariants."""

from django.db import models
from django.db.models import F, Q

_RESIDENT = Q(state="1")
_CARDED = Q(category__in=["mid_to_long_term", "special_permanent"])
_NO_STAY = Q(residence_status="", stay_period="", stay_expires_on=None)


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
    _check("individual_number", Q(individual_number="") | Q(individual_number__regex=r"^[0-9]{12}$")),
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
    _check("settled", ~Q(settled_form="D", became_resident_form="D") | Q(settled__gte=F("became_resident"))),
)  # fmt: skip
