"""The register's log (STD 10.2): kinds and fields of its rows, online search, and rows that nobody rewrites unseen."""

import pytest
from django.db import DatabaseError, connection, transaction

from juki.kernel.audit.models import AuditEntry
from juki.kernel.settings import current
from juki.oversight.trail.codes import REVIEW
from juki.oversight.trail.services.here import broken_here
from juki.oversight.trail.services.rooting import root_now
from juki.systems.registry.codes import Permission
from support import server
from support.residents import Residents
from support.staff import Counter


@pytest.fixture
def counter(db):
    with Counter("registry", "juki.systems.registry.web") as found:
        yield found


@pytest.mark.proves("STD:10.2/14", "C:log.individual@1", "C:log.after_search@1")
def test_the_log_is_searched_online_by_person_kind_and_whom_it_concerns(counter):
    (person,) = Residents().household({})
    counter.sign_in("clerk.test", Permission.SEE_RESIDENT, Permission.SEARCH)
    assert counter.get(f"/residents/{person.addressee_number}").status_code == 200
    counter.sign_in("clerk.other", Permission.SEARCH)
    assert counter.get(f"/residents/{person.addressee_number}").status_code == 403
    counter.sign_in("auditor.test", REVIEW)

    def asked(**fields: str) -> str:
        return counter.post("/trail", {"view": "list", **fields}).content.decode()

    seen = asked(number=person.addressee_number)
    assert "clerk.test" in seen
    assert "resident.shown" in seen
    assert "clerk.other" not in seen
    refused = asked(kind="event")
    assert "clerk.other" in refused
    assert "resident.shown" not in refused
    assert "resident.shown" not in asked(who="clerk.other", kind="operation")
    assert "resident.shown" in asked(view="person", number=person.addressee_number)
    assert person.names.full not in seen


@pytest.mark.proves("STD:10.2/16")
def test_a_superusers_change_of_the_registers_log_is_found_and_the_application_can_make_none(committing_db):
    with Counter("registry", "juki.systems.registry.web") as counter:
        with transaction.atomic():
            (person,) = Residents().household({})
        counter.sign_in("clerk.test", Permission.SEE_RESIDENT)
        assert counter.get(f"/residents/{person.addressee_number}").status_code == 200
        root_now(current().clock.now())
        assert broken_here() is None
        wanted = AuditEntry.objects.get(action="resident.shown").number
        for statement in (
            "update audit_entry set who = 'x'",
            "delete from audit_entry",
            "truncate audit_entry",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
        server.as_superuser(f"update audit_entry set who = 'client:other' where number = {wanted}")
        broken = broken_here()
    assert broken is not None
    assert broken.number == wanted
