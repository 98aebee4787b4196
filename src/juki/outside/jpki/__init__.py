"""公的個人認証, simulated: issues and revokes 利用者証明用電子証明書, and answers by OCSP whether one is in force.

A simulation with a protocol of our own around real certificates and real OCSP (RFC 6960). It is run by the same body as
card management (J-LIS), which calls it in this process. Source: 公的個人認証法22条, 31条, 36条, 38条.
"""
