"""What Python promises about history, rules and ballots, the database holds."""

from django.db import migrations

from funding.bodies.triggers import STANDING_ORDERS_STAY, STANDING_ORDERS_STAY_REVERSED
from funding.decisions.triggers import BALLOTS_IN_TIME, BALLOTS_IN_TIME_BACK
from funding.documents.triggers import DOCUMENTS_STAY, DOCUMENTS_STAY_BACK
from funding.meetings.triggers import ATTENDANCE_STAYS, ATTENDANCE_STAYS_BACK
from funding.programmes.triggers import PUBLISHED_VERSIONS_STAY, PUBLISHED_VERSIONS_STAY_REVERSED
from funding.reports.triggers import REPORT_VERSIONS_STAY, REPORT_VERSIONS_STAY_BACK


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial")]
    operations = [
        migrations.RunSQL(STANDING_ORDERS_STAY, STANDING_ORDERS_STAY_REVERSED),
        migrations.RunSQL(PUBLISHED_VERSIONS_STAY, PUBLISHED_VERSIONS_STAY_REVERSED),
        migrations.RunSQL(DOCUMENTS_STAY, DOCUMENTS_STAY_BACK),
        migrations.RunSQL(BALLOTS_IN_TIME, BALLOTS_IN_TIME_BACK),
        migrations.RunSQL(REPORT_VERSIONS_STAY, REPORT_VERSIONS_STAY_BACK),
        migrations.RunSQL(ATTENDANCE_STAYS, ATTENDANCE_STAYS_BACK),
    ]
