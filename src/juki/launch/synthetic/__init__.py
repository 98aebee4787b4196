"""The synthetic city: a pure generator of invented residents and of people who may move in.

Same seed, same date, same size: the same city, in any process and for any range of households.
Nobody in it exists. Names come from open name lists, places from the postal code table.
Nothing here knows a database, a system or a link; whoever loads the city maps these facts.

``city.generate``      residents, household by household, as a stream
``movers.movers``      people registered in other municipalities, known to the national server
``cast.cast``          the people whom the demonstration moves in
``numbers.NumberSpace``  their numbers, and numbers that nobody holds yet
"""
