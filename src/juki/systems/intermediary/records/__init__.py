"""Tables of the intermediary server, and what a bulk loader fills on the first day.

==============================  ===================================================================================
table                           columns for COPY (``id`` is always given by the database)
==============================  ===================================================================================
intermediary_acquisition        unified_number, request (own serial: any unique text, ``uuid4().hex``),
                                processing_number (unique, as in nws_processing_number), state ``'bound'``,
                                asked_at, numbered_at
intermediary_linkage_code       acquisition_id, sealed, digest, bound_at. With
                                ``CodeCipher.of_file(key)``: ``sealed(code, unified_number=…)``, ``digest(code)``;
                                ``code`` is the one in nws_code for body ``'intermediary'``
intermediary_copy               unified_number, layout, valid_from, is_head, head_name, relationship,
                                recorded_at, trace
intermediary_permit_entry       item, agency, duty, procedure, information, valid_from, valid_to (null): the rows
                                of ``juki.outside.nws.permit_list.entries()``, the same in nws_permit_entry
==============================  ===================================================================================

The key file is ``<home>/keys/intermediary-codes.key`` unless the option ``code_key`` names another; make it with
``code_cipher.create_key(file)`` before loading, readable by the user that runs this system.
"""
