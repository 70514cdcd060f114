"""A ballot is taken only while its vote is open, and cleared only where the vote is held anew, whoever writes it."""

BALLOTS_IN_TIME = """
CREATE FUNCTION funding_ballot_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE vote_state text;
BEGIN
    SELECT state INTO vote_state FROM workflows_case WHERE id = NEW.decision_id FOR SHARE;
    IF vote_state IS DISTINCT FROM 'open' THEN
        RAISE EXCEPTION 'decision %: no ballot is taken while it is %', NEW.decision_id, vote_state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ballot_in_time BEFORE INSERT OR UPDATE ON funding_choice
    FOR EACH ROW EXECUTE FUNCTION funding_ballot_in_time();

CREATE FUNCTION funding_ballot_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE vote_state text;
BEGIN
    SELECT state INTO vote_state FROM workflows_case WHERE id = OLD.decision_id;
    IF vote_state NOT IN ('not_quorate', 'invalid', 'blocked') AND NOT workflows_file_is_erased(OLD.decision_id) THEN
        RAISE EXCEPTION 'decision %: no ballot is deleted while it is %', OLD.decision_id, vote_state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER ballot_stays BEFORE DELETE ON funding_choice
    FOR EACH ROW EXECUTE FUNCTION funding_ballot_stays();
CREATE TRIGGER participation_stays BEFORE DELETE ON funding_participation
    FOR EACH ROW EXECUTE FUNCTION funding_ballot_stays();
"""
BALLOTS_IN_TIME_BACK = """
DROP TRIGGER participation_stays ON funding_participation;
DROP TRIGGER ballot_stays ON funding_choice;
DROP FUNCTION funding_ballot_stays();
DROP TRIGGER ballot_in_time ON funding_choice;
DROP FUNCTION funding_ballot_in_time();
"""
