"""What a view declares is what is read of it."""

from datetime import date

import msgspec
import pytest
from django.urls import path, re_path

from juki.kernel.door.endpoint import ask_endpoint, by_method, declared, read_endpoint, write_endpoint
from juki.links.interface.routes import Endpoint, endpoints


class Form(msgspec.Struct):
    """A form."""

    text: str


def _read(_request, _visit, number):
    """Read one.

    More of it.
    """


def _write(_visit, _form):
    """Write
    one."""


def _found(*views) -> list[Endpoint]:
    return list(endpoints([path("api/<str:number>/x", view) for view in views], system="registry"))


def test_a_read_with_its_query():
    view = read_endpoint(permission="a.see", reply=list[Form], query={"as_of": (date, "day")})(_read)
    (one,) = _found(view)
    assert (one.path, one.method, one.permission, one.says) == (
        "/api/{number}/x",
        "GET",
        "a.see",
        "Read one.",
    )
    assert (one.reply, one.query, one.arguments) == (list[Form], {"as_of": (date, "day")}, {"number": "str"})
    assert (one.status, one.content_type, one.remembers, one.body) == ("200", "application/json", None, None)


def test_a_write_and_a_question():
    write = write_endpoint(
        permission="a.do", body=Form, remembers=False, status=201, media="application/pdf", headers={"N": "n"}
    )(_write)
    ask = ask_endpoint(permission="a.ask", body=Form, system="other", reply=Form)(_write)
    one, other = _found(write, ask)
    assert (one.remembers, one.status, one.content_type, one.headers) == (
        False,
        "201",
        "application/pdf",
        {"N": "n"},
    )
    assert (other.remembers, other.system, other.body, other.says) == (None, "other", Form, "Write one.")
    assert other.schema == "api/other.Form.schema.json"


def test_one_address_has_two_sides():
    get = read_endpoint(permission="a.see", reply=Form)(_read)
    post = write_endpoint(permission="a.do", body=Form, reply=Form)(_write)
    assert [one.method for one in _found(by_method(GET=get, POST=post))] == ["GET", "POST"]


@pytest.mark.parametrize("view", [lambda: None, declared(lambda: None, "a.see")])
def test_a_view_that_says_nothing_has_nothing(view):
    (one,) = _found(view)
    assert (one.method, one.reply, one.says, one.schema) == ("", None, "", "")


def test_a_pattern_that_is_no_path_stays_readable():
    (one,) = endpoints([re_path(r"^odd$", _read)], system="x")
    assert one.path == "/^odd$"
