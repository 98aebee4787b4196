"""What was changed on the form of a change since it was last sent back. Source: STD 4.0.8."""

import msgspec

from juki.screens.form_fields import flat
from juki.systems.registry.domain.resident import Basis
from juki.systems.registry.services.applications.queries import ShownApplication
from juki.systems.registry.services.change_forms import ChangeForm
from juki.systems.registry.web.changes import labels
from juki.systems.registry.web.item_fields import BY_PATH

_SECRET = (".individual_number", ".resident_code")
_BASES = {str(basis): basis.label for basis in Basis}


def since_return(shown: ShownApplication, *, mask: str) -> list[list[str]]:
    """Item, text when it was sent back, and text now. Numbers are shown as ``mask``, unless that is empty."""
    if shown.change is None or shown.submitted_change is None:
        return []
    then, now = _texts(shown.submitted_change), _texts(shown.change)
    found = []
    for name in dict.fromkeys([*then, *now]):
        before, after = then.get(name, ""), now.get(name, "")
        label = labels.label_of(name)
        if before == after or not label:
            continue
        if mask and name.endswith(_SECRET):
            before, after = mask if before else "", f"{mask}（変更あり）" if after else ""
        found.append([label, _words(name, before), _words(name, after)])
    places = () if mask else shown.other_numbers
    return found + [
        row
        for row in ([f"{place + 1}人目の個人番号", "", "（変更あり）"] for place in places)
        if row not in found
    ]


def _texts(form: ChangeForm) -> dict[str, str]:
    tree = flat(msgspec.to_builtins(form))
    return {name: "" if value in (None, False) else str(value) for name, value in tree.items()}


def _words(name: str, text: str) -> str:
    """A typed value in words, verbatim where it is text."""
    if name == "basis":
        return _BASES.get(text, text)
    if text == "True":
        return "あり"
    field = BY_PATH.get(name.partition(".items.")[2])
    return next(
        (label.partition(" ")[2] for value, label in (field.options if field else ()) if value == text), text
    )
