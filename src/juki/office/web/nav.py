"""The office's navigation: the portal is one page."""

from juki.screens.nav import Entry

NAV: tuple[Entry, ...] = ()
