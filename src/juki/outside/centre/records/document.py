"""The certificate of a dialog, on its way from the city to the paper."""

from django.db import models

from juki.outside.centre.records.dialog import Dialog


class Document(models.Model):
    """The PDF; it is gone at ``purge_at`` whether it was collected or not."""

    dialog = models.OneToOneField(Dialog, primary_key=True, on_delete=models.CASCADE)
    content = models.BinaryField()
    pages = models.IntegerField()
    digest = models.TextField()
    issue_number = models.TextField()
    purge_at = models.DateTimeField()

    class Meta:
        """One to a dialog."""

        db_table = "centre_document"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(digest__regex="^[0-9a-f]{64}$"), name="centre_document_digest"
            ),
        )
