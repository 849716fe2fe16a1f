"""The schema of the API: besides what an operation answers, the problems it may answer."""

from typing import Literal

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from core.api.problems import CONTENT_TYPE


class ProblemSerializer(serializers.Serializer[object]):
    """Problem details (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.DictField(  # type: ignore[assignment] # a declared field leaves the class
        child=serializers.ListField(child=serializers.CharField()), required=False
    )
    state = serializers.CharField(required=False, help_text="Where an item stands now (409).")
    version = serializers.IntegerField(required=False, help_text="The present version (409).")


ALWAYS = ("400", "401", "403", "404")
ON_WRITING = ("409", "413", "415", "422")


class SchemaWithProblems(AutoSchema):
    """Adds the problems to each operation, so that a program can be written from the schema alone."""

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, object]:
        bodies = super()._get_response_bodies(direction)
        codes = ALWAYS if self.method == "GET" else ALWAYS + ON_WRITING
        for code in codes:
            if code not in bodies:
                bodies[code] = self._get_response_for_code(ProblemSerializer, code, [CONTENT_TYPE], direction)
        return bodies
