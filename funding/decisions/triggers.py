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
    IF vote_state NOT IN ('prepared', 'not_quorate', 'invalid', 'blocked')
            AND NOT workflows_file_is_erased(OLD.decision_id) THEN
        RAISE EXCEPTION 'decision %: no ballot is deleted while it is %', OLD.decision_id, vote_state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER ballot_stays BEFORE DELETE ON funding_choice
    FOR EACH ROW EXECUTE FUNCTION funding_ballot_stays();
CREATE TRIGGER secret_ballot_in_time BEFORE INSERT ON funding_secretballot
    FOR EACH ROW EXECUTE FUNCTION funding_ballot_in_time();

CREATE FUNCTION funding_secret_ballot_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'decision %: a secret ballot is never changed', OLD.decision_id
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER secret_ballot_unchanged BEFORE UPDATE ON funding_secretballot
    FOR EACH ROW EXECUTE FUNCTION funding_secret_ballot_unchanged();

CREATE FUNCTION funding_secret_ballot_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE vote_state text;
BEGIN
    SELECT state INTO vote_state FROM workflows_case WHERE id = OLD.decision_id;
    IF vote_state NOT IN ('open', 'not_quorate', 'invalid', 'blocked')
            AND NOT workflows_file_is_erased(OLD.decision_id) THEN
        RAISE EXCEPTION 'decision %: no ballot is deleted while it is %', OLD.decision_id, vote_state
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER secret_ballot_stays BEFORE DELETE ON funding_secretballot
    FOR EACH ROW EXECUTE FUNCTION funding_secret_ballot_stays();
CREATE TRIGGER roll_stays BEFORE DELETE ON funding_rollentry
    FOR EACH ROW EXECUTE FUNCTION funding_secret_ballot_stays();

CREATE FUNCTION funding_box_agrees_with_roll() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE vote bigint := coalesce(NEW.decision_id, OLD.decision_id);
BEGIN
    IF (SELECT count(*) FROM funding_secretballot WHERE decision_id = vote)
        <> (SELECT count(*) FROM funding_rollentry WHERE decision_id = vote AND voted) THEN
        RAISE EXCEPTION 'decision %: as many ballots as voters, not more, not fewer', vote
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER box_agrees_with_roll AFTER INSERT OR DELETE ON funding_secretballot
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funding_box_agrees_with_roll();
CREATE CONSTRAINT TRIGGER roll_agrees_with_box AFTER UPDATE OR DELETE ON funding_rollentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION funding_box_agrees_with_roll();
CREATE TRIGGER participation_stays BEFORE DELETE ON funding_participation
    FOR EACH ROW EXECUTE FUNCTION funding_ballot_stays();
"""
BALLOTS_IN_TIME_BACK = """
DROP TRIGGER roll_agrees_with_box ON funding_rollentry;
DROP TRIGGER box_agrees_with_roll ON funding_secretballot;
DROP FUNCTION funding_box_agrees_with_roll();
DROP TRIGGER roll_stays ON funding_rollentry;
DROP TRIGGER secret_ballot_stays ON funding_secretballot;
DROP FUNCTION funding_secret_ballot_stays();
DROP TRIGGER secret_ballot_unchanged ON funding_secretballot;
DROP FUNCTION funding_secret_ballot_unchanged();
DROP TRIGGER secret_ballot_in_time ON funding_secretballot;
DROP TRIGGER participation_stays ON funding_participation;
DROP TRIGGER ballot_stays ON funding_choice;
DROP FUNCTION funding_ballot_stays();
DROP TRIGGER ballot_in_time ON funding_choice;
DROP FUNCTION funding_ballot_in_time();
"""
