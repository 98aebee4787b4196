"""他市町村のCS, simulated: all other municipalities in one; each keeps the 転入通知 that it received.

A simulation with a protocol of our own; the interface of the real network is not public. Source: 住基法9条1項・3項.
"""
