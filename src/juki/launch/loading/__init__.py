"""Loading the synthetic city: the same people into all systems and all counterparts, so that nothing differs on day one.

    people     whose households are loaded
    placed     what all systems must agree on about a person, decided once
    registry, jukinet, kiosk, addressee, unified, linkage, business     rows per system
    filling    one pass over the city       pipe, lines    COPY, one thread per database
    databases  opened, found empty and committed together
    loading    ``load`` and ``is_loaded``   meter          how far it is

The same seed and the same legal day give the same rows. Not repeatable by intention: traces, ids of approved entries,
request serials, 処理通番, 符号, the keys that seal and find them, person tokens, and machine times.
"""

from juki.launch.loading.loading import Loaded, is_loaded, load
from juki.launch.loading.meter import Meter

__all__ = ["Loaded", "Meter", "is_loaded", "load"]
