"""夜間処理: jobs that run by a schedule or by hand, step by step, each step a transaction of its own. Source: STD 9.1."""
