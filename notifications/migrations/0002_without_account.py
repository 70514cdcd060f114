"""Messages to somebody who has no account."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0001_outbox")]

    operations = [
        migrations.AddField("message", "address", models.TextField(default="", db_default="")),
        migrations.AddField("message", "language", models.TextField(default="", db_default="")),
    ]
