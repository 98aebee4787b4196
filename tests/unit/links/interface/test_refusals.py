"""With what an endpoint may refuse, and which codes stand there."""

import msgspec
import pytest
from django.urls import path

from juki.kernel.door.endpoint import PUBLIC, ask_endpoint, declared, read_endpoint
from juki.kernel.door.errors import Malformed, NotPermitted
from juki.kernel.door.replies import problem_json
from juki.kernel.errors import Detail, JukiError
from juki.links.interface import refusals
from juki.links.interface.routes import endpoints
from juki.systems.registry.errors import NoSuchResident


class Form(msgspec.Struct):
    """A form."""


def _one(view, route="api/x"):
    (found,) = endpoints([path(route, view)], system="registry")
    return found


def _statuses(view, route="api/x"):
    return set(refusals.of_endpoint(_one(view, route)))


def test_what_a_caller_must_expect():
    read = read_endpoint(permission="x", reply=Form)(lambda: None)
    assert _statuses(read) >= {401, 403, 405, 503}
    assert not _statuses(read) & {404, 409, 413, 422}
    assert _statuses(read, "api/<str:x>") >= {404, 422}
    ask = ask_endpoint(permission="x", body=Form, reply=Form)(lambda: None)
    assert _statuses(ask) >= {400, 404, 409, 413, 422}
    assert _statuses(declared(lambda: None, PUBLIC)) == set()


def test_codes_of_the_door_and_of_the_house_stand_at_their_status():
    found = refusals.responses({"juki.systems.registry"})
    assert found["Refused400"]["x-codes"][Malformed.code] == Malformed.text
    assert NotPermitted.code in found["Refused403"]["x-codes"]
    assert found["Refused404"]["x-codes"][NoSuchResident.code] == NoSuchResident.text
    assert "REG-0001" not in str(refusals.responses({"juki.office"}))
    assert any(code.startswith("REG-01") for code in found["Refused422"]["x-codes"])


@pytest.mark.parametrize("details", [(), (Detail("persons.0.birth", "REG-0101", "直してください。"),)])
def test_a_real_problem_has_that_shape(details):
    error = JukiError()
    error.code = "REG-0101"  # type: ignore[misc]
    error.details = details
    found = msgspec.json.decode(problem_json(error), type=refusals.Problem)
    assert (found.code, found.status) == ("REG-0101", 422)
    assert bool(found.errors) is bool(details)
