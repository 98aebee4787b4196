"""The navigation of approvals."""

from juki.oversight.approvals.codes import DECIDE
from juki.oversight.approvals.domain.kinds import kinds
from juki.screens.nav import Entry

_CONCERNED = sorted({DECIDE, *(one for kind in kinds().values() for one in kind.ask)})
ENTRIES = (Entry("承認", "/approvals", "approvals", tuple(_CONCERNED)),)
ABOUT = {"approvals": "別の人の承認が必要な操作について、自分の申請と、自分の判断を待つ申請を確かめます。"}
