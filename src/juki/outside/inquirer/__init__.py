"""情報照会者, simulated: an agency that may ask the city about a household through the network.

One identity plays every agency of the list. The protocol is our own. Source: 番号法19条8号, 21条, 23条.
"""
