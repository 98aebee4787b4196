"""Tables of the simulated network, and what a bulk loader fills on the first day.

========================  =========================================================================================
table                     columns for COPY (``id`` is always given by the database)
========================  =========================================================================================
nws_processing_number     number (16 random digits, ``rules.new_processing_number``), body ``'intermediary'``,
                          request (as in intermediary_acquisition), person_token (as nation tells it), issued_at,
                          seeded_at
nws_code                  body, person_token, code (``rules.new_code``), made_at: two rows per person, for bodies
                          ``'intermediary'`` and ``'inquirer'``, with different codes
nws_permit_entry          item, agency, duty, procedure, information, valid_from, valid_to of
                          ``permit_list.entries()``
========================  =========================================================================================

``person_token`` must be what nation sends for the same person later, or a second acquisition makes second codes.
"""
