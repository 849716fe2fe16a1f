from django.apps import AppConfig


class ParksConfig(AppConfig):
    name = "parks"
    default_auto_field = "django.db.models.BigAutoField"
