"""What the kiosk system does with what it receives."""

from juki.links.post.inbound import Inbound
from juki.links.post.rights import taken_by
from juki.links.universal import AccessGrants
from juki.systems.kiosk.peers.contract import HouseholdSnapshot
from juki.systems.kiosk.services.operations_households import replace_household

INBOUND = {"kiosk": Inbound(handlers={HouseholdSnapshot: replace_household, AccessGrants: taken_by("kiosk")})}
