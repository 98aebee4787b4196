"""転入通知, messages that wait for a receiver, and the stock of 住民票コード, on screens."""
