"""A file that the ledger let out, as the answer to a browser."""

from urllib.parse import quote

from django.http import HttpResponse

from juki.oversight.output.services.ledger import Released

NUMBER = "output_number"


def file_reply(released: Released) -> HttpResponse:
    """The file, marked with the number of its entry: the gate lets nothing else pass."""
    reply = HttpResponse(released.content, content_type="application/octet-stream")
    reply["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(released.name)}"
    vars(reply)[NUMBER] = released.number
    return reply
