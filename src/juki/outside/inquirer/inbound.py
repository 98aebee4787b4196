"""What the simulated inquirer does with what it receives."""

from juki.links.post.inbound import Inbound
from juki.outside.inquirer.codes import keep
from juki.outside.inquirer.peers import LinkageCodeIssued

INBOUND = {"inquirer": Inbound(handlers={LinkageCodeIssued: keep})}
