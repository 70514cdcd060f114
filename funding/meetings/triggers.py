"""SQL for the migration: what was noted of an attendance stays as it was noted."""

ATTENDANCE_STAYS = """
CREATE TRIGGER attendance_stays BEFORE UPDATE OR DELETE ON funding_attendance
    FOR EACH ROW EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER attendance_table_stays BEFORE TRUNCATE ON funding_attendance
    FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse_change();
"""
ATTENDANCE_STAYS_BACK = """
DROP TRIGGER attendance_table_stays ON funding_attendance;
DROP TRIGGER attendance_stays ON funding_attendance;
"""
