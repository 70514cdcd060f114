import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


# Who was let in, by whom and until when, and each look, are history. A file's erasure takes the words of why.
INSPECTIONS_STAY = """
CREATE FUNCTION workflows_inspection_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['second_id', 'granted_at', 'ended_by_id', 'ended_at'];
BEGIN
    IF NEW.reason = '' AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason'
        AND (workflows_file_is_erased(OLD.case_id) OR EXISTS (
            SELECT FROM workflows_case WHERE dossier_id = OLD.dossier_id AND erased_on IS NOT NULL))
    THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - later <> to_jsonb(OLD) - later
        OR (OLD.granted_at IS NOT NULL
            AND (NEW.granted_at IS DISTINCT FROM OLD.granted_at OR NEW.second_id IS DISTINCT FROM OLD.second_id))
        OR (OLD.ended_at IS NOT NULL
            AND (NEW.ended_at IS DISTINCT FROM OLD.ended_at OR NEW.ended_by_id IS DISTINCT FROM OLD.ended_by_id))
    THEN
        RAISE EXCEPTION 'inspection %: it is granted once and ended once, nothing else', OLD.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER inspection_stays BEFORE UPDATE ON workflows_inspection
    FOR EACH ROW EXECUTE FUNCTION workflows_inspection_stays();
CREATE TRIGGER inspection_row_stays BEFORE DELETE ON workflows_inspection
    FOR EACH ROW EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER inspection_table_stays BEFORE TRUNCATE ON workflows_inspection
    FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER reading_stays BEFORE UPDATE OR DELETE ON workflows_reading
    FOR EACH ROW EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER reading_table_stays BEFORE TRUNCATE ON workflows_reading
    FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse_change();
"""
INSPECTIONS_STAY_BACK = """
DROP TRIGGER reading_table_stays ON workflows_reading;
DROP TRIGGER reading_stays ON workflows_reading;
DROP TRIGGER inspection_table_stays ON workflows_inspection;
DROP TRIGGER inspection_row_stays ON workflows_inspection;
DROP TRIGGER inspection_stays ON workflows_inspection;
DROP FUNCTION workflows_inspection_stays();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0003_bar'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('terms', models.JSONField(blank=True, default=dict)),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('granted_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.case')),
                ('desk', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.desk')),
                ('dossier', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.dossier')),
                ('ended_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to=settings.AUTH_USER_MODEL)),
                ('second', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('door', models.CharField(choices=[('list', 'list of the cases'), ('case', 'case'), ('result', 'result of the vote'), ('document', 'document'), ('log', 'audit log')], max_length=10)),
                ('item', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.case')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='workflows.inspection')),
            ],
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='inspection_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case', None), ('desk__isnull', False)), models.Q(('case__isnull', False), ('desk', None)), _connector='OR'), name='inspection_of_desk_or_case'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('granted_at', None), ('second__isnull', False), ('case__isnull', False), _connector='OR'), name='inspection_by_two'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('second', None), models.Q(models.Q(('second', models.F('asked_by')), _negated=True), models.Q(('second', models.F('reader')), _negated=True)), _connector='OR'), name='inspection_by_two_others'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('desk', None), models.Q(('asked_by', models.F('reader')), _negated=True), _connector='OR'), name='inspection_by_others'),
        ),
        migrations.RunSQL(INSPECTIONS_STAY, INSPECTIONS_STAY_BACK),
    ]
