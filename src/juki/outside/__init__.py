"""The counterparts, simulated: one process, twelve identities, protocols of our own behind the published contracts.

Nothing here is, or claims to be, compatible with the real networks: their interface specifications are not public.
"""
