from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflows", "0005_local_holidays")]

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
                ],
                max_length=20,
            ),
        ),
    ]
