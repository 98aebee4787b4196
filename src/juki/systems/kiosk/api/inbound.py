"""What the kiosk system does with what it receives."""

from juki.links.post.inbound import Inbound
from juki.systems.kiosk.peers.contract import AccessGrants, HouseholdSnapshot
from juki.systems.kiosk.services.operations_grants import take_grants
from juki.systems.kiosk.services.operations_households import replace_household

INBOUND = {"kiosk": Inbound(handlers={HouseholdSnapshot: replace_household, AccessGrants: take_grants})}
