"""The tables stay as and where they are: Django alone learns to whose app they belong."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("rectification", "0018_void_measures"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(
                    model_name="grouprobot",
                    name="created_by",
                ),
                migrations.RemoveField(
                    model_name="grouprobot",
                    name="organization",
                ),
                migrations.RemoveField(
                    model_name="robotmessage",
                    name="robot",
                ),
                migrations.RemoveField(
                    model_name="supervisionletter",
                    name="addressee",
                ),
                migrations.RemoveField(
                    model_name="supervisionletter",
                    name="answer_files",
                ),
                migrations.RemoveField(
                    model_name="supervisionletter",
                    name="answered_by",
                ),
                migrations.RemoveField(
                    model_name="supervisionletter",
                    name="county",
                ),
                migrations.RemoveField(
                    model_name="supervisionletter",
                    name="issued_by",
                ),
                migrations.RemoveField(
                    model_name="supervisionletter",
                    name="items",
                ),
                migrations.RemoveField(
                    model_name="supervisionletter",
                    name="received_by",
                ),
                migrations.RemoveField(
                    model_name="supervisionletter",
                    name="voided_by",
                ),
                migrations.DeleteModel(
                    name="EscalationProposal",
                ),
                migrations.DeleteModel(
                    name="EscalationStep",
                ),
                migrations.DeleteModel(
                    name="GroupRobot",
                ),
                migrations.DeleteModel(
                    name="RobotMessage",
                ),
                migrations.DeleteModel(
                    name="SupervisionLetter",
                ),
            ]
        )
    ]
