"""他市町村のCS, simulated: all other municipalities in one; each keeps the 転入通知 that it received and files 特例転出.

A simulation with a protocol of our own; the interface of the real network is not public.
Source: 住基法9条1項・3項, 24条の2.
"""
