"""Taking a file in at the counter: forms to look at and to send on, nothing saved. Source: STD 10.8."""

from typing import Annotated, Any, Literal

import msgspec

from juki.kernel.clock import Times
from juki.kernel.work import Actor, log_before_showing
from juki.systems.registry.services.forms import Form
from juki.systems.registry.services.intake.layouts import documents
from juki.systems.registry.services.intake.reading import IntakeFault, read


class IntakeForm(Form, frozen=True, kw_only=True):
    """A document as CSV text, and which one it is."""

    document: Literal["move_out_certificate", "notification", "certificate", "card"]
    content: Annotated[str, msgspec.Meta(max_length=900_000)]


class ShownIntakeForm(msgspec.Struct, frozen=True):
    """The rows of one document and the form they make, in the shape of the door that takes it; null with faults."""

    rows: list[int]
    form: dict[str, Any] | None
    faults: list[IntakeFault]


class ShownIntake(msgspec.Struct, frozen=True):
    """All documents of the file."""

    document: str
    forms: list[ShownIntakeForm]


def take_in(form: IntakeForm, *, actor: Actor, times: Times) -> ShownIntake:
    """Forms of the file, logged by how many.

    Raises:
        JukiError: see ``reading.read``.
    """
    found = read(form.content, documents()[form.document])
    log_before_showing(
        actor,
        "intake.read",
        reason="intake",
        times=times,
        detail={"document": form.document, "forms": len(found)},
    )
    return ShownIntake(form.document, [
        ShownIntakeForm(list(one.rows), msgspec.to_builtins(one.form) if one.form else None, list(one.faults))
        for one in found
    ])  # fmt: skip
