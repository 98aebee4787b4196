"""The kinds of applications: a table that every operation goes through."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import msgspec

from juki.systems.registry.records.models import Application
from juki.systems.registry.services.applications.cases import Case
from juki.systems.registry.services.applications.changing import Changing
from juki.systems.registry.services.applications.moving_in import MovingIn

KINDS: Mapping[str, type[Case]] = MappingProxyType({"move_in": MovingIn, "change": Changing})


def kind_of(row: Application) -> type[Case]:
    """What kind the application is of."""
    return KINDS[row.kind]


def form_of(row: Application) -> Any:  # noqa: ANN401 - a form of the kind
    """What was typed."""
    return msgspec.convert(row.form, kind_of(row).shape)


def case_of(row: Application, *, today: date) -> Case:
    """What was typed, looked at on ``today``.

    Raises:
        JukiError: it cannot be read any more.
    """
    return kind_of(row).of(form_of(row), today=today)
