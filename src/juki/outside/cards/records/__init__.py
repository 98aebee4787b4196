"""Test cards. None exists on day one."""
