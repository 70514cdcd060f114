"""What Python promises, the database holds: history is not rewritten, and no state changes without its event."""

from django.db import migrations

HISTORY_STAYS = """
CREATE FUNCTION workflows_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is history: rows are added, never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON workflows_event
    FOR EACH ROW EXECUTE FUNCTION workflows_refuse_change();
CREATE TRIGGER event_table_stays BEFORE TRUNCATE ON workflows_event
    FOR EACH STATEMENT EXECUTE FUNCTION workflows_refuse_change();

CREATE FUNCTION workflows_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'words of an event can be erased, not changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER words_stay BEFORE UPDATE ON workflows_eventwords
    FOR EACH ROW EXECUTE FUNCTION workflows_words_stay();
"""
HISTORY_STAYS_BACK = """
DROP TRIGGER words_stay ON workflows_eventwords;
DROP TRIGGER event_table_stays ON workflows_event;
DROP TRIGGER event_stays ON workflows_event;
DROP FUNCTION workflows_words_stay();
DROP FUNCTION workflows_refuse_change();
"""

# Deferred to the commit, because case and event arrive together; numbers only grow, so an old event does not count.
STATE_NEEDS_EVENT = """
CREATE FUNCTION workflows_state_needs_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.seq <= OLD.seq THEN
        RAISE EXCEPTION 'case %: its state changes only by a move', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (
        SELECT FROM workflows_event
        WHERE case_id = NEW.id AND seq = NEW.seq AND to_state = NEW.state AND hash = NEW.head_hash
    ) THEN
        RAISE EXCEPTION 'case %: no event % leads to the state %', NEW.id, NEW.seq, NEW.state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER case_needs_event AFTER INSERT ON workflows_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION workflows_state_needs_event();
CREATE CONSTRAINT TRIGGER state_needs_event AFTER UPDATE ON workflows_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.seq <> NEW.seq OR OLD.head_hash <> NEW.head_hash)
    EXECUTE FUNCTION workflows_state_needs_event();

CREATE FUNCTION workflows_event_needs_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM workflows_case WHERE id = NEW.case_id AND seq >= NEW.seq) THEN
        RAISE EXCEPTION 'event %/%: its case has not got that far', NEW.case_id, NEW.seq
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER event_needs_case AFTER INSERT ON workflows_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION workflows_event_needs_case();

CREATE FUNCTION workflows_family_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'case %: parent, dossier, version and opener never change', NEW.id
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER family_stays BEFORE UPDATE ON workflows_case FOR EACH ROW
    WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id OR OLD.ancestors <> NEW.ancestors
          OR OLD.dossier_id <> NEW.dossier_id OR OLD.flow_class <> NEW.flow_class
          OR OLD.lifecycle <> NEW.lifecycle OR OLD.opened_by_id IS DISTINCT FROM NEW.opened_by_id)
    EXECUTE FUNCTION workflows_family_stays();
"""
STATE_NEEDS_EVENT_BACK = """
DROP TRIGGER family_stays ON workflows_case;
DROP TRIGGER event_needs_case ON workflows_event;
DROP TRIGGER state_needs_event ON workflows_case;
DROP TRIGGER case_needs_event ON workflows_case;
DROP FUNCTION workflows_family_stays();
DROP FUNCTION workflows_event_needs_case();
DROP FUNCTION workflows_state_needs_event();
"""

# Also deferred: the mark comes first, since what else is removed from a file asks for it.
ERASURE_NEEDS_EVENT = """
CREATE FUNCTION workflows_erasure_needs_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.erased_on IS NOT NULL THEN
        RAISE EXCEPTION 'case %: what has been erased stays erased', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT EXISTS (SELECT FROM workflows_event WHERE case_id = NEW.id AND move = 'file.erase') THEN
        RAISE EXCEPTION 'case %: no event says that it was erased', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER erasure_needs_event AFTER UPDATE ON workflows_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.erased_on IS DISTINCT FROM NEW.erased_on)
    EXECUTE FUNCTION workflows_erasure_needs_event();
CREATE CONSTRAINT TRIGGER nothing_begins_erased AFTER INSERT ON workflows_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.erased_on IS NOT NULL)
    EXECUTE FUNCTION workflows_erasure_needs_event();

CREATE FUNCTION workflows_file_is_erased(case_number bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM workflows_case asked JOIN workflows_case other USING (dossier_id)
        WHERE asked.id = case_number AND other.erased_on IS NOT NULL
    )
$$;
"""
ERASURE_NEEDS_EVENT_BACK = """
DROP FUNCTION workflows_file_is_erased(bigint);
DROP TRIGGER nothing_begins_erased ON workflows_case;
DROP TRIGGER erasure_needs_event ON workflows_case;
DROP FUNCTION workflows_erasure_needs_event();
"""

CLOCK_ROW = """INSERT INTO workflows_clock (id, "offset", demo) VALUES (1, '0', false)"""


class Migration(migrations.Migration):
    dependencies = [("workflows", "0001_initial")]
    operations = [
        migrations.RunSQL(HISTORY_STAYS, HISTORY_STAYS_BACK),
        migrations.RunSQL(STATE_NEEDS_EVENT, STATE_NEEDS_EVENT_BACK),
        migrations.RunSQL(ERASURE_NEEDS_EVENT, ERASURE_NEEDS_EVENT_BACK),
        migrations.RunSQL(CLOCK_ROW, migrations.RunSQL.noop),
    ]
