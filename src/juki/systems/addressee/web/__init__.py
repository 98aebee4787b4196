"""The screens of 宛名管理: an addressee, their history, their household."""
