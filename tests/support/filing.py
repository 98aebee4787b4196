"""What tests of the ledger do at the register's door, and look at afterwards."""

from juki.systems.registry.records.models import EventRow, ResidentVersion

SAPPORO = {
    "municipality": "011011",
    "prefecture": "北海道",
    "city": "札幌市中央区",
    "town": "仮町",
    "lot": "7番8号",
}
ABROAD = {"town": "架空国仮都", "country": "ZZZ"}
JAPANESE = {
    "kind": "japanese", "name": {"surname": "架空", "given": "新", "kana_surname": "カクウ", "kana_given": "アラタ"},
    "register": {"honseki": "東京都架空市一番地", "head": "架空　一"},
}  # fmt: skip


def latest(number):
    """The latest version."""
    return ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()


def rows(number):
    """All versions."""
    return list(ResidentVersion.objects.filter(addressee_number=number).order_by("number"))


def of(row, *names):
    """Some columns."""
    return tuple(getattr(row, name) for name in names)


def stood(row):
    """All columns."""
    return {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}


def act(city, reason, *persons, basis="ex_officio", **more):
    """The 異動 as it was recorded."""
    return EventRow.objects.get(
        trace=city.changed(city.change(reason, *persons, basis=basis, **more))["trace"]
    )


def amended(city, number, reason, basis="ex_officio", **items):
    """A 修正 of one person."""
    return act(city, reason, {"addressee_number": number, "items": items}, basis=basis)


def own(number, **changes):
    """The name as it stands, with changes."""
    row = latest(number)
    return {"surname": row.surname, "given": row.given_name, "kana_surname": row.kana_surname,
            "kana_given": row.kana_given, "kana_certified": True, **changes}  # fmt: skip


def town(city, **changes):
    """An address in this city."""
    return {**city.form()["address"], "town": "南町二丁目", "lot": "9番8号", **changes}
