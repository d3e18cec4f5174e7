"""Measures by month, worked out from facts and stored duties."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Stored monthly figures and the lists behind them."""

    name = "kinkeeper.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"
