"""Tables of the simulated inquirer, and what a bulk loader fills on the first day.

==================  ===============================================================================================
table               columns for COPY (``id`` is always given by the database)
==================  ===============================================================================================
inquirer_code       processing_number (as in nws_processing_number), linkage_code (nws_code of body
                    ``'inquirer'`` for the same person), trace (any), received_at
==================  ===============================================================================================
"""
