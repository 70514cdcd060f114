"""SQL for the migration: what was noted of an attendance stays as it was noted."""

ATTENDANCE_STAYS = """
CREATE FUNCTION funding_attendance_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND workflows_file_is_erased(OLD.meeting_id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'attendance at meeting %: what was noted stays as it was noted', OLD.meeting_id
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER attendance_stays BEFORE UPDATE OR DELETE ON funding_attendance
    FOR EACH ROW EXECUTE FUNCTION funding_attendance_stays();
CREATE TRIGGER attendance_table_stays BEFORE TRUNCATE ON funding_attendance
    FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse_change();
"""
ATTENDANCE_STAYS_BACK = """
DROP TRIGGER attendance_table_stays ON funding_attendance;
DROP TRIGGER attendance_stays ON funding_attendance;
DROP FUNCTION funding_attendance_stays();
"""
