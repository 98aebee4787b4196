"""How a request of a kiosk ends without a certificate, inside the services."""

from juki.systems.kiosk.domain.refusals import Reason


class Refused(Exception):
    """The exact reason; the answer tells the kiosk general words only."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)
