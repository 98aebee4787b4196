"""カード管理システム, simulated: test cards with a 利用者証明用電子証明書, and the chip of each card.

A simulation with a protocol of our own; no real card is read or made. Its certificates come from ``juki.outside.jpki`` in
the same process: card management and 公的個人認証 are run by the same body (J-LIS), and no link lies between them.
Source: 公的個人認証法22条; STD 7.1.2.4.
"""
