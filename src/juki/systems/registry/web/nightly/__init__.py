"""夜間処理 on screens: runs and their lists, alerts, starting one, settings. Source: STD 9.1."""
