"""One effect per form: a second press of the button, or a reload, does nothing more."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from juki.kernel.door.claims import claim
from juki.screens.kept_forms import TOKEN
from juki.screens.typed import key_of
from juki.screens.visitor import Visitor


def once(request: HttpRequest, visitor: Visitor, act: Callable[[UUID], object]) -> None:
    """Run ``act`` under the form's key, unless the same form was accepted before; what it refuses frees the key again.

    Raises:
        NoKey: the form has none.
        KeyReused: another form was accepted under this key.
        InProgress: the same form is being worked on.
    """
    key = key_of(request.POST)
    fields = [(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values]
    content = urlencode([("", request.path), *sorted(fields)]).encode()
    taken = claim(
        system=visitor.system, client=visitor.client, key=key, content=content, now=visitor.times.machine
    )
    if not taken.number:
        return
    try:
        act(key)
    except BaseException:
        taken.release()
        raise
    taken.settle(HttpResponse(), keep=False)
