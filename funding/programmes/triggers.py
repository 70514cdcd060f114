"""What the database refuses about programme versions."""

PUBLISHED_VERSIONS_STAY = """
CREATE OR REPLACE FUNCTION funding_published_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'published' THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'valid_to' = to_jsonb(OLD) - 'valid_to' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'programme version % is published and stays as it is', OLD.key USING ERRCODE = 'check_violation';
END $$;
CREATE OR REPLACE TRIGGER funding_published_version_stays BEFORE UPDATE OR DELETE ON funding_programmeversion
    FOR EACH ROW EXECUTE FUNCTION funding_published_version_stays();
"""
PUBLISHED_VERSIONS_STAY_REVERSED = """
DROP TRIGGER IF EXISTS funding_published_version_stays ON funding_programmeversion;
DROP FUNCTION IF EXISTS funding_published_version_stays();
"""
