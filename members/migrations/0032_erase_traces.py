from django.db import migrations

# The rules of members.own_data.actions.erasures.reasons_against, asked once more where nobody goes round them. Upper
# apps say by functions of their own, keeps_member_<app>(bigint), that they still need a member.
KEPT = """
CREATE FUNCTION public.members_reason_to_keep(kept bigint) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    entry public.members_member;
    today date := (now() AT TIME ZONE 'Asia/Shanghai')::date;
    asked name;
    needed boolean;
BEGIN
    SELECT * INTO entry FROM members_member WHERE id = kept;
    IF NOT FOUND OR entry.anonymised_at IS NOT NULL THEN
        RETURN 'erased';
    ELSIF NOT EXISTS (
        SELECT FROM members_membershipperiod AS p JOIN members_retentionrule AS r USING (state)
        WHERE p.member_id = kept AND p.ends_on IS NULL AND p.starts_on + make_interval(years => r.years) <= today
    ) THEN
        RETURN 'rule';
    ELSIF NOT EXISTS (
        SELECT FROM members_erasure WHERE member_id = kept AND state = 'waiting' AND not_before <= today
    ) THEN
        RETURN 'notice';
    ELSIF EXISTS (SELECT FROM members_legalhold WHERE member_id = kept AND lifted_at IS NULL) THEN
        RETURN 'hold';
    ELSIF EXISTS (SELECT FROM members_changerequest WHERE member_id = kept AND state = 'waiting') THEN
        RETURN 'request';
    ELSIF EXISTS (
        SELECT FROM members_membershipchange WHERE member_id = kept AND state IN ('asked', 'released', 'agreed')
    ) THEN
        RETURN 'change';
    ELSIF EXISTS (
        SELECT FROM members_merge
        WHERE kept IN (winner_id, loser_id) AND undone_at IS NULL AND at > now() - interval '30 days'
    ) THEN
        RETURN 'merge';
    ELSIF EXISTS (SELECT FROM members_user WHERE id = entry.user_id AND (is_staff OR is_superuser)) OR EXISTS (
        SELECT FROM members_appointment
        WHERE holder_id = entry.user_id AND starts_on <= today AND (ends_on IS NULL OR ends_on >= today)
    ) THEN
        RETURN 'office';
    END IF;
    FOR asked IN
        SELECT proname FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND starts_with(proname, 'keeps_member_')
        ORDER BY proname
    LOOP
        EXECUTE format('SELECT public.%I($1)', asked) INTO needed USING kept;
        IF needed THEN
            RETURN asked;
        END IF;
    END LOOP;
    RETURN NULL;
END
$$;
"""
# Called once before the rows about the member are deleted and once after the entry is blank: the mark of the first call
# in the same transaction lets the second one through.
ERASE = """
CREATE FUNCTION public.members_erase_traces(erased bigint, account bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    entry public.members_member;
    here bigint := pg_current_xact_id()::text::bigint;
    why text;
    place record;
    changed bigint;
    labels bigint := 0;
    histories bigint := 0;
    first boolean;
BEGIN
    SELECT * INTO entry FROM members_member WHERE id = erased FOR UPDATE;
    first := NOT EXISTS (
        SELECT FROM office_erasedrow
        WHERE table_name = 'members_member' AND row_id = erased AND transaction = here
    );
    IF first THEN
        why := members_reason_to_keep(erased);
        IF why IS NOT NULL THEN
            RAISE EXCEPTION 'members_erase_traces: the member is kept (%)', why
            USING ERRCODE = 'check_violation', CONSTRAINT = 'erased_within_the_rules';
        END IF;
        INSERT INTO office_erasedrow (table_name, row_id, erased_hash, transaction)
        VALUES ('members_member', erased, encode(sha256(convert_to(to_jsonb(entry)::text, 'UTF8')), 'hex'), here);
    END IF;

    -- Labels of events about the member, the account, and the rows that refer to the member. A trigger of the audit log
    -- leaves a salted hash of each and forgets the salt.
    FOR place IN
        SELECT t.id AS kind, format('SELECT %L::bigint', about.key) AS rows
        FROM (VALUES ('members', 'member', erased), ('members', 'user', entry.user_id)) AS about (app, model, key)
        JOIN django_content_type AS t ON (t.app_label, t.model) = (about.app, about.model)
        UNION ALL
        SELECT t.id, format('SELECT %I FROM %s WHERE %I = %L', k.attname, c.conrelid::regclass, a.attname, erased)
        FROM pg_constraint AS c
        JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        JOIN pg_index AS i ON i.indrelid = c.conrelid AND i.indisprimary
        JOIN pg_attribute AS k ON k.attrelid = c.conrelid AND k.attnum = i.indkey[0]
        JOIN django_content_type AS t ON c.conrelid = to_regclass(format('public.%I', t.app_label || '_' || t.model))
        WHERE c.contype = 'f' AND c.confrelid = 'members_member'::regclass
    LOOP
        EXECUTE format(
            $label$
                UPDATE office_auditevent SET object_label = '***'
                WHERE object_type_id = $1 AND object_id IN (%s) AND object_label <> '***'
            $label$, place.rows
        ) USING place.kind;
        GET DIAGNOSTICS changed = ROW_COUNT;
        labels := labels + changed;
    END LOOP;

    -- A history has the columns of the table that it is of, whose references are known; that of dues is kept.
    FOR place IN
        SELECT 'members_memberevent'::regclass AS history, 'pgh_obj_id'::name AS refers
        UNION ALL
        SELECT h.oid::regclass, a.attname
        FROM pg_constraint AS c
        JOIN pg_class AS t ON t.oid = c.conrelid
        JOIN pg_class AS h ON h.relnamespace = t.relnamespace AND h.relname = t.relname || 'event'
        JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.contype = 'f' AND c.confrelid = 'members_member'::regclass AND h.relname <> 'members_dueschargeevent'
    LOOP
        EXECUTE format(
            $history$
                WITH gone AS (DELETE FROM %s WHERE %I = $1 RETURNING *)
                INSERT INTO office_erasedrow (table_name, row_id, erased_hash, transaction)
                SELECT %L, pgh_id, encode(sha256(convert_to(to_jsonb(gone)::text, 'UTF8')), 'hex'), $2 FROM gone
            $history$, place.history, place.refers, place.history
        ) USING erased, here;
        GET DIAGNOSTICS changed = ROW_COUNT;
        histories := histories + changed;
    END LOOP;

    IF first OR labels + histories > 0 THEN
        INSERT INTO office_auditevent (
            at, actor_id, verb, object_type_id, object_id, object_label, unit_id, changes, reason
        )
        SELECT
            clock_timestamp(), account, 'member.erase_traces', t.id, erased, '***', entry.unit_id,
            jsonb_build_object('labels', labels, 'histories', histories), ''
        FROM django_content_type AS t WHERE (t.app_label, t.model) = ('members', 'member');
    END IF;
END
$$;
REVOKE ALL ON FUNCTION public.members_erase_traces(bigint, bigint) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0031_secrets_of_accounts"),
        ("office", "0006_database_roles"),
    ]

    operations = [
        migrations.RunSQL(KEPT, "DROP FUNCTION public.members_reason_to_keep(bigint)"),
        migrations.RunSQL(ERASE, "DROP FUNCTION public.members_erase_traces(bigint, bigint)"),
    ]
