"""Routes of the ledger."""

from juki.oversight.output.web.pages import urlpatterns

__all__ = ["urlpatterns"]
