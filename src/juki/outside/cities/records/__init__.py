"""転入通知 that other municipalities received. Nothing is loaded on day one."""
