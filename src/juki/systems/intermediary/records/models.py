"""Index of the tables."""

from juki.systems.intermediary.records.acquisition import Acquisition, LinkageCode
from juki.systems.intermediary.records.copy import Copy
from juki.systems.intermediary.records.flag import Flag
from juki.systems.intermediary.records.permit import PermitEntry, UsedPermit
from juki.systems.intermediary.records.provision import Provision
from juki.systems.intermediary.records.ruling import Ruling

__all__ = ["Acquisition", "Copy", "Flag", "LinkageCode", "PermitEntry", "Provision", "Ruling", "UsedPermit"]
