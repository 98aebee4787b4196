"""転入通知 that other municipalities received, 転出 that they filed. Nothing is loaded on day one."""
