from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0006_task_declared")]

    operations = [
        migrations.AlterField(
            model_name="task",
            name="matter",
            field=models.CharField(
                blank=True,
                choices=[
                    ("late", "See that an overdue step gets done"),
                    ("undelivered", "Reach people whose mail could not be delivered"),
                    ("declared", "Enter the decision on what was declared"),
                    ("check_date", "Check a date: the holidays it was counted with have changed"),
                    ("stopped", "Decide whether what was stopped goes on"),
                ],
                max_length=20,
            ),
        ),
    ]
