"""Pure rules of the trail: kinds of log, digests, analyses."""
