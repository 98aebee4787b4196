"""The counterparts' pages have no navigation of rights: whoever has the demonstration's key sees all of them."""

from juki.screens.nav import Entry

NAV: tuple[Entry, ...] = ()
