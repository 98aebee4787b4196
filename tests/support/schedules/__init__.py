"""Random schedules of acts and faults over the real stations in one process, and the oracle that judges their end."""
