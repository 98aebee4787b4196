"""符号取得要求 that came before the person: the request comes straight from the CS, the person through the prefecture."""

from django.db import models


class NationAwaited(models.Model):
    """A 処理通番 whose person is not known yet; gone when it was sent on."""

    processing_number = models.TextField(primary_key=True)
    resident_code = models.TextField()
    asked_at = models.DateTimeField()

    class Meta:
        """Found by the person who comes."""

        db_table = "nation_awaited"
        indexes = (models.Index(fields=["resident_code"], name="nation_awaited_person"),)
