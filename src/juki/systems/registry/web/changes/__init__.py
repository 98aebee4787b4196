"""Screens of every 異動 other than 転入: one form, made from the catalogue of 異動事由. Source: STD 2.3.1, 4.0–4.6."""
