"""異動 as an application, from 受付 to 本登録: what is typed and not yet recorded, its history, and whom it holds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from juki.systems.registry.records.columns import text
from juki.vault.columns import FORM_SHAPE, SHAPE, NumberKeyField, SealedJSONField

_STATES = ("received", "provisional", "in_review", "returned", "recorded", "withdrawn")
_WITH_FORM = ("provisional", "in_review", "returned")
_ACTIONS = (
    "received", "entered", "changed", "checked", "held", "submitted", "returned", "approved", "withdrawn",
)  # fmt: skip


class ReceiptCounter(models.Model):
    """The last 受付番号 of a legal day; its row is locked while the next one is taken, so that none is skipped."""

    legal_day = models.DateField(primary_key=True)
    last = models.IntegerField()

    class Meta:
        """Counts from 1."""

        db_table = "registry_receipt_counter"
        constraints = (
            models.CheckConstraint(condition=Q(last__gte=1), name="registry_receipt_counter_counts"),
        )


class Application(models.Model):
    """仮登録 and what surrounds it. ``id`` becomes the trace of the 本登録; ``version`` counts what people changed.

    ``form`` is what was typed, kept only while it is needed: not before it is entered, not after it was recorded or
    withdrawn. ``submitted_form`` is what it was when it was last sent back by a reviewer, kept no longer than ``form``.
    ``checks`` are the number checks in the order of the persons, ``pending_code`` why they could not be made.
    ``wanted_reason`` and ``wanted_persons`` were said at the 受付. ``found_alerts`` are codes, ``alert_reasons`` the
    confirmations by code. ``household_number`` is the one to join, ``move_out_certificate`` the 転出証明書情報 it was
    filled in from.

    Source: STD 4.0.8, 4.0.9; 個人情報保護法22条.
    """

    id = models.UUIDField(primary_key=True)
    number = models.TextField(unique=True)
    kind = models.TextField()
    state = models.TextField()
    version = models.IntegerField(default=1)
    came_as = models.TextField()
    came_name = text()
    came_documents = ArrayField(models.TextField(), default=list)
    mandate = text()
    mandate_checked = text()
    wanted_reason = text()
    wanted_persons = models.IntegerField(null=True)
    form = SealedJSONField(system="registry", null=True)
    submitted_form = SealedJSONField(system="registry", null=True)
    form_digest = models.BinaryField(default=b"")
    persons = models.IntegerField(default=0)
    household_number = text()
    move_out_certificate = models.UUIDField(null=True)
    found_alerts = ArrayField(models.TextField(), default=list)
    alert_reasons = models.JSONField(default=dict)
    pending_code = text()
    pending_text = text()
    checks = models.JSONField(default=list)
    author = models.TextField()
    last_changed_by = models.TextField()
    received_at = models.DateTimeField()
    received_city = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_city = models.DateTimeField()

    class Meta:
        """Typed content is there exactly while somebody works on it."""

        db_table = "registry_application"
        constraints = (
            models.CheckConstraint(condition=Q(state__in=_STATES), name="registry_application_state"),
            models.CheckConstraint(
                condition=Q(kind__in=["move_in", "change"]), name="registry_application_kind"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="registry_application_counts"),
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9]{8}-[0-9]{4,}$"), name="registry_application_number"
            ),
            models.CheckConstraint(
                condition=Q(form__isnull=False, state__in=_WITH_FORM)
                | (Q(form__isnull=True) & ~Q(state__in=_WITH_FORM)),
                name="registry_application_form",
            ),
            models.CheckConstraint(
                condition=Q(wanted_persons__isnull=True) | Q(wanted_persons__gte=1),
                name="registry_application_wanted",
            ),
            models.CheckConstraint(
                condition=Q(submitted_form__isnull=True) | Q(state__in=_WITH_FORM),
                name="registry_application_submitted_form",
            ),
            models.CheckConstraint(
                condition=(Q(form__isnull=True) | Q(form__shape=f"^{FORM_SHAPE}$"))
                & (Q(submitted_form__isnull=True) | Q(submitted_form__shape=f"^{FORM_SHAPE}$")),
                name="registry_application_sealed",
            ),
            models.CheckConstraint(
                condition=Q(pending_code="") | Q(state__in=_WITH_FORM), name="registry_application_pending"
            ),
        )
        indexes = (models.Index(fields=["state", "received_at"], name="registry_application_list"),)


class ApplicationStep(models.Model):
    """One thing that was done with an application; ``trace`` is the idempotency key of the call that did it."""

    pk = models.CompositePrimaryKey("application_id", "number")
    application = models.ForeignKey(
        Application, on_delete=models.DO_NOTHING, db_index=False, related_name="steps"
    )
    number = models.IntegerField()
    action = models.TextField()
    trace = models.UUIDField()
    version = models.IntegerField()
    by = models.TextField()
    terminal = text()
    place = text()
    reason = text()
    code = text()
    form_digest = models.BinaryField(default=b"")
    request_digest = models.BinaryField(default=b"")
    at_city = models.DateTimeField()
    at_machine = models.DateTimeField()

    class Meta:
        """Sending back and withdrawing give a reason, holding gives its code."""

        db_table = "registry_application_step"
        constraints = (
            models.CheckConstraint(condition=Q(action__in=_ACTIONS), name="registry_step_action"),
            models.CheckConstraint(condition=Q(number__gte=1), name="registry_step_counts"),
            models.CheckConstraint(
                condition=~Q(action__in=["returned", "withdrawn"]) | ~Q(reason=""),
                name="registry_step_reason",
            ),
            models.CheckConstraint(condition=~Q(action="held") | ~Q(code=""), name="registry_step_code"),
            models.UniqueConstraint(
                fields=["trace"], condition=~Q(action__in=["checked", "held"]), name="registry_step_once"
            ),
        )


class ApplicationHold(models.Model):
    """One open 異動 per person and per household that is joined.

    ``key`` is ``person:<個人番号>``, ``household:<世帯番号>`` or ``addressee:<宛名番号>`` (who lived here before).
    """

    key = NumberKeyField(system="registry", primary_key=True)
    application = models.ForeignKey(Application, on_delete=models.DO_NOTHING, related_name="holds")

    class Meta:
        """Of a known sort."""

        db_table = "registry_application_hold"
        constraints = (
            models.CheckConstraint(
                condition=Q(key__shape=f"^(person:{SHAPE}|(household|addressee):[0-9]{{1,15}})$"),
                name="registry_hold_key",
            ),
        )
