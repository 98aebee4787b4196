"""符号 that the network gave us."""

from uuid import UUID

from juki.kernel.work import Act
from juki.outside.inquirer.errors import NobodyNamed, OtherCodeForNumber
from juki.outside.inquirer.peers import LinkageCodeIssued
from juki.outside.inquirer.records.models import Code
from juki.outside.inquirer.rules import the_one


def keep(act: Act, message: LinkageCodeIssued) -> None:
    """Keep a code under its 処理通番 and trace.

    Raises:
        OtherCodeForNumber: that number has another code.
    """
    row, is_new = Code.objects.get_or_create(
        processing_number=message.processing_number,
        defaults={"linkage_code": message.linkage_code, "trace": act.trace, "received_at": act.times.machine},
    )
    if not is_new and row.linkage_code != message.linkage_code:
        raise OtherCodeForNumber
    act.log("inquirer.code.kept")


def of_person(*, trace: UUID | None, processing_number: str) -> str:
    """The code of whom a caller means.

    Raises:
        NobodyNamed: neither or both were given.
        NoCodeYet, SeveralPersons: not exactly one person.
    """
    if (trace is None) == (not processing_number):
        raise NobodyNamed
    rows = (
        Code.objects.filter(trace=trace)
        if trace
        else Code.objects.filter(processing_number=processing_number)
    )
    return the_one(list(rows.values_list("linkage_code", flat=True)))
