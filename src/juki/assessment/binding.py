"""Which rows one proof may stand for."""

from collections.abc import Iterable

from juki.assessment.catalogue import Catalogue
from juki.assessment.errors import DerivedRow, NoCommonSystem, OrganisationalRow, ProvesNothing, UnknownRow


def systems_proved(catalogue: Catalogue, rows: Iterable[str]) -> frozenset[str]:
    """The systems that all ``rows`` have in common: code of one of them must run in the proof.

    Raises:
        ProvesNothing: no rows.
        UnknownRow: one is not in the catalogue.
        DerivedRow: one is a requirement, whose clauses are proved.
        OrganisationalRow: one is about people.
        NoCommonSystem: one proof does not stand for two systems.
    """
    named = tuple(rows)
    if not named:
        raise ProvesNothing
    left: frozenset[str] | None = None
    for name in named:
        row = catalogue.by_id.get(name)
        if row is None:
            raise UnknownRow(row=name)
        if row.is_derived:
            raise DerivedRow(row=name, clauses=", ".join(row.clauses))
        if row.is_organisational:
            raise OrganisationalRow(row=name)
        left = frozenset(row.systems) if left is None else left & frozenset(row.systems)
    if not left:
        raise NoCommonSystem(rows=", ".join(named))
    return left
