-- Written by `make new-database`; don't edit it. Decision 38 says what it is for.
-- It holds these migrations, each with a digest of its source:
-- pghistory 0001_initial 962e93fac9c07ea8
-- pghistory 0002_aggregateevent 87d6dab2224912fe
-- pghistory 0003_auto_20201023_1636 e504b9fff19d5726
-- pghistory 0004_auto_20220906_1625 e56c9b8241ad6b33
-- pghistory 0005_events_middlewareevents fbd7e3d4898c8d3e
-- pghistory 0006_delete_aggregateevent 071f1fdacb5d72fc
-- pghistory 0007_auto_20250421_0444 f949446b99175374
-- contenttypes 0001_initial 35ed8489a147e0b4
-- contenttypes 0002_remove_content_type_name 7d36494075750f0e
-- auth 0001_initial 845cff319606332f
-- auth 0002_alter_permission_name_max_length feaf97e0e8f7d148
-- auth 0003_alter_user_email_max_length 9d5657b4db9872dc
-- auth 0004_alter_user_username_opts 9538db342c9a9bec
-- auth 0005_alter_user_last_login_null 79f60a35dc000fdd
-- auth 0006_require_contenttypes_0002 00cb16e3405f14b6
-- auth 0007_alter_validators_add_error_messages 115db87dc327530f
-- auth 0008_alter_user_username_max_length 02857f65f7d64814
-- auth 0009_alter_user_last_name_max_length 19a89500e7f108a7
-- auth 0010_alter_group_name_max_length 0963ed6498ac0b3a
-- auth 0011_update_proxy_permissions 85a5dde708dc4b61
-- auth 0012_alter_user_first_name_max_length 6cefbc9f80903763
-- members 0001_initial cd9d315157b97563
-- account 0001_initial 6f27ff6bdf57521a
-- account 0002_email_max_length c956ab7a3c3660a1
-- account 0003_alter_emailaddress_create_unique_verified_email 66b6f1939621bcfa
-- account 0004_alter_emailaddress_drop_unique_email ebc6317e90c47d7a
-- account 0005_emailaddress_idx_upper_email e7569f1662da1754
-- account 0006_emailaddress_lower 54adb08cb3fba66b
-- account 0007_emailaddress_idx_email 87fad70bfde8ae29
-- account 0008_emailaddress_unique_primary_email_fixup 794bf875bdbef9c4
-- account 0009_emailaddress_unique_primary_email 79762cfa7b1e1d7c
-- admin 0001_initial f4716989d9815b62
-- admin 0002_logentry_remove_auto_add 2c127e659a2236ed
-- admin 0003_logentry_add_action_flag_choices 02700a827190720e
-- office 0001_initial 4c437f13751989eb
-- office 0002_owndata_retention 0ba176b1856b0544
-- office 0003_no_cache_table a21dfff7d304e04d
-- office 0004_once 9b1f3277eaacf5c7
-- office 0005_seals fda377ac7031f98b
-- office 0006_database_roles 6803f4ca64d020db
-- office 0007_unread_notices 3466876e662cac16
-- office 0008_saved_views 3e759550c25b9864
-- mfa 0001_initial a42b6353f2ed5dd7
-- mfa 0002_authenticator_timestamps b6566eb07301e2e4
-- mfa 0003_authenticator_type_uniq 88550a456154080c
-- members 0002_imports 907cf26de7f7ef37
-- members 0003_row_history_before_the_change 422b95f049b2fad4
-- members 0004_labels aab84c0b04ea7ea6
-- members 0005_one_index_for_units a032687b7dc9e73b
-- members 0006_membership_periods bbc4c1bdd67a8885
-- members 0007_states 84a85a79052c7523
-- members 0008_owndata d02912bdad3af40b
-- members 0009_activation e33d95ab90d9b5e6
-- members 0010_person 4369c0eda58bc059
-- members 0011_document_kinds 8daeacf54ac19349
-- members 0012_owndata_retention c0f14ae51e00e4f0
-- members 0013_owndata_family eede12d1b6996b4d
-- members 0014_dues 4cc330b89ebb7d95
-- members 0015_register 11a1385624294c99
-- members 0016_api 3b229dabb3730cca
-- members 0017_organisation ed26ce482753b18f
-- members 0018_import_staging 9c10a1034ebd432f
-- members 0019_dues_payroll a079e4cf9c78d5dc
-- members 0020_dues_words 20c7d35663552b5c
-- members 0021_doubles ce948bba02d0b456
-- members 0022_register_rights f50fe2cb0c65aa62
-- members 0023_shipped_permissions 46f228e9a917b791
-- members 0024_names_in_the_admin 927dc02ed256436b
-- members 0025_guards 8cac7b1ef4a74586
-- members 0026_joined f495a83e7aeeb3a6
-- members 0027_places_of_units 02308edbc7027319
-- members 0028_words_of_the_admin 7c4b397a18e6030f
-- members 0029_language_of_notices 0d1ec102d7ea417e
-- members 0030_one_table_of_calls fc6287ac582374fa
-- members 0031_secrets_of_accounts ea8848f989608169
-- members 0032_erase_traces cc84259b23a14807
-- members 0033_periods_and_places_are_read 0def3f23d3962c19
-- members 0034_erased_for_good 9dd772206f000145
-- members 0035_faults_say_name_and_value 150c0f806d9b5e35
-- members 0036_payroll_layout 0fd482ef53ccdbf4
-- members 0037_sort_by_work 7c882ca82ebf37b4
-- office 0009_outbox 4da2826b778c4bba
-- office 0010_default_view 339a3dbfb4aeb820
-- office 0011_task_records 764f17cadc76823f
-- office 0012_documents 5e5168acd7778c88
-- office 0013_clocks bd127897c45ec3d3
-- consultation 0001_initial 2c36c0e96a5b67f6
-- consultation 0002_messages_stay c53e2e18b8413112
-- consultation 0003_keeps_member 92edf642945bbf05
-- consultation 0004_unannounced 23ad218cff39dda9
-- consultation 0005_knowledge bb1532076bab0e63
-- consultation 0006_grievances_of_branches d17714dc0c64d48c
-- consultation 0007_clock_events dd52ef2654db8d45
-- consultation 0008_statutes 99d83caad2c6e138
-- members 0038_address_mended 204cf106b4adb132
-- office 0014_days_of_units bef6a4a12cb8bff2
-- office 0015_document_batches d6c3522732d1b7a2
-- office 0016_erased_documents b3fd380a8b04e7ab
-- members 0039_approvals 985dc2873fe6525f
-- members 0040_erased_documents c4b4a7f089107859
-- members 0041_second_step_sessions_scopes 8aff27c6dc299c3c
-- members 0042_sign_in_providers c24e7de350e2823a
-- members 0043_post_held_at_decision 0fe2ad11284384c5
-- members 0044_payment 58d2aacc2e5fe107
-- office 0017_word_layouts d225b762c7de57d5
-- office 0018_uploads 47ad29cdf6f8ab8d
-- sessions 0001_initial 2aa438e2393ee513
-- welfare 0001_initial 3a56b5d63330512c
-- welfare 0002_plan_name 16a85c9920e5352e
-- welfare 0003_what_was_left_before ef8b2aefb7f618f7
-- welfare 0004_one_person_receives_once 8d03772c4bfd3194
-- welfare 0005_keeps_member ffd1e7b084030689
-- welfare 0006_what_where_until_when f752c33be1442e71
-- welfare 0007_receipts_taken_back 4da32bb3c5ace0ab
-- welfare 0008_mailings 0fb2e036d42e45a5
-- welfare 0009_approvals 186ada3ceae8e846
-- welfare 0010_budget_ledger 9c535b4dcf9575ee
-- welfare 0011_payment 778e712ab42ca7fc
-- welfare 0012_kinds d1b0ded97a403efd
-- welfare 0013_occasions_and_groups 8e8338ee729ea192
-- welfare 0014_lists da8878ec31997bb4
-- welfare 0015_payment_lines_as_due 2ce09f2a0cd07243
-- welfare 0016_fetched_payments_stay 4b0a5a406ac6e9c3
-- welfare 0017_exclusions 0b6465935219c561
-- welfare 0018_frozen_facts 1afb567e53c847f8
-- welfare 0019_follow_ups_and_conditions ac35b0f38b26c540
-- welfare 0020_fairness 517f7988eb7e0028
-- welfare 0023_public_notices edad336b8a59cbe2
-- welfare 0024_runs_that_tell_hardship a6b75823dfd61d7e
-- welfare 0026_cancel_and_reopen 3dac2606824f335a
-- welfare 0027_held_is_not_revoked 9d749873f9293c70
-- welfare 0028_hardship e58b51145560e76f
-- welfare 0029_words_of_objections 2d52d13a54b8defc

SET LOCAL check_function_bodies = false;

CREATE FUNCTION public._pgh_attach_context() RETURNS uuid
    LANGUAGE plpgsql
    AS $$
                    DECLARE
                        _pgh_context_id UUID;
                        _pgh_context_metadata JSONB;
                    BEGIN
                        BEGIN
                            SELECT INTO _pgh_context_id
                                CURRENT_SETTING('pghistory.context_id');
                            SELECT INTO _pgh_context_metadata
                                CURRENT_SETTING('pghistory.context_metadata');
                            EXCEPTION WHEN OTHERS THEN
                        END;
                        IF _pgh_context_id IS NOT NULL AND _pgh_context_metadata IS NOT NULL THEN
                            INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
                                VALUES (_pgh_context_id, _pgh_context_metadata, NOW(), NOW())
                                ON CONFLICT (id) DO UPDATE
                                    SET metadata = EXCLUDED.metadata,
                                        updated_at = EXCLUDED.updated_at
                                    WHERE pghistory_context.metadata != EXCLUDED.metadata;
                            RETURN _pgh_context_id;
                        ELSE
                            RETURN NULL;
                        END IF;
                    END;
                $$;


CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;


CREATE FUNCTION public.keeps_member_consultation(kept bigint) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
    SELECT EXISTS (SELECT FROM consultation_question WHERE member_id = kept AND state <> 'closed')
        OR EXISTS (
            SELECT FROM consultation_grievancereporter AS r JOIN consultation_grievance AS g ON g.id = r.grievance_id
            WHERE r.member_id = kept AND g.state NOT IN ('closed', 'declined')
        )
$$;


CREATE FUNCTION public.keeps_member_welfare(kept bigint) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
    SELECT EXISTS (
        SELECT FROM welfare_grant AS g JOIN welfare_run AS r ON r.id = g.run_id
        WHERE g.member_id = kept AND g.received_at IS NULL AND r.state NOT IN ('closed', 'cancelled')
    )
$$;


CREATE FUNCTION public.members_empty_documents() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
DECLARE
    place record;
BEGIN
    FOR place IN
        SELECT t.id AS kind, format('SELECT %L::bigint', NEW.row_id) AS rows
        FROM django_content_type AS t WHERE (t.app_label, t.model) = ('members', 'member')
        UNION ALL
        SELECT t.id, format(
            'SELECT p.id FROM members_duespayment AS p JOIN members_duescharge AS c ON c.id = p.charge_id'
            ' WHERE c.member_id = %L', NEW.row_id
        )
        FROM django_content_type AS t WHERE (t.app_label, t.model) = ('members', 'duespayment')
        UNION ALL
        SELECT t.id, format('SELECT %I FROM %s WHERE %I = %L', k.attname, c.conrelid::regclass, a.attname, NEW.row_id)
        FROM pg_constraint AS c
        JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        JOIN pg_index AS i ON i.indrelid = c.conrelid AND i.indisprimary
        JOIN pg_attribute AS k ON k.attrelid = c.conrelid AND k.attnum = i.indkey[0]
        JOIN django_content_type AS t ON c.conrelid = to_regclass(format('public.%I', t.app_label || '_' || t.model))
        WHERE c.contype = 'f' AND c.confrelid = 'members_member'::regclass
    LOOP
        EXECUTE format(
            $document$
                UPDATE office_issueddocument SET subject = '***', snapshot = ''
                WHERE about_type_id = $1 AND about_id IN (%s) AND (subject, snapshot) <> ('***', '')
            $document$, place.rows
        ) USING place.kind;
    END LOOP;
    RETURN NULL;
END
$_$;


CREATE FUNCTION public.members_erase_traces(erased bigint, account bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
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
$_$;


CREATE FUNCTION public.members_erased_is_blank() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM members_member WHERE id = NEW.row_id AND anonymised_at IS NOT NULL) THEN
        RAISE EXCEPTION 'members_erase_traces: the traces of member % are erased, the entry is not', NEW.row_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'erased_is_blank';
    END IF;
    RETURN NULL;
END
$$;


CREATE FUNCTION public.members_erased_stays() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION 'Member % was erased for good', OLD.id
    USING ERRCODE = 'check_violation', CONSTRAINT = 'erased_stays';
END
$$;


CREATE FUNCTION public.members_reason_to_keep(kept bigint) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
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
$_$;


CREATE FUNCTION public.office_analyze(counted regclass) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    EXECUTE format('ANALYZE %s', counted);
END
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.office_auditevent (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    verb character varying(64) NOT NULL,
    object_id bigint,
    object_label character varying(200) NOT NULL,
    changes jsonb NOT NULL,
    reason text NOT NULL,
    actor_id bigint,
    object_type_id integer,
    unit_id bigint,
    content_hash bytea,
    erased_at timestamp with time zone,
    label_hash bytea,
    label_salt uuid DEFAULT gen_random_uuid()
);


CREATE FUNCTION public.office_audit_hash(event public.office_auditevent) RETURNS bytea
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
BEGIN
    RETURN sha256(convert_to(
        'union-portal audit event 1:'
        || office_hashed_field(event.id::text)
        || office_hashed_field(office_utc_text(event.at))
        || office_hashed_field(event.actor_id::text)
        || office_hashed_field(event.verb)
        || office_hashed_field(event.object_type_id::text)
        || office_hashed_field(event.object_id::text)
        || office_hashed_field(encode(coalesce(event.label_hash, office_label_hash(event)), 'hex'))
        || office_hashed_field(event.unit_id::text)
        || office_hashed_field(event.changes::text)
        || office_hashed_field(event.reason),
        'UTF8'
    ));
END
$$;


CREATE FUNCTION public.office_context_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'append_only: Cannot delete rows from % table', TG_TABLE_NAME;
    ELSIF NEW.metadata @> OLD.metadata AND (NEW.id, NEW.created_at) = (OLD.id, OLD.created_at) THEN
        RETURN NEW;
    END IF;
    RETURN NULL;
END
$$;


CREATE FUNCTION public.office_hashed_field(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT coalesce(octet_length(value)::text || ':' || value || ',', '-,')
$$;


CREATE FUNCTION public.office_label_hash(event public.office_auditevent) RETURNS bytea
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT sha256(convert_to(
        office_hashed_field(event.label_salt::text) || office_hashed_field(event.object_label), 'UTF8'
    ))
$$;


CREATE FUNCTION public.office_last_day(unit text, started date, amount integer, extra integer, moves boolean, firsts date[], untils date[], OUT due date, OUT unmoved date, OUT estimated boolean, OUT paused_on date, OUT days_left integer) RETURNS record
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
DECLARE
    target integer;
    paused_uncertain integer := 0;
    first date;
    until date;
BEGIN
    IF unit = 'working_days' THEN
        target := office_workdays(started) + amount + extra;
    ELSIF unit = 'days' THEN
        unmoved := started + amount + extra;
    ELSE
        unmoved := (started + make_interval(months => amount * CASE unit WHEN 'years' THEN 12 ELSE 1 END))::date
            + extra;
    END IF;
    FOR place IN 1 .. cardinality(firsts) LOOP
        first := greatest(firsts[place], started + 1);
        until := untils[place];
        CONTINUE WHEN until <= first;
        IF unit = 'working_days' THEN
            EXIT WHEN office_workdays(first - 1) >= target;
            IF until IS NULL THEN
                days_left := target - office_workdays(first - 1);
                estimated := office_uncertain_days(first - 1) - office_uncertain_days(started) > paused_uncertain;
            ELSE
                target := target + office_workdays(until - 1) - office_workdays(first - 1);
                paused_uncertain :=
                    paused_uncertain + office_uncertain_days(until - 1) - office_uncertain_days(first - 1);
            END IF;
        ELSE
            EXIT WHEN first - 1 >= unmoved;
            IF until IS NULL THEN
                days_left := unmoved - (first - 1);
                estimated := false;
            ELSE
                unmoved := unmoved + (until - first);
            END IF;
        END IF;
        IF until IS NULL THEN
            paused_on := first;
            unmoved := NULL;
            RETURN;
        END IF;
    END LOOP;
    IF unit = 'working_days' THEN
        SELECT min(stored.day) INTO unmoved FROM office_calendarday AS stored
        WHERE stored.working AND stored.workdays = target;
        due := unmoved;
        estimated := office_uncertain_days(due) - office_uncertain_days(started) > paused_uncertain;
    ELSIF moves THEN
        SELECT stored.day INTO due FROM office_calendarday AS stored
        WHERE stored.working AND stored.day >= unmoved ORDER BY stored.day LIMIT 1;
        estimated := office_uncertain_days(due) > office_uncertain_days(unmoved - 1);
    ELSE
        due := unmoved;
        estimated := false;
    END IF;
END
$$;


CREATE FUNCTION public.office_number_days() RETURNS void
    LANGUAGE sql
    AS $$
    UPDATE office_calendarday AS stored SET
        working = numbered.working,
        uncertain = numbered.uncertain,
        workdays = numbered.workdays,
        uncertain_days = numbered.uncertain_days
    FROM (
        SELECT
            base.day,
            coalesce(override.working, base.announced) AS working,
            base.estimated AND override.day IS NULL AS uncertain,
            count(*) FILTER (WHERE coalesce(override.working, base.announced)) OVER up_to AS workdays,
            count(*) FILTER (WHERE base.estimated AND override.day IS NULL) OVER up_to AS uncertain_days
        FROM office_calendarday AS base
        LEFT JOIN office_dayoverride AS override ON override.day = base.day
        WINDOW up_to AS (ORDER BY base.day)
    ) AS numbered
    WHERE stored.day = numbered.day
        AND (stored.working, stored.uncertain, stored.workdays, stored.uncertain_days)
            IS DISTINCT FROM
            (numbered.working, numbered.uncertain, numbered.workdays, numbered.uncertain_days)
$$;


CREATE FUNCTION public.office_reckon(unit text, amount integer, moves boolean, events jsonb, OUT due date, OUT unmoved date, OUT estimated boolean, OUT paused_on date, OUT days_left integer) RETURNS record
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
DECLARE
    event record;
    last record;
    started date;
    extra integer := 0;
    firsts date[] := '{}';
    untils date[] := '{}';
    is_paused boolean := false;
BEGIN
    FOR event IN
        SELECT value ->> 0 AS kind, (value ->> 1)::date AS day, coalesce((value ->> 2)::integer, 0) AS number
        FROM jsonb_array_elements(events) WITH ORDINALITY AS listed (value, place)
        ORDER BY 2, place
    LOOP
        IF started IS NULL THEN
            IF event.kind = 'start' THEN
                started := event.day;
            END IF;
        ELSIF event.kind = 'pause' AND NOT is_paused THEN
            firsts := firsts || event.day;
            untils := array_append(untils, NULL::date);
            is_paused := true;
        ELSIF event.kind = 'resume' AND is_paused THEN
            untils[cardinality(untils)] := event.day;
            is_paused := false;
        ELSIF event.kind = 'class_changed' THEN
            amount := event.number;
        ELSIF event.kind = 'extended' THEN
            extra := extra + event.number;
        ELSIF event.kind = 'interrupted' THEN
            last := office_last_day(unit, started, amount, extra, moves, firsts, untils);
            IF event.day > started AND (last.due IS NULL OR event.day <= last.due) THEN
                started := event.day;
                extra := 0;
            END IF;
        ELSIF event.kind = 'stopped' THEN
            EXIT;
        END IF;
    END LOOP;
    last := office_last_day(unit, started, amount, extra, moves, firsts, untils);
    due := last.due;
    unmoved := last.unmoved;
    estimated := last.estimated;
    paused_on := last.paused_on;
    days_left := last.days_left;
END
$$;


CREATE FUNCTION public.office_uncertain_days(up_to date) RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT uncertain_days FROM office_calendarday WHERE day = up_to
$$;


CREATE FUNCTION public.office_utc_text(moment timestamp with time zone) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
$$;


CREATE FUNCTION public.office_workdays(up_to date) RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT workdays FROM office_calendarday WHERE day = up_to
$$;


CREATE FUNCTION public.pgtrigger_account_stays_23537() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_address_mended_eb631() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    UPDATE office_channelchoice SET bounced_at = NULL, bounced_address = '', bounce = ''
                    WHERE account_id = NEW.id AND (
                        (kind = 'email' AND OLD.email IS DISTINCT FROM NEW.email)
                        OR (kind = 'sms' AND OLD.phone IS DISTINCT FROM NEW.phone)
                    );
                    RETURN NULL;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_agreed_text_stays_39d04() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF EXISTS (SELECT 1 FROM members_consent WHERE text_id = OLD.id) THEN
                        RAISE EXCEPTION 'pgtrigger: somebody has agreed to this text; a new wording is a new row';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_answer_is_kept_e5e0f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_answer_stays_fcdb0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_216dd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_2278d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF TG_OP = 'UPDATE' THEN
                        IF NEW.object_label = '***'
                            AND to_jsonb(NEW) - 'object_label' = to_jsonb(OLD) - 'object_label' THEN
                            NEW.label_hash = coalesce(OLD.label_hash, office_label_hash(OLD));
                            NEW.label_salt = NULL;
                            NEW.erased_at = coalesce(OLD.erased_at, now());
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_3362b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_3b549() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_406ea() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_4d777() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_4f02c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_80688() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_868e6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_8ffee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_9d6bc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_a9fd1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_c3031() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_cb57b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_db8d0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_dc87c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_df04a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_ec7db() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_f72fc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_fa75b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_approved_as_approved_49f8f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NOT EXISTS (
                        SELECT FROM members_approvalround AS round
                        WHERE round.kind = 'hardship' AND round.object_id = NEW.id AND round.state = 'approved'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: approvals are missing';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_approved_round_is_complete_a0d75() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (
        SELECT FROM members_approvalstage AS stage
        WHERE stage.rule_id = NEW.rule_id AND stage.needed > (
            SELECT count(*) FROM members_approvaldecision AS decision
            WHERE decision.round_id = NEW.id AND decision.stage = stage."order"
            AND decision.verdict = 'approve'
        )
    ) THEN
        RAISE EXCEPTION 'pgtrigger: approvals are missing';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_approved_sums_stay_50b7e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_assessed_stays_a266b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_assessments_move_as_ruled_43fde() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{proposed:approved,proposed:returned,proposed:withdrawn}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_batch_is_kept_9c5b0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_batch_stays_a4f17() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_begins_with_nothing_234b2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM FROM members_unit WHERE id = NEW.unit_id FOR NO KEY UPDATE;
    IF 
    EXISTS (
        SELECT FROM welfare_yearend WHERE unit_id = NEW.unit_id AND year = NEW.year
        AND state = 'closed'
    )
 THEN
        RAISE EXCEPTION 'pgtrigger: the year is closed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_year_takes_no_lines';
    END IF;
    IF NEW.amount <> 0 OR NEW.reserved <> 0 OR NEW.spent <> 0 THEN
        RAISE EXCEPTION 'pgtrigger: the sums of a budget line are those of its ledger'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_line_is_what_its_ledger_says';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_budget_changes_stay_d6f12() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_card_needs_consent_a38fe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF (TG_OP = 'INSERT' OR NEW.bank_card_hash IS DISTINCT FROM OLD.bank_card_hash) AND NOT coalesce((
            SELECT given FROM members_consent
            WHERE member_id = NEW.id AND purpose = 'bank_card' ORDER BY id DESC LIMIT 1
        ), false) THEN
            RAISE EXCEPTION 'pgtrigger: a bank card is kept only after its owner has agreed to it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'card_needs_consent';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_changed_members_wait_for_comparison_db835() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO members_membertocompare (member_id) VALUES (NEW.id); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_changes_move_as_ruled_35882() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{proposed:in_force,proposed:returned,proposed:withdrawn}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_charge_counts_its_payments_a68bc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    UPDATE members_duescharge AS charge
                    SET paid = charge.paid + came.amount,
                        state = CASE
                            WHEN charge.state NOT IN ('due', 'paid') THEN charge.state
                            WHEN charge.paid + came.amount >= charge.amount THEN 'paid'
                            ELSE 'due'
                        END
                    FROM (
                        SELECT charge_id, sum(amount) AS amount FROM new_payments GROUP BY charge_id
                    ) AS came
                    WHERE charge.id = came.charge_id;
                    RETURN NULL;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_charge_stays_whose_it_is_0ca95() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_check_stays_85477() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_closed_as_approved_149a6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF NOT EXISTS (
        SELECT FROM members_approvalround AS round
        WHERE round.kind = 'year_end' AND round.object_id = NEW.id AND round.state = 'approved'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: approvals are missing';
    END IF;
    IF EXISTS (
        SELECT FROM welfare_budgetline
        WHERE unit_id = NEW.unit_id AND year = NEW.year AND (reserved <> 0 OR amount <> spent)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: money of the year is reserved or left'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_year_has_nothing_left';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_code_stays_79223() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_content_hash_a7cf8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    NEW.label_hash = NULL;
                    NEW.erased_at = NULL;
                    NEW.content_hash = office_audit_hash(NEW);
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_decided_account_stays_94a6a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF EXISTS (SELECT 1 FROM welfare_run WHERE id = (
                    SELECT run_id FROM welfare_grant AS given WHERE id = OLD.grant_id AND NOT EXISTS (
                        SELECT FROM welfare_withdrawngrant AS taken
                        WHERE taken.run_id = given.run_id AND taken.member_id = given.member_id
                    )
                ) AND state IN ('approved', 'in_notice', 'issued', 'closed')) THEN
            RAISE EXCEPTION 'pgtrigger: what decided an approved run stays';
        END IF;
        RETURN OLD;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_decided_as_ruled_3bd57() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE round members_approvalround%ROWTYPE; today date;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    SELECT * INTO round FROM members_approvalround WHERE id = NEW.round_id FOR NO KEY UPDATE;
    IF round.state <> 'open' OR round.stage <> NEW.stage OR EXISTS (
        SELECT FROM members_approvalmaker AS maker
        WHERE maker.kind = round.kind AND maker.object_id = round.object_id
        AND maker.person_id IN (NEW.by_id, NEW.for_whom_id)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: approved by its maker, or not in review';
    END IF;
    IF EXISTS (
        SELECT FROM members_approvaldecision AS before
        WHERE before.round_id = round.id
        AND (before.for_whom_id IN (NEW.by_id, NEW.for_whom_id) OR before.by_id = NEW.for_whom_id)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: one of the two has decided in this round';
    END IF;
    IF NEW.for_whom_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM members_deputyship AS deputyship
        JOIN members_appointment AS post ON post.id = deputyship.appointment_id
        WHERE post.holder_id = NEW.for_whom_id AND deputyship.deputy_id = NEW.by_id
        AND deputyship.starts_at <= NEW.at AND NEW.at < deputyship.ends_at
        AND NOT EXISTS (
            SELECT FROM members_approvalmaker AS maker
            WHERE maker.kind = round.kind AND maker.object_id = round.object_id AND maker.person_id = deputyship.by_id
        )
    ) THEN
        RAISE EXCEPTION 'pgtrigger: no deputy at that time, or named by its maker';
    END IF;
    today := (NEW.at AT TIME ZONE 'Asia/Shanghai')::date;
    IF NOT EXISTS (
        SELECT FROM members_appointment AS post
        JOIN members_unit AS held_in ON held_in.id = post.unit_id
        JOIN members_unit AS asked_of ON asked_of.id = round.unit_id
        WHERE post.holder_id = coalesce(NEW.for_whom_id, NEW.by_id)
        AND post.starts_on <= today AND coalesce(post.ends_on, today) >= today
        AND (round.stage_post_id IS NULL OR post.post_id = round.stage_post_id)
        AND starts_with(asked_of.path, held_in.path)
        AND (NEW.for_whom_id IS NULL OR EXISTS (
            SELECT FROM members_deputyship AS deputyship
            WHERE deputyship.appointment_id = post.id AND deputyship.deputy_id = NEW.by_id
            AND deputyship.starts_at <= NEW.at AND NEW.at < deputyship.ends_at
        ))
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the post is not held at that time';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_decided_by_others_550b4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF EXISTS (
                        SELECT FROM members_approvalmaker
                        WHERE kind = 'run' AND object_id = NEW.run_id AND person_id = NEW.decided_by_id
                    ) OR EXISTS (
                        SELECT FROM members_approvaldecision AS given
                        JOIN members_approvalround AS round ON round.id = given.round_id
                        WHERE round.kind = 'run' AND round.object_id = NEW.run_id AND given.verdict = 'approve'
                        AND NEW.decided_by_id IN (given.by_id, given.for_whom_id)
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: who made or approved the list decides no objection to it'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'objection_decided_by_others';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_decided_list_stays_5e55c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NOT EXISTS (
                        SELECT 1 FROM welfare_run WHERE id = OLD.run_id AND state IN ('counting', 'cancelling')
                    ) AND NOT EXISTS (
                        SELECT 1 FROM welfare_withdrawngrant WHERE run_id = OLD.run_id AND member_id = OLD.member_id
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: a grant cannot be deleted: its run is not being cancelled';
                    END IF;
                    RETURN OLD;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_decided_once_a39c6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{open:ended,open:rejected,open:upheld,open:withdrawn}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_decided_places_are_kept_b6c2a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF EXISTS (SELECT 1 FROM welfare_run WHERE id = OLD.run_id AND state IN ('approved', 'in_notice', 'issued', 'closed')) THEN
            RAISE EXCEPTION 'pgtrigger: what decided an approved run stays';
        END IF;
        RETURN OLD;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_decided_places_stay_663c2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF EXISTS (SELECT 1 FROM welfare_run WHERE id = OLD.run_id AND state IN ('approved', 'in_notice', 'issued', 'closed')) THEN
            RAISE EXCEPTION 'pgtrigger: what decided an approved run stays';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_decided_reasons_stay_a5427() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF EXISTS (
                        SELECT 1 FROM (SELECT DISTINCT run_id FROM old_reasons) AS gone
                        JOIN welfare_run ON welfare_run.id = gone.run_id
                        WHERE welfare_run.state IN ('approved', 'in_notice', 'issued', 'closed')
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: the reasons of an approved run cannot be deleted';
                    END IF;
                    RETURN NULL;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_0c229() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "consultation_cannedanswerevent" ("active", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "title", "topic", "unit_id") VALUES (OLD."active", OLD."id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."text", OLD."title", OLD."topic", OLD."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_23f0e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_duesbasisevent" ("id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "wage") VALUES (OLD."id", OLD."member_id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."starts_on", OLD."wage"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_273e0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_grantevent" ("amount", "held", "id", "member_id", "occasion_id", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_category", "received_at", "received_by_id", "reduced_by", "revoked_at", "run_id", "signing_id", "unit_id") VALUES (OLD."amount", OLD."held", OLD."id", OLD."member_id", OLD."occasion_id", OLD."payment_id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."post_category", OLD."received_at", OLD."received_by_id", OLD."reduced_by", OLD."revoked_at", OLD."run_id", OLD."signing_id", OLD."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_39e40() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_benefitkindevent" ("active", "code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."active", OLD."code", OLD."id", OLD."name", _pgh_attach_context(), NOW(), 'delete', OLD."id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_8ef0f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_dueswaiverevent" ("at", "by_id", "ends_on", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on") VALUES (OLD."at", OLD."by_id", OLD."ends_on", OLD."id", OLD."member_id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."reason", OLD."starts_on"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_925fb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_memberevent" ("anonymised_at", "bank_card_hash", "birth_date", "created_at", "education", "employee_number", "employment", "employment_form", "ethnic_group", "hardship", "hired_on", "household_kind", "household_place", "id", "id_hash", "id_kind", "initials", "is_migrant", "joined_on", "merged_into_id", "name", "native_place", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "politics", "post_category", "sex", "skill_level", "state", "state_reason", "state_since", "unit_id", "unit_since", "updated_at", "user_id", "work_site") VALUES (OLD."anonymised_at", OLD."bank_card_hash", OLD."birth_date", OLD."created_at", OLD."education", OLD."employee_number", OLD."employment", OLD."employment_form", OLD."ethnic_group", OLD."hardship", OLD."hired_on", OLD."household_kind", OLD."household_place", OLD."id", OLD."id_hash", OLD."id_kind", OLD."initials", OLD."is_migrant", OLD."joined_on", OLD."merged_into_id", OLD."name", OLD."native_place", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."phone", OLD."pinyin", OLD."politics", OLD."post_category", OLD."sex", OLD."skill_level", OLD."state", OLD."state_reason", OLD."state_since", OLD."unit_id", OLD."unit_since", OLD."updated_at", OLD."user_id", OLD."work_site"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_a2373() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_dueschargeevent" ("amount", "basis", "exemption", "id", "member_id", "month", "paid", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "state", "step", "unit_id", "waiver_id") VALUES (OLD."amount", OLD."basis", OLD."exemption", OLD."id", OLD."member_id", OLD."month", OLD."paid", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."rate", OLD."state", OLD."step", OLD."unit_id", OLD."waiver_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_c723c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_familymemberevent" ("birth_date", "deceased_on", "grade", "id", "id_hash", "is_dependent", "member_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "school", "sex", "workplace") VALUES (OLD."birth_date", OLD."deceased_on", OLD."grade", OLD."id", OLD."id_hash", OLD."is_dependent", OLD."member_id", OLD."name", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."phone", OLD."relation", OLD."school", OLD."sex", OLD."workplace"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_c8d1a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_retentionruleevent" ("id", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "years") VALUES (OLD."id", OLD."notice_days", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."source", OLD."state", OLD."years"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_d68f0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "consultation_deadlineruleevent" ("certainty", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "working_days") VALUES (OLD."certainty", OLD."code", OLD."id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."source", OLD."working_days"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_df18a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "consultation_grievanceevent" ("accepted_at", "category", "closed_at", "employment_ended_on", "filed_at", "id", "number", "officer_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "state", "unit_id") VALUES (OLD."accepted_at", OLD."category", OLD."closed_at", OLD."employment_ended_on", OLD."filed_at", OLD."id", OLD."number", OLD."officer_id", OLD."outcome", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."since", OLD."state", OLD."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_e07d3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "consultation_statutorylimitevent" ("amount", "article", "certainty", "code", "document", "extension", "id", "moves", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "unit") VALUES (OLD."amount", OLD."article", OLD."certainty", OLD."code", OLD."document", OLD."extension", OLD."id", OLD."moves", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."region", OLD."unit"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_delete_delete_ec398() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "consultation_faqentryevent" ("answer", "changed_at", "changed_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "question", "topic", "unit_id") VALUES (OLD."answer", OLD."changed_at", OLD."changed_by_id", OLD."id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."published", OLD."question", OLD."topic", OLD."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_deputies_make_no_circle_88c4a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE holder bigint; circle boolean; longest integer;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    -- Two that are written at once could make a circle that neither sees.
    PERFORM pg_advisory_xact_lock(732004);
    SELECT holder_id INTO holder FROM members_appointment WHERE id = NEW.appointment_id;
    WITH RECURSIVE chain (person, links) AS (
        SELECT NEW.deputy_id, 1
        UNION ALL
        SELECT next.deputy_id, chain.links + 1
        FROM chain
        JOIN members_appointment AS post ON post.holder_id = chain.person
        JOIN members_deputyship AS next ON next.appointment_id = post.id
        WHERE next.id <> NEW.id AND chain.person <> holder AND chain.links <= 3
        AND tstzrange(next.starts_at, next.ends_at) && tstzrange(NEW.starts_at, NEW.ends_at)
    )
    SELECT bool_or(person = holder), max(links) INTO circle, longest FROM chain;
    IF circle THEN
        RAISE EXCEPTION 'pgtrigger: deputies make no circle'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'deputies_make_no_circle';
    END IF;
    IF longest > 3 THEN
        RAISE EXCEPTION 'pgtrigger: too long a chain of deputies'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'deputies_make_no_long_chain';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_ended_rules_stay_b1c2d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_entry_is_numbered_69067() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE line welfare_budgetline%ROWTYPE; last welfare_budgetentry%ROWTYPE; earlier welfare_budgetentry%ROWTYPE;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    SELECT * INTO line FROM welfare_budgetline WHERE id = NEW.line_id FOR NO KEY UPDATE;
    SELECT * INTO last FROM welfare_budgetentry WHERE line_id = NEW.line_id ORDER BY number DESC LIMIT 1;
    NEW.number := coalesce(last.number, 0) + 1;
    NEW.amount_after := coalesce(last.amount_after, 0) + NEW.amount * CASE NEW.kind WHEN 'appropriation' THEN 1 WHEN 'adjustment' THEN 1 WHEN 'carry' THEN 1 WHEN 'lapse' THEN -1 ELSE 0 END;
    NEW.reserved_after := coalesce(last.reserved_after, 0) + NEW.amount * CASE NEW.kind WHEN 'reserve' THEN 1 WHEN 'release' THEN -1 WHEN 'spend' THEN -1 ELSE 0 END;
    NEW.spent_after := coalesce(last.spent_after, 0) + NEW.amount * CASE NEW.kind WHEN 'spend' THEN 1 WHEN 'refund' THEN -1 ELSE 0 END;
    SELECT * INTO earlier FROM welfare_budgetentry
    WHERE line_id = NEW.line_id AND cause_kind = NEW.cause_kind AND cause_id = NEW.cause_id
    ORDER BY number DESC LIMIT 1;
    NEW.cause_reserved := coalesce(earlier.cause_reserved, 0) + NEW.amount * CASE NEW.kind WHEN 'reserve' THEN 1 WHEN 'release' THEN -1 WHEN 'spend' THEN -1 ELSE 0 END;
    NEW.cause_spent := coalesce(earlier.cause_spent, 0) + NEW.amount * CASE NEW.kind WHEN 'spend' THEN 1 WHEN 'refund' THEN -1 ELSE 0 END;
    IF NEW.kind NOT IN ('release', 'refund') AND EXISTS (
        SELECT FROM welfare_yearend AS closing
        WHERE closing.unit_id = line.unit_id AND closing.year = line.year AND closing.state = 'closed'
        AND (NEW.kind NOT IN ('carry', 'lapse') OR NEW.cause_kind <> 'year_end'
            OR NEW.cause_id <> closing.id)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the year is closed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_year_takes_no_entries';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_fetched_batch_stays_26eaf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (SELECT FROM welfare_paymentfile WHERE batch_id = NEW.id AND fetched_at IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: a file of this payment has been fetched for the bank'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'fetched_payment_stays';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_fetched_line_stays_74596() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (SELECT FROM welfare_paymentfile WHERE id = NEW.file_id AND fetched_at IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: a file of this payment has been fetched for the bank'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'fetched_payment_stays';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_file_is_kept_fa4a1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_file_is_sealed_3cebb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_files_move_as_ruled_f6264() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{draft:submitted,draft:withdrawn,submitted:draft,submitted:in_force,submitted:refused,submitted:withdrawn,in_force:left}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_first_fetch_stays_c9ffb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_follows_up_what_is_issued_f51f2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NOT EXISTS (
                        SELECT 1 FROM welfare_run AS source WHERE source.id = NEW.source_id AND source.source_id IS NULL
                        AND source.plan_id = NEW.plan_id AND source.state IN ('issued', 'closed')
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only an issued run of the same plan is followed up';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_given_up_is_empty_1e8fe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF OLD.line_id IS NOT NULL AND (
        SELECT cause_reserved FROM welfare_budgetentry
        WHERE line_id = OLD.line_id AND cause_kind = 'run' AND cause_id = OLD.id
        ORDER BY number DESC LIMIT 1
    ) > 0 THEN
        RAISE EXCEPTION 'pgtrigger: money is still reserved for this run';
    END IF;
    IF NEW.state = 'cancelled' AND (
        EXISTS (SELECT FROM welfare_grant WHERE run_id = NEW.id)
        OR EXISTS (SELECT FROM welfare_exclusion WHERE run_id = NEW.id)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: grants of this run are left';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_grievance_entry_stays_de41d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_grievance_states_d2214() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{accepted:closed,accepted:working,submitted:accepted,submitted:declined,working:closed}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_grievance_story_066c0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_hardship_aid_stays_9a270() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_hardship_assessments_stay_bef75() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_hardship_files_stay_fb153() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_hardship_is_told_9e0aa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    NEW.tells_hardship := jsonb_exists(NEW.conditions, 'hardships') OR NEW.amounts ->> 'by' = 'hardship'
        OR EXISTS (
            SELECT FROM welfare_occasion
            WHERE id = NEW.occasion_id AND kind IN ('winter', 'school', 'hardship')
        );
    NEW.tells_hardship := coalesce(NEW.tells_hardship, false);
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_held_by_an_objection_18399() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NOT EXISTS (SELECT 1 FROM welfare_run WHERE id = NEW.run_id AND state = 'in_notice') THEN
                        RAISE EXCEPTION 'pgtrigger: a grant is held only while its run is in public notice';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_in_force_as_approved_3798d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NOT EXISTS (
                        SELECT FROM members_approvalround AS round
                        WHERE round.kind = 'budget' AND round.object_id = NEW.id AND round.state = 'approved'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: approvals are missing';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_01ff2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_localfigureevent" ("amount", "certainty", "effective_from", "effective_to", "figure", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "source", "unit_id") VALUES (NEW."amount", NEW."certainty", NEW."effective_from", NEW."effective_to", NEW."figure", NEW."id", NEW."note", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."region", NEW."source", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_0bfcf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_aidruleevent" ("amount", "certainty", "effective_from", "effective_to", "id", "kind", "level", "months", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "share", "source", "stage", "unit_id") VALUES (NEW."amount", NEW."certainty", NEW."effective_from", NEW."effective_to", NEW."id", NEW."kind", NEW."level", NEW."months", NEW."note", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."region", NEW."share", NEW."source", NEW."stage", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_322ae() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_benefitruleevent" ("attachments", "certainty", "claim_months", "dated_on", "day_unclear", "dues_months", "effective_from", "effective_to", "forms", "frequency", "id", "kind", "needs_file", "note", "one_place", "outside_base", "period_months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "relations", "source", "unit_id", "wage_in_base") VALUES (NEW."attachments", NEW."certainty", NEW."claim_months", NEW."dated_on", NEW."day_unclear", NEW."dues_months", NEW."effective_from", NEW."effective_to", NEW."forms", NEW."frequency", NEW."id", NEW."kind", NEW."needs_file", NEW."note", NEW."one_place", NEW."outside_base", NEW."period_months", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."region", NEW."relations", NEW."source", NEW."unit_id", NEW."wage_in_base"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_6659e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_minorityfestivalevent" ("approved_by", "code", "document", "ethnic_groups", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region") VALUES (NEW."approved_by", NEW."code", NEW."document", NEW."ethnic_groups", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."region"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_7c67b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_appointmentevent" ("ends_on", "holder_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "starts_on", "unit_id") VALUES (NEW."ends_on", NEW."holder_id", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."post_id", NEW."starts_on", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_8e9e7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_planevent" ("active", "amount", "amounts", "collect_days", "conditions", "contact", "days", "decision", "festival", "form", "goods", "hours", "id", "kind", "lead_days", "leap_day", "minority_festival_id", "name", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "schedule", "since", "unit_id") VALUES (NEW."active", NEW."amount", NEW."amounts", NEW."collect_days", NEW."conditions", NEW."contact", NEW."days", NEW."decision", NEW."festival", NEW."form", NEW."goods", NEW."hours", NEW."id", NEW."kind", NEW."lead_days", NEW."leap_day", NEW."minority_festival_id", NEW."name", NEW."notice_days", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."place", NEW."schedule", NEW."since", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_a0a2a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_budgetlineevent" ("amount", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reserved", "spent", "unit_id", "year") VALUES (NEW."amount", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."reserved", NEW."spent", NEW."unit_id", NEW."year"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_b370a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_capevent" ("amount", "basis", "certainty", "condition", "dated_on", "day_unclear", "effective_from", "effective_to", "festival", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "source", "unit_id") VALUES (NEW."amount", NEW."basis", NEW."certainty", NEW."condition", NEW."dated_on", NEW."day_unclear", NEW."effective_from", NEW."effective_to", NEW."festival", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."region", NEW."source", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_b85f4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_minorityfestivaldayevent" ("festival_id", "id", "number", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."festival_id", NEW."id", NEW."number", NEW."on", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_de2aa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_unitregionevent" ("ample_funds", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "unit_id") VALUES (NEW."ample_funds", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."region", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_e70e4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_budgetincomeevent" ("amount", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "unit_id", "year") VALUES (NEW."amount", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."unit_id", NEW."year"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_ec0f9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_memberfactevent" ("fact", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "source", "until") VALUES (NEW."fact", NEW."id", NEW."member_id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."since", NEW."source", NEW."until"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_eedea() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_duesruleevent" ("effective_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "source", "step") VALUES (NEW."effective_from", NEW."id", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."rate", NEW."source", NEW."step"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_insert_insert_fea21() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_hardshipruleevent" ("accident_times", "asks_province_income", "at_the_line", "certainty", "deep_times", "effective_from", "effective_to", "id", "leave_months", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "relative_times", "review_months", "source", "unit_id") VALUES (NEW."accident_times", NEW."asks_province_income", NEW."at_the_line", NEW."certainty", NEW."deep_times", NEW."effective_from", NEW."effective_to", NEW."id", NEW."leave_months", NEW."note", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."region", NEW."relative_times", NEW."review_months", NEW."source", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_kept_884c3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_kin_is_somebody_else_49475() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF EXISTS (SELECT FROM members_member WHERE id = NEW.member_id AND id_hash = NEW.id_hash) THEN
            RAISE EXCEPTION 'pgtrigger: nobody is their own kin'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'kin_is_somebody_else';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_kind_code_stays_fe22d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_level_as_approved_f2f93() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NOT EXISTS (
                        SELECT FROM welfare_hardshipassessment AS assessment
                        JOIN members_approvalround AS round
                        ON round.kind = 'hardship' AND round.object_id = assessment.id
                        WHERE assessment.file_id = NEW.id AND assessment.level = NEW.level
                        AND round.state = 'approved'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: no assessment of this level was approved'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'level_as_approved';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_line_follows_ledger_6816d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    UPDATE welfare_budgetline AS line
    SET amount = last.amount_after, reserved = last.reserved_after, spent = last.spent_after
    FROM (
        SELECT * FROM welfare_budgetentry WHERE line_id = NEW.line_id ORDER BY number DESC LIMIT 1
    ) AS last
    WHERE line.id = NEW.line_id;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_line_is_kept_7f9e1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_line_stays_c995d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_lines_as_due_8d400() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE files bigint[]; runs bigint[];
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    SELECT array_agg(DISTINCT file_id) INTO files FROM new_lines;
    IF EXISTS (
        SELECT FROM welfare_paymentfile AS file JOIN welfare_paymentbatch AS batch ON batch.id = file.batch_id
        WHERE file.id = ANY (files) AND batch.state <> 'making'
    ) THEN
        RAISE EXCEPTION 'pgtrigger: lines are added only while the files are being made';
    END IF;
    SELECT coalesce(array_agg(DISTINCT run.id), '{}') INTO runs
    FROM welfare_paymentfile AS file
    JOIN welfare_paymentbatch_runs AS chosen ON chosen.paymentbatch_id = file.batch_id
    JOIN welfare_run AS run ON run.id = chosen.run_id AND run.state IN ('issued', 'closed') AND run.form = 'money'
    WHERE file.id = ANY (files);
    IF EXISTS (
        SELECT FROM new_lines AS line JOIN welfare_grant AS due ON due.id = line.grant_id
        WHERE line.amount <> due.amount OR due.received_at IS NOT NULL OR due.revoked_at IS NOT NULL OR due.held
            OR due.run_id <> ALL (runs)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: a line pays what an issued run of its batch owes in money, and nothing else';
    END IF;
    IF EXISTS (
        SELECT FROM new_lines AS line JOIN welfare_paymentline AS former ON former.id = line.replaces_id
        WHERE former.state <> 'returned' OR former.grant_id <> line.grant_id
    ) THEN
        RAISE EXCEPTION 'pgtrigger: only a returned line is made anew, and for the same grant';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_made_as_ruled_8bc0e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF NOT EXISTS (SELECT FROM welfare_profileversion WHERE id = NEW.version_id AND checked_at IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: nobody has checked this bank profile';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_made_sums_stay_6992e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_member_bears_the_mark_37bdc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        UPDATE members_member AS m SET hardship = coalesce(
            (SELECT kind FROM members_hardshipmark AS h WHERE h.member_id = m.id AND h.ended_on IS NULL), ''
        ) WHERE m.id IN (OLD.member_id, NEW.member_id);
        RETURN NULL;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_member_stamped_changed_86a8f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        UPDATE members_memberstamp AS s SET transaction = pg_current_xact_id()::text::bigint
        FROM new_members AS n WHERE s.member_id = n.id;
        INSERT INTO members_departure (member_id, unit_id, transaction)
        SELECT o.id, o.unit_id, pg_current_xact_id()::text::bigint
        FROM old_members AS o JOIN new_members AS n USING (id) WHERE o.unit_id <> n.unit_id;
        RETURN NULL;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_member_stamped_deleted_47b3e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        DELETE FROM members_memberstamp WHERE member_id IN (SELECT id FROM old_members);
        INSERT INTO members_departure (member_id, unit_id, transaction)
        SELECT id, unit_id, pg_current_xact_id()::text::bigint FROM old_members;
        RETURN NULL;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_member_stamped_new_0eee9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        INSERT INTO members_memberstamp (member_id, transaction)
        SELECT id, pg_current_xact_id()::text::bigint FROM new_members;
        RETURN NULL;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_membership_begins_420df() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        INSERT INTO members_membershipperiod (member_id, unit_id, state, starts_on, reason)
        SELECT m.id, m.unit_id, CASE WHEN m.state = 'leaving' THEN 'active' ELSE m.state END, coalesce(greatest(m.state_since, m.unit_since), m.joined_on, (m.created_at AT TIME ZONE 'Asia/Shanghai')::date), m.state_reason
        FROM new_members AS m;
        RETURN NULL;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_membership_goes_on_3692a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE present members_membershipperiod; before members_membershipperiod; standing text; since date;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        standing := CASE WHEN NEW.state = 'leaving' THEN 'active' ELSE NEW.state END;
        since := coalesce(greatest(NEW.state_since, NEW.unit_since), NEW.joined_on, (NEW.created_at AT TIME ZONE 'Asia/Shanghai')::date);
        SELECT * INTO STRICT present FROM members_membershipperiod WHERE member_id = NEW.id AND ends_on IS NULL;
        SELECT * INTO before FROM members_membershipperiod
        WHERE member_id = NEW.id AND ends_on = present.starts_on;
        IF present.unit_id = NEW.unit_id AND present.state = standing THEN
            UPDATE members_membershipperiod SET ends_on = since WHERE id = before.id;
            UPDATE members_membershipperiod SET starts_on = since, reason = NEW.state_reason WHERE id = present.id;
        ELSIF since = present.starts_on THEN
            UPDATE members_membershipperiod
            SET unit_id = NEW.unit_id, state = standing, reason = NEW.state_reason WHERE id = present.id;
        ELSIF since > present.starts_on THEN
            IF present.state <> standing AND present.state || '>' || standing NOT IN ('pending>active', 'pending>merged', 'pending>withdrawn', 'active>expelled', 'active>leaving', 'active>merged', 'active>retained', 'active>transferred', 'active>withdrawn', 'leaving>active', 'leaving>expelled', 'leaving>transferred', 'leaving>withdrawn', 'transferred>active', 'transferred>merged', 'transferred>pending', 'retained>active', 'retained>expelled', 'retained>merged', 'retained>transferred', 'retained>withdrawn', 'withdrawn>active', 'withdrawn>merged', 'withdrawn>pending', 'expelled>active', 'expelled>merged', 'expelled>pending') THEN
                RAISE EXCEPTION 'pgtrigger: a membership cannot pass from % to %', present.state, standing
                USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_passes_as_it_may';
            END IF;
            UPDATE members_membershipperiod SET ends_on = since WHERE id = present.id;
            INSERT INTO members_membershipperiod (member_id, unit_id, state, starts_on, reason)
            VALUES (NEW.id, NEW.unit_id, standing, since, NEW.state_reason);
        ELSIF before.unit_id = NEW.unit_id AND before.state = standing AND before.starts_on = since THEN
            DELETE FROM members_membershipperiod WHERE id = present.id;
            UPDATE members_membershipperiod SET ends_on = NULL WHERE id = before.id;
        ELSE
            RAISE EXCEPTION 'pgtrigger: the register knows a later change of this membership, of %', present.starts_on
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_goes_forward';
        END IF;
        RETURN NULL;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_membership_goes_with_member_5ff0d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    DELETE FROM members_membershipperiod WHERE member_id = OLD.id; RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_message_stays_8bcd1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_moves_as_ruled_0c40f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{running:cancelled,running:done,running:paused,paused:cancelled,paused:running}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_moves_as_ruled_4056c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{counting:cancelling,counting:counted,counted:cancelling,counted:counting,counted:in_review,in_review:approved,in_review:cancelling,in_review:counted,approved:cancelling,approved:counted,approved:in_notice,approved:issued,in_notice:cancelling,in_notice:counted,in_notice:issued,issued:closed,closed:issued,cancelling:cancelled}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_moves_as_ruled_73e3f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{asked:agreed,asked:cancelled,asked:refused,released:agreed,released:cancelled,released:refused,agreed:cancelled,agreed:done,agreed:refused}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_moves_as_ruled_c76a9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{waiting:bounced,waiting:cancelled,waiting:dead,waiting:sent,dead:cancelled,dead:waiting}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_moves_as_ruled_cc9cd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{made:cancelled,made:sent,sent:paid,sent:returned,paid:returned,paid:sent,returned:paid,returned:sent}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_moves_as_ruled_f523f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{making:cancelled,making:made,made:cancelled,made:released,released:cancelled}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_name_stays_28888() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NEW.name <> '***' OR NOT EXISTS (
                        SELECT FROM office_erasedrow WHERE table_name = 'members_member' AND row_id = NEW.member_id
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: the name on a grant goes only with the person';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_new_members_wait_for_comparison_0fdce() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO members_membertocompare (member_id) SELECT id FROM new_members; RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_no_two_at_once_00be4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    -- Of two that are written at once neither would see the other.
    PERFORM pg_advisory_xact_lock(732011);
    IF NEW.effective_from IS NOT NULL AND EXISTS (
        SELECT FROM welfare_benefitrule AS other
        WHERE other.id <> NEW.id AND other.unit_id IS NOT DISTINCT FROM NEW.unit_id AND other.region = NEW.region AND other.kind = NEW.kind
        AND other.effective_from IS NOT NULL
        AND daterange(other.effective_from, other.effective_to, '[]')
            && daterange(NEW.effective_from, NEW.effective_to, '[]')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: two rules hold at once'
        USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'welfare_benefitrule_no_two_at_once';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_no_two_at_once_15349() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    -- Of two that are written at once neither would see the other.
    PERFORM pg_advisory_xact_lock(732011);
    IF EXISTS (
        SELECT FROM welfare_hardshiprule AS other
        WHERE other.id <> NEW.id AND other.unit_id IS NOT DISTINCT FROM NEW.unit_id AND other.region = NEW.region
        AND daterange(other.effective_from, other.effective_to, '[]')
            && daterange(NEW.effective_from, NEW.effective_to, '[]')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: two settings hold at once'
        USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'welfare_hardshiprule_no_two_at_once';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_no_two_at_once_1b820() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    -- Of two that are written at once neither would see the other.
    PERFORM pg_advisory_xact_lock(732011);
    IF NEW.effective_from IS NOT NULL AND EXISTS (
        SELECT FROM welfare_cap AS other
        WHERE other.id <> NEW.id AND other.unit_id IS NOT DISTINCT FROM NEW.unit_id AND other.region = NEW.region AND other.kind = NEW.kind AND other.basis = NEW.basis AND other.festival = NEW.festival AND other.condition = NEW.condition
        AND other.effective_from IS NOT NULL
        AND daterange(other.effective_from, other.effective_to, '[]')
            && daterange(NEW.effective_from, NEW.effective_to, '[]')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: two rules hold at once'
        USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'welfare_cap_no_two_at_once';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_no_two_at_once_5f9e1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    -- Of two that are written at once neither would see the other.
    PERFORM pg_advisory_xact_lock(732011);
    IF EXISTS (
        SELECT FROM welfare_localfigure AS other
        WHERE other.id <> NEW.id AND other.unit_id IS NOT DISTINCT FROM NEW.unit_id AND other.region = NEW.region AND other.figure = NEW.figure
        AND daterange(other.effective_from, other.effective_to, '[]')
            && daterange(NEW.effective_from, NEW.effective_to, '[]')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: two settings hold at once'
        USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'welfare_localfigure_no_two_at_once';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_no_two_at_once_c008a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    -- Of two that are written at once neither would see the other.
    PERFORM pg_advisory_xact_lock(732011);
    IF EXISTS (
        SELECT FROM welfare_aidrule AS other
        WHERE other.id <> NEW.id AND other.unit_id IS NOT DISTINCT FROM NEW.unit_id AND other.region = NEW.region AND other.kind = NEW.kind AND other.stage = NEW.stage AND other.level = NEW.level
        AND daterange(other.effective_from, other.effective_to, '[]')
            && daterange(NEW.effective_from, NEW.effective_to, '[]')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: two settings hold at once'
        USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'welfare_aidrule_no_two_at_once';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_nobody_comes_into_a_closed_unit_ef8eb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM 1 FROM members_unit WHERE id IN (NEW.unit_id) ORDER BY id FOR KEY SHARE;
    IF EXISTS (SELECT FROM members_unit WHERE id IN (NEW.unit_id) AND closed_on IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: this unit is closed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_units_take_nobody_in';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_nobody_enters_a_closed_unit_a99e6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM 1 FROM members_unit WHERE id IN (SELECT DISTINCT unit_id FROM entered WHERE state NOT IN ('transferred', 'withdrawn', 'expelled', 'merged')) ORDER BY id FOR KEY SHARE;
    IF EXISTS (SELECT FROM members_unit WHERE id IN (SELECT DISTINCT unit_id FROM entered WHERE state NOT IN ('transferred', 'withdrawn', 'expelled', 'merged')) AND closed_on IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: this unit is closed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_units_take_nobody_in';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_not_by_the_maker_d4145() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NOT EXISTS (
                        SELECT 1 FROM welfare_run
                        WHERE id = NEW.run_id AND state = 'in_review' AND round = NEW.round
                          AND opened_by_id IS DISTINCT FROM NEW.by_id AND submitted_by_id IS DISTINCT FROM NEW.by_id
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: approved by its maker, or not in review';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_not_for_oneself_3005c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF EXISTS (
                        SELECT 1 FROM new_codes JOIN members_member ON members_member.id = new_codes.member_id
                        WHERE members_member.user_id = new_codes.made_by_id
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: nobody hands out a code for themselves';
                    END IF;
                    RETURN NULL;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_notice_ends_with_its_list_0a11e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            UPDATE welfare_publicnotice SET ended_at = now() WHERE run_id = NEW.id AND ended_at IS NULL;
            UPDATE welfare_objection SET state = 'ended'
            WHERE run_id = NEW.id AND state = 'open';
            RETURN NULL;
        
                END;
            $$;


CREATE FUNCTION public.pgtrigger_notice_is_kept_74858() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_notice_stays_18a33() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_number_days_31dd8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM office_number_days(); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_objection_is_kept_19196() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_objection_stays_915d0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_office_holders_review_nothing_0e5bc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM 1 FROM members_user WHERE id = (SELECT user_id FROM members_member WHERE id = NEW.member_id) FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM members_seat AS seat
        JOIN members_term AS term ON term.id = seat.term_id
        JOIN members_committee AS committee ON committee.id = term.committee_id
        JOIN members_member AS member ON member.id = seat.member_id
        JOIN members_appointment AS appointment ON appointment.holder_id = member.user_id
        JOIN members_post_permissions AS power ON power.post_id = appointment.post_id
        JOIN auth_permission AS permission ON permission.id = power.permission_id
        JOIN django_content_type AS kind ON kind.id = permission.content_type_id
        WHERE committee.kind = 'fund_review'
        AND kind.app_label || '.' || permission.codename IN ('welfare.approve_run', 'welfare.issue_run', 'welfare.change_budgetline', 'welfare.approve_budgetchange', 'welfare.make_paymentbatch', 'welfare.release_paymentbatch')
        AND daterange(seat.since, seat.until, '[]') && daterange(appointment.starts_on, appointment.ends_on, '[]')
        AND seat.id = NEW.id
    ) THEN
        RAISE EXCEPTION 'pgtrigger: who reviews the funds cannot hold an office that spends them'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'who_reviews_funds_spends_none';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_only_counting_adds_363b9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF EXISTS (
                        SELECT 1 FROM (SELECT DISTINCT run_id FROM new_grants) AS added
                        JOIN welfare_run ON welfare_run.id = added.run_id
                        WHERE welfare_run.state <> 'counting'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: grants are added only while their run is being counted';
                    END IF;
                    RETURN NULL;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_only_counting_adds_36fef() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF EXISTS (
                        SELECT 1 FROM (SELECT DISTINCT run_id FROM new_reasons) AS added
                        JOIN welfare_run ON welfare_run.id = added.run_id
                        WHERE welfare_run.state <> 'counting'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: reasons are added only while their run is being counted';
                    END IF;
                    RETURN NULL;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_only_dropped_a5c1f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_only_in_notice_20151() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NOT EXISTS (
                        SELECT FROM welfare_run WHERE id = NEW.run_id AND state = 'in_notice'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: this list is not in public notice'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'objection_in_notice';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_only_voided_b0ee3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF TG_OP = 'UPDATE' AND OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL
                        AND to_jsonb(NEW) - '{voided_at,voided_by_id,void_reason}'::text[]
                            = to_jsonb(OLD) - '{voided_at,voided_by_id,void_reason}'::text[] THEN
                        RETURN NEW;
                    END IF;
                    -- Encrypted again with another key, which says the same; what is empty stays so.
                    IF TG_OP = 'UPDATE' AND (
                            NEW.snapshot <> OLD.snapshot AND '' NOT IN (NEW.snapshot, OLD.snapshot)
                            OR NEW.snapshot || OLD.snapshot = ''
                        ) AND to_jsonb(NEW) - 'snapshot' = to_jsonb(OLD) - 'snapshot' THEN
                        RETURN NEW;
                    END IF;
                    -- Emptied while the owner's function members_erase_traces erases a person.
                    IF TG_OP = 'UPDATE' AND NEW.subject = '***' AND NEW.snapshot = ''
                        AND to_jsonb(NEW) - '{subject,snapshot}'::text[] = to_jsonb(OLD) - '{subject,snapshot}'::text[]
                        AND EXISTS (
                            SELECT FROM office_erasedrow
                            WHERE table_name = 'members_member' AND transaction = pg_current_xact_id()::text::bigint
                        ) THEN
                        RETURN NEW;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: An issued document can only be declared void, once';
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_paid_charge_stays_7f6db() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF OLD.state = 'paid' THEN
                        RAISE EXCEPTION 'pgtrigger: dues that are paid cannot be worked out again';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_place_goes_with_unit_cbef4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    DELETE FROM members_unitplace WHERE unit_id = OLD.id; RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_proposed_stays_a8b69() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_proposed_year_end_stays_8c076() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_published_notice_stays_7ac2a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update of "notice_until" rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_question_states_3f880() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{accepted:answered,answered:accepted,answered:closed,closed:accepted,submitted:accepted}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_reason_stays_1405f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_received_when_issued_d8139() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE person bigint;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF OLD.received_at IS NOT NULL THEN
                        IF NEW.received_at IS NULL AND OLD.payment_id IS NOT NULL THEN
                            -- A payment stands for the signature as long as the bank says that it was paid; money that
                            -- comes back does so of closed lists too.
                            IF EXISTS (
                                SELECT 1 FROM welfare_paymentline WHERE id = OLD.payment_id AND state = 'paid'
                            ) THEN
                                RAISE EXCEPTION 'pgtrigger: the bank has paid this'
                                USING ERRCODE = 'check_violation', CONSTRAINT = 'paid_receipt_stays';
                            END IF;
                            RETURN NEW;
                        END IF;
                        -- What was signed together for members may be taken back; any other receipt only with a row
                        -- that says who took it back.
                        IF NEW.received_at IS NOT NULL OR OLD.signing_id IS NULL AND NOT EXISTS (
                            SELECT 1 FROM welfare_receiptcancellation
                            WHERE grant_id = OLD.id AND received_at = OLD.received_at
                        ) THEN
                            RAISE EXCEPTION 'pgtrigger: a receipt cannot be changed';
                        END IF;
                        IF NOT EXISTS (SELECT 1 FROM welfare_run WHERE id = NEW.run_id AND state = 'issued') THEN
                            RAISE EXCEPTION 'pgtrigger: receipts of a closed list stay';
                        END IF;
                        RETURN NEW;
                    END IF;
                    -- Workers who make files of payments hold the run meanwhile, so that nobody is paid by the bank for
                    -- what is being signed for by hand, nor the other way round.
                    PERFORM 1 FROM welfare_run WHERE id = NEW.run_id FOR SHARE;
                    IF NEW.payment_id IS NULL AND EXISTS (
                        SELECT 1 FROM welfare_paymentline
                        WHERE grant_id = NEW.id AND state IN ('made', 'sent', 'paid')
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: this is being paid by the bank'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'being_paid_by_the_bank';
                    END IF;
                    IF NEW.payment_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM welfare_paymentline
                        WHERE id = NEW.payment_id AND grant_id = NEW.id AND state = 'paid'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only a paid line of the same grant stands for the signature';
                    END IF;
                    -- Exactly once also for a person who had two records: one receipt at a time, whichever record.
                    SELECT coalesce(merged_into_id, id) INTO person FROM members_member WHERE id = NEW.member_id
                    FOR KEY SHARE;
                    IF EXISTS (SELECT 1 FROM members_member WHERE merged_into_id = person) THEN
                        PERFORM 1 FROM members_member WHERE id = person FOR NO KEY UPDATE;
                        IF EXISTS (
                            SELECT 1 FROM members_member JOIN welfare_grant ON member_id = members_member.id
                            WHERE (members_member.id = person OR merged_into_id = person)
                            AND occasion_id = NEW.occasion_id AND welfare_grant.id <> NEW.id
                            AND received_at IS NOT NULL
                        ) THEN
                            RAISE EXCEPTION 'pgtrigger: this person has received under another record'
                            USING ERRCODE = 'check_violation', CONSTRAINT = 'received_once_a_person';
                        END IF;
                    END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM welfare_run WHERE id = NEW.run_id
                        AND (state = 'issued' OR state = 'closed' AND NEW.payment_id IS NOT NULL)
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only an issued grant can be received'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'only_issued_is_received';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_referral_states_86504() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{sent:replied,sent:withdrawn}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_released_as_ruled_23a97() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (
        SELECT FROM members_freezeperiod AS period
        JOIN members_unit AS frozen ON frozen.id = period.unit_id
        JOIN members_unit AS unit ON unit.id = NEW.unit_id AND starts_with(unit.path, frozen.path)
        WHERE period.paying AND period.starts_at <= now() AND now() < period.ends_at
    ) THEN
        RAISE EXCEPTION 'pgtrigger: paying is frozen in the unit';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_released_before_fetched_69663() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NOT EXISTS (
                        SELECT FROM welfare_paymentfile AS file
                        JOIN welfare_paymentbatch AS batch ON batch.id = file.batch_id
                        WHERE file.id = NEW.file_id AND batch.state = 'released'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only a released file is fetched';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_replaced_stays_e09e5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (SELECT FROM welfare_paymentline WHERE replaces_id = NEW.id AND state <> 'cancelled') THEN
        RAISE EXCEPTION 'pgtrigger: this line has been made anew'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'replaced_line_stays_returned';
    END IF;
    IF EXISTS (SELECT FROM welfare_grant WHERE id = NEW.grant_id AND revoked_at IS NOT NULL) THEN
        RAISE EXCEPTION 'pgtrigger: what this line paid has been revoked'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'revoked_line_stays_returned';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_reversal_takes_all_back_b5287() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NOT EXISTS (
                        SELECT 1 FROM members_duespayment AS paid
                        WHERE paid.id = NEW.reverses_id AND paid.charge_id = NEW.charge_id
                          AND paid.amount = -NEW.amount AND paid.reverses_id IS NULL
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: a reversal takes back one whole payment';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_reviewers_are_no_deputies_3f7cd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM 1 FROM members_user WHERE id = NEW.deputy_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM members_seat AS seat
        JOIN members_term AS term ON term.id = seat.term_id
        JOIN members_committee AS committee ON committee.id = term.committee_id
        JOIN members_member AS member ON member.id = seat.member_id
        JOIN members_deputyship AS deputyship ON deputyship.deputy_id = member.user_id
        WHERE committee.kind = 'fund_review'
        AND daterange(seat.since, seat.until, '[]')
            && daterange(deputyship.starts_at::date, deputyship.ends_at::date, '[]')
        AND deputyship.starts_at < deputyship.ends_at
        AND deputyship.id = NEW.id
    ) THEN
        RAISE EXCEPTION 'pgtrigger: who reviews the funds approves for nobody'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'who_reviews_funds_is_no_deputy';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_reviewers_are_no_deputies_ba684() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM 1 FROM members_user WHERE id = (SELECT user_id FROM members_member WHERE id = NEW.member_id) FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM members_seat AS seat
        JOIN members_term AS term ON term.id = seat.term_id
        JOIN members_committee AS committee ON committee.id = term.committee_id
        JOIN members_member AS member ON member.id = seat.member_id
        JOIN members_deputyship AS deputyship ON deputyship.deputy_id = member.user_id
        WHERE committee.kind = 'fund_review'
        AND daterange(seat.since, seat.until, '[]')
            && daterange(deputyship.starts_at::date, deputyship.ends_at::date, '[]')
        AND deputyship.starts_at < deputyship.ends_at
        AND seat.id = NEW.id
    ) THEN
        RAISE EXCEPTION 'pgtrigger: who reviews the funds approves for nobody'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'who_reviews_funds_is_no_deputy';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_reviewers_gain_no_power_2cd91() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (
        SELECT FROM members_seat AS seat
        JOIN members_term AS term ON term.id = seat.term_id
        JOIN members_committee AS committee ON committee.id = term.committee_id
        JOIN members_member AS member ON member.id = seat.member_id
        JOIN members_appointment AS appointment ON appointment.holder_id = member.user_id
        JOIN members_post_permissions AS power ON power.post_id = appointment.post_id
        JOIN auth_permission AS permission ON permission.id = power.permission_id
        JOIN django_content_type AS kind ON kind.id = permission.content_type_id
        WHERE committee.kind = 'fund_review'
        AND kind.app_label || '.' || permission.codename IN ('welfare.approve_run', 'welfare.issue_run', 'welfare.change_budgetline', 'welfare.approve_budgetchange', 'welfare.make_paymentbatch', 'welfare.release_paymentbatch')
        AND daterange(seat.since, seat.until, '[]') && daterange(appointment.starts_on, appointment.ends_on, '[]')
        AND appointment.post_id = NEW.post_id AND coalesce(appointment.ends_on, 'infinity') >= current_date
    ) THEN
        RAISE EXCEPTION 'pgtrigger: who reviews the funds cannot hold an office that spends them'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'who_reviews_funds_spends_none';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_reviewers_hold_no_office_b230f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM 1 FROM members_user WHERE id = NEW.holder_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM members_seat AS seat
        JOIN members_term AS term ON term.id = seat.term_id
        JOIN members_committee AS committee ON committee.id = term.committee_id
        JOIN members_member AS member ON member.id = seat.member_id
        JOIN members_appointment AS appointment ON appointment.holder_id = member.user_id
        JOIN members_post_permissions AS power ON power.post_id = appointment.post_id
        JOIN auth_permission AS permission ON permission.id = power.permission_id
        JOIN django_content_type AS kind ON kind.id = permission.content_type_id
        WHERE committee.kind = 'fund_review'
        AND kind.app_label || '.' || permission.codename IN ('welfare.approve_run', 'welfare.issue_run', 'welfare.change_budgetline', 'welfare.approve_budgetchange', 'welfare.make_paymentbatch', 'welfare.release_paymentbatch')
        AND daterange(seat.since, seat.until, '[]') && daterange(appointment.starts_on, appointment.ends_on, '[]')
        AND appointment.id = NEW.id
    ) THEN
        RAISE EXCEPTION 'pgtrigger: who reviews the funds cannot hold an office that spends them'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'who_reviews_funds_spends_none';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_reviewers_take_no_office_holders_account_355dc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    PERFORM 1 FROM members_user WHERE id = NEW.user_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT FROM members_seat AS seat
        JOIN members_term AS term ON term.id = seat.term_id
        JOIN members_committee AS committee ON committee.id = term.committee_id
        JOIN members_member AS member ON member.id = seat.member_id
        JOIN members_appointment AS appointment ON appointment.holder_id = member.user_id
        JOIN members_post_permissions AS power ON power.post_id = appointment.post_id
        JOIN auth_permission AS permission ON permission.id = power.permission_id
        JOIN django_content_type AS kind ON kind.id = permission.content_type_id
        WHERE committee.kind = 'fund_review'
        AND kind.app_label || '.' || permission.codename IN ('welfare.approve_run', 'welfare.issue_run', 'welfare.change_budgetline', 'welfare.approve_budgetchange', 'welfare.make_paymentbatch', 'welfare.release_paymentbatch')
        AND daterange(seat.since, seat.until, '[]') && daterange(appointment.starts_on, appointment.ends_on, '[]')
        AND member.id = NEW.id
    ) THEN
        RAISE EXCEPTION 'pgtrigger: who reviews the funds cannot hold an office that spends them'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'who_reviews_funds_spends_none';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_revoked_as_ruled_80098() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF OLD.revoked_at IS NOT NULL THEN
                        RAISE EXCEPTION 'pgtrigger: what is revoked stays revoked';
                    END IF;
                    IF NOT EXISTS (
                        SELECT 1 FROM welfare_run WHERE id = NEW.run_id AND revoking AND revoked_at = NEW.revoked_at
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only what is left of a run that is being revoked is revoked';
                    END IF;
                    IF EXISTS (
                        SELECT 1 FROM welfare_paymentline
                        WHERE grant_id = NEW.id AND state IN ('made', 'sent', 'paid')
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: this is being paid by the bank';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_rounds_move_as_ruled_5a825() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{open:approved,open:cancelled,open:returned,open:withdrawn}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_rounds_stay_357ba() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_rules_are_only_ended_ff359() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_rules_stay_23ec6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_sealed_4f0b5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF to_jsonb(NEW) - ARRAY['sha256', 'sealed_at', 'copy', 'copy_size', 'copy_state']
                        <> to_jsonb(OLD) - ARRAY['sha256', 'sealed_at', 'copy', 'copy_size', 'copy_state']
                    OR OLD.sha256 <> '' AND (NEW.sha256, NEW.sealed_at) IS DISTINCT FROM (OLD.sha256, OLD.sealed_at)
                    OR (NEW.copy, NEW.copy_size, NEW.copy_state)
                        IS DISTINCT FROM (OLD.copy, OLD.copy_size, OLD.copy_state)
                        AND (OLD.copy_state, NEW.copy_state) NOT IN (('due', 'failed'), ('due', 'made')) THEN
                        RAISE EXCEPTION 'pgtrigger: Cannot alter a sealed row of % table', TG_TABLE_NAME;
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_share_stays_b977f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_signing_is_kept_20445() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_signing_stays_68473() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_steps_are_approved_544ee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (
        SELECT FROM members_freezeperiod AS period
        JOIN members_unit AS frozen ON frozen.id = period.unit_id
        JOIN members_unit AS unit ON unit.id = NEW.unit_id AND starts_with(unit.path, frozen.path)
        WHERE period.starts_at <= now() AND now() < period.ends_at
        AND CASE NEW.state WHEN 'approved' THEN period.approving ELSE period.issuing END
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the unit is frozen';
    END IF;
    IF NEW.state = 'approved' AND NOT EXISTS (
        SELECT FROM members_approvalround AS round
        WHERE round.kind = 'run' AND round.object_id = NEW.id AND round.number = NEW.round
        AND round.state = 'approved' AND round.amount = NEW.cost
    ) THEN
        RAISE EXCEPTION 'pgtrigger: approvals are missing';
    END IF;
    IF NEW.state = 'issued' AND OLD.state IN ('approved', 'in_notice')
    AND NEW.notice_days > 0 AND (
        OLD.state <> 'in_notice' OR NEW.notice_until IS NULL
        OR NEW.notice_until >= (now() AT TIME ZONE 'Asia/Shanghai')::date
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the public notice is not over';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_submitted_stays_505ef() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_sums_are_those_of_the_ledger_2fe87() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF NOT EXISTS (
        SELECT FROM (
            SELECT * FROM welfare_budgetentry WHERE line_id = NEW.id ORDER BY number DESC LIMIT 1
        ) AS last
        WHERE (last.amount_after, last.reserved_after, last.spent_after) = (NEW.amount, NEW.reserved, NEW.spent)
    ) THEN
        RAISE EXCEPTION 'pgtrigger: the sums of a budget line are those of its ledger'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_line_is_what_its_ledger_says';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_unit_changes_its_place_050f9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        UPDATE members_unitplace SET under = ARRAY(SELECT id FROM members_unit WHERE starts_with(NEW.path, path))
        WHERE unit_id = NEW.id AND ends_on IS NULL AND starts_on = (now() AT TIME ZONE 'Asia/Shanghai')::date;
        IF NOT FOUND THEN
            UPDATE members_unitplace SET ends_on = (now() AT TIME ZONE 'Asia/Shanghai')::date WHERE unit_id = NEW.id AND ends_on IS NULL;
            INSERT INTO members_unitplace (unit_id, under, starts_on) VALUES (NEW.id, ARRAY(SELECT id FROM members_unit WHERE starts_with(NEW.path, path)), (now() AT TIME ZONE 'Asia/Shanghai')::date);
        END IF;
        RETURN NULL;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_unit_has_a_place_1de10() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO members_unitplace (unit_id, under) VALUES (NEW.id, ARRAY(SELECT id FROM members_unit WHERE starts_with(NEW.path, path))); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_1c74a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_unitregionevent" ("ample_funds", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "unit_id") VALUES (NEW."ample_funds", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."region", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_1f5ec() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_benefitkindevent" ("active", "code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."active", NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_28838() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_duesruleevent" ("effective_from", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "source", "step") VALUES (NEW."effective_from", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."rate", NEW."source", NEW."step"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_2cd93() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_budgetlineevent" ("amount", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reserved", "spent", "unit_id", "year") VALUES (NEW."amount", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."reserved", NEW."spent", NEW."unit_id", NEW."year"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_323fc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_benefitruleevent" ("attachments", "certainty", "claim_months", "dated_on", "day_unclear", "dues_months", "effective_from", "effective_to", "forms", "frequency", "id", "kind", "needs_file", "note", "one_place", "outside_base", "period_months", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "relations", "source", "unit_id", "wage_in_base") VALUES (NEW."attachments", NEW."certainty", NEW."claim_months", NEW."dated_on", NEW."day_unclear", NEW."dues_months", NEW."effective_from", NEW."effective_to", NEW."forms", NEW."frequency", NEW."id", NEW."kind", NEW."needs_file", NEW."note", NEW."one_place", NEW."outside_base", NEW."period_months", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."region", NEW."relations", NEW."source", NEW."unit_id", NEW."wage_in_base"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_3afcf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_budgetincomeevent" ("amount", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "unit_id", "year") VALUES (NEW."amount", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."unit_id", NEW."year"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_3b3cd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_minorityfestivalevent" ("approved_by", "code", "document", "ethnic_groups", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region") VALUES (NEW."approved_by", NEW."code", NEW."document", NEW."ethnic_groups", NEW."id", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."region"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_483ca() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_memberfactevent" ("fact", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "source", "until") VALUES (NEW."fact", NEW."id", NEW."member_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."since", NEW."source", NEW."until"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_53a09() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_aidruleevent" ("amount", "certainty", "effective_from", "effective_to", "id", "kind", "level", "months", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "share", "source", "stage", "unit_id") VALUES (NEW."amount", NEW."certainty", NEW."effective_from", NEW."effective_to", NEW."id", NEW."kind", NEW."level", NEW."months", NEW."note", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."region", NEW."share", NEW."source", NEW."stage", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_6cf60() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_hardshipruleevent" ("accident_times", "asks_province_income", "at_the_line", "certainty", "deep_times", "effective_from", "effective_to", "id", "leave_months", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "relative_times", "review_months", "source", "unit_id") VALUES (NEW."accident_times", NEW."asks_province_income", NEW."at_the_line", NEW."certainty", NEW."deep_times", NEW."effective_from", NEW."effective_to", NEW."id", NEW."leave_months", NEW."note", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."region", NEW."relative_times", NEW."review_months", NEW."source", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_7f043() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "consultation_statutorylimitevent" ("amount", "article", "certainty", "code", "document", "extension", "id", "moves", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "unit") VALUES (NEW."amount", NEW."article", NEW."certainty", NEW."code", NEW."document", NEW."extension", NEW."id", NEW."moves", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."region", NEW."unit"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_82b8c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_capevent" ("amount", "basis", "certainty", "condition", "dated_on", "day_unclear", "effective_from", "effective_to", "festival", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "source", "unit_id") VALUES (NEW."amount", NEW."basis", NEW."certainty", NEW."condition", NEW."dated_on", NEW."day_unclear", NEW."effective_from", NEW."effective_to", NEW."festival", NEW."id", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."region", NEW."source", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_862bf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "consultation_cannedanswerevent" ("active", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "title", "topic", "unit_id") VALUES (NEW."active", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."text", NEW."title", NEW."topic", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_91f97() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_dueswaiverevent" ("at", "by_id", "ends_on", "id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "starts_on") VALUES (OLD."at", OLD."by_id", OLD."ends_on", OLD."id", OLD."member_id", _pgh_attach_context(), NOW(), 'update', OLD."id", OLD."reason", OLD."starts_on"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_a3ead() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_grantevent" ("amount", "held", "id", "member_id", "occasion_id", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_category", "received_at", "received_by_id", "reduced_by", "revoked_at", "run_id", "signing_id", "unit_id") VALUES (NEW."amount", NEW."held", NEW."id", NEW."member_id", NEW."occasion_id", NEW."payment_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."post_category", NEW."received_at", NEW."received_by_id", NEW."reduced_by", NEW."revoked_at", NEW."run_id", NEW."signing_id", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_a4539() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "consultation_deadlineruleevent" ("certainty", "code", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "working_days") VALUES (NEW."certainty", NEW."code", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."working_days"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_a618e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_dueschargeevent" ("amount", "basis", "exemption", "id", "member_id", "month", "paid", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate", "state", "step", "unit_id", "waiver_id") VALUES (OLD."amount", OLD."basis", OLD."exemption", OLD."id", OLD."member_id", OLD."month", OLD."paid", _pgh_attach_context(), NOW(), 'update', OLD."id", OLD."rate", OLD."state", OLD."step", OLD."unit_id", OLD."waiver_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_a8f96() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "consultation_faqentryevent" ("answer", "changed_at", "changed_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published", "question", "topic", "unit_id") VALUES (NEW."answer", NEW."changed_at", NEW."changed_by_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."published", NEW."question", NEW."topic", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_ac82f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_planevent" ("active", "amount", "amounts", "collect_days", "conditions", "contact", "days", "decision", "festival", "form", "goods", "hours", "id", "kind", "lead_days", "leap_day", "minority_festival_id", "name", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "schedule", "since", "unit_id") VALUES (NEW."active", NEW."amount", NEW."amounts", NEW."collect_days", NEW."conditions", NEW."contact", NEW."days", NEW."decision", NEW."festival", NEW."form", NEW."goods", NEW."hours", NEW."id", NEW."kind", NEW."lead_days", NEW."leap_day", NEW."minority_festival_id", NEW."name", NEW."notice_days", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."place", NEW."schedule", NEW."since", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_af476() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_minorityfestivaldayevent" ("festival_id", "id", "number", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."festival_id", NEW."id", NEW."number", NEW."on", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_b1bc1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_memberevent" ("anonymised_at", "bank_card_hash", "birth_date", "created_at", "education", "employee_number", "employment", "employment_form", "ethnic_group", "hardship", "hired_on", "household_kind", "household_place", "id", "id_hash", "id_kind", "initials", "is_migrant", "joined_on", "merged_into_id", "name", "native_place", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "politics", "post_category", "sex", "skill_level", "state", "state_reason", "state_since", "unit_id", "unit_since", "updated_at", "user_id", "work_site") VALUES (OLD."anonymised_at", OLD."bank_card_hash", OLD."birth_date", OLD."created_at", OLD."education", OLD."employee_number", OLD."employment", OLD."employment_form", OLD."ethnic_group", OLD."hardship", OLD."hired_on", OLD."household_kind", OLD."household_place", OLD."id", OLD."id_hash", OLD."id_kind", OLD."initials", OLD."is_migrant", OLD."joined_on", OLD."merged_into_id", OLD."name", OLD."native_place", _pgh_attach_context(), NOW(), 'update', OLD."id", OLD."phone", OLD."pinyin", OLD."politics", OLD."post_category", OLD."sex", OLD."skill_level", OLD."state", OLD."state_reason", OLD."state_since", OLD."unit_id", OLD."unit_since", OLD."updated_at", OLD."user_id", OLD."work_site"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_c7032() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_appointmentevent" ("ends_on", "holder_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "starts_on", "unit_id") VALUES (NEW."ends_on", NEW."holder_id", NEW."id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."post_id", NEW."starts_on", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_c8a9c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_duesbasisevent" ("id", "member_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "wage") VALUES (OLD."id", OLD."member_id", _pgh_attach_context(), NOW(), 'update', OLD."id", OLD."starts_on", OLD."wage"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_d81e0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "welfare_localfigureevent" ("amount", "certainty", "effective_from", "effective_to", "figure", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "source", "unit_id") VALUES (NEW."amount", NEW."certainty", NEW."effective_from", NEW."effective_to", NEW."figure", NEW."id", NEW."note", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."region", NEW."source", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_d8868() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "consultation_grievanceevent" ("accepted_at", "category", "closed_at", "employment_ended_on", "filed_at", "id", "number", "officer_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "state", "unit_id") VALUES (NEW."accepted_at", NEW."category", NEW."closed_at", NEW."employment_ended_on", NEW."filed_at", NEW."id", NEW."number", NEW."officer_id", NEW."outcome", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."since", NEW."state", NEW."unit_id"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_e4365() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_retentionruleevent" ("id", "notice_days", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "state", "years") VALUES (NEW."id", NEW."notice_days", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."state", NEW."years"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_update_update_f8495() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO "members_familymemberevent" ("birth_date", "deceased_on", "grade", "id", "id_hash", "is_dependent", "member_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "school", "sex", "workplace") VALUES (OLD."birth_date", OLD."deceased_on", OLD."grade", OLD."id", OLD."id_hash", OLD."is_dependent", OLD."member_id", OLD."name", _pgh_attach_context(), NOW(), 'update', OLD."id", OLD."phone", OLD."relation", OLD."school", OLD."sex", OLD."workplace"); RETURN NULL;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_used_line_stays_0c132() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM FROM members_unit WHERE id IN (OLD.unit_id, NEW.unit_id) ORDER BY id FOR NO KEY UPDATE;
    IF 
    EXISTS (
        SELECT FROM welfare_yearend WHERE unit_id = OLD.unit_id AND year = OLD.year
        AND state = 'closed'
    )
 OR 
    EXISTS (
        SELECT FROM welfare_yearend WHERE unit_id = NEW.unit_id AND year = NEW.year
        AND state = 'closed'
    )
 OR EXISTS (
        SELECT FROM welfare_budgetentry WHERE line_id = NEW.id AND kind NOT IN ('appropriation', 'adjustment')
    ) THEN
        RAISE EXCEPTION 'pgtrigger: a budget line that was used stays what it was for'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'used_line_stays';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_version_is_kept_295c0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_version_stays_e8854() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_who_decided_changes_nothing_27da1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    PERFORM FROM members_approvalround
                    WHERE kind = NEW.kind AND object_id = NEW.object_id AND state = 'open'
                    FOR NO KEY UPDATE;
                    IF EXISTS (
                        SELECT FROM members_approvaldecision AS decision
                        JOIN members_approvalround AS round ON round.id = decision.round_id
                        WHERE round.kind = NEW.kind AND round.object_id = NEW.object_id
                        AND round.state = 'open'
                        AND NEW.person_id IN (decision.by_id, decision.for_whom_id)
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: has approved it in this round'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'who_decided_changes_nothing';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_whose_file_stays_6b324() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_words_stay_9e12d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NEW.text <> '***' OR NOT EXISTS (
                        SELECT FROM office_erasedrow AS erased
                        JOIN members_member AS member ON member.id = erased.row_id
                        WHERE erased.table_name = 'members_member'
                        AND (member.id = NEW.about_id OR member.user_id = NEW.by_id)
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: the words of an objection go only with the person';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_year_ends_move_as_ruled_bf5cf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE _is_valid_transition BOOLEAN;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{proposed:closed,proposed:returned,proposed:withdrawn}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_year_ends_stay_fb008() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.welfare_forget_names() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
    UPDATE welfare_grant SET name = '***' WHERE member_id = NEW.row_id AND name NOT IN ('', '***');
    RETURN NULL;
END
$$;


CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);


ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);


ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_cannedanswer (
    id bigint NOT NULL,
    title character varying(60) NOT NULL,
    topic character varying(16) NOT NULL,
    text text NOT NULL,
    active boolean NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT canned_answer_says_something CHECK (((NOT (text = ''::text)) AND (NOT ((title)::text = ''::text)))),
    CONSTRAINT canned_answer_topic_known CHECK (((topic)::text = ANY ((ARRAY['wages'::character varying, 'hours'::character varying, 'contract'::character varying, 'insurance'::character varying, 'safety'::character varying, 'benefits'::character varying, 'life'::character varying, 'membership'::character varying, 'other'::character varying])::text[])))
);


ALTER TABLE public.consultation_cannedanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_cannedanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_cannedanswerevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    title character varying(60) NOT NULL,
    topic character varying(16) NOT NULL,
    text text NOT NULL,
    active boolean NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.consultation_cannedanswerevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_cannedanswerevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_clock (
    id bigint NOT NULL,
    working_days smallint NOT NULL,
    starts_on date NOT NULL,
    due_on date NOT NULL,
    estimated boolean NOT NULL,
    met_at timestamp with time zone,
    dropped_at timestamp with time zone,
    rule_id bigint NOT NULL,
    grievance_id bigint,
    question_id bigint,
    referral_id bigint,
    days_left smallint,
    paused_on date,
    CONSTRAINT clock_ends_after_it_starts CHECK ((due_on > starts_on)),
    CONSTRAINT clock_is_met_or_dropped_not_both CHECK (((met_at IS NULL) OR (dropped_at IS NULL))),
    CONSTRAINT clock_paused_has_days_left CHECK ((((days_left IS NULL) AND (paused_on IS NULL)) OR ((days_left >= 1) AND (paused_on IS NOT NULL)))),
    CONSTRAINT clock_runs_on_one_thing CHECK ((((grievance_id IS NULL) AND (question_id IS NOT NULL) AND (referral_id IS NULL)) OR ((grievance_id IS NULL) AND (question_id IS NULL) AND (referral_id IS NOT NULL)) OR ((grievance_id IS NOT NULL) AND (question_id IS NULL) AND (referral_id IS NULL)))),
    CONSTRAINT consultation_clock_days_left_check CHECK ((days_left >= 0)),
    CONSTRAINT consultation_clock_working_days_check CHECK ((working_days >= 0))
);


ALTER TABLE public.consultation_clock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_clock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_clockevent (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    "on" date NOT NULL,
    amount smallint NOT NULL,
    due_before date,
    due_after date,
    note character varying(300) NOT NULL,
    at timestamp with time zone,
    by_id bigint,
    clock_id bigint NOT NULL,
    CONSTRAINT clock_event_amount_fits CHECK ((((amount >= 1) AND ((kind)::text = ANY ((ARRAY['extended'::character varying, 'class_changed'::character varying])::text[]))) OR ((NOT ((kind)::text = ANY ((ARRAY['extended'::character varying, 'class_changed'::character varying])::text[]))) AND (amount = 0)))),
    CONSTRAINT clock_event_kind_known CHECK (((kind)::text = ANY ((ARRAY['start'::character varying, 'pause'::character varying, 'resume'::character varying, 'class_changed'::character varying, 'extended'::character varying, 'interrupted'::character varying, 'recounted'::character varying, 'stopped'::character varying])::text[]))),
    CONSTRAINT consultation_clockevent_amount_check CHECK ((amount >= 0))
);


ALTER TABLE public.consultation_clockevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_clockevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_deadlinerule (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    working_days smallint NOT NULL,
    certainty character varying(1) NOT NULL,
    source character varying(200) NOT NULL,
    CONSTRAINT consultation_deadlinerule_working_days_check CHECK ((working_days >= 0)),
    CONSTRAINT deadline_has_a_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT deadline_takes_a_day CHECK ((working_days >= 1))
);


ALTER TABLE public.consultation_deadlinerule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_deadlinerule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_deadlineruleevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    working_days smallint NOT NULL,
    certainty character varying(1) NOT NULL,
    source character varying(200) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT consultation_deadlineruleevent_working_days_check CHECK ((working_days >= 0))
);


ALTER TABLE public.consultation_deadlineruleevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_deadlineruleevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_faqentry (
    id bigint NOT NULL,
    topic character varying(16) NOT NULL,
    question character varying(200) NOT NULL,
    answer text NOT NULL,
    published boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    grams text[] NOT NULL,
    changed_by_id bigint,
    unit_id bigint NOT NULL,
    CONSTRAINT faq_says_something CHECK (((NOT ((question)::text = ''::text)) AND (NOT (answer = ''::text)))),
    CONSTRAINT faq_topic_known CHECK (((topic)::text = ANY ((ARRAY['wages'::character varying, 'hours'::character varying, 'contract'::character varying, 'insurance'::character varying, 'safety'::character varying, 'benefits'::character varying, 'life'::character varying, 'membership'::character varying, 'other'::character varying])::text[])))
);


ALTER TABLE public.consultation_faqentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_faqentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_faqentryevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    topic character varying(16) NOT NULL,
    question character varying(200) NOT NULL,
    answer text NOT NULL,
    published boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.consultation_faqentryevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_faqentryevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_grievance (
    id bigint NOT NULL,
    key character varying(32) NOT NULL,
    number character varying(20) NOT NULL,
    category character varying(12) NOT NULL,
    facts text NOT NULL,
    since date,
    employment_ended_on date,
    concerned character varying(200) NOT NULL,
    wish text NOT NULL,
    receipt_hash character varying(64),
    state character varying(12) NOT NULL,
    outcome character varying(16) NOT NULL,
    summary text NOT NULL,
    advice text NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    closed_at timestamp with time zone,
    officer_id bigint,
    unit_id bigint NOT NULL,
    CONSTRAINT grievance_category_known CHECK (((category)::text = ANY ((ARRAY['wages'::character varying, 'hours'::character varying, 'contract'::character varying, 'safety'::character varying, 'insurance'::character varying, 'treatment'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT grievance_closed_has_an_outcome CHECK (((((state)::text = 'closed'::text) AND (NOT ((outcome)::text = ''::text)) AND (NOT (summary = ''::text))) OR ((NOT ((state)::text = 'closed'::text)) AND ((outcome)::text = ''::text)))),
    CONSTRAINT grievance_declined_has_a_reason CHECK (((NOT ((state)::text = 'declined'::text)) OR (NOT (summary = ''::text)))),
    CONSTRAINT grievance_says_what_happened CHECK ((NOT (facts = ''::text))),
    CONSTRAINT grievance_taken_has_an_officer CHECK ((((state)::text = ANY ((ARRAY['submitted'::character varying, 'declined'::character varying])::text[])) OR (officer_id IS NOT NULL)))
);


ALTER TABLE public.consultation_grievance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_grievance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_grievanceentry (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    side character varying(8) NOT NULL,
    internal boolean NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    author_id bigint,
    grievance_id bigint NOT NULL,
    CONSTRAINT grievance_entry_messages_are_open CHECK ((((NOT internal) AND ((kind)::text = 'message'::text)) OR (((kind)::text = 'step'::text) AND ((side)::text = 'office'::text)) OR (internal AND ((kind)::text = 'note'::text) AND ((side)::text = 'office'::text)))),
    CONSTRAINT grievance_entry_only_officers_sign CHECK ((((author_id IS NULL) AND ((side)::text = 'worker'::text)) OR ((author_id IS NOT NULL) AND ((side)::text = 'office'::text)))),
    CONSTRAINT grievance_entry_says_something CHECK ((NOT (text = ''::text)))
);


ALTER TABLE public.consultation_grievanceentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_grievanceentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_grievanceevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    category character varying(12) NOT NULL,
    since date,
    employment_ended_on date,
    state character varying(12) NOT NULL,
    outcome character varying(16) NOT NULL,
    filed_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    closed_at timestamp with time zone,
    officer_id bigint,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.consultation_grievanceevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_grievanceevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_grievancereporter (
    grievance_id bigint NOT NULL,
    member_id bigint NOT NULL,
    user_id bigint NOT NULL
);


CREATE TABLE public.consultation_message (
    id bigint NOT NULL,
    side character varying(8) NOT NULL,
    internal boolean NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    author_id bigint NOT NULL,
    question_id bigint NOT NULL,
    CONSTRAINT message_internal_is_the_offices CHECK (((NOT internal) OR ((side)::text = 'office'::text))),
    CONSTRAINT message_says_something CHECK ((NOT (text = ''::text)))
);


ALTER TABLE public.consultation_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_question (
    id bigint NOT NULL,
    key character varying(32) NOT NULL,
    number character varying(20) NOT NULL,
    kind character varying(16) NOT NULL,
    topic character varying(16) NOT NULL,
    title character varying(100) NOT NULL,
    grams text[] NOT NULL,
    state character varying(12) NOT NULL,
    tier character varying(16) NOT NULL,
    supervised boolean NOT NULL,
    urged_at timestamp with time zone,
    asked_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    closed_at timestamp with time zone,
    asker_id bigint NOT NULL,
    counsellor_id bigint,
    member_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT question_accepted_has_a_tier CHECK (((((state)::text = 'submitted'::text) AND ((tier)::text = ''::text)) OR ((tier)::text = ANY ((ARRAY['consultation'::character varying, 'general'::character varying, 'difficult'::character varying, 'complex'::character varying])::text[])))),
    CONSTRAINT question_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['consultation'::character varying, 'appeal'::character varying, 'suggestion'::character varying])::text[])))
);


ALTER TABLE public.consultation_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_rating (
    id bigint NOT NULL,
    grade smallint NOT NULL,
    comment text NOT NULL,
    at timestamp with time zone NOT NULL,
    question_id bigint NOT NULL,
    CONSTRAINT consultation_rating_grade_check CHECK ((grade >= 0)),
    CONSTRAINT rating_grade_is_known CHECK ((grade = ANY (ARRAY[4, 3, 2, 1])))
);


ALTER TABLE public.consultation_rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_referral (
    id bigint NOT NULL,
    number character varying(20) NOT NULL,
    text text NOT NULL,
    state character varying(12) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    reply text NOT NULL,
    replied_at timestamp with time zone,
    urged_at timestamp with time zone,
    question_id bigint NOT NULL,
    replied_by_id bigint,
    sent_by_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT referral_replied_has_a_reply CHECK (((NOT ((state)::text = 'replied'::text)) OR ((NOT (reply = ''::text)) AND (replied_by_id IS NOT NULL))))
);


ALTER TABLE public.consultation_referral ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_referral_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_series (
    id bigint NOT NULL,
    prefix character varying(4) NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    CONSTRAINT consultation_series_last_check CHECK ((last >= 0)),
    CONSTRAINT consultation_series_year_check CHECK ((year >= 0))
);


ALTER TABLE public.consultation_series ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_statutorylimit (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    region character varying(40) NOT NULL,
    unit character varying(12) NOT NULL,
    amount smallint NOT NULL,
    moves boolean NOT NULL,
    extension smallint NOT NULL,
    document character varying(200) NOT NULL,
    article character varying(60) NOT NULL,
    certainty character varying(1) NOT NULL,
    CONSTRAINT consultation_statutorylimit_amount_check CHECK ((amount >= 0)),
    CONSTRAINT consultation_statutorylimit_extension_check CHECK ((extension >= 0)),
    CONSTRAINT statutory_limit_has_a_source CHECK (((NOT ((document)::text = ''::text)) AND (NOT ((article)::text = ''::text)))),
    CONSTRAINT statutory_limit_takes_a_day CHECK ((amount >= 1)),
    CONSTRAINT statutory_limit_unit_known CHECK (((unit)::text = ANY ((ARRAY['days'::character varying, 'working_days'::character varying, 'months'::character varying, 'years'::character varying])::text[])))
);


ALTER TABLE public.consultation_statutorylimit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_statutorylimit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_statutorylimitevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    region character varying(40) NOT NULL,
    unit character varying(12) NOT NULL,
    amount smallint NOT NULL,
    moves boolean NOT NULL,
    extension smallint NOT NULL,
    document character varying(200) NOT NULL,
    article character varying(60) NOT NULL,
    certainty character varying(1) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT consultation_statutorylimitevent_amount_check CHECK ((amount >= 0)),
    CONSTRAINT consultation_statutorylimitevent_extension_check CHECK ((extension >= 0))
);


ALTER TABLE public.consultation_statutorylimitevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_statutorylimitevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.consultation_unannounced (
    id bigint NOT NULL,
    is_message boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    grievance_id bigint NOT NULL
);


ALTER TABLE public.consultation_unannounced ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.consultation_unannounced_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);


ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


CREATE TABLE public.members_accountsession (
    id bigint NOT NULL,
    session_hash character varying(40) NOT NULL,
    browser character varying(16) NOT NULL,
    system character varying(16) NOT NULL,
    place character varying(48) NOT NULL,
    began_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL
);


ALTER TABLE public.members_accountsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_accountsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_activationcode (
    id bigint NOT NULL,
    purpose character varying(8) NOT NULL,
    code_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    used_at timestamp with time zone,
    voided_at timestamp with time zone,
    made_by_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT code_bears_so_many_tries CHECK ((attempts <= 5)),
    CONSTRAINT code_is_used_or_replaced CHECK (((used_at IS NULL) OR (voided_at IS NULL))),
    CONSTRAINT code_purpose_is_known CHECK (((purpose)::text = ANY ((ARRAY['activate'::character varying, 'recover'::character varying])::text[]))),
    CONSTRAINT members_activationcode_attempts_check CHECK ((attempts >= 0))
);


ALTER TABLE public.members_activationcode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_activationcode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_apitoken (
    id bigint NOT NULL,
    purpose character varying(100) NOT NULL,
    prefix character varying(8) NOT NULL,
    token_hash character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    expires_on date,
    last_used_on date,
    user_id bigint NOT NULL,
    areas character varying(16)[] DEFAULT '{}'::character varying(16)[] NOT NULL,
    may_write boolean DEFAULT false NOT NULL,
    posts character varying(48)[] DEFAULT '{}'::character varying(48)[] NOT NULL,
    replaced_by_id bigint,
    second_step boolean DEFAULT false NOT NULL
);


ALTER TABLE public.members_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_application (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    id_kind character varying(1) NOT NULL,
    id_number text NOT NULL,
    id_hash character varying(64) NOT NULL,
    phone character varying(20) NOT NULL,
    employee_number character varying(32) NOT NULL,
    employment_form character varying(20) NOT NULL,
    post_category character varying(12) NOT NULL,
    statement character varying(500) NOT NULL,
    consented_at timestamp with time zone NOT NULL,
    receipt_hash character varying(64) NOT NULL,
    state character varying(12) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    answer character varying(300) NOT NULL,
    decided_by_id bigint,
    member_id bigint,
    unit_id bigint NOT NULL,
    user_id bigint,
    CONSTRAINT application_is_decided_by_somebody CHECK ((((decided_by_id IS NULL) AND (member_id IS NULL) AND ((state)::text = 'submitted'::text)) OR ((decided_by_id IS NOT NULL) AND (member_id IS NOT NULL) AND ((state)::text = 'admitted'::text)) OR ((decided_by_id IS NOT NULL) AND (member_id IS NULL) AND ((state)::text = 'returned'::text) AND (NOT ((answer)::text = ''::text))))),
    CONSTRAINT application_state_is_known CHECK (((state)::text = ANY ((ARRAY['submitted'::character varying, 'admitted'::character varying, 'returned'::character varying])::text[])))
);


ALTER TABLE public.members_application ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_application_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_appointment (
    id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    holder_id bigint NOT NULL,
    post_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT appointment_ends_after_it_starts CHECK (((ends_on IS NULL) OR (ends_on >= starts_on)))
);


ALTER TABLE public.members_appointment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_appointment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_appointmentevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    holder_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    post_id bigint NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.members_appointmentevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_appointmentevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_approvaldecision (
    id bigint NOT NULL,
    stage smallint NOT NULL,
    verdict character varying(8) NOT NULL,
    note character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    for_whom_id bigint,
    round_id bigint NOT NULL,
    CONSTRAINT members_approvaldecision_stage_check CHECK ((stage >= 0)),
    CONSTRAINT what_is_returned_has_a_reason CHECK ((((verdict)::text = 'approve'::text) OR (NOT ((note)::text = ''::text))))
);


ALTER TABLE public.members_approvaldecision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_approvaldecision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_approvalmaker (
    id bigint NOT NULL,
    kind character varying(32) NOT NULL,
    object_id bigint NOT NULL,
    act character varying(12) NOT NULL,
    at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL
);


ALTER TABLE public.members_approvalmaker ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_approvalmaker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_approvalround (
    id bigint NOT NULL,
    kind character varying(32) NOT NULL,
    object_id bigint NOT NULL,
    number smallint NOT NULL,
    amount numeric(14,2) NOT NULL,
    content character varying(64) NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    state character varying(12) NOT NULL,
    closed_at timestamp with time zone,
    stage smallint NOT NULL,
    stage_whose character varying(8) NOT NULL,
    stage_needed smallint NOT NULL,
    due_on date,
    widened boolean NOT NULL,
    escalated_at timestamp with time zone,
    urged_on date,
    stage_post_id bigint,
    submitted_by_id bigint,
    unit_id bigint NOT NULL,
    rule_id bigint NOT NULL,
    CONSTRAINT closed_round_says_when CHECK ((((closed_at IS NULL) AND ((state)::text = 'open'::text)) OR ((NOT ((state)::text = 'open'::text)) AND (NOT (closed_at IS NULL))))),
    CONSTRAINT members_approvalround_number_check CHECK ((number >= 0)),
    CONSTRAINT members_approvalround_stage_check CHECK ((stage >= 0)),
    CONSTRAINT members_approvalround_stage_needed_check CHECK ((stage_needed >= 0))
);


ALTER TABLE public.members_approvalround ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_approvalround_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_approvalrule (
    id bigint NOT NULL,
    kind character varying(32) NOT NULL,
    min_amount numeric(14,2) NOT NULL,
    days smallint NOT NULL,
    since timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    by_id bigint,
    unit_id bigint,
    CONSTRAINT members_approvalrule_days_check CHECK ((days >= 0)),
    CONSTRAINT rule_has_sum_and_days CHECK (((days >= 1) AND (min_amount >= (0)::numeric)))
);


ALTER TABLE public.members_approvalrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_approvalrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_approvalstage (
    id bigint NOT NULL,
    "order" smallint NOT NULL,
    whose character varying(8) NOT NULL,
    needed smallint NOT NULL,
    post_id bigint,
    rule_id bigint NOT NULL,
    CONSTRAINT members_approvalstage_needed_check CHECK ((needed >= 0)),
    CONSTRAINT members_approvalstage_order_check CHECK (("order" >= 0)),
    CONSTRAINT somebody_approves_each_stage CHECK ((needed >= 1)),
    CONSTRAINT stage_is_own_or_upper CHECK (((whose)::text = ANY ((ARRAY['own'::character varying, 'upper'::character varying])::text[])))
);


ALTER TABLE public.members_approvalstage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_approvalstage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_changerequest (
    id bigint NOT NULL,
    field character varying(32) NOT NULL,
    old text NOT NULL,
    new text NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(12) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    due_estimated boolean NOT NULL,
    decided_at timestamp with time zone,
    answer character varying(300) NOT NULL,
    decided_by_id bigint,
    member_id bigint NOT NULL,
    CONSTRAINT change_decided_by_somebody CHECK ((((decided_by_id IS NULL) AND ((state)::text = ANY ((ARRAY['waiting'::character varying, 'withdrawn'::character varying])::text[]))) OR ((decided_by_id IS NOT NULL) AND ((state)::text = ANY ((ARRAY['accepted'::character varying, 'returned'::character varying])::text[]))))),
    CONSTRAINT change_field_is_known CHECK (((field)::text = ANY ((ARRAY['name'::character varying, 'id_number'::character varying, 'bank_card'::character varying, 'birth_date'::character varying, 'sex'::character varying, 'ethnic_group'::character varying, 'politics'::character varying, 'skill_level'::character varying, 'employee_number'::character varying, 'employment'::character varying, 'employment_form'::character varying, 'post_category'::character varying, 'hired_on'::character varying, 'joined_on'::character varying, 'family'::character varying])::text[]))),
    CONSTRAINT change_returned_with_a_reason CHECK (((NOT ((state)::text = 'returned'::text)) OR (NOT ((answer)::text = ''::text)))),
    CONSTRAINT change_state_is_known CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'accepted'::character varying, 'returned'::character varying, 'withdrawn'::character varying])::text[])))
);


ALTER TABLE public.members_changerequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_changerequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_committee (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    dissolved_on date,
    unit_id bigint NOT NULL,
    CONSTRAINT committee_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['union'::character varying, 'fund_review'::character varying, 'women'::character varying, 'mediation'::character varying, 'supervision'::character varying])::text[])))
);


ALTER TABLE public.members_committee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_committee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_consent (
    id bigint NOT NULL,
    purpose character varying(12) NOT NULL,
    given boolean NOT NULL,
    channel character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    member_id bigint NOT NULL,
    text_id bigint NOT NULL,
    CONSTRAINT consent_channel_is_known CHECK (((channel)::text = ANY ((ARRAY['online'::character varying, 'paper'::character varying])::text[]))),
    CONSTRAINT consent_purpose_is_known CHECK (((purpose)::text = ANY ((ARRAY['health'::character varying, 'bank_card'::character varying, 'family'::character varying, 'notice'::character varying])::text[])))
);


ALTER TABLE public.members_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_consenttext (
    id bigint NOT NULL,
    purpose character varying(12) NOT NULL,
    effective_from date NOT NULL,
    text text NOT NULL,
    consequence text NOT NULL,
    source character varying(200) NOT NULL,
    CONSTRAINT consent_text_purpose_is_known CHECK (((purpose)::text = ANY ((ARRAY['health'::character varying, 'bank_card'::character varying, 'family'::character varying, 'notice'::character varying])::text[]))),
    CONSTRAINT consent_text_says_something CHECK (((NOT (text = ''::text)) AND (NOT ((source)::text = ''::text))))
);


ALTER TABLE public.members_consenttext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_consenttext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_departure (
    id bigint NOT NULL,
    member_id bigint NOT NULL,
    transaction bigint NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.members_departure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_departure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_deputyship (
    id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    appointment_id bigint NOT NULL,
    by_id bigint NOT NULL,
    deputy_id bigint NOT NULL,
    CONSTRAINT deputyship_ends_after_it_starts CHECK ((ends_at >= starts_at)),
    CONSTRAINT deputyship_has_a_reason CHECK ((NOT ((reason)::text = ''::text)))
);


ALTER TABLE public.members_deputyship ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_deputyship_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_doublecandidate (
    id bigint NOT NULL,
    reasons character varying(12)[] NOT NULL,
    score smallint NOT NULL,
    state character varying(12) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(200) NOT NULL,
    a_id bigint NOT NULL,
    b_id bigint NOT NULL,
    decided_by_id bigint,
    CONSTRAINT double_dismissed_with_a_reason CHECK (((NOT ((state)::text = 'dismissed'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT double_state_is_known CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'dismissed'::character varying, 'merged'::character varying])::text[]))),
    CONSTRAINT members_doublecandidate_score_check CHECK ((score >= 0)),
    CONSTRAINT older_record_first CHECK ((a_id < b_id))
);


ALTER TABLE public.members_doublecandidate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_doublecandidate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_duesbasis (
    id bigint NOT NULL,
    starts_on date NOT NULL,
    wage numeric(10,2) NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT wage_is_not_negative CHECK ((wage >= (0)::numeric)),
    CONSTRAINT wage_starts_with_a_month CHECK ((EXTRACT(day FROM starts_on) = (1)::numeric))
);


ALTER TABLE public.members_duesbasis ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_duesbasis_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_duesbasisevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    starts_on date NOT NULL,
    wage numeric(10,2) NOT NULL,
    member_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);


ALTER TABLE public.members_duesbasisevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_duesbasisevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_duesbook (
    id bigint NOT NULL,
    opens_itself boolean NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.members_duesbook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_duesbook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_duescharge (
    id bigint NOT NULL,
    month date NOT NULL,
    basis numeric(10,2),
    rate numeric(6,5) NOT NULL,
    step numeric(8,2) NOT NULL,
    amount numeric(10,2) NOT NULL,
    paid numeric(10,2) NOT NULL,
    state character varying(8) NOT NULL,
    exemption character varying(12) NOT NULL,
    member_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    waiver_id bigint,
    CONSTRAINT charge_is_for_a_month CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT charge_says_why CHECK ((((amount > paid) AND (basis IS NOT NULL) AND ((exemption)::text = ''::text) AND ((state)::text = 'due'::text) AND (waiver_id IS NULL)) OR ((amount > (0)::numeric) AND (amount <= paid) AND (basis IS NOT NULL) AND ((exemption)::text = ''::text) AND ((state)::text = 'paid'::text) AND (waiver_id IS NULL)) OR ((amount = (0)::numeric) AND ((state)::text = 'exempt'::text) AND (waiver_id IS NULL) AND (NOT ((exemption)::text = ''::text))) OR ((amount = (0)::numeric) AND ((exemption)::text = ''::text) AND ((state)::text = 'waived'::text) AND (waiver_id IS NOT NULL)) OR ((amount = (0)::numeric) AND (basis IS NULL) AND ((exemption)::text = ''::text) AND ((state)::text = 'unknown'::text) AND (waiver_id IS NULL)))),
    CONSTRAINT no_more_is_reversed_than_was_paid CHECK ((paid >= (0)::numeric))
);


ALTER TABLE public.members_duescharge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_duescharge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_dueschargeevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    month date NOT NULL,
    basis numeric(10,2),
    rate numeric(6,5) NOT NULL,
    step numeric(8,2) NOT NULL,
    amount numeric(10,2) NOT NULL,
    paid numeric(10,2) NOT NULL,
    state character varying(8) NOT NULL,
    exemption character varying(12) NOT NULL,
    member_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    waiver_id bigint
);


ALTER TABLE public.members_dueschargeevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_dueschargeevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_duesmonth (
    id bigint NOT NULL,
    month date NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    computed_at timestamp with time zone,
    opened_by_id bigint,
    unit_id bigint NOT NULL,
    CONSTRAINT dues_month_is_a_month CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);


ALTER TABLE public.members_duesmonth ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_duesmonth_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_duespayment (
    id bigint NOT NULL,
    amount numeric(10,2) NOT NULL,
    paid_on date NOT NULL,
    paid_by character varying(8) NOT NULL,
    year smallint NOT NULL,
    number integer,
    digest character varying(64) NOT NULL,
    "row" integer,
    note character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    charge_id bigint NOT NULL,
    reverses_id bigint,
    unit_id bigint NOT NULL,
    file_id bigint,
    CONSTRAINT members_duespayment_number_check CHECK ((number >= 0)),
    CONSTRAINT members_duespayment_row_check CHECK (("row" >= 0)),
    CONSTRAINT members_duespayment_year_check CHECK ((year >= 0)),
    CONSTRAINT payment_or_reversal CHECK ((((amount < (0)::numeric) AND (number IS NULL) AND ((paid_by)::text = 'reversal'::text) AND (reverses_id IS NOT NULL) AND ("row" IS NULL) AND (NOT ((note)::text = ''::text))) OR ((NOT ((paid_by)::text = 'reversal'::text)) AND (amount > (0)::numeric) AND (number IS NOT NULL) AND (reverses_id IS NULL)))),
    CONSTRAINT payroll_payment_names_its_row CHECK ((((file_id IS NOT NULL) AND ((paid_by)::text = 'payroll'::text) AND ("row" IS NOT NULL) AND (NOT ((digest)::text = ''::text))) OR ((NOT ((paid_by)::text = 'payroll'::text)) AND ((digest)::text = ''::text) AND (file_id IS NULL) AND ("row" IS NULL)))),
    CONSTRAINT receipt_is_of_its_year CHECK (((year)::numeric = EXTRACT(year FROM paid_on)))
);


ALTER TABLE public.members_duespayment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_duespayment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_duesrule (
    id bigint NOT NULL,
    effective_from date NOT NULL,
    rate numeric(6,5) NOT NULL,
    step numeric(8,2) NOT NULL,
    source character varying(200) NOT NULL,
    CONSTRAINT dues_rate_is_a_share CHECK (((rate > (0)::numeric) AND (rate < (1)::numeric))),
    CONSTRAINT dues_rule_has_a_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT dues_step_is_positive CHECK ((step > (0)::numeric))
);


ALTER TABLE public.members_duesrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_duesrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_duesruleevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    effective_from date NOT NULL,
    rate numeric(6,5) NOT NULL,
    step numeric(8,2) NOT NULL,
    source character varying(200) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);


ALTER TABLE public.members_duesruleevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_duesruleevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_dueswaiver (
    id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT waiver_ends_after_it_starts CHECK (((ends_on IS NULL) OR (ends_on >= starts_on))),
    CONSTRAINT waiver_has_a_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT waiver_holds_whole_months CHECK (((EXTRACT(day FROM starts_on) = (1)::numeric) AND ((ends_on IS NULL) OR (EXTRACT(day FROM ends_on) = (1)::numeric))))
);


ALTER TABLE public.members_dueswaiver ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_dueswaiver_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_dueswaiverevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    member_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);


ALTER TABLE public.members_dueswaiverevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_dueswaiverevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_erasure (
    id bigint NOT NULL,
    cause character varying(8) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    not_before date NOT NULL,
    reason character varying(300) NOT NULL,
    decided_at timestamp with time zone,
    answer character varying(300) NOT NULL,
    kept_until date,
    decided_by_id bigint,
    member_id bigint NOT NULL,
    CONSTRAINT erasure_decided_by_somebody CHECK ((((decided_by_id IS NULL) AND ((state)::text = ANY ((ARRAY['waiting'::character varying, 'withdrawn'::character varying])::text[]))) OR ((decided_by_id IS NOT NULL) AND ((state)::text = ANY ((ARRAY['erased'::character varying, 'refused'::character varying])::text[]))))),
    CONSTRAINT erasure_is_known CHECK ((((cause)::text = ANY ((ARRAY['rule'::character varying, 'request'::character varying])::text[])) AND ((state)::text = ANY ((ARRAY['waiting'::character varying, 'erased'::character varying, 'refused'::character varying, 'withdrawn'::character varying])::text[])))),
    CONSTRAINT erasure_refused_in_words CHECK (((NOT ((state)::text = 'refused'::text)) OR (NOT ((answer)::text = ''::text))))
);


ALTER TABLE public.members_erasure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_erasure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_familymember (
    id bigint NOT NULL,
    relation character varying(8) NOT NULL,
    name character varying(64) NOT NULL,
    sex character varying(1) NOT NULL,
    birth_date date,
    id_number text NOT NULL,
    id_hash character varying(64) NOT NULL,
    phone character varying(20) NOT NULL,
    workplace character varying(100) NOT NULL,
    is_dependent boolean NOT NULL,
    school character varying(100) NOT NULL,
    grade character varying(20) NOT NULL,
    deceased_on date,
    member_id bigint NOT NULL,
    CONSTRAINT kin_dies_after_birth CHECK (((deceased_on IS NULL) OR (birth_date IS NULL) OR (deceased_on >= birth_date))),
    CONSTRAINT kin_has_a_name CHECK ((NOT ((name)::text = ''::text))),
    CONSTRAINT kin_relation_is_known CHECK (((relation)::text = ANY ((ARRAY['spouse'::character varying, 'parent'::character varying, 'child'::character varying])::text[])))
);


ALTER TABLE public.members_familymember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_familymember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_familymemberevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    relation character varying(8) NOT NULL,
    name character varying(64) NOT NULL,
    sex character varying(1) NOT NULL,
    birth_date date,
    id_hash character varying(64) NOT NULL,
    phone character varying(20) NOT NULL,
    workplace character varying(100) NOT NULL,
    is_dependent boolean NOT NULL,
    school character varying(100) NOT NULL,
    grade character varying(20) NOT NULL,
    deceased_on date,
    member_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);


ALTER TABLE public.members_familymemberevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_familymemberevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_freezeperiod (
    id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    reason character varying(200) NOT NULL,
    approving boolean NOT NULL,
    issuing boolean NOT NULL,
    paying boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT freeze_ends_after_it_starts CHECK ((ends_at >= starts_at)),
    CONSTRAINT freeze_forbids_something CHECK ((approving OR issuing OR paying)),
    CONSTRAINT freeze_has_a_reason CHECK ((NOT ((reason)::text = ''::text)))
);


ALTER TABLE public.members_freezeperiod ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_freezeperiod_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_hardshipmark (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    starts_on date NOT NULL,
    basis character varying(200) NOT NULL,
    reason character varying(500) NOT NULL,
    review_on date NOT NULL,
    set_at timestamp with time zone NOT NULL,
    ended_on date,
    end_reason character varying(200) NOT NULL,
    member_id bigint NOT NULL,
    set_by_id bigint NOT NULL,
    CONSTRAINT hardship_has_a_file CHECK (((NOT ((basis)::text = ''::text)) AND (NOT ((reason)::text = ''::text)))),
    CONSTRAINT hardship_is_known CHECK (((kind)::text = ANY ((ARRAY['deep'::character varying, 'relative'::character varying, 'accident'::character varying])::text[]))),
    CONSTRAINT hardship_is_lifted_for_a_reason CHECK (((((end_reason)::text = ''::text) AND (ended_on IS NULL)) OR ((ended_on >= starts_on) AND (NOT ((end_reason)::text = ''::text))))),
    CONSTRAINT hardship_is_reviewed_later CHECK ((review_on > starts_on))
);


ALTER TABLE public.members_hardshipmark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_hardshipmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_honour (
    id bigint NOT NULL,
    title character varying(100) NOT NULL,
    level character varying(12) NOT NULL,
    awarded_by character varying(100) NOT NULL,
    awarded_on date NOT NULL,
    document character varying(100) NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT honour_has_a_title CHECK ((NOT ((title)::text = ''::text))),
    CONSTRAINT honour_level_is_known CHECK (((level)::text = ANY ((ARRAY['national'::character varying, 'provincial'::character varying, 'municipal'::character varying, 'industry'::character varying, 'enterprise'::character varying, 'unit'::character varying])::text[])))
);


ALTER TABLE public.members_honour ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_honour_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_importfault (
    id bigint NOT NULL,
    "row" integer NOT NULL,
    "column" character varying(32) NOT NULL,
    reason character varying(200) NOT NULL,
    params jsonb NOT NULL,
    job_id bigint NOT NULL,
    name character varying(64) NOT NULL,
    refuses boolean NOT NULL,
    value text NOT NULL,
    CONSTRAINT members_importfault_row_check CHECK (("row" >= 0))
);


ALTER TABLE public.members_importfault ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_importfault_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_importjob (
    id bigint NOT NULL,
    file character varying(100) NOT NULL,
    file_name character varying(200) NOT NULL,
    state character varying(12) NOT NULL,
    create_units boolean NOT NULL,
    last_row integer NOT NULL,
    total_rows integer NOT NULL,
    rows integer NOT NULL,
    rejected integer NOT NULL,
    created integer NOT NULL,
    updated integer NOT NULL,
    unchanged integer NOT NULL,
    unknown_units jsonb NOT NULL,
    unknown_heads jsonb NOT NULL,
    failure text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    by_id bigint,
    unit_id bigint NOT NULL,
    attempts smallint NOT NULL,
    checked_at timestamp with time zone,
    cleared_at timestamp with time zone,
    confirmed_at timestamp with time zone,
    conflicts integer NOT NULL,
    differing jsonb NOT NULL,
    key character varying(16) NOT NULL,
    known integer NOT NULL,
    layout jsonb NOT NULL,
    left_out jsonb NOT NULL,
    mode character varying(10) NOT NULL,
    skipped integer NOT NULL,
    went_on_at timestamp with time zone NOT NULL,
    went_on_from integer NOT NULL,
    CONSTRAINT importjob_key_is_known CHECK (((key)::text = ANY ((ARRAY['id_number'::character varying, 'employee_number'::character varying])::text[]))),
    CONSTRAINT importjob_mode_is_known CHECK (((mode)::text = ANY ((ARRAY['add'::character varying, 'update'::character varying, 'reconcile'::character varying])::text[]))),
    CONSTRAINT importjob_state_is_known CHECK (((state)::text = ANY ((ARRAY['checking'::character varying, 'checked'::character varying, 'importing'::character varying, 'done'::character varying, 'failed'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT members_importjob_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT members_importjob_conflicts_check CHECK ((conflicts >= 0)),
    CONSTRAINT members_importjob_created_check CHECK ((created >= 0)),
    CONSTRAINT members_importjob_known_check CHECK ((known >= 0)),
    CONSTRAINT members_importjob_last_row_check CHECK ((last_row >= 0)),
    CONSTRAINT members_importjob_rejected_check CHECK ((rejected >= 0)),
    CONSTRAINT members_importjob_rows_check CHECK ((rows >= 0)),
    CONSTRAINT members_importjob_skipped_check CHECK ((skipped >= 0)),
    CONSTRAINT members_importjob_total_rows_check CHECK ((total_rows >= 0)),
    CONSTRAINT members_importjob_unchanged_check CHECK ((unchanged >= 0)),
    CONSTRAINT members_importjob_updated_check CHECK ((updated >= 0)),
    CONSTRAINT members_importjob_went_on_from_check CHECK ((went_on_from >= 0))
);


ALTER TABLE public.members_importjob ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_importjob_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_importleaver (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    effective_on date,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    job_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT a_decision_is_whole CHECK ((((decided_at IS NULL) AND (effective_on IS NULL) AND ((kind)::text = ''::text)) OR ((NOT ((kind)::text = ''::text)) AND (decided_at IS NOT NULL) AND (effective_on IS NOT NULL))))
);


ALTER TABLE public.members_importleaver ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_importleaver_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_importrow (
    id bigint NOT NULL,
    number integer NOT NULL,
    outcome character varying(9) NOT NULL,
    new jsonb NOT NULL,
    old jsonb NOT NULL,
    id_number text NOT NULL,
    missing_unit character varying(100) NOT NULL,
    left_out boolean NOT NULL,
    job_id bigint NOT NULL,
    member_id bigint,
    CONSTRAINT importrow_outcome_is_known CHECK (((outcome)::text = ANY ((ARRAY['rejected'::character varying, 'created'::character varying, 'updated'::character varying, 'unchanged'::character varying, 'known'::character varying, 'conflict'::character varying])::text[]))),
    CONSTRAINT members_importrow_number_check CHECK ((number >= 0))
);


ALTER TABLE public.members_importrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_importrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_importslice (
    id bigint NOT NULL,
    first_row integer NOT NULL,
    last_row integer NOT NULL,
    rows integer NOT NULL,
    applied_at timestamp with time zone,
    job_id bigint NOT NULL,
    CONSTRAINT members_importslice_first_row_check CHECK ((first_row >= 0)),
    CONSTRAINT members_importslice_last_row_check CHECK ((last_row >= 0)),
    CONSTRAINT members_importslice_rows_check CHECK ((rows >= 0)),
    CONSTRAINT slice_ends_after_it_starts CHECK ((last_row >= first_row))
);


ALTER TABLE public.members_importslice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_importslice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_legalhold (
    id bigint NOT NULL,
    reason character varying(300) NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    lifted_by_id bigint,
    member_id bigint NOT NULL,
    placed_by_id bigint NOT NULL,
    CONSTRAINT hold_has_a_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT hold_lifted_by_somebody CHECK ((((lifted_at IS NULL) AND (lifted_by_id IS NULL)) OR ((lifted_at IS NOT NULL) AND (lifted_by_id IS NOT NULL))))
);


ALTER TABLE public.members_legalhold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_legalhold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_member (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    pinyin character varying(384) NOT NULL COLLATE pg_catalog."C",
    initials character varying(64) NOT NULL,
    sex character varying(1) NOT NULL,
    birth_date date,
    ethnic_group character varying(2) NOT NULL,
    id_kind character varying(1) NOT NULL,
    id_number text NOT NULL,
    id_hash character varying(64),
    bank_card text NOT NULL,
    bank_card_hash character varying(64),
    phone character varying(20) NOT NULL,
    education character varying(2) NOT NULL,
    skill_level character varying(1) NOT NULL,
    household_kind character varying(8) NOT NULL,
    household_place character varying(100) NOT NULL,
    native_place character varying(100) NOT NULL,
    is_migrant boolean NOT NULL,
    politics character varying(2) NOT NULL,
    employee_number character varying(32),
    employment character varying(20) NOT NULL,
    employment_form character varying(20) NOT NULL,
    post_category character varying(12) NOT NULL,
    hired_on date,
    state character varying(12) NOT NULL,
    joined_on date,
    state_since date,
    state_reason character varying(20) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    user_id bigint,
    unit_id bigint NOT NULL,
    anonymised_at timestamp with time zone,
    hardship character varying(8) NOT NULL,
    merged_into_id bigint,
    unit_since date,
    work_site character varying(100) NOT NULL,
    CONSTRAINT member_has_a_date CHECK ((((state)::text = 'pending'::text) OR (joined_on IS NOT NULL) OR (state_since IS NOT NULL))),
    CONSTRAINT member_has_a_name CHECK ((NOT ((name)::text = ''::text))),
    CONSTRAINT member_post_category_is_known CHECK (((post_category)::text = ANY ((ARRAY['front_line'::character varying, 'technical'::character varying, 'management'::character varying, ''::character varying])::text[]))),
    CONSTRAINT member_state_is_known CHECK (((state)::text = ANY ((ARRAY['pending'::character varying, 'active'::character varying, 'leaving'::character varying, 'transferred'::character varying, 'retained'::character varying, 'withdrawn'::character varying, 'expelled'::character varying, 'merged'::character varying])::text[]))),
    CONSTRAINT merged_means_into_another CHECK ((((merged_into_id IS NOT NULL) AND ((state)::text = 'merged'::text)) OR ((NOT ((state)::text = 'merged'::text)) AND (merged_into_id IS NULL)))),
    CONSTRAINT nobody_is_left_of_whom_was_erased CHECK (((anonymised_at IS NULL) OR ((bank_card = ''::text) AND (bank_card_hash IS NULL) AND (birth_date IS NULL) AND (employee_number IS NULL) AND (id_hash IS NULL) AND (id_number = ''::text) AND ((name)::text = '***'::text) AND ((phone)::text = ''::text) AND ((state)::text = ANY ((ARRAY['transferred'::character varying, 'withdrawn'::character varying, 'expelled'::character varying, 'merged'::character varying])::text[])) AND (user_id IS NULL))))
);


ALTER TABLE public.members_member ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_member_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_memberdocument (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    title character varying(100) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT document_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['application'::character varying, 'contract'::character varying, 'certificate'::character varying, 'household'::character varying, 'school'::character varying, 'identity'::character varying, 'medical'::character varying, 'bank'::character varying, 'other'::character varying])::text[])))
);


ALTER TABLE public.members_memberdocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_memberdocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_memberevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    pinyin character varying(384) NOT NULL COLLATE pg_catalog."C",
    initials character varying(64) NOT NULL,
    sex character varying(1) NOT NULL,
    birth_date date,
    ethnic_group character varying(2) NOT NULL,
    id_kind character varying(1) NOT NULL,
    id_hash character varying(64),
    bank_card_hash character varying(64),
    phone character varying(20) NOT NULL,
    education character varying(2) NOT NULL,
    skill_level character varying(1) NOT NULL,
    household_kind character varying(8) NOT NULL,
    household_place character varying(100) NOT NULL,
    native_place character varying(100) NOT NULL,
    is_migrant boolean NOT NULL,
    politics character varying(2) NOT NULL,
    employee_number character varying(32),
    employment character varying(20) NOT NULL,
    employment_form character varying(20) NOT NULL,
    post_category character varying(12) NOT NULL,
    hired_on date,
    state character varying(12) NOT NULL,
    joined_on date,
    state_since date,
    state_reason character varying(20) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    user_id bigint,
    unit_id bigint NOT NULL,
    anonymised_at timestamp with time zone,
    hardship character varying(8) NOT NULL,
    merged_into_id bigint,
    unit_since date,
    work_site character varying(100) NOT NULL
);


ALTER TABLE public.members_memberevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_memberevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_membershipchange (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    outside character varying(100) NOT NULL,
    effective_on date NOT NULL,
    code character varying(20) NOT NULL,
    reason character varying(200) NOT NULL,
    state character varying(12) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    answer character varying(200) NOT NULL,
    accepted_by_id bigint,
    begun_by_id bigint,
    ended_by_id bigint,
    from_unit_id bigint NOT NULL,
    member_id bigint NOT NULL,
    released_by_id bigint,
    to_unit_id bigint,
    batch_id bigint,
    CONSTRAINT change_is_known CHECK ((((kind)::text = ANY ((ARRAY['admit'::character varying, 'refuse'::character varying, 'retain'::character varying, 'withdraw'::character varying, 'expel'::character varying, 'return'::character varying, 'transfer'::character varying, 'transfer_out'::character varying])::text[])) AND ((state)::text = ANY ((ARRAY['asked'::character varying, 'released'::character varying, 'agreed'::character varying, 'done'::character varying, 'refused'::character varying, 'cancelled'::character varying])::text[])))),
    CONSTRAINT only_transfers_wait_for_a_side CHECK ((((kind)::text = 'transfer'::text) OR (NOT ((state)::text = ANY ((ARRAY['asked'::character varying, 'released'::character varying])::text[]))))),
    CONSTRAINT only_who_leaves_goes_outside CHECK (((((kind)::text = 'transfer_out'::text) OR ((outside)::text = ''::text)) AND (1 = (
CASE
    WHEN ((kind)::text = 'transfer_out'::text) THEN 1
    ELSE 0
END +
CASE
    WHEN ((outside)::text = ''::text) THEN 1
    ELSE 0
END)))),
    CONSTRAINT transfer_has_a_new_unit CHECK (((((kind)::text = 'transfer'::text) AND (to_unit_id IS NOT NULL)) OR ((kind)::text = 'return'::text) OR ((NOT ((kind)::text = ANY ((ARRAY['transfer'::character varying, 'return'::character varying])::text[]))) AND (to_unit_id IS NULL)))),
    CONSTRAINT transfer_leads_elsewhere CHECK (((NOT ((kind)::text = 'transfer'::text)) OR ((state)::text = 'refused'::text) OR (NOT ((to_unit_id = from_unit_id) AND (to_unit_id IS NOT NULL))))),
    CONSTRAINT transfer_takes_both_sides CHECK (((NOT (((kind)::text = 'transfer'::text) AND ((state)::text = ANY ((ARRAY['agreed'::character varying, 'done'::character varying])::text[])))) OR ((accepted_by_id IS NOT NULL) AND (released_by_id IS NOT NULL))))
);


ALTER TABLE public.members_membershipchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_membershipchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_membershipperiod (
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    starts_on date NOT NULL,
    ends_on date,
    reason character varying(20) NOT NULL,
    member_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT period_ends_after_it_starts CHECK (((ends_on IS NULL) OR (ends_on > starts_on))),
    CONSTRAINT period_state_is_known CHECK (((state)::text = ANY ((ARRAY['pending'::character varying, 'active'::character varying, 'leaving'::character varying, 'transferred'::character varying, 'retained'::character varying, 'withdrawn'::character varying, 'expelled'::character varying, 'merged'::character varying])::text[])))
);


ALTER TABLE public.members_membershipperiod ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_membershipperiod_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_memberstamp (
    member_id bigint NOT NULL,
    transaction bigint NOT NULL
);


CREATE TABLE public.members_membertocompare (
    id bigint NOT NULL,
    member_id bigint NOT NULL
);


ALTER TABLE public.members_membertocompare ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_membertocompare_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_merge (
    id bigint NOT NULL,
    taken character varying(24)[] NOT NULL,
    facts text NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    left_over character varying(24)[] NOT NULL,
    by_id bigint NOT NULL,
    loser_id bigint NOT NULL,
    pair_id bigint NOT NULL,
    undone_by_id bigint,
    winner_id bigint NOT NULL,
    CONSTRAINT merged_into_another_record CHECK ((NOT (winner_id = loser_id))),
    CONSTRAINT undone_by_somebody CHECK ((((undone_at IS NULL) AND (undone_by_id IS NULL)) OR ((undone_at IS NOT NULL) AND (undone_by_id IS NOT NULL))))
);


ALTER TABLE public.members_merge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_merge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_payrollfile (
    id bigint NOT NULL,
    file character varying(100) NOT NULL,
    file_name character varying(200) NOT NULL,
    digest character varying(64) NOT NULL,
    month date,
    paid_on date NOT NULL,
    state character varying(12) NOT NULL,
    take_differing boolean NOT NULL,
    last_row integer NOT NULL,
    total_rows integer NOT NULL,
    unknown_heads jsonb NOT NULL,
    counts jsonb NOT NULL,
    payments integer NOT NULL,
    amount numeric(14,2) NOT NULL,
    failure text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    by_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    layout jsonb NOT NULL,
    CONSTRAINT members_payrollfile_last_row_check CHECK ((last_row >= 0)),
    CONSTRAINT members_payrollfile_payments_check CHECK ((payments >= 0)),
    CONSTRAINT members_payrollfile_total_rows_check CHECK ((total_rows >= 0)),
    CONSTRAINT payroll_is_for_a_month CHECK (((month IS NULL) OR (EXTRACT(day FROM month) = (1)::numeric))),
    CONSTRAINT payrollfile_state_is_known CHECK (((state)::text = ANY ((ARRAY['checking'::character varying, 'checked'::character varying, 'importing'::character varying, 'done'::character varying, 'failed'::character varying, 'cancelled'::character varying])::text[])))
);


ALTER TABLE public.members_payrollfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_payrollfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_payrollrow (
    id bigint NOT NULL,
    "row" integer NOT NULL,
    employee_number character varying(32) NOT NULL,
    name character varying(64) NOT NULL,
    month date,
    amount numeric(10,2),
    wage numeric(10,2),
    expected numeric(10,2),
    outcome character varying(8) NOT NULL,
    fault character varying(200) NOT NULL,
    params jsonb NOT NULL,
    charge_id bigint,
    file_id bigint NOT NULL,
    member_id bigint,
    CONSTRAINT members_payrollrow_row_check CHECK (("row" >= 0))
);


ALTER TABLE public.members_payrollrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_payrollrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_post (
    id bigint NOT NULL,
    code character varying(32) NOT NULL,
    name character varying(64) NOT NULL,
    shipped jsonb NOT NULL,
    second_step boolean NOT NULL
);


ALTER TABLE public.members_post ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_post_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_post_permissions (
    id bigint NOT NULL,
    post_id bigint NOT NULL,
    permission_id integer NOT NULL
);


ALTER TABLE public.members_post_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_post_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_providerbinding (
    id bigint NOT NULL,
    tenant character varying(200) NOT NULL,
    subject character varying(200) NOT NULL,
    bound_by character varying(6) NOT NULL,
    bound_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    account_id bigint NOT NULL,
    provider_id bigint NOT NULL,
    CONSTRAINT binding_has_an_identity CHECK (((NOT ((subject)::text = ''::text)) AND (NOT ((tenant)::text = ''::text)))),
    CONSTRAINT binding_way_is_known CHECK (((bound_by)::text = ANY ((ARRAY['person'::character varying, 'number'::character varying])::text[])))
);


ALTER TABLE public.members_providerbinding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_providerbinding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_receiptcount (
    id bigint NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT members_receiptcount_last_check CHECK ((last >= 0)),
    CONSTRAINT members_receiptcount_year_check CHECK ((year >= 0))
);


ALTER TABLE public.members_receiptcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_receiptcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_retentionrule (
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    years smallint NOT NULL,
    notice_days smallint NOT NULL,
    source character varying(200) NOT NULL,
    CONSTRAINT members_retentionrule_notice_days_check CHECK ((notice_days >= 0)),
    CONSTRAINT members_retentionrule_years_check CHECK ((years >= 0)),
    CONSTRAINT retention_has_a_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT retention_of_who_left CHECK (((state)::text = ANY ((ARRAY['transferred'::character varying, 'withdrawn'::character varying, 'expelled'::character varying, 'merged'::character varying])::text[])))
);


ALTER TABLE public.members_retentionrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_retentionrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_retentionruleevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    years smallint NOT NULL,
    notice_days smallint NOT NULL,
    source character varying(200) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT members_retentionruleevent_notice_days_check CHECK ((notice_days >= 0)),
    CONSTRAINT members_retentionruleevent_years_check CHECK ((years >= 0))
);


ALTER TABLE public.members_retentionruleevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_retentionruleevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_seat (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    side character varying(8) NOT NULL,
    post character varying(12) NOT NULL,
    portfolio character varying(12) NOT NULL,
    since date NOT NULL,
    until date,
    reason character varying(200) NOT NULL,
    member_id bigint,
    term_id bigint NOT NULL,
    CONSTRAINT seat_ends_after_it_starts CHECK (((until IS NULL) OR (until >= since))),
    CONSTRAINT seat_post_is_known CHECK (((post)::text = ANY ((ARRAY['chair'::character varying, 'vice_chair'::character varying, 'member'::character varying])::text[]))),
    CONSTRAINT staff_on_a_committee_are_members CHECK ((((member_id IS NOT NULL) AND ((name)::text = ''::text)) OR ((member_id IS NULL) AND ((side)::text = 'employer'::text) AND (NOT ((name)::text = ''::text)))))
);


ALTER TABLE public.members_seat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_seat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_signinprovider (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    slug character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    english_name character varying(40) NOT NULL,
    active boolean NOT NULL,
    tenant character varying(200) NOT NULL,
    client_id character varying(200) NOT NULL,
    agent character varying(40) NOT NULL,
    secret text NOT NULL,
    number_field character varying(60) NOT NULL,
    server character varying(200) NOT NULL,
    own_network boolean NOT NULL,
    CONSTRAINT provider_has_a_tenant CHECK ((NOT ((tenant)::text = ''::text))),
    CONSTRAINT provider_kind_is_known CHECK (((kind)::text = ANY ((ARRAY['oidc'::character varying, 'wecom'::character varying, 'dingtalk'::character varying, 'feishu'::character varying])::text[])))
);


ALTER TABLE public.members_signinprovider ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_signinprovider_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE VIEW public.members_standing AS
 SELECT members_membershipperiod.id,
    members_membershipperiod.member_id,
    members_membershipperiod.unit_id,
    (members_membershipperiod.state)::text AS state,
    members_membershipperiod.starts_on,
    members_membershipperiod.ends_on,
    false AS planned
   FROM public.members_membershipperiod
UNION ALL
 SELECT (- members_membershipchange.id) AS id,
    members_membershipchange.member_id,
    COALESCE(members_membershipchange.to_unit_id, members_membershipchange.from_unit_id) AS unit_id,
        CASE members_membershipchange.kind
            WHEN 'retain'::text THEN 'retained'::text
            WHEN 'refuse'::text THEN 'withdrawn'::text
            WHEN 'withdraw'::text THEN 'withdrawn'::text
            WHEN 'expel'::text THEN 'expelled'::text
            WHEN 'transfer_out'::text THEN 'transferred'::text
            ELSE 'active'::text
        END AS state,
    members_membershipchange.effective_on AS starts_on,
    NULL::date AS ends_on,
    true AS planned
   FROM public.members_membershipchange
  WHERE ((members_membershipchange.state)::text = 'agreed'::text);


CREATE TABLE public.members_term (
    id bigint NOT NULL,
    number smallint NOT NULL,
    years smallint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    elected_on date NOT NULL,
    entitled integer NOT NULL,
    voted integer NOT NULL,
    places smallint NOT NULL,
    warned_at timestamp with time zone,
    committee_id bigint NOT NULL,
    CONSTRAINT members_term_entitled_check CHECK ((entitled >= 0)),
    CONSTRAINT members_term_number_check CHECK ((number >= 0)),
    CONSTRAINT members_term_places_check CHECK ((places >= 0)),
    CONSTRAINT members_term_voted_check CHECK ((voted >= 0)),
    CONSTRAINT members_term_years_check CHECK ((years >= 0)),
    CONSTRAINT only_who_is_entitled_votes CHECK ((voted <= entitled)),
    CONSTRAINT term_ends_after_it_starts CHECK ((ends_on >= starts_on)),
    CONSTRAINT term_has_a_place CHECK ((places >= 1)),
    CONSTRAINT term_has_three_or_five_years CHECK ((years = ANY (ARRAY[3, 5]))),
    CONSTRAINT term_is_no_longer_than_its_years CHECK ((ends_on < (starts_on + make_interval((years)::integer)))),
    CONSTRAINT term_starts_after_its_election CHECK ((elected_on <= starts_on))
);


ALTER TABLE public.members_term ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_term_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_transferbatch (
    id bigint NOT NULL,
    effective_on date NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    to_unit_id bigint NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.members_transferbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_transferbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_unit (
    id bigint NOT NULL,
    path character varying(255) NOT NULL,
    depth integer NOT NULL,
    numchild integer NOT NULL,
    name character varying(100) NOT NULL,
    code character varying(32) NOT NULL,
    kind character varying(16) NOT NULL,
    address character varying(200) NOT NULL,
    closed_on date,
    credit_code character varying(18),
    level character varying(8) NOT NULL,
    merged_into_id bigint,
    set_up_on date,
    CONSTRAINT a_merged_unit_is_closed CHECK (((merged_into_id IS NULL) OR (closed_on IS NOT NULL))),
    CONSTRAINT members_unit_depth_check CHECK ((depth >= 0)),
    CONSTRAINT members_unit_numchild_check CHECK ((numchild >= 0)),
    CONSTRAINT unit_closes_after_it_was_set_up CHECK (((closed_on IS NULL) OR (set_up_on IS NULL) OR (closed_on >= set_up_on))),
    CONSTRAINT unit_credit_code_is_written_right CHECK (((credit_code IS NULL) OR ((credit_code)::text ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'::text)))
);


ALTER TABLE public.members_unit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_unit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_unitcontact (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    duty character varying(64) NOT NULL,
    phone character varying(32) NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.members_unitcontact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_unitcontact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_unitplace (
    id bigint NOT NULL,
    under bigint[] NOT NULL,
    starts_on date,
    ends_on date,
    unit_id bigint NOT NULL,
    CONSTRAINT unit_leaves_a_place_after_it_came CHECK (((starts_on IS NULL) OR (ends_on IS NULL) OR (ends_on > starts_on)))
);


ALTER TABLE public.members_unitplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_unitplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(64) NOT NULL,
    name character varying(64) NOT NULL,
    phone character varying(20),
    email character varying(254),
    is_active boolean NOT NULL,
    is_staff boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    language character varying(10) NOT NULL,
    sessions_ended integer NOT NULL,
    CONSTRAINT members_user_sessions_ended_check CHECK ((sessions_ended >= 0))
);


CREATE TABLE public.members_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);


ALTER TABLE public.members_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE public.members_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.members_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);


ALTER TABLE public.members_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);


ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_attachment (
    id bigint NOT NULL,
    object_id bigint NOT NULL,
    file character varying(100) NOT NULL,
    name character varying(200) NOT NULL,
    size bigint NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint,
    object_type_id integer NOT NULL,
    copy character varying(100) NOT NULL,
    copy_size bigint,
    copy_state character varying(6) DEFAULT 'none'::character varying NOT NULL,
    scanned boolean DEFAULT false NOT NULL,
    sealed_at timestamp with time zone,
    sha256 character varying(64) NOT NULL,
    CONSTRAINT office_attachment_copy_size_check CHECK ((copy_size >= 0)),
    CONSTRAINT office_attachment_size_check CHECK ((size >= 0)),
    CONSTRAINT office_made_copy_is_a_file CHECK ((((copy_size IS NOT NULL) AND ((copy_state)::text = 'made'::text) AND (NOT ((copy)::text = ''::text))) OR ((NOT ((copy_state)::text = 'made'::text)) AND ((copy)::text = ''::text) AND (copy_size IS NULL)))),
    CONSTRAINT office_sum_is_sha256 CHECK ((((sealed_at IS NULL) AND ((sha256)::text = ''::text)) OR ((sha256)::text ~ '^[0-9a-f]{64}$'::text)))
);


ALTER TABLE public.office_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_auditcheck (
    id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    last_seal integer NOT NULL,
    events bigint NOT NULL,
    erased bigint NOT NULL,
    late bigint NOT NULL,
    faults bigint NOT NULL,
    first_faults jsonb NOT NULL,
    CONSTRAINT office_auditcheck_erased_check CHECK ((erased >= 0)),
    CONSTRAINT office_auditcheck_events_check CHECK ((events >= 0)),
    CONSTRAINT office_auditcheck_faults_check CHECK ((faults >= 0)),
    CONSTRAINT office_auditcheck_last_seal_check CHECK ((last_seal >= 0)),
    CONSTRAINT office_auditcheck_late_check CHECK ((late >= 0))
);


ALTER TABLE public.office_auditcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_auditcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE public.office_auditevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_auditevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_calendarday (
    day date NOT NULL,
    announced boolean NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(40) NOT NULL,
    source character varying(200) NOT NULL,
    estimated boolean NOT NULL,
    working boolean NOT NULL,
    uncertain boolean NOT NULL,
    workdays integer NOT NULL,
    uncertain_days integer NOT NULL
);


CREATE TABLE public.office_calendarnotice (
    id bigint NOT NULL,
    year smallint NOT NULL,
    document character varying(200) NOT NULL,
    dated date NOT NULL,
    text text NOT NULL,
    days jsonb NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    entered_by_id bigint NOT NULL,
    CONSTRAINT calendar_notice_has_a_source CHECK (((NOT ((document)::text = ''::text)) AND (NOT (text = ''::text)))),
    CONSTRAINT calendar_notice_year_is_possible CHECK (((year >= 2004) AND (year <= 2100))),
    CONSTRAINT office_calendarnotice_year_check CHECK ((year >= 0))
);


ALTER TABLE public.office_calendarnotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_calendarnotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_channel (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    name character varying(40) NOT NULL,
    active boolean NOT NULL,
    by_default boolean NOT NULL,
    address text NOT NULL,
    account character varying(100) NOT NULL,
    agent character varying(40) NOT NULL,
    secret text NOT NULL,
    body text NOT NULL,
    as_form boolean NOT NULL,
    success character varying(60) NOT NULL,
    own_network boolean NOT NULL,
    failures integer NOT NULL,
    rests_until timestamp with time zone,
    last_answer character varying(300) NOT NULL,
    last_answer_at timestamp with time zone,
    unit_id bigint,
    CONSTRAINT office_channel_failures_check CHECK ((failures >= 0)),
    CONSTRAINT robots_belong_to_units CHECK (((((kind)::text = 'robot'::text) AND (unit_id IS NOT NULL)) OR ((NOT ((kind)::text = 'robot'::text)) AND (unit_id IS NULL))))
);


ALTER TABLE public.office_channel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_channel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_channelchoice (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    wanted boolean,
    bound_id character varying(100) NOT NULL,
    bounced_at timestamp with time zone,
    bounced_address character varying(100) NOT NULL,
    bounce character varying(300) NOT NULL,
    account_id bigint NOT NULL
);


ALTER TABLE public.office_channelchoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_channelchoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_dayoverride (
    id bigint NOT NULL,
    day date NOT NULL,
    working boolean NOT NULL,
    source character varying(200) NOT NULL
);


ALTER TABLE public.office_dayoverride ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_dayoverride_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_delivery (
    id bigint NOT NULL,
    post character varying(300) NOT NULL,
    key uuid NOT NULL,
    state character varying(9) NOT NULL,
    urgency smallint NOT NULL,
    not_before timestamp with time zone,
    attempts smallint NOT NULL,
    answer character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    channel_id bigint NOT NULL,
    notice_id bigint,
    mailing_id bigint,
    CONSTRAINT delivery_ends_at_a_time CHECK ((((state)::text = 'waiting'::text) OR (done_at IS NOT NULL))),
    CONSTRAINT delivery_of_a_notice_or_a_post CHECK ((((notice_id IS NOT NULL) AND ((post)::text = ''::text)) OR ((notice_id IS NULL) AND (NOT ((post)::text = ''::text))))),
    CONSTRAINT office_delivery_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT office_delivery_urgency_check CHECK ((urgency >= 0))
);


ALTER TABLE public.office_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_digest (
    id bigint NOT NULL,
    "on" date NOT NULL,
    to_id bigint NOT NULL
);


ALTER TABLE public.office_digest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_digest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_documentbatch (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    keys jsonb NOT NULL,
    address character varying(200) NOT NULL,
    language character varying(10) NOT NULL,
    state character varying(8) NOT NULL,
    done integer NOT NULL,
    attempts smallint NOT NULL,
    file character varying(100) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT office_documentbatch_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT office_documentbatch_done_check CHECK ((done >= 0)),
    CONSTRAINT office_done_batch_has_a_file CHECK (((NOT ((state)::text = 'done'::text)) OR (NOT ((file)::text = ''::text))))
);


ALTER TABLE public.office_documentbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_documentbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_documentcount (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT office_documentcount_last_check CHECK ((last >= 0)),
    CONSTRAINT office_documentcount_year_check CHECK ((year >= 0))
);


ALTER TABLE public.office_documentcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_documentcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_documenttext (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    dropped_at timestamp with time zone,
    unit_id bigint NOT NULL
);


ALTER TABLE public.office_documenttext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_documenttext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_erasedrow (
    id bigint NOT NULL,
    table_name character varying(63) NOT NULL,
    row_id bigint NOT NULL,
    erased_hash character varying(64) NOT NULL,
    erased_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    transaction bigint NOT NULL
);


ALTER TABLE public.office_erasedrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_erasedrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_issueddocument (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    about_id bigint,
    subject character varying(100) NOT NULL,
    snapshot text NOT NULL,
    file_hash character varying(64) NOT NULL,
    key_hash character varying(64) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    voided_at timestamp with time zone,
    void_reason character varying(200) NOT NULL,
    about_type_id integer,
    issued_by_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    voided_by_id bigint,
    version_id bigint,
    CONSTRAINT office_document_counts_from_one CHECK ((number >= 1)),
    CONSTRAINT office_document_has_a_hash CHECK (((file_hash)::text ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT office_issueddocument_number_check CHECK ((number >= 0)),
    CONSTRAINT office_issueddocument_year_check CHECK ((year >= 0)),
    CONSTRAINT office_void_with_a_reason CHECK (((((void_reason)::text = ''::text) AND (voided_at IS NULL) AND (voided_by_id IS NULL)) OR ((voided_at IS NOT NULL) AND (voided_by_id IS NOT NULL) AND (NOT ((void_reason)::text = ''::text)))))
);


ALTER TABLE public.office_issueddocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_issueddocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_keptform (
    key_hash character varying(64) NOT NULL,
    content text NOT NULL,
    until timestamp with time zone NOT NULL,
    account_id bigint NOT NULL
);


CREATE TABLE public.office_mailing (
    id bigint NOT NULL,
    label character varying(200) NOT NULL,
    rate integer NOT NULL,
    state character varying(9) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    released_at timestamp with time zone NOT NULL,
    complete boolean NOT NULL,
    ended boolean NOT NULL,
    by_id bigint,
    CONSTRAINT mailing_rate_in_range CHECK (((rate >= 1) AND (rate <= 6000))),
    CONSTRAINT office_mailing_rate_check CHECK ((rate >= 0))
);


ALTER TABLE public.office_mailing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_mailing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_notice (
    id bigint NOT NULL,
    text character varying(300) NOT NULL,
    url character varying(200) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    to_id bigint NOT NULL,
    sensitive boolean DEFAULT true NOT NULL,
    urgency smallint DEFAULT 1 NOT NULL,
    CONSTRAINT office_notice_urgency_check CHECK ((urgency >= 0))
);


ALTER TABLE public.office_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_oncekey (
    key_hash character varying(64) NOT NULL,
    body_hash character varying(64) NOT NULL,
    answer text NOT NULL,
    answer_until timestamp with time zone NOT NULL,
    known_until timestamp with time zone NOT NULL
);


CREATE TABLE public.office_savedview (
    id bigint NOT NULL,
    address character varying(200) NOT NULL,
    name character varying(40) NOT NULL,
    query character varying(1000) NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL,
    is_default boolean NOT NULL,
    CONSTRAINT office_saved_view_has_a_name CHECK ((NOT ((name)::text = ''::text)))
);


ALTER TABLE public.office_savedview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_savedview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_seal (
    number integer NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    events bigint NOT NULL,
    last_event bigint NOT NULL,
    tree bytea NOT NULL,
    previous bytea,
    root bytea NOT NULL,
    CONSTRAINT office_seal_events_check CHECK ((events >= 0)),
    CONSTRAINT office_seal_number_check CHECK ((number >= 0))
);


CREATE TABLE public.office_sealedevent (
    event_id bigint NOT NULL,
    seal_number integer NOT NULL,
    content_hash bytea NOT NULL,
    CONSTRAINT office_sealedevent_seal_number_check CHECK ((seal_number >= 0))
);


CREATE TABLE public.office_taskrecord (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    failed_at timestamp with time zone,
    failure character varying(100) NOT NULL,
    worker character varying(200) NOT NULL
);


ALTER TABLE public.office_taskrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_taskrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_textversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    body text NOT NULL,
    restored_from integer,
    saved_at timestamp with time zone NOT NULL,
    saved_by_id bigint NOT NULL,
    text_id bigint NOT NULL,
    CONSTRAINT office_text_version_counts_from_one CHECK ((number >= 1)),
    CONSTRAINT office_textversion_number_check CHECK ((number >= 0)),
    CONSTRAINT office_textversion_restored_from_check CHECK ((restored_from >= 0))
);


ALTER TABLE public.office_textversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_textversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_unitday (
    id bigint NOT NULL,
    day date NOT NULL,
    working boolean NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.office_unitday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_unitday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.office_witnessmail (
    day date NOT NULL,
    seal_number integer,
    sent_at timestamp with time zone,
    tries integer NOT NULL,
    failure text NOT NULL,
    CONSTRAINT office_witnessmail_seal_number_check CHECK ((seal_number >= 0)),
    CONSTRAINT office_witnessmail_tries_check CHECK ((tries >= 0))
);


CREATE TABLE public.office_wordlayout (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    file character varying(100) NOT NULL,
    name character varying(100) NOT NULL,
    file_hash character varying(64) NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    dropped_at timestamp with time zone,
    unit_id bigint NOT NULL,
    uploaded_by_id bigint NOT NULL,
    CONSTRAINT office_layout_has_a_file CHECK ((NOT ((file)::text = ''::text))),
    CONSTRAINT office_layout_has_a_hash CHECK (((file_hash)::text ~ '^[0-9a-f]{64}$'::text))
);


ALTER TABLE public.office_wordlayout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_wordlayout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.pghistory_context (
    id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    metadata jsonb NOT NULL
);


CREATE TABLE public.welfare_aidrule (
    id bigint NOT NULL,
    region character varying(20) NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source character varying(200) NOT NULL,
    certainty character varying(1) NOT NULL,
    note character varying(300) NOT NULL,
    kind character varying(12) NOT NULL,
    stage character varying(12) NOT NULL,
    level character varying(12) NOT NULL,
    months numeric(5,2),
    share numeric(5,2),
    amount numeric(12,2),
    unit_id bigint,
    CONSTRAINT aid_rule_limits_something CHECK (((months > (0)::numeric) OR (share > (0)::numeric) OR (amount > (0)::numeric))),
    CONSTRAINT aidrule_ends_after_it_starts CHECK (((effective_to IS NULL) OR (effective_to >= effective_from))),
    CONSTRAINT aidrule_has_a_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT aidrule_of_a_unit_or_a_region CHECK (((unit_id IS NULL) OR ((region)::text = ''::text))),
    CONSTRAINT only_school_aid_has_a_stage CHECK ((((kind)::text = 'school'::text) OR ((stage)::text = ''::text)))
);


ALTER TABLE public.welfare_aidrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_aidrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_aidruleevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    region character varying(20) NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source character varying(200) NOT NULL,
    certainty character varying(1) NOT NULL,
    note character varying(300) NOT NULL,
    kind character varying(12) NOT NULL,
    stage character varying(12) NOT NULL,
    level character varying(12) NOT NULL,
    months numeric(5,2),
    share numeric(5,2),
    amount numeric(12,2),
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint
);


ALTER TABLE public.welfare_aidruleevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_aidruleevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_announcement (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    last bigint NOT NULL,
    told integer NOT NULL,
    done_at timestamp with time zone,
    by_id bigint,
    run_id bigint NOT NULL,
    mailing_id bigint,
    CONSTRAINT welfare_announcement_told_check CHECK ((told >= 0))
);


ALTER TABLE public.welfare_announcement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_announcement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_answerfile (
    id bigint NOT NULL,
    file_name character varying(200) NOT NULL,
    state character varying(12) NOT NULL,
    last_row integer NOT NULL,
    total_rows integer NOT NULL,
    unknown_heads jsonb NOT NULL,
    failure text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    file character varying(100) NOT NULL,
    digest character varying(64) NOT NULL,
    layout jsonb NOT NULL,
    counts jsonb NOT NULL,
    stated_sum numeric(16,2),
    read_sum numeric(16,2) NOT NULL,
    paid numeric(14,2) NOT NULL,
    returned numeric(14,2) NOT NULL,
    undo_at timestamp with time zone,
    undo_reason character varying(200) NOT NULL,
    undone_at timestamp with time zone,
    by_id bigint NOT NULL,
    undo_by_id bigint,
    batch_id bigint NOT NULL,
    CONSTRAINT answerfile_state_is_known CHECK (((state)::text = ANY ((ARRAY['checking'::character varying, 'checked'::character varying, 'importing'::character varying, 'done'::character varying, 'failed'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT only_a_taken_answer_is_taken_back CHECK ((((undo_at IS NULL) AND (undo_by_id IS NULL) AND ((undo_reason)::text = ''::text) AND (undone_at IS NULL)) OR (((state)::text = 'done'::text) AND (undo_at IS NOT NULL) AND (undo_by_id IS NOT NULL) AND (NOT ((undo_reason)::text = ''::text))))),
    CONSTRAINT welfare_answerfile_last_row_check CHECK ((last_row >= 0)),
    CONSTRAINT welfare_answerfile_total_rows_check CHECK ((total_rows >= 0))
);


ALTER TABLE public.welfare_answerfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_answerfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_answerrow (
    id bigint NOT NULL,
    "row" integer NOT NULL,
    number character varying(40) NOT NULL,
    amount numeric(14,2),
    said character varying(40) NOT NULL,
    day date,
    reason character varying(200) NOT NULL,
    outcome character varying(8) NOT NULL,
    fault character varying(200) NOT NULL,
    "column" character varying(40) NOT NULL,
    params jsonb NOT NULL,
    answer_before bigint,
    file_id bigint NOT NULL,
    line_id bigint,
    CONSTRAINT welfare_answerrow_row_check CHECK (("row" >= 0))
);


ALTER TABLE public.welfare_answerrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_answerrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_bankprofile (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    active boolean NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT profile_has_a_name CHECK ((NOT ((name)::text = ''::text)))
);


ALTER TABLE public.welfare_bankprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_bankprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_benefitkind (
    id bigint NOT NULL,
    code character varying(16) NOT NULL,
    name character varying(40) NOT NULL,
    active boolean NOT NULL,
    CONSTRAINT kind_code_is_a_word CHECK (((code)::text ~ '^[a-z][a-z0-9_]*$'::text)),
    CONSTRAINT kind_has_a_name CHECK ((NOT ((name)::text = ''::text)))
);


ALTER TABLE public.welfare_benefitkind ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_benefitkind_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_benefitkindevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    code character varying(16) NOT NULL,
    name character varying(40) NOT NULL,
    active boolean NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);


ALTER TABLE public.welfare_benefitkindevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_benefitkindevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_benefitlist (
    id bigint NOT NULL,
    file_name character varying(200) NOT NULL,
    state character varying(12) NOT NULL,
    last_row integer NOT NULL,
    total_rows integer NOT NULL,
    unknown_heads jsonb NOT NULL,
    failure text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    "on" date NOT NULL,
    file character varying(100) NOT NULL,
    layout jsonb NOT NULL,
    heads integer NOT NULL,
    amount numeric(14,2) NOT NULL,
    refused integer NOT NULL,
    by_id bigint NOT NULL,
    plan_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT benefitlist_state_is_known CHECK (((state)::text = ANY ((ARRAY['checking'::character varying, 'checked'::character varying, 'importing'::character varying, 'done'::character varying, 'failed'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT welfare_benefitlist_heads_check CHECK ((heads >= 0)),
    CONSTRAINT welfare_benefitlist_last_row_check CHECK ((last_row >= 0)),
    CONSTRAINT welfare_benefitlist_refused_check CHECK ((refused >= 0)),
    CONSTRAINT welfare_benefitlist_total_rows_check CHECK ((total_rows >= 0))
);


ALTER TABLE public.welfare_benefitlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_benefitlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_benefitrule (
    id bigint NOT NULL,
    region character varying(20) NOT NULL,
    kind character varying(16) NOT NULL,
    effective_from date,
    effective_to date,
    source character varying(200) NOT NULL,
    dated_on date,
    day_unclear boolean NOT NULL,
    certainty character varying(1) NOT NULL,
    note character varying(300) NOT NULL,
    forms character varying(16)[],
    relations character varying(16)[],
    attachments text NOT NULL,
    claim_months smallint,
    frequency character varying(16) NOT NULL,
    period_months smallint,
    needs_file boolean,
    unit_id bigint,
    dues_months smallint,
    one_place boolean,
    outside_base character varying(20)[],
    wage_in_base boolean,
    CONSTRAINT benefitrule_ends_after_it_starts CHECK (((effective_to IS NULL) OR (effective_to >= effective_from))),
    CONSTRAINT benefitrule_has_a_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT benefitrule_not_before_its_document CHECK (((dated_on IS NULL) OR (effective_from IS NULL) OR (effective_from >= dated_on))),
    CONSTRAINT benefitrule_of_a_unit_or_a_region CHECK (((unit_id IS NULL) OR ((region)::text = ''::text))),
    CONSTRAINT welfare_benefitrule_claim_months_check CHECK ((claim_months >= 0)),
    CONSTRAINT welfare_benefitrule_dues_months_check CHECK ((dues_months >= 0)),
    CONSTRAINT welfare_benefitrule_period_months_check CHECK ((period_months >= 0))
);


ALTER TABLE public.welfare_benefitrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_benefitrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_benefitruleevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    region character varying(20) NOT NULL,
    kind character varying(16) NOT NULL,
    effective_from date,
    effective_to date,
    source character varying(200) NOT NULL,
    dated_on date,
    day_unclear boolean NOT NULL,
    certainty character varying(1) NOT NULL,
    note character varying(300) NOT NULL,
    forms character varying(16)[],
    relations character varying(16)[],
    attachments text NOT NULL,
    claim_months smallint,
    frequency character varying(16) NOT NULL,
    period_months smallint,
    needs_file boolean,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint,
    dues_months smallint,
    one_place boolean,
    outside_base character varying(20)[],
    wage_in_base boolean,
    CONSTRAINT welfare_benefitruleevent_claim_months_check CHECK ((claim_months >= 0)),
    CONSTRAINT welfare_benefitruleevent_dues_months_check CHECK ((dues_months >= 0)),
    CONSTRAINT welfare_benefitruleevent_period_months_check CHECK ((period_months >= 0))
);


ALTER TABLE public.welfare_benefitruleevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_benefitruleevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_budgetchange (
    id bigint NOT NULL,
    before numeric(14,2) NOT NULL,
    amount numeric(14,2) NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(12) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    line_id bigint NOT NULL,
    proposed_by_id bigint NOT NULL,
    CONSTRAINT budget_change_says_what_and_why CHECK (((amount >= (0)::numeric) AND (NOT ((reason)::text = ''::text))))
);


ALTER TABLE public.welfare_budgetchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_budgetchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_budgetentry (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    amount numeric(14,2) NOT NULL,
    cause_kind character varying(32) NOT NULL,
    cause_id bigint,
    at timestamp with time zone NOT NULL,
    day date NOT NULL,
    reason character varying(300) NOT NULL,
    number integer NOT NULL,
    amount_after numeric(14,2) NOT NULL,
    reserved_after numeric(14,2) NOT NULL,
    spent_after numeric(14,2) NOT NULL,
    cause_reserved numeric(14,2) NOT NULL,
    cause_spent numeric(14,2) NOT NULL,
    by_id bigint,
    line_id bigint NOT NULL,
    CONSTRAINT cause_takes_what_it_reserved CHECK (((cause_reserved >= (0)::numeric) AND (cause_spent >= (0)::numeric))),
    CONSTRAINT entry_has_a_cause CHECK ((((cause_id IS NULL) AND ((cause_kind)::text = ''::text) AND ((kind)::text = 'appropriation'::text)) OR ((NOT ((kind)::text = 'appropriation'::text)) AND (cause_id IS NOT NULL) AND (NOT ((cause_kind)::text = ''::text))))),
    CONSTRAINT entry_has_an_amount CHECK (((((kind)::text = ANY ((ARRAY['adjustment'::character varying, 'carry'::character varying])::text[])) AND (NOT (amount = (0)::numeric))) OR (amount > (0)::numeric))),
    CONSTRAINT entry_is_of_a_kind CHECK (((kind)::text = ANY ((ARRAY['appropriation'::character varying, 'adjustment'::character varying, 'reserve'::character varying, 'release'::character varying, 'spend'::character varying, 'refund'::character varying, 'carry'::character varying, 'lapse'::character varying])::text[]))),
    CONSTRAINT entry_leaves_nothing_below_zero CHECK (((amount_after >= (0)::numeric) AND (reserved_after >= (0)::numeric) AND (spent_after >= (0)::numeric))),
    CONSTRAINT entry_stays_within_the_budget CHECK ((amount_after >= (reserved_after + spent_after))),
    CONSTRAINT welfare_budgetentry_number_check CHECK ((number >= 0))
);


ALTER TABLE public.welfare_budgetentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_budgetentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_budgetincome (
    id bigint NOT NULL,
    year smallint NOT NULL,
    amount numeric(14,2) NOT NULL,
    source character varying(200) NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT budget_income_is_positive CHECK ((amount > (0)::numeric)),
    CONSTRAINT welfare_budgetincome_year_check CHECK ((year >= 0))
);


ALTER TABLE public.welfare_budgetincome ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_budgetincome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_budgetincomeevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    year smallint NOT NULL,
    amount numeric(14,2) NOT NULL,
    source character varying(200) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT welfare_budgetincomeevent_year_check CHECK ((year >= 0))
);


ALTER TABLE public.welfare_budgetincomeevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_budgetincomeevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_budgetline (
    id bigint NOT NULL,
    year smallint NOT NULL,
    kind character varying(16) NOT NULL,
    amount numeric(14,2) NOT NULL,
    reserved numeric(14,2) NOT NULL,
    spent numeric(14,2) NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT budget_line_is_not_negative CHECK (((amount >= (0)::numeric) AND (reserved >= (0)::numeric) AND (spent >= (0)::numeric))),
    CONSTRAINT budget_line_is_not_overspent CHECK ((amount >= (reserved + spent))),
    CONSTRAINT welfare_budgetline_year_check CHECK ((year >= 0))
);


ALTER TABLE public.welfare_budgetline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_budgetline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_budgetlineevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    year smallint NOT NULL,
    kind character varying(16) NOT NULL,
    amount numeric(14,2) NOT NULL,
    reserved numeric(14,2) NOT NULL,
    spent numeric(14,2) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT welfare_budgetlineevent_year_check CHECK ((year >= 0))
);


ALTER TABLE public.welfare_budgetlineevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_budgetlineevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_cap (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    basis character varying(16) NOT NULL,
    amount numeric(12,2) NOT NULL,
    effective_from date,
    effective_to date,
    source character varying(200) NOT NULL,
    unit_id bigint,
    certainty character varying(1) NOT NULL,
    condition character varying(16) NOT NULL,
    dated_on date,
    day_unclear boolean NOT NULL,
    festival character varying(16) NOT NULL,
    note character varying(300) NOT NULL,
    region character varying(20) NOT NULL,
    CONSTRAINT cap_ends_after_it_starts CHECK (((effective_to IS NULL) OR (effective_to >= effective_from))),
    CONSTRAINT cap_has_a_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT cap_is_positive CHECK ((amount > (0)::numeric)),
    CONSTRAINT cap_not_before_its_document CHECK (((dated_on IS NULL) OR (effective_from IS NULL) OR (effective_from >= dated_on))),
    CONSTRAINT cap_of_a_unit_or_a_region CHECK (((unit_id IS NULL) OR ((region)::text = ''::text))),
    CONSTRAINT cap_share_is_per_cent CHECK (((NOT ((basis)::text = 'budget_share'::text)) OR (amount <= (100)::numeric)))
);


ALTER TABLE public.welfare_cap ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_cap_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_capevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    basis character varying(16) NOT NULL,
    amount numeric(12,2) NOT NULL,
    effective_from date,
    effective_to date,
    source character varying(200) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint,
    certainty character varying(1) NOT NULL,
    condition character varying(16) NOT NULL,
    dated_on date,
    day_unclear boolean NOT NULL,
    festival character varying(16) NOT NULL,
    note character varying(300) NOT NULL,
    region character varying(20) NOT NULL
);


ALTER TABLE public.welfare_capevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_capevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_exclusion (
    id bigint NOT NULL,
    post_category character varying(12) NOT NULL,
    verdict character varying(20) NOT NULL,
    standard numeric(12,2),
    reduced_by character varying(16) NOT NULL,
    member_id bigint NOT NULL,
    run_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT cap_reached_names_the_cap CHECK ((((standard IS NOT NULL) AND ((verdict)::text = 'cap_reached'::text) AND (NOT ((reduced_by)::text = ''::text))) OR ((NOT ((verdict)::text = 'cap_reached'::text)) AND ((reduced_by)::text = ''::text) AND (standard IS NULL)))),
    CONSTRAINT exclusion_has_a_reason CHECK ((NOT ((verdict)::text = ANY ((ARRAY[''::character varying, 'full'::character varying, 'reduced'::character varying])::text[]))))
);


ALTER TABLE public.welfare_exclusion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_exclusion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_filefetch (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    reason character varying(200) NOT NULL,
    by_id bigint NOT NULL,
    file_id bigint NOT NULL
);


ALTER TABLE public.welfare_filefetch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_filefetch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_grant (
    id bigint NOT NULL,
    amount numeric(12,2) NOT NULL,
    post_category character varying(12) NOT NULL,
    reduced_by character varying(16) NOT NULL,
    received_at timestamp with time zone,
    member_id bigint NOT NULL,
    received_by_id bigint,
    unit_id bigint NOT NULL,
    occasion_id bigint NOT NULL,
    run_id bigint NOT NULL,
    signing_id bigint,
    payment_id bigint,
    name character varying(64) NOT NULL,
    held boolean DEFAULT false NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT grant_gives_something CHECK ((amount > (0)::numeric)),
    CONSTRAINT held_grant_is_not_received CHECK (((NOT held) OR ((payment_id IS NULL) AND (received_at IS NULL) AND (revoked_at IS NULL)))),
    CONSTRAINT paid_grant_is_received CHECK (((payment_id IS NULL) OR ((received_at IS NOT NULL) AND (signing_id IS NULL)))),
    CONSTRAINT receipt_has_time_and_person CHECK ((((received_at IS NULL) AND (received_by_id IS NULL)) OR ((received_at IS NOT NULL) AND (received_by_id IS NOT NULL)))),
    CONSTRAINT signed_together_is_received CHECK (((signing_id IS NULL) OR (received_at IS NOT NULL))),
    CONSTRAINT what_is_received_is_not_revoked CHECK (((revoked_at IS NULL) OR (received_at IS NULL)))
);


ALTER TABLE public.welfare_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_grantaccount (
    grant_id bigint NOT NULL,
    hash character varying(64) NOT NULL,
    tail character varying(4) NOT NULL
);


CREATE TABLE public.welfare_grantevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    amount numeric(12,2) NOT NULL,
    post_category character varying(12) NOT NULL,
    reduced_by character varying(16) NOT NULL,
    received_at timestamp with time zone,
    member_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    received_by_id bigint,
    unit_id bigint NOT NULL,
    occasion_id bigint NOT NULL,
    run_id bigint NOT NULL,
    signing_id bigint,
    payment_id bigint,
    held boolean DEFAULT false NOT NULL,
    revoked_at timestamp with time zone
);


ALTER TABLE public.welfare_grantevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_grantevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_hardshipaid (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    stage character varying(12) NOT NULL,
    amount numeric(12,2) NOT NULL,
    given_on date NOT NULL,
    basis character varying(200) NOT NULL,
    limited_by character varying(200) NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    noted_by_id bigint NOT NULL,
    file_id bigint NOT NULL,
    CONSTRAINT aid_has_a_sum_and_a_decision CHECK (((amount > (0)::numeric) AND (NOT ((basis)::text = ''::text)))),
    CONSTRAINT only_school_aid_names_a_stage CHECK ((((kind)::text = 'school'::text) OR ((stage)::text = ''::text)))
);


ALTER TABLE public.welfare_hardshipaid ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_hardshipaid_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_hardshipassessment (
    id bigint NOT NULL,
    level character varying(12) NOT NULL,
    reckoning text NOT NULL,
    starts_on date NOT NULL,
    review_on date NOT NULL,
    state character varying(12) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    made_by_id bigint NOT NULL,
    file_id bigint NOT NULL,
    rule_id bigint NOT NULL,
    minimum_id bigint NOT NULL,
    province_income_id bigint,
    CONSTRAINT hardship_assessment_is_reviewed_later CHECK ((review_on > starts_on))
);


ALTER TABLE public.welfare_hardshipassessment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_hardshipassessment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_hardshipfile (
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    content text NOT NULL,
    answer text NOT NULL,
    level character varying(12) NOT NULL,
    since date,
    review_on date,
    above_since date,
    leaves_on date,
    begun_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    ended_on date,
    end_reason character varying(12) NOT NULL,
    entered_by_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT hardship_file_ends_for_a_reason CHECK (((((end_reason)::text = ''::text) AND (ended_on IS NULL)) OR ((ended_on >= since) AND ((state)::text = 'left'::text) AND (NOT ((end_reason)::text = ''::text))))),
    CONSTRAINT hardship_file_in_force_has_a_level CHECK (((NOT ((state)::text = 'in_force'::text)) OR (((level)::text = ANY ((ARRAY['deep'::character varying, 'relative'::character varying, 'accidental'::character varying])::text[])) AND (review_on > since) AND (since IS NOT NULL)))),
    CONSTRAINT hardship_file_leaves_after_it_is_above CHECK ((((above_since IS NULL) AND (leaves_on IS NULL)) OR (leaves_on > above_since)))
);


ALTER TABLE public.welfare_hardshipfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_hardshipfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_hardshiprule (
    id bigint NOT NULL,
    region character varying(20) NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source character varying(200) NOT NULL,
    certainty character varying(1) NOT NULL,
    note character varying(300) NOT NULL,
    deep_times numeric(4,2) NOT NULL,
    relative_times numeric(4,2) NOT NULL,
    accident_times numeric(4,2) NOT NULL,
    at_the_line boolean NOT NULL,
    asks_province_income boolean NOT NULL,
    review_months smallint NOT NULL,
    leave_months smallint NOT NULL,
    unit_id bigint,
    CONSTRAINT hardshiprule_ends_after_it_starts CHECK (((effective_to IS NULL) OR (effective_to >= effective_from))),
    CONSTRAINT hardshiprule_has_a_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT hardshiprule_of_a_unit_or_a_region CHECK (((unit_id IS NULL) OR ((region)::text = ''::text))),
    CONSTRAINT relative_line_is_not_below_the_deep_one CHECK (((accident_times > (0)::numeric) AND (deep_times > (0)::numeric) AND (relative_times >= deep_times))),
    CONSTRAINT welfare_hardshiprule_leave_months_check CHECK ((leave_months >= 0)),
    CONSTRAINT welfare_hardshiprule_review_months_check CHECK ((review_months >= 0))
);


ALTER TABLE public.welfare_hardshiprule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_hardshiprule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_hardshipruleevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    region character varying(20) NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source character varying(200) NOT NULL,
    certainty character varying(1) NOT NULL,
    note character varying(300) NOT NULL,
    deep_times numeric(4,2) NOT NULL,
    relative_times numeric(4,2) NOT NULL,
    accident_times numeric(4,2) NOT NULL,
    at_the_line boolean NOT NULL,
    asks_province_income boolean NOT NULL,
    review_months smallint NOT NULL,
    leave_months smallint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint,
    CONSTRAINT welfare_hardshipruleevent_leave_months_check CHECK ((leave_months >= 0)),
    CONSTRAINT welfare_hardshipruleevent_review_months_check CHECK ((review_months >= 0))
);


ALTER TABLE public.welfare_hardshipruleevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_hardshipruleevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_leftout (
    id bigint NOT NULL,
    reason character varying(12) NOT NULL,
    grant_id bigint NOT NULL,
    batch_id bigint NOT NULL
);


ALTER TABLE public.welfare_leftout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_leftout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_listrow (
    id bigint NOT NULL,
    "row" integer NOT NULL,
    employee_number character varying(32) NOT NULL,
    amount numeric(12,2),
    fault character varying(200) NOT NULL,
    params jsonb NOT NULL,
    list_id bigint NOT NULL,
    member_id bigint,
    CONSTRAINT accepted_row_gives_something CHECK (((NOT ((fault)::text = ''::text)) OR (member_id IS NULL) OR (amount > (0)::numeric))),
    CONSTRAINT refused_row_has_no_member CHECK ((((fault)::text = ''::text) OR (member_id IS NULL))),
    CONSTRAINT welfare_listrow_row_check CHECK (("row" >= 0))
);


ALTER TABLE public.welfare_listrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_listrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_localfigure (
    id bigint NOT NULL,
    region character varying(20) NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source character varying(200) NOT NULL,
    certainty character varying(1) NOT NULL,
    note character varying(300) NOT NULL,
    figure character varying(16) NOT NULL,
    amount numeric(12,2) NOT NULL,
    unit_id bigint,
    CONSTRAINT local_figure_is_positive CHECK ((amount > (0)::numeric)),
    CONSTRAINT localfigure_ends_after_it_starts CHECK (((effective_to IS NULL) OR (effective_to >= effective_from))),
    CONSTRAINT localfigure_has_a_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT localfigure_of_a_unit_or_a_region CHECK (((unit_id IS NULL) OR ((region)::text = ''::text)))
);


ALTER TABLE public.welfare_localfigure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_localfigure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_localfigureevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    region character varying(20) NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    source character varying(200) NOT NULL,
    certainty character varying(1) NOT NULL,
    note character varying(300) NOT NULL,
    figure character varying(16) NOT NULL,
    amount numeric(12,2) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint
);


ALTER TABLE public.welfare_localfigureevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_localfigureevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_memberfact (
    id bigint NOT NULL,
    fact character varying(16) NOT NULL,
    since date NOT NULL,
    until date,
    source character varying(200) NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT fact_ends_after_it_starts CHECK (((until IS NULL) OR (until >= since))),
    CONSTRAINT fact_has_a_source CHECK ((NOT ((source)::text = ''::text)))
);


ALTER TABLE public.welfare_memberfact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_memberfact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_memberfactevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    fact character varying(16) NOT NULL,
    since date NOT NULL,
    until date,
    source character varying(200) NOT NULL,
    member_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);


ALTER TABLE public.welfare_memberfactevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_memberfactevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_minorityfestival (
    id bigint NOT NULL,
    code character varying(32) NOT NULL,
    name character varying(64) NOT NULL,
    region character varying(64) NOT NULL,
    ethnic_groups character varying(2)[] NOT NULL,
    approved_by character varying(8) NOT NULL,
    document character varying(200) NOT NULL,
    CONSTRAINT minority_festival_has_its_own_code CHECK ((NOT ((code)::text = ANY ((ARRAY['new_year'::character varying, 'spring'::character varying, 'qingming'::character varying, 'labour'::character varying, 'dragon_boat'::character varying, 'mid_autumn'::character varying, 'national'::character varying])::text[])))),
    CONSTRAINT minority_festival_is_approved CHECK ((((approved_by)::text = ANY ((ARRAY['state'::character varying, 'region'::character varying])::text[])) AND (NOT ((document)::text = ''::text))))
);


ALTER TABLE public.welfare_minorityfestival ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_minorityfestival_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_minorityfestivalday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    number smallint NOT NULL,
    source character varying(200) NOT NULL,
    festival_id bigint NOT NULL,
    CONSTRAINT minority_festival_day_is_announced CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT minority_festival_is_at_most_twice_a_year CHECK ((number = ANY (ARRAY[1, 2]))),
    CONSTRAINT welfare_minorityfestivalday_number_check CHECK ((number >= 0))
);


ALTER TABLE public.welfare_minorityfestivalday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_minorityfestivalday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_minorityfestivaldayevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    "on" date NOT NULL,
    number smallint NOT NULL,
    source character varying(200) NOT NULL,
    festival_id bigint NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    CONSTRAINT welfare_minorityfestivaldayevent_number_check CHECK ((number >= 0))
);


ALTER TABLE public.welfare_minorityfestivaldayevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_minorityfestivaldayevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_minorityfestivalevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    code character varying(32) NOT NULL,
    name character varying(64) NOT NULL,
    region character varying(64) NOT NULL,
    ethnic_groups character varying(2)[] NOT NULL,
    approved_by character varying(8) NOT NULL,
    document character varying(200) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL
);


ALTER TABLE public.welfare_minorityfestivalevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_minorityfestivalevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_objection (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    text character varying(500) NOT NULL,
    amount numeric(12,2),
    state character varying(10) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    due_estimated boolean NOT NULL,
    decided_at timestamp with time zone,
    decision character varying(500) NOT NULL,
    due numeric(12,2),
    about_id bigint NOT NULL,
    by_id bigint NOT NULL,
    decided_by_id bigint,
    run_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    CONSTRAINT nobody_decides_their_objection CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = by_id) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT objection_is_decided_for_a_reason CHECK ((((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND ((state)::text = ANY ((ARRAY['upheld'::character varying, 'rejected'::character varying])::text[])) AND (NOT ((decision)::text = ''::text))) OR ((decided_by_id IS NULL) AND ((decision)::text = ''::text) AND ((state)::text = ANY ((ARRAY['open'::character varying, 'withdrawn'::character varying, 'ended'::character varying])::text[]))))),
    CONSTRAINT objection_says_what_is_wrong CHECK ((NOT ((text)::text = ''::text))),
    CONSTRAINT upheld_objection_says_what_is_due CHECK ((((due >= (0)::numeric) AND ((state)::text = 'upheld'::text)) OR ((NOT ((state)::text = 'upheld'::text)) AND (due IS NULL))))
);


ALTER TABLE public.welfare_objection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_objection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_occasion (
    id bigint NOT NULL,
    key character varying(64) NOT NULL,
    kind character varying(16) NOT NULL,
    name character varying(64) NOT NULL,
    "on" date NOT NULL
);


ALTER TABLE public.welfare_occasion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_occasion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_paymentbatch (
    id bigint NOT NULL,
    purpose character varying(40) NOT NULL,
    state character varying(9) NOT NULL,
    total integer NOT NULL,
    looked_at integer NOT NULL,
    reached_run bigint NOT NULL,
    reached bigint NOT NULL,
    attempts smallint NOT NULL,
    error text NOT NULL,
    heads integer NOT NULL,
    amount numeric(14,2) NOT NULL,
    left_out integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone,
    released_at timestamp with time zone,
    cleared_at timestamp with time zone,
    made_by_id bigint NOT NULL,
    released_by_id bigint,
    unit_id bigint NOT NULL,
    version_id bigint NOT NULL,
    CONSTRAINT made_payment_pays_somebody CHECK (((NOT ((state)::text = ANY ((ARRAY['made'::character varying, 'released'::character varying])::text[]))) OR ((amount > (0)::numeric) AND (heads > 0)))),
    CONSTRAINT payment_has_four_eyes CHECK (((released_by_id IS NULL) OR (NOT ((released_by_id = made_by_id) AND (released_by_id IS NOT NULL))))),
    CONSTRAINT released_payment_has_time_and_person CHECK (((NOT ((state)::text = 'released'::text)) OR ((released_at IS NOT NULL) AND (released_by_id IS NOT NULL)))),
    CONSTRAINT welfare_paymentbatch_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT welfare_paymentbatch_heads_check CHECK ((heads >= 0)),
    CONSTRAINT welfare_paymentbatch_left_out_check CHECK ((left_out >= 0)),
    CONSTRAINT welfare_paymentbatch_looked_at_check CHECK ((looked_at >= 0)),
    CONSTRAINT welfare_paymentbatch_total_check CHECK ((total >= 0))
);


ALTER TABLE public.welfare_paymentbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_paymentbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_paymentbatch_runs (
    id bigint NOT NULL,
    paymentbatch_id bigint NOT NULL,
    run_id bigint NOT NULL
);


ALTER TABLE public.welfare_paymentbatch_runs ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_paymentbatch_runs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_paymentfile (
    id bigint NOT NULL,
    number smallint NOT NULL,
    file character varying(100) NOT NULL,
    rows integer NOT NULL,
    amount numeric(14,2) NOT NULL,
    size integer NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    fetched_at timestamp with time zone,
    marked_at timestamp with time zone,
    batch_id bigint NOT NULL,
    fetched_by_id bigint,
    CONSTRAINT fetched_file_has_time_and_person CHECK ((((fetched_at IS NULL) AND (fetched_by_id IS NULL) AND (marked_at IS NULL)) OR ((fetched_at IS NOT NULL) AND (fetched_by_id IS NOT NULL)))),
    CONSTRAINT payment_file_pays_somebody CHECK (((amount > (0)::numeric) AND (rows > 0))),
    CONSTRAINT welfare_paymentfile_number_check CHECK ((number >= 0)),
    CONSTRAINT welfare_paymentfile_rows_check CHECK ((rows >= 0)),
    CONSTRAINT welfare_paymentfile_size_check CHECK ((size >= 0))
);


ALTER TABLE public.welfare_paymentfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_paymentfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_paymentline (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    amount numeric(12,2) NOT NULL,
    account_hash character varying(64) NOT NULL,
    account_tail character varying(4) NOT NULL,
    state character varying(9) NOT NULL,
    paid_on date,
    reason character varying(200) NOT NULL,
    wrong_account boolean NOT NULL,
    decided_at timestamp with time zone,
    answer_id bigint,
    file_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    replaces_id bigint,
    account_changed boolean NOT NULL,
    CONSTRAINT paid_line_has_day_and_answer CHECK (((NOT ((state)::text = 'paid'::text)) OR ((answer_id IS NOT NULL) AND (paid_on IS NOT NULL)))),
    CONSTRAINT payment_pays_something CHECK ((amount > (0)::numeric)),
    CONSTRAINT returned_line_has_answer CHECK (((NOT ((state)::text = 'returned'::text)) OR (answer_id IS NOT NULL)))
);


ALTER TABLE public.welfare_paymentline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_paymentline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_plan (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    festival character varying(16) NOT NULL,
    amount numeric(12,2) NOT NULL,
    form character varying(16) NOT NULL,
    lead_days smallint NOT NULL,
    active boolean NOT NULL,
    unit_id bigint NOT NULL,
    collect_days smallint NOT NULL,
    contact character varying(80) NOT NULL,
    goods character varying(120) NOT NULL,
    hours character varying(80) NOT NULL,
    place character varying(120) NOT NULL,
    amounts jsonb NOT NULL,
    conditions jsonb NOT NULL,
    days character varying(10)[] NOT NULL,
    kind character varying(16) NOT NULL,
    leap_day character varying(8) NOT NULL,
    schedule character varying(16) NOT NULL,
    since date NOT NULL,
    minority_festival_id bigint,
    decision character varying(200) NOT NULL,
    notice_days smallint NOT NULL,
    CONSTRAINT daily_plan_opens_within_the_month CHECK (((NOT ((schedule)::text = 'birthday_day'::text)) OR (lead_days <= 30))),
    CONSTRAINT festival_is_known CHECK (((((festival)::text = ANY ((ARRAY['new_year'::character varying, 'spring'::character varying, 'qingming'::character varying, 'labour'::character varying, 'dragon_boat'::character varying, 'mid_autumn'::character varying, 'national'::character varying])::text[])) AND ((schedule)::text = 'festival'::text)) OR ((NOT ((schedule)::text = 'festival'::text)) AND ((festival)::text = ''::text)))),
    CONSTRAINT festival_plan_is_goods CHECK (((NOT ((kind)::text = 'festival'::text)) OR ((form)::text = ANY ((ARRAY['goods'::character varying, 'voucher'::character varying])::text[])))),
    CONSTRAINT minority_festival_is_known CHECK ((((minority_festival_id IS NOT NULL) AND ((schedule)::text = 'minority'::text)) OR ((NOT ((schedule)::text = 'minority'::text)) AND (minority_festival_id IS NULL)))),
    CONSTRAINT plan_gives_something CHECK ((amount > (0)::numeric)),
    CONSTRAINT plan_has_its_dates CHECK ((((
CASE
    WHEN (days IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(days, 1), 0)
END > 0) AND ((schedule)::text = 'dates'::text)) OR ((NOT ((schedule)::text = 'dates'::text)) AND (
CASE
    WHEN (days IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(days, 1), 0)
END = 0)))),
    CONSTRAINT plan_has_the_kind_of_its_occasion CHECK (((((kind)::text = 'festival'::text) AND ((schedule)::text = ANY ((ARRAY['festival'::character varying, 'minority'::character varying])::text[]))) OR (((kind)::text = 'birthday'::text) AND ((schedule)::text = ANY ((ARRAY['birthday_day'::character varying, 'birthday_month'::character varying])::text[]))) OR (((schedule)::text = 'dates'::text) AND (NOT ((kind)::text = ANY ((ARRAY['festival'::character varying, 'birthday'::character varying, ''::character varying])::text[])))))),
    CONSTRAINT plan_is_collected_within_the_year CHECK ((collect_days <= 300)),
    CONSTRAINT plan_opens_within_the_year CHECK ((lead_days <= 300)),
    CONSTRAINT welfare_plan_collect_days_check CHECK ((collect_days >= 0)),
    CONSTRAINT welfare_plan_lead_days_check CHECK ((lead_days >= 0)),
    CONSTRAINT welfare_plan_notice_days_check CHECK ((notice_days >= 0))
);


ALTER TABLE public.welfare_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_plancollection (
    id bigint NOT NULL,
    place character varying(120) NOT NULL,
    hours character varying(80) NOT NULL,
    contact character varying(80) NOT NULL,
    plan_id bigint NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.welfare_plancollection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_plancollection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_planevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    festival character varying(16) NOT NULL,
    amount numeric(12,2) NOT NULL,
    form character varying(16) NOT NULL,
    lead_days smallint NOT NULL,
    active boolean NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    collect_days smallint NOT NULL,
    contact character varying(80) NOT NULL,
    goods character varying(120) NOT NULL,
    hours character varying(80) NOT NULL,
    place character varying(120) NOT NULL,
    amounts jsonb NOT NULL,
    conditions jsonb NOT NULL,
    days character varying(10)[] NOT NULL,
    kind character varying(16) NOT NULL,
    leap_day character varying(8) NOT NULL,
    schedule character varying(16) NOT NULL,
    since date NOT NULL,
    minority_festival_id bigint,
    decision character varying(200) NOT NULL,
    notice_days smallint NOT NULL,
    CONSTRAINT welfare_planevent_collect_days_check CHECK ((collect_days >= 0)),
    CONSTRAINT welfare_planevent_lead_days_check CHECK ((lead_days >= 0)),
    CONSTRAINT welfare_planevent_notice_days_check CHECK ((notice_days >= 0))
);


ALTER TABLE public.welfare_planevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_planevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_profileversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    file_format character varying(4) NOT NULL,
    encoding character varying(9) NOT NULL,
    delimiter character varying(1) NOT NULL,
    with_heading boolean NOT NULL,
    columns text NOT NULL,
    totals_place character varying(5) NOT NULL,
    totals_line character varying(200) NOT NULL,
    amount_format character varying(5) NOT NULL,
    rows_per_file integer NOT NULL,
    largest_sum numeric(14,2),
    name_must_match boolean NOT NULL,
    answer_number character varying(40) NOT NULL,
    answer_amount character varying(40) NOT NULL,
    answer_result character varying(40) NOT NULL,
    answer_date character varying(40) NOT NULL,
    answer_reason character varying(40) NOT NULL,
    answer_name character varying(40) NOT NULL,
    answer_amount_format character varying(5) NOT NULL,
    paid_words character varying(200) NOT NULL,
    returned_words character varying(200) NOT NULL,
    account_words character varying(300) NOT NULL,
    source character varying(200) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    checked_at timestamp with time zone,
    checked_by_id bigint,
    made_by_id bigint,
    profile_id bigint NOT NULL,
    CONSTRAINT profile_check_has_time_and_person CHECK ((((checked_at IS NULL) AND (checked_by_id IS NULL)) OR ((checked_at IS NOT NULL) AND (checked_by_id IS NOT NULL)))),
    CONSTRAINT profile_file_has_rows CHECK (((rows_per_file >= 1) AND (rows_per_file <= 50000))),
    CONSTRAINT welfare_profileversion_number_check CHECK ((number >= 0)),
    CONSTRAINT welfare_profileversion_rows_per_file_check CHECK ((rows_per_file >= 0))
);


ALTER TABLE public.welfare_profileversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_profileversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_publicnotice (
    id bigint NOT NULL,
    days smallint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    estimated boolean NOT NULL,
    names_shown boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    by_id bigint NOT NULL,
    run_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT notice_ends_after_its_start CHECK ((ends_on > starts_on)),
    CONSTRAINT welfare_publicnotice_days_check CHECK ((days >= 0))
);


ALTER TABLE public.welfare_publicnotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_publicnotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_receiptcancellation (
    id bigint NOT NULL,
    received_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL,
    reason character varying(300) NOT NULL,
    by_id bigint NOT NULL,
    grant_id bigint NOT NULL,
    received_by_id bigint NOT NULL
);


ALTER TABLE public.welfare_receiptcancellation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_receiptcancellation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_recount (
    id bigint NOT NULL,
    purpose character varying(8) NOT NULL,
    without character varying(16) NOT NULL,
    of_count timestamp with time zone NOT NULL,
    state character varying(12) NOT NULL,
    rules_by character varying(8) NOT NULL,
    standard numeric(12,2) NOT NULL,
    conditions jsonb NOT NULL,
    amounts jsonb NOT NULL,
    caps_by character varying(8) NOT NULL,
    year_cap numeric(12,2),
    event_cap numeric(12,2),
    name character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    first_key bigint NOT NULL,
    next_key bigint,
    last_key bigint NOT NULL,
    width bigint NOT NULL,
    attempts smallint NOT NULL,
    error text NOT NULL,
    cap_counts jsonb NOT NULL,
    conflicts jsonb NOT NULL,
    by_id bigint,
    run_id bigint NOT NULL,
    CONSTRAINT recount_gives_something CHECK ((standard > (0)::numeric)),
    CONSTRAINT recount_names_what_it_leaves_out CHECK (((((purpose)::text = 'without'::text) AND (NOT ((without)::text = ''::text))) OR ((NOT ((purpose)::text = 'without'::text)) AND ((without)::text = ''::text)))),
    CONSTRAINT replay_is_asked_for CHECK (((NOT ((purpose)::text = 'replay'::text)) OR (by_id IS NOT NULL))),
    CONSTRAINT welfare_recount_attempts_check CHECK ((attempts >= 0))
);


ALTER TABLE public.welfare_recount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_recount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_recountcell (
    id bigint NOT NULL,
    post_category character varying(12) NOT NULL,
    sex character varying(1) NOT NULL,
    meant integer NOT NULL,
    heads integer NOT NULL,
    money numeric(14,2) NOT NULL,
    given_heads integer NOT NULL,
    given_money numeric(14,2) NOT NULL,
    gains integer NOT NULL,
    gained numeric(14,2) NOT NULL,
    loses integer NOT NULL,
    lost numeric(14,2) NOT NULL,
    by_register integer NOT NULL,
    branch_id bigint NOT NULL,
    recount_id bigint NOT NULL,
    CONSTRAINT welfare_recountcell_by_register_check CHECK ((by_register >= 0)),
    CONSTRAINT welfare_recountcell_gains_check CHECK ((gains >= 0)),
    CONSTRAINT welfare_recountcell_given_heads_check CHECK ((given_heads >= 0)),
    CONSTRAINT welfare_recountcell_heads_check CHECK ((heads >= 0)),
    CONSTRAINT welfare_recountcell_loses_check CHECK ((loses >= 0)),
    CONSTRAINT welfare_recountcell_meant_check CHECK ((meant >= 0))
);


ALTER TABLE public.welfare_recountcell ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_recountcell_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_recountchange (
    id bigint NOT NULL,
    given numeric(12,2) NOT NULL,
    due numeric(12,2) NOT NULL,
    verdict character varying(20) NOT NULL,
    by_register boolean NOT NULL,
    member_id bigint NOT NULL,
    recount_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT change_changes_something CHECK ((NOT (given = due)))
);


ALTER TABLE public.welfare_recountchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_recountchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_recountunit (
    id bigint NOT NULL,
    year_cap numeric(12,2),
    festival_cap numeric(12,2),
    in_group boolean NOT NULL,
    recount_id bigint NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.welfare_recountunit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_recountunit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_reminded (
    id bigint NOT NULL,
    "on" date NOT NULL,
    announcement_id bigint NOT NULL,
    to_id bigint NOT NULL
);


ALTER TABLE public.welfare_reminded ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_reminded_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_run (
    id bigint NOT NULL,
    state character varying(12) NOT NULL,
    standard numeric(12,2) NOT NULL,
    round smallint NOT NULL,
    heads integer,
    cost numeric(14,2),
    counts jsonb NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    counting_since timestamp with time zone NOT NULL,
    counted_at timestamp with time zone,
    issued_at timestamp with time zone,
    closed_at timestamp with time zone,
    line_id bigint,
    occasion_id bigint NOT NULL,
    opened_by_id bigint,
    plan_id bigint NOT NULL,
    submitted_by_id bigint,
    unit_id bigint NOT NULL,
    left_before numeric(14,2),
    collect_until date,
    contact character varying(80) NOT NULL,
    goods character varying(120) NOT NULL,
    hours character varying(80) NOT NULL,
    place character varying(120) NOT NULL,
    amounts jsonb NOT NULL,
    conditions jsonb NOT NULL,
    form character varying(16) NOT NULL,
    leap_day character varying(8) NOT NULL,
    "on" date NOT NULL,
    part character varying(10) NOT NULL,
    until date,
    from_list_id bigint,
    source_id bigint,
    decision character varying(200) NOT NULL,
    corrects boolean NOT NULL,
    reason character varying(300) NOT NULL,
    notice_days smallint NOT NULL,
    notice_until date,
    tells_hardship boolean NOT NULL,
    revoked_at timestamp with time zone,
    revoked_cost numeric(14,2) NOT NULL,
    revoked_heads integer NOT NULL,
    revoking boolean NOT NULL,
    CONSTRAINT approved_run_has_its_money CHECK (((NOT ((state)::text = ANY ((ARRAY['approved'::character varying, 'in_notice'::character varying, 'issued'::character varying, 'closed'::character varying])::text[]))) OR (line_id IS NOT NULL))),
    CONSTRAINT follow_up_has_a_reason CHECK ((((NOT corrects) AND ((reason)::text = ''::text) AND (source_id IS NULL)) OR ((source_id IS NOT NULL) AND (NOT ((reason)::text = ''::text))))),
    CONSTRAINT reviewed_run_is_counted_and_submitted CHECK (((NOT ((state)::text = ANY ((ARRAY['approved'::character varying, 'in_notice'::character varying, 'issued'::character varying, 'closed'::character varying, 'in_review'::character varying])::text[]))) OR ((cost IS NOT NULL) AND (heads IS NOT NULL) AND (submitted_by_id IS NOT NULL)))),
    CONSTRAINT run_gives_something CHECK ((standard > (0)::numeric)),
    CONSTRAINT welfare_run_heads_check CHECK ((heads >= 0)),
    CONSTRAINT welfare_run_notice_days_check CHECK ((notice_days >= 0)),
    CONSTRAINT welfare_run_revoked_heads_check CHECK ((revoked_heads >= 0)),
    CONSTRAINT welfare_run_round_check CHECK ((round >= 0)),
    CONSTRAINT what_is_revoked_is_closed CHECK (((NOT revoking) OR ((revoked_at IS NOT NULL) AND ((state)::text = 'closed'::text))))
);


ALTER TABLE public.welfare_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_runcollection (
    id bigint NOT NULL,
    place character varying(120) NOT NULL,
    hours character varying(80) NOT NULL,
    contact character varying(80) NOT NULL,
    collect_until date,
    run_id bigint NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.welfare_runcollection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_runcollection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_rununit (
    id bigint NOT NULL,
    year_cap numeric(12,2),
    festival_cap numeric(12,2),
    heads integer NOT NULL,
    cost numeric(14,2) NOT NULL,
    run_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    in_group boolean NOT NULL,
    rules jsonb NOT NULL,
    unit_name character varying(100) NOT NULL,
    CONSTRAINT welfare_rununit_heads_check CHECK ((heads >= 0))
);


ALTER TABLE public.welfare_rununit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_rununit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_signing (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    reason character varying(300) NOT NULL,
    heads integer NOT NULL,
    amount numeric(14,2) NOT NULL,
    undone_at timestamp with time zone,
    by_id bigint NOT NULL,
    run_id bigint NOT NULL,
    undone_by_id bigint,
    unit_id bigint NOT NULL,
    CONSTRAINT welfare_signing_heads_check CHECK ((heads >= 0))
);


ALTER TABLE public.welfare_signing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_signing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_slice (
    id bigint NOT NULL,
    lo bigint NOT NULL,
    hi bigint NOT NULL,
    state character varying(8) NOT NULL,
    redo boolean NOT NULL,
    attempts smallint NOT NULL,
    error text NOT NULL,
    counts jsonb NOT NULL,
    done_at timestamp with time zone,
    run_id bigint NOT NULL,
    CONSTRAINT slice_is_a_range CHECK ((lo <= hi)),
    CONSTRAINT welfare_slice_attempts_check CHECK ((attempts >= 0))
);


ALTER TABLE public.welfare_slice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_slice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_unitregion (
    id bigint NOT NULL,
    region character varying(20) NOT NULL,
    ample_funds boolean,
    unit_id bigint NOT NULL
);


ALTER TABLE public.welfare_unitregion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_unitregion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_unitregionevent (
    pgh_id integer NOT NULL,
    pgh_created_at timestamp with time zone NOT NULL,
    pgh_label text NOT NULL,
    id bigint NOT NULL,
    region character varying(20) NOT NULL,
    ample_funds boolean,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.welfare_unitregionevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_unitregionevent_pgh_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_withdrawngrant (
    id bigint NOT NULL,
    amount numeric(12,2),
    due numeric(12,2) NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    occasion_id bigint NOT NULL,
    run_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT due_instead_is_not_negative CHECK ((due >= (0)::numeric))
);


ALTER TABLE public.welfare_withdrawngrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_withdrawngrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_yearend (
    id bigint NOT NULL,
    year smallint NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(12) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    proposed_by_id bigint NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT welfare_yearend_year_check CHECK ((year >= 0)),
    CONSTRAINT year_end_says_why CHECK ((NOT ((reason)::text = ''::text)))
);


ALTER TABLE public.welfare_yearend ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_yearend_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_yearendline (
    id bigint NOT NULL,
    treatment character varying(8) NOT NULL,
    "left" numeric(14,2) NOT NULL,
    line_id bigint NOT NULL,
    year_end_id bigint NOT NULL,
    CONSTRAINT year_end_carries_or_lapses CHECK (((treatment)::text = ANY ((ARRAY['carry'::character varying, 'lapse'::character varying])::text[]))),
    CONSTRAINT year_end_treats_what_is_left CHECK (("left" >= (0)::numeric))
);


ALTER TABLE public.welfare_yearendline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_yearendline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


INSERT INTO public.django_content_type VALUES (1, 'pghistory', 'events');
INSERT INTO public.django_content_type VALUES (2, 'pghistory', 'middlewareevents');


INSERT INTO public.members_approvalrule VALUES (1, 'run', 0.00, 3, CURRENT_TIMESTAMP, NULL, NULL, NULL);


INSERT INTO public.members_approvalstage VALUES (1, 1, 'own', 2, NULL, 1);


INSERT INTO public.welfare_benefitkind VALUES (1, 'festival', 'festival benefit', true);
INSERT INTO public.welfare_benefitkind VALUES (2, 'birthday', 'birthday', true);
INSERT INTO public.welfare_benefitkind VALUES (3, 'marriage', 'marriage', true);
INSERT INTO public.welfare_benefitkind VALUES (4, 'childbirth', 'childbirth', true);
INSERT INTO public.welfare_benefitkind VALUES (5, 'hospital', 'hospital visit', true);
INSERT INTO public.welfare_benefitkind VALUES (6, 'member_death', 'death of a member', true);
INSERT INTO public.welfare_benefitkind VALUES (7, 'kin_death', 'death of a close relative', true);
INSERT INTO public.welfare_benefitkind VALUES (8, 'retirement', 'retirement', true);
INSERT INTO public.welfare_benefitkind VALUES (9, 'summer', 'summer care', true);
INSERT INTO public.welfare_benefitkind VALUES (10, 'winter', 'winter care', true);
INSERT INTO public.welfare_benefitkind VALUES (11, 'school', 'school aid', true);
INSERT INTO public.welfare_benefitkind VALUES (12, 'voucher', 'consumption voucher', true);
INSERT INTO public.welfare_benefitkind VALUES (13, 'hardship', 'aid in hardship', true);


SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);


SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_permission_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_cannedanswer_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_cannedanswerevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_clock_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_clockevent_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_deadlinerule_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_deadlineruleevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_faqentry_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_faqentryevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_grievance_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_grievanceentry_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_grievanceevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_message_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_question_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_rating_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_referral_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_series_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_statutorylimit_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_statutorylimitevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_unannounced_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_content_type_id_seq', 2, true);


SELECT pg_catalog.setval('public.members_accountsession_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_activationcode_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_apitoken_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_application_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_appointment_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_appointmentevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_approvaldecision_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_approvalmaker_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_approvalround_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_approvalrule_id_seq', 1, true);


SELECT pg_catalog.setval('public.members_approvalstage_id_seq', 1, true);


SELECT pg_catalog.setval('public.members_changerequest_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_committee_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_consent_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_consenttext_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_departure_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_deputyship_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_doublecandidate_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duesbasis_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duesbasisevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duesbook_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duescharge_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_dueschargeevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duesmonth_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duespayment_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duesrule_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duesruleevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_dueswaiver_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_dueswaiverevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_erasure_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_familymember_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_familymemberevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_freezeperiod_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_hardshipmark_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_honour_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_importfault_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_importjob_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_importleaver_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_importrow_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_importslice_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_legalhold_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_member_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_memberdocument_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_memberevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_membershipchange_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_membershipperiod_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_membertocompare_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_merge_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_payrollfile_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_payrollrow_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_post_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_post_permissions_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_providerbinding_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_receiptcount_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_retentionrule_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_retentionruleevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_seat_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_signinprovider_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_term_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_transferbatch_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_unit_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_unitcontact_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_unitplace_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_user_groups_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_user_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_user_user_permissions_id_seq', 1, false);


SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_attachment_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_auditcheck_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_auditevent_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_calendarnotice_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_channel_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_channelchoice_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_dayoverride_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_delivery_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_digest_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_documentbatch_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_documentcount_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_documenttext_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_erasedrow_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_issueddocument_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_mailing_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_notice_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_savedview_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_taskrecord_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_textversion_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_unitday_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_wordlayout_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_aidrule_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_aidruleevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_announcement_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_answerfile_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_answerrow_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_bankprofile_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_benefitkind_id_seq', 13, true);


SELECT pg_catalog.setval('public.welfare_benefitkindevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_benefitlist_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_benefitrule_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_benefitruleevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_budgetchange_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_budgetentry_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_budgetincome_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_budgetincomeevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_budgetline_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_budgetlineevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_cap_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_capevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_exclusion_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_filefetch_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_grant_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_grantevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_hardshipaid_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_hardshipassessment_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_hardshipfile_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_hardshiprule_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_hardshipruleevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_leftout_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_listrow_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_localfigure_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_localfigureevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_memberfact_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_memberfactevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_minorityfestival_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_minorityfestivalday_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_minorityfestivaldayevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_minorityfestivalevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_objection_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_occasion_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_paymentbatch_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_paymentbatch_runs_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_paymentfile_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_paymentline_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_plan_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_plancollection_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_planevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_profileversion_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_publicnotice_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_receiptcancellation_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_recount_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_recountcell_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_recountchange_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_recountunit_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_reminded_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_run_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_runcollection_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_rununit_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_signing_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_slice_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_unitregion_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_unitregionevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_withdrawngrant_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_yearend_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_yearendline_id_seq', 1, false);


ALTER TABLE ONLY public.members_duesmonth
    ADD CONSTRAINT a_month_is_opened_once UNIQUE (unit_id, month);


ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);


ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);


ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_cannedanswer
    ADD CONSTRAINT consultation_cannedanswer_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_cannedanswerevent
    ADD CONSTRAINT consultation_cannedanswerevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.consultation_clock
    ADD CONSTRAINT consultation_clock_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_clockevent
    ADD CONSTRAINT consultation_clockevent_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_deadlinerule
    ADD CONSTRAINT consultation_deadlinerule_code_key UNIQUE (code);


ALTER TABLE ONLY public.consultation_deadlinerule
    ADD CONSTRAINT consultation_deadlinerule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_deadlineruleevent
    ADD CONSTRAINT consultation_deadlineruleevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.consultation_faqentry
    ADD CONSTRAINT consultation_faqentry_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_faqentryevent
    ADD CONSTRAINT consultation_faqentryevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.consultation_grievance
    ADD CONSTRAINT consultation_grievance_key_key UNIQUE (key);


ALTER TABLE ONLY public.consultation_grievance
    ADD CONSTRAINT consultation_grievance_number_key UNIQUE (number);


ALTER TABLE ONLY public.consultation_grievance
    ADD CONSTRAINT consultation_grievance_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_grievance
    ADD CONSTRAINT consultation_grievance_receipt_hash_key UNIQUE (receipt_hash);


ALTER TABLE ONLY public.consultation_grievanceentry
    ADD CONSTRAINT consultation_grievanceentry_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_grievanceevent
    ADD CONSTRAINT consultation_grievanceevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.consultation_grievancereporter
    ADD CONSTRAINT consultation_grievancereporter_pkey PRIMARY KEY (grievance_id);


ALTER TABLE ONLY public.consultation_message
    ADD CONSTRAINT consultation_message_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_question
    ADD CONSTRAINT consultation_question_key_key UNIQUE (key);


ALTER TABLE ONLY public.consultation_question
    ADD CONSTRAINT consultation_question_number_key UNIQUE (number);


ALTER TABLE ONLY public.consultation_question
    ADD CONSTRAINT consultation_question_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_rating
    ADD CONSTRAINT consultation_rating_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_referral
    ADD CONSTRAINT consultation_referral_number_key UNIQUE (number);


ALTER TABLE ONLY public.consultation_referral
    ADD CONSTRAINT consultation_referral_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_series
    ADD CONSTRAINT consultation_series_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_statutorylimit
    ADD CONSTRAINT consultation_statutorylimit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_statutorylimitevent
    ADD CONSTRAINT consultation_statutorylimitevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.consultation_unannounced
    ADD CONSTRAINT consultation_unannounced_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


ALTER TABLE ONLY public.welfare_budgetentry
    ADD CONSTRAINT entries_are_numbered UNIQUE (line_id, number);


ALTER TABLE ONLY public.members_honour
    ADD CONSTRAINT honour_is_entered_once UNIQUE (member_id, awarded_on, title);


ALTER TABLE ONLY public.welfare_leftout
    ADD CONSTRAINT left_out_once_a_batch UNIQUE (batch_id, grant_id);


ALTER TABLE ONLY public.members_accountsession
    ADD CONSTRAINT members_accountsession_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_accountsession
    ADD CONSTRAINT members_accountsession_session_hash_key UNIQUE (session_hash);


ALTER TABLE ONLY public.members_activationcode
    ADD CONSTRAINT members_activationcode_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_apitoken
    ADD CONSTRAINT members_apitoken_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_apitoken
    ADD CONSTRAINT members_apitoken_replaced_by_id_key UNIQUE (replaced_by_id);


ALTER TABLE ONLY public.members_apitoken
    ADD CONSTRAINT members_apitoken_token_hash_key UNIQUE (token_hash);


ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_receipt_hash_key UNIQUE (receipt_hash);


ALTER TABLE ONLY public.members_appointment
    ADD CONSTRAINT members_appointment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_appointmentevent
    ADD CONSTRAINT members_appointmentevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.members_approvaldecision
    ADD CONSTRAINT members_approvaldecision_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_approvalmaker
    ADD CONSTRAINT members_approvalmaker_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_approvalround
    ADD CONSTRAINT members_approvalround_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_approvalrule
    ADD CONSTRAINT members_approvalrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_approvalstage
    ADD CONSTRAINT members_approvalstage_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_changerequest
    ADD CONSTRAINT members_changerequest_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_committee
    ADD CONSTRAINT members_committee_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_consent
    ADD CONSTRAINT members_consent_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_consenttext
    ADD CONSTRAINT members_consenttext_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_departure
    ADD CONSTRAINT members_departure_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_deputyship
    ADD CONSTRAINT members_deputyship_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_doublecandidate
    ADD CONSTRAINT members_doublecandidate_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_duesbasis
    ADD CONSTRAINT members_duesbasis_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_duesbasisevent
    ADD CONSTRAINT members_duesbasisevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.members_duesbook
    ADD CONSTRAINT members_duesbook_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_duesbook
    ADD CONSTRAINT members_duesbook_unit_id_key UNIQUE (unit_id);


ALTER TABLE ONLY public.members_duescharge
    ADD CONSTRAINT members_duescharge_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_dueschargeevent
    ADD CONSTRAINT members_dueschargeevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.members_duesmonth
    ADD CONSTRAINT members_duesmonth_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_duespayment
    ADD CONSTRAINT members_duespayment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_duespayment
    ADD CONSTRAINT members_duespayment_reverses_id_key UNIQUE (reverses_id);


ALTER TABLE ONLY public.members_duesrule
    ADD CONSTRAINT members_duesrule_effective_from_key UNIQUE (effective_from);


ALTER TABLE ONLY public.members_duesrule
    ADD CONSTRAINT members_duesrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_duesruleevent
    ADD CONSTRAINT members_duesruleevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.members_dueswaiver
    ADD CONSTRAINT members_dueswaiver_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_dueswaiverevent
    ADD CONSTRAINT members_dueswaiverevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.members_erasure
    ADD CONSTRAINT members_erasure_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_familymember
    ADD CONSTRAINT members_familymember_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_familymemberevent
    ADD CONSTRAINT members_familymemberevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.members_freezeperiod
    ADD CONSTRAINT members_freezeperiod_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_hardshipmark
    ADD CONSTRAINT members_hardshipmark_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_honour
    ADD CONSTRAINT members_honour_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_importfault
    ADD CONSTRAINT members_importfault_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_importjob
    ADD CONSTRAINT members_importjob_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_importleaver
    ADD CONSTRAINT members_importleaver_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_importrow
    ADD CONSTRAINT members_importrow_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_importslice
    ADD CONSTRAINT members_importslice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_legalhold
    ADD CONSTRAINT members_legalhold_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_member
    ADD CONSTRAINT members_member_bank_card_hash_key UNIQUE (bank_card_hash);


ALTER TABLE ONLY public.members_member
    ADD CONSTRAINT members_member_employee_number_key UNIQUE (employee_number);


ALTER TABLE ONLY public.members_member
    ADD CONSTRAINT members_member_id_hash_key UNIQUE (id_hash);


ALTER TABLE ONLY public.members_member
    ADD CONSTRAINT members_member_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_member
    ADD CONSTRAINT members_member_user_id_key UNIQUE (user_id);


ALTER TABLE ONLY public.members_memberdocument
    ADD CONSTRAINT members_memberdocument_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_memberevent
    ADD CONSTRAINT members_memberevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.members_membershipchange
    ADD CONSTRAINT members_membershipchange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_membershipperiod
    ADD CONSTRAINT members_membershipperiod_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_memberstamp
    ADD CONSTRAINT members_memberstamp_pkey PRIMARY KEY (member_id);


ALTER TABLE ONLY public.members_membertocompare
    ADD CONSTRAINT members_membertocompare_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_merge
    ADD CONSTRAINT members_merge_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_payrollfile
    ADD CONSTRAINT members_payrollfile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_payrollrow
    ADD CONSTRAINT members_payrollrow_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_post
    ADD CONSTRAINT members_post_code_key UNIQUE (code);


ALTER TABLE ONLY public.members_post_permissions
    ADD CONSTRAINT members_post_permissions_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_post_permissions
    ADD CONSTRAINT members_post_permissions_post_id_permission_id_2e9b2680_uniq UNIQUE (post_id, permission_id);


ALTER TABLE ONLY public.members_post
    ADD CONSTRAINT members_post_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_providerbinding
    ADD CONSTRAINT members_providerbinding_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_receiptcount
    ADD CONSTRAINT members_receiptcount_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_retentionrule
    ADD CONSTRAINT members_retentionrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_retentionrule
    ADD CONSTRAINT members_retentionrule_state_key UNIQUE (state);


ALTER TABLE ONLY public.members_retentionruleevent
    ADD CONSTRAINT members_retentionruleevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.members_seat
    ADD CONSTRAINT members_seat_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_signinprovider
    ADD CONSTRAINT members_signinprovider_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_signinprovider
    ADD CONSTRAINT members_signinprovider_slug_key UNIQUE (slug);


ALTER TABLE ONLY public.members_term
    ADD CONSTRAINT members_term_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_transferbatch
    ADD CONSTRAINT members_transferbatch_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_unit
    ADD CONSTRAINT members_unit_code_key UNIQUE (code);


ALTER TABLE ONLY public.members_unit
    ADD CONSTRAINT members_unit_credit_code_key UNIQUE (credit_code);


ALTER TABLE ONLY public.members_unit
    ADD CONSTRAINT members_unit_path_key UNIQUE (path);


ALTER TABLE ONLY public.members_unit
    ADD CONSTRAINT members_unit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_unitcontact
    ADD CONSTRAINT members_unitcontact_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_unitplace
    ADD CONSTRAINT members_unitplace_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_user
    ADD CONSTRAINT members_user_email_key UNIQUE (email);


ALTER TABLE ONLY public.members_user_groups
    ADD CONSTRAINT members_user_groups_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_user_groups
    ADD CONSTRAINT members_user_groups_user_id_group_id_e4658dba_uniq UNIQUE (user_id, group_id);


ALTER TABLE ONLY public.members_user
    ADD CONSTRAINT members_user_phone_key UNIQUE (phone);


ALTER TABLE ONLY public.members_user
    ADD CONSTRAINT members_user_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_user_user_permissions
    ADD CONSTRAINT members_user_user_permis_user_id_permission_id_290733df_uniq UNIQUE (user_id, permission_id);


ALTER TABLE ONLY public.members_user_user_permissions
    ADD CONSTRAINT members_user_user_permissions_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_user
    ADD CONSTRAINT members_user_username_key UNIQUE (username);


ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_attachment
    ADD CONSTRAINT office_attachment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_auditcheck
    ADD CONSTRAINT office_auditcheck_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_auditevent
    ADD CONSTRAINT office_auditevent_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_calendarday
    ADD CONSTRAINT office_calendarday_pkey PRIMARY KEY (day);


ALTER TABLE ONLY public.office_calendarnotice
    ADD CONSTRAINT office_calendarnotice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_channel
    ADD CONSTRAINT office_channel_name_key UNIQUE (name);


ALTER TABLE ONLY public.office_channel
    ADD CONSTRAINT office_channel_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_channelchoice
    ADD CONSTRAINT office_channelchoice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_dayoverride
    ADD CONSTRAINT office_dayoverride_day_key UNIQUE (day);


ALTER TABLE ONLY public.office_dayoverride
    ADD CONSTRAINT office_dayoverride_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_delivery
    ADD CONSTRAINT office_delivery_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_digest
    ADD CONSTRAINT office_digest_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_issueddocument
    ADD CONSTRAINT office_document_number_once UNIQUE (kind, unit_id, year, number);


ALTER TABLE ONLY public.office_documentbatch
    ADD CONSTRAINT office_documentbatch_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_documentcount
    ADD CONSTRAINT office_documentcount_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_documenttext
    ADD CONSTRAINT office_documenttext_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_erasedrow
    ADD CONSTRAINT office_erasedrow_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_issueddocument
    ADD CONSTRAINT office_issueddocument_key_hash_key UNIQUE (key_hash);


ALTER TABLE ONLY public.office_issueddocument
    ADD CONSTRAINT office_issueddocument_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_keptform
    ADD CONSTRAINT office_keptform_pkey PRIMARY KEY (key_hash);


ALTER TABLE ONLY public.office_mailing
    ADD CONSTRAINT office_mailing_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_notice
    ADD CONSTRAINT office_notice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_oncekey
    ADD CONSTRAINT office_oncekey_pkey PRIMARY KEY (key_hash);


ALTER TABLE ONLY public.office_documentcount
    ADD CONSTRAINT office_one_count_a_year UNIQUE (kind, unit_id, year);


ALTER TABLE ONLY public.office_documenttext
    ADD CONSTRAINT office_one_text_a_unit UNIQUE (kind, unit_id);


ALTER TABLE ONLY public.office_savedview
    ADD CONSTRAINT office_saved_view_named_once UNIQUE (account_id, address, name);


ALTER TABLE ONLY public.office_savedview
    ADD CONSTRAINT office_savedview_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_seal
    ADD CONSTRAINT office_seal_pkey PRIMARY KEY (number);


ALTER TABLE ONLY public.office_sealedevent
    ADD CONSTRAINT office_sealedevent_pkey PRIMARY KEY (event_id);


ALTER TABLE ONLY public.office_taskrecord
    ADD CONSTRAINT office_taskrecord_name_key UNIQUE (name);


ALTER TABLE ONLY public.office_taskrecord
    ADD CONSTRAINT office_taskrecord_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_textversion
    ADD CONSTRAINT office_text_version_once UNIQUE (text_id, number);


ALTER TABLE ONLY public.office_textversion
    ADD CONSTRAINT office_textversion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_unitday
    ADD CONSTRAINT office_unitday_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_witnessmail
    ADD CONSTRAINT office_witnessmail_pkey PRIMARY KEY (day);


ALTER TABLE ONLY public.office_wordlayout
    ADD CONSTRAINT office_wordlayout_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_providerbinding
    ADD CONSTRAINT one_account_an_identity UNIQUE (provider_id, tenant, subject);


ALTER TABLE ONLY public.welfare_announcement
    ADD CONSTRAINT one_announcement_a_run_kind_and_day UNIQUE (run_id, kind, "on");


ALTER TABLE ONLY public.members_appointment
    ADD CONSTRAINT one_appointment_a_start UNIQUE (holder_id, post_id, unit_id, starts_on);


ALTER TABLE ONLY public.welfare_recountcell
    ADD CONSTRAINT one_cell_a_recount_and_group UNIQUE (recount_id, branch_id, post_category, sex);


ALTER TABLE ONLY public.welfare_recountchange
    ADD CONSTRAINT one_change_a_replay_and_member UNIQUE (recount_id, member_id);


ALTER TABLE ONLY public.members_duescharge
    ADD CONSTRAINT one_charge_a_member_and_month UNIQUE (member_id, month);


ALTER TABLE ONLY public.office_channelchoice
    ADD CONSTRAINT one_choice_an_account_and_channel UNIQUE (account_id, kind);


ALTER TABLE ONLY public.welfare_plancollection
    ADD CONSTRAINT one_collection_a_plan_and_unit UNIQUE (plan_id, unit_id);


ALTER TABLE ONLY public.welfare_runcollection
    ADD CONSTRAINT one_collection_a_run_and_unit UNIQUE (run_id, unit_id);


ALTER TABLE ONLY public.members_committee
    ADD CONSTRAINT one_committee_of_a_kind UNIQUE (unit_id, kind);


ALTER TABLE ONLY public.members_consenttext
    ADD CONSTRAINT one_consent_text_a_day UNIQUE (purpose, effective_from);


ALTER TABLE ONLY public.members_receiptcount
    ADD CONSTRAINT one_count_a_unit_and_year UNIQUE (unit_id, year);


ALTER TABLE ONLY public.office_unitday
    ADD CONSTRAINT one_day_a_unit UNIQUE (unit_id, day);


ALTER TABLE ONLY public.members_approvaldecision
    ADD CONSTRAINT one_decision_a_person_and_round UNIQUE (round_id, by_id);


ALTER TABLE ONLY public.office_delivery
    ADD CONSTRAINT one_delivery_a_notice_and_channel UNIQUE (notice_id, channel_id);


ALTER TABLE ONLY public.members_deputyship
    ADD CONSTRAINT one_deputy_at_a_time EXCLUDE USING gist (int8range(appointment_id, appointment_id, '[]'::text) WITH &&, tstzrange(starts_at, ends_at) WITH &&);


ALTER TABLE ONLY public.office_digest
    ADD CONSTRAINT one_digest_a_person_and_day UNIQUE (to_id, "on");


ALTER TABLE ONLY public.welfare_memberfact
    ADD CONSTRAINT one_fact_a_member_and_day UNIQUE (member_id, fact, since);


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT one_grant_a_member_and_occasion UNIQUE NULLS NOT DISTINCT (member_id, occasion_id, revoked_at);


ALTER TABLE ONLY public.members_providerbinding
    ADD CONSTRAINT one_identity_an_account_and_provider UNIQUE (provider_id, account_id);


ALTER TABLE ONLY public.welfare_budgetincome
    ADD CONSTRAINT one_income_a_unit_and_year UNIQUE (unit_id, year);


ALTER TABLE ONLY public.welfare_budgetline
    ADD CONSTRAINT one_line_a_year_and_kind UNIQUE (unit_id, year, kind);


ALTER TABLE ONLY public.welfare_listrow
    ADD CONSTRAINT one_list_row_a_sheet_row UNIQUE (list_id, "row");


ALTER TABLE ONLY public.members_approvalmaker
    ADD CONSTRAINT one_maker_a_thing_and_person UNIQUE (kind, object_id, person_id);


ALTER TABLE ONLY public.welfare_minorityfestival
    ADD CONSTRAINT one_minority_festival_a_region UNIQUE (code, region);


ALTER TABLE ONLY public.members_payrollrow
    ADD CONSTRAINT one_payroll_row_a_sheet_row UNIQUE (file_id, "row");


ALTER TABLE ONLY public.members_membershipperiod
    ADD CONSTRAINT one_period_is_open UNIQUE NULLS NOT DISTINCT (member_id, ends_on);


ALTER TABLE ONLY public.members_membershipperiod
    ADD CONSTRAINT one_period_starts_a_day UNIQUE (member_id, starts_on);


ALTER TABLE ONLY public.welfare_recountunit
    ADD CONSTRAINT one_place_a_recount_and_unit UNIQUE (recount_id, unit_id);


ALTER TABLE ONLY public.welfare_rununit
    ADD CONSTRAINT one_place_a_run_and_unit UNIQUE (run_id, unit_id);


ALTER TABLE ONLY public.welfare_bankprofile
    ADD CONSTRAINT one_profile_a_unit_and_name UNIQUE (unit_id, name);


ALTER TABLE ONLY public.welfare_exclusion
    ADD CONSTRAINT one_reason_a_member_and_run UNIQUE (member_id, run_id);


ALTER TABLE ONLY public.members_duespayment
    ADD CONSTRAINT one_receipt_a_number UNIQUE (unit_id, year, number);


ALTER TABLE ONLY public.welfare_reminded
    ADD CONSTRAINT one_reminder_a_person_and_day UNIQUE (to_id, "on");


ALTER TABLE ONLY public.members_importrow
    ADD CONSTRAINT one_row_a_number UNIQUE (job_id, number);


ALTER TABLE ONLY public.members_doublecandidate
    ADD CONSTRAINT one_row_a_pair UNIQUE (a_id, b_id);


ALTER TABLE ONLY public.consultation_series
    ADD CONSTRAINT one_series_a_year UNIQUE (prefix, year);


ALTER TABLE ONLY public.members_importslice
    ADD CONSTRAINT one_slice_a_first_row UNIQUE (job_id, first_row);


ALTER TABLE ONLY public.welfare_slice
    ADD CONSTRAINT one_slice_a_start UNIQUE (run_id, lo);


ALTER TABLE ONLY public.consultation_statutorylimit
    ADD CONSTRAINT one_statutory_limit_a_region UNIQUE (code, region);


ALTER TABLE ONLY public.welfare_yearendline
    ADD CONSTRAINT one_treatment_a_year_end_and_line UNIQUE (year_end_id, line_id);


ALTER TABLE ONLY public.members_duesbasis
    ADD CONSTRAINT one_wage_starts_a_month UNIQUE (member_id, starts_on);


ALTER TABLE ONLY public.welfare_paymentfile
    ADD CONSTRAINT payment_files_are_numbered UNIQUE (batch_id, number);


ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_profileversion
    ADD CONSTRAINT profile_versions_are_numbered UNIQUE (profile_id, number);


ALTER TABLE ONLY public.members_importleaver
    ADD CONSTRAINT proposed_once UNIQUE (job_id, member_id);


ALTER TABLE ONLY public.welfare_receiptcancellation
    ADD CONSTRAINT receipt_is_taken_back_once UNIQUE (grant_id, received_at);


ALTER TABLE ONLY public.members_approvalround
    ADD CONSTRAINT rounds_are_numbered UNIQUE (kind, object_id, number);


ALTER TABLE ONLY public.members_approvalstage
    ADD CONSTRAINT stages_are_ordered UNIQUE (rule_id, "order");


ALTER TABLE ONLY public.welfare_withdrawngrant
    ADD CONSTRAINT taken_off_a_list_once UNIQUE (run_id, member_id);


ALTER TABLE ONLY public.members_term
    ADD CONSTRAINT terms_of_a_committee_are_numbered UNIQUE (committee_id, number);


ALTER TABLE ONLY public.members_term
    ADD CONSTRAINT terms_of_a_committee_never_overlap EXCLUDE USING gist (int8range(committee_id, committee_id, '[]'::text) WITH &&, daterange(starts_on, ends_on, '[]'::text) WITH &&);


ALTER TABLE ONLY public.welfare_aidrule
    ADD CONSTRAINT welfare_aidrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_aidruleevent
    ADD CONSTRAINT welfare_aidruleevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_announcement
    ADD CONSTRAINT welfare_announcement_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_answerfile
    ADD CONSTRAINT welfare_answerfile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_answerrow
    ADD CONSTRAINT welfare_answerrow_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_bankprofile
    ADD CONSTRAINT welfare_bankprofile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_benefitkind
    ADD CONSTRAINT welfare_benefitkind_code_key UNIQUE (code);


ALTER TABLE ONLY public.welfare_benefitkind
    ADD CONSTRAINT welfare_benefitkind_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_benefitkindevent
    ADD CONSTRAINT welfare_benefitkindevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_benefitlist
    ADD CONSTRAINT welfare_benefitlist_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_benefitrule
    ADD CONSTRAINT welfare_benefitrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_benefitruleevent
    ADD CONSTRAINT welfare_benefitruleevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_budgetchange
    ADD CONSTRAINT welfare_budgetchange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_budgetentry
    ADD CONSTRAINT welfare_budgetentry_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_budgetincome
    ADD CONSTRAINT welfare_budgetincome_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_budgetincomeevent
    ADD CONSTRAINT welfare_budgetincomeevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_budgetline
    ADD CONSTRAINT welfare_budgetline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_budgetlineevent
    ADD CONSTRAINT welfare_budgetlineevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_cap
    ADD CONSTRAINT welfare_cap_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_capevent
    ADD CONSTRAINT welfare_capevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_exclusion
    ADD CONSTRAINT welfare_exclusion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_filefetch
    ADD CONSTRAINT welfare_filefetch_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_grantaccount
    ADD CONSTRAINT welfare_grantaccount_pkey PRIMARY KEY (grant_id);


ALTER TABLE ONLY public.welfare_grantevent
    ADD CONSTRAINT welfare_grantevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_hardshipaid
    ADD CONSTRAINT welfare_hardshipaid_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_hardshipassessment
    ADD CONSTRAINT welfare_hardshipassessment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_hardshipfile
    ADD CONSTRAINT welfare_hardshipfile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_hardshiprule
    ADD CONSTRAINT welfare_hardshiprule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_hardshipruleevent
    ADD CONSTRAINT welfare_hardshipruleevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_leftout
    ADD CONSTRAINT welfare_leftout_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_listrow
    ADD CONSTRAINT welfare_listrow_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_localfigure
    ADD CONSTRAINT welfare_localfigure_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_localfigureevent
    ADD CONSTRAINT welfare_localfigureevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_memberfact
    ADD CONSTRAINT welfare_memberfact_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_memberfactevent
    ADD CONSTRAINT welfare_memberfactevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_minorityfestival
    ADD CONSTRAINT welfare_minorityfestival_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_minorityfestivalday
    ADD CONSTRAINT welfare_minorityfestivalday_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_minorityfestivaldayevent
    ADD CONSTRAINT welfare_minorityfestivaldayevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_minorityfestivalevent
    ADD CONSTRAINT welfare_minorityfestivalevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_objection
    ADD CONSTRAINT welfare_objection_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_occasion
    ADD CONSTRAINT welfare_occasion_key_key UNIQUE (key);


ALTER TABLE ONLY public.welfare_occasion
    ADD CONSTRAINT welfare_occasion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_paymentbatch
    ADD CONSTRAINT welfare_paymentbatch_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_paymentbatch_runs
    ADD CONSTRAINT welfare_paymentbatch_runs_paymentbatch_id_run_id_873b8301_uniq UNIQUE (paymentbatch_id, run_id);


ALTER TABLE ONLY public.welfare_paymentbatch_runs
    ADD CONSTRAINT welfare_paymentbatch_runs_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_paymentfile
    ADD CONSTRAINT welfare_paymentfile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_paymentline
    ADD CONSTRAINT welfare_paymentline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_plan
    ADD CONSTRAINT welfare_plan_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_plancollection
    ADD CONSTRAINT welfare_plancollection_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_planevent
    ADD CONSTRAINT welfare_planevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_profileversion
    ADD CONSTRAINT welfare_profileversion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_publicnotice
    ADD CONSTRAINT welfare_publicnotice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_receiptcancellation
    ADD CONSTRAINT welfare_receiptcancellation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_recount
    ADD CONSTRAINT welfare_recount_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_recountcell
    ADD CONSTRAINT welfare_recountcell_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_recountchange
    ADD CONSTRAINT welfare_recountchange_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_recountunit
    ADD CONSTRAINT welfare_recountunit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_reminded
    ADD CONSTRAINT welfare_reminded_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_from_list_id_key UNIQUE (from_list_id);


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_runcollection
    ADD CONSTRAINT welfare_runcollection_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_rununit
    ADD CONSTRAINT welfare_rununit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_signing
    ADD CONSTRAINT welfare_signing_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_slice
    ADD CONSTRAINT welfare_slice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_unitregion
    ADD CONSTRAINT welfare_unitregion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_unitregion
    ADD CONSTRAINT welfare_unitregion_unit_id_key UNIQUE (unit_id);


ALTER TABLE ONLY public.welfare_unitregionevent
    ADD CONSTRAINT welfare_unitregionevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_withdrawngrant
    ADD CONSTRAINT welfare_withdrawngrant_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_yearend
    ADD CONSTRAINT welfare_yearend_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_yearendline
    ADD CONSTRAINT welfare_yearendline_pkey PRIMARY KEY (id);


CREATE UNIQUE INDEX a_unit_stands_in_one_place ON public.members_unitplace USING btree (unit_id) WHERE (ends_on IS NULL);


CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);


CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);


CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);


CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);


CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);


CREATE INDEX activationcode_member ON public.members_activationcode USING btree (member_id, id);


CREATE INDEX answerfile_at_work ON public.welfare_answerfile USING btree (id) WHERE ((state)::text = ANY ((ARRAY['checking'::character varying, 'importing'::character varying])::text[]));


CREATE INDEX answerrow_outcome ON public.welfare_answerrow USING btree (file_id, outcome, "row");


CREATE INDEX application_waits ON public.members_application USING btree (unit_id, id) WHERE ((state)::text = 'submitted'::text);


CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


CREATE INDEX benefitlist_at_work ON public.welfare_benefitlist USING btree (id) WHERE ((state)::text = ANY ((ARRAY['checking'::character varying, 'importing'::character varying])::text[]));


CREATE INDEX calendar_nth_workday ON public.office_calendarday USING btree (workdays, day) WHERE working;


CREATE INDEX canned_answer_unit ON public.consultation_cannedanswer USING btree (unit_id, active);


CREATE INDEX change_due ON public.members_membershipchange USING btree (effective_on) WHERE ((state)::text = 'agreed'::text);


CREATE INDEX change_member ON public.members_membershipchange USING btree (member_id, id DESC);


CREATE INDEX change_waiting_due ON public.members_changerequest USING btree (due_on, id) WHERE ((state)::text = 'waiting'::text);


CREATE INDEX charge_month_unit ON public.members_duescharge USING btree (month, unit_id, id);


CREATE INDEX charge_owed ON public.members_duescharge USING btree (member_id) WHERE ((state)::text = 'due'::text);


CREATE INDEX charge_waiver ON public.members_duescharge USING btree (waiver_id) WHERE (waiver_id IS NOT NULL);


CREATE INDEX clock_event_clock ON public.consultation_clockevent USING btree (clock_id, id);


CREATE INDEX clock_running_due ON public.consultation_clock USING btree (due_on, id) WHERE ((dropped_at IS NULL) AND (met_at IS NULL));


CREATE UNIQUE INDEX clock_starts_once ON public.consultation_clockevent USING btree (clock_id) WHERE ((kind)::text = 'start'::text);


CREATE INDEX consent_member_purpose ON public.members_consent USING btree (member_id, purpose, id DESC);


CREATE INDEX consultation_cannedanswer_unit_id_14fc7366 ON public.consultation_cannedanswer USING btree (unit_id);


CREATE INDEX consultation_cannedanswerevent_pgh_context_id_c596e172 ON public.consultation_cannedanswerevent USING btree (pgh_context_id);


CREATE INDEX consultation_cannedanswerevent_pgh_obj_id_42799236 ON public.consultation_cannedanswerevent USING btree (pgh_obj_id);


CREATE INDEX consultation_cannedanswerevent_unit_id_7336f3be ON public.consultation_cannedanswerevent USING btree (unit_id);


CREATE INDEX consultation_clock_grievance_id_9bca5f42 ON public.consultation_clock USING btree (grievance_id);


CREATE INDEX consultation_clock_question_id_d4d12f1e ON public.consultation_clock USING btree (question_id);


CREATE INDEX consultation_clock_referral_id_1fdb57f1 ON public.consultation_clock USING btree (referral_id);


CREATE INDEX consultation_clock_rule_id_2729a6bd ON public.consultation_clock USING btree (rule_id);


CREATE INDEX consultation_clockevent_by_id_026b9275 ON public.consultation_clockevent USING btree (by_id);


CREATE INDEX consultation_clockevent_clock_id_df393396 ON public.consultation_clockevent USING btree (clock_id);


CREATE INDEX consultation_deadlinerule_code_97713dd4_like ON public.consultation_deadlinerule USING btree (code varchar_pattern_ops);


CREATE INDEX consultation_deadlineruleevent_pgh_context_id_7624d2ca ON public.consultation_deadlineruleevent USING btree (pgh_context_id);


CREATE INDEX consultation_deadlineruleevent_pgh_obj_id_f07f6872 ON public.consultation_deadlineruleevent USING btree (pgh_obj_id);


CREATE INDEX consultation_faqentry_changed_by_id_dc187068 ON public.consultation_faqentry USING btree (changed_by_id);


CREATE INDEX consultation_faqentry_unit_id_e5d6fbf4 ON public.consultation_faqentry USING btree (unit_id);


CREATE INDEX consultation_faqentryevent_changed_by_id_a951f4ca ON public.consultation_faqentryevent USING btree (changed_by_id);


CREATE INDEX consultation_faqentryevent_pgh_context_id_d17978f7 ON public.consultation_faqentryevent USING btree (pgh_context_id);


CREATE INDEX consultation_faqentryevent_pgh_obj_id_346d0c8e ON public.consultation_faqentryevent USING btree (pgh_obj_id);


CREATE INDEX consultation_faqentryevent_unit_id_7ab63a8e ON public.consultation_faqentryevent USING btree (unit_id);


CREATE INDEX consultation_grievance_key_4d8f4c26_like ON public.consultation_grievance USING btree (key varchar_pattern_ops);


CREATE INDEX consultation_grievance_number_57b1f139_like ON public.consultation_grievance USING btree (number varchar_pattern_ops);


CREATE INDEX consultation_grievance_officer_id_3a951195 ON public.consultation_grievance USING btree (officer_id);


CREATE INDEX consultation_grievance_receipt_hash_e1c730af_like ON public.consultation_grievance USING btree (receipt_hash varchar_pattern_ops);


CREATE INDEX consultation_grievance_unit_id_29689431 ON public.consultation_grievance USING btree (unit_id);


CREATE INDEX consultation_grievanceentry_author_id_097ca609 ON public.consultation_grievanceentry USING btree (author_id);


CREATE INDEX consultation_grievanceentry_grievance_id_7aa85028 ON public.consultation_grievanceentry USING btree (grievance_id);


CREATE INDEX consultation_grievanceevent_officer_id_9993bc42 ON public.consultation_grievanceevent USING btree (officer_id);


CREATE INDEX consultation_grievanceevent_pgh_context_id_0c8cd69b ON public.consultation_grievanceevent USING btree (pgh_context_id);


CREATE INDEX consultation_grievanceevent_pgh_obj_id_e281fc15 ON public.consultation_grievanceevent USING btree (pgh_obj_id);


CREATE INDEX consultation_grievanceevent_unit_id_7d08fc6b ON public.consultation_grievanceevent USING btree (unit_id);


CREATE INDEX consultation_grievancereporter_member_id_8c9fe84e ON public.consultation_grievancereporter USING btree (member_id);


CREATE INDEX consultation_grievancereporter_user_id_1db47455 ON public.consultation_grievancereporter USING btree (user_id);


CREATE INDEX consultation_message_author_id_f58efb56 ON public.consultation_message USING btree (author_id);


CREATE INDEX consultation_message_question_id_89f1d562 ON public.consultation_message USING btree (question_id);


CREATE INDEX consultation_question_asker_id_afb1e6b1 ON public.consultation_question USING btree (asker_id);


CREATE INDEX consultation_question_counsellor_id_511734a5 ON public.consultation_question USING btree (counsellor_id);


CREATE INDEX consultation_question_key_ba25669c_like ON public.consultation_question USING btree (key varchar_pattern_ops);


CREATE INDEX consultation_question_member_id_dd11a331 ON public.consultation_question USING btree (member_id);


CREATE INDEX consultation_question_number_2e7e4692_like ON public.consultation_question USING btree (number varchar_pattern_ops);


CREATE INDEX consultation_question_unit_id_66c00a9f ON public.consultation_question USING btree (unit_id);


CREATE INDEX consultation_rating_question_id_5d68cc11 ON public.consultation_rating USING btree (question_id);


CREATE INDEX consultation_referral_number_414f8df1_like ON public.consultation_referral USING btree (number varchar_pattern_ops);


CREATE INDEX consultation_referral_question_id_a305f4b2 ON public.consultation_referral USING btree (question_id);


CREATE INDEX consultation_referral_replied_by_id_d9dbb550 ON public.consultation_referral USING btree (replied_by_id);


CREATE INDEX consultation_referral_sent_by_id_bfcc22cc ON public.consultation_referral USING btree (sent_by_id);


CREATE INDEX consultation_referral_unit_id_0e980117 ON public.consultation_referral USING btree (unit_id);


CREATE INDEX consultation_statutorylimitevent_pgh_context_id_55715bf9 ON public.consultation_statutorylimitevent USING btree (pgh_context_id);


CREATE INDEX consultation_statutorylimitevent_pgh_obj_id_88f270a5 ON public.consultation_statutorylimitevent USING btree (pgh_obj_id);


CREATE INDEX consultation_unannounced_grievance_id_a85de1ea ON public.consultation_unannounced USING btree (grievance_id);


CREATE INDEX departure_order ON public.members_departure USING btree (transaction, member_id);


CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);


CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);


CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


CREATE INDEX double_state_score ON public.members_doublecandidate USING btree (state, score DESC, id DESC);


CREATE INDEX duesmonth_waiting ON public.members_duesmonth USING btree (id) WHERE (computed_at IS NULL);


CREATE INDEX erasure_waiting ON public.members_erasure USING btree (not_before, id) WHERE ((state)::text = 'waiting'::text);


CREATE INDEX faq_grams ON public.consultation_faqentry USING gin (grams);


CREATE INDEX faq_unit ON public.consultation_faqentry USING btree (unit_id, published);


CREATE UNIQUE INDEX fetched_once_without_a_reason ON public.welfare_filefetch USING btree (file_id) WHERE ((reason)::text = ''::text);


CREATE INDEX grievance_entry_grievance ON public.consultation_grievanceentry USING btree (grievance_id, id);


CREATE INDEX grievance_officer ON public.consultation_grievance USING btree (officer_id, state);


CREATE INDEX grievance_state ON public.consultation_grievance USING btree (state, id DESC);


CREATE INDEX grievance_unit ON public.consultation_grievance USING btree (unit_id, id DESC);


CREATE INDEX hardship_aid_file ON public.welfare_hardshipaid USING btree (file_id, given_on DESC);


CREATE INDEX hardship_assessment_file ON public.welfare_hardshipassessment USING btree (file_id, id DESC);


CREATE INDEX hardship_file_member ON public.welfare_hardshipfile USING btree (member_id, id DESC);


CREATE INDEX hardship_file_review ON public.welfare_hardshipfile USING btree (review_on) WHERE ((state)::text = 'in_force'::text);


CREATE INDEX hardship_file_state ON public.welfare_hardshipfile USING btree (state, id DESC);


CREATE INDEX hardship_member ON public.members_hardshipmark USING btree (member_id, starts_on DESC);


CREATE INDEX hardship_review ON public.members_hardshipmark USING btree (review_on) WHERE (ended_on IS NULL);


CREATE INDEX importfault_job_row ON public.members_importfault USING btree (job_id, "row", id);


CREATE INDEX importjob_at_work ON public.members_importjob USING btree (id) WHERE ((state)::text = ANY ((ARRAY['checking'::character varying, 'importing'::character varying])::text[]));


CREATE INDEX importrow_member ON public.members_importrow USING btree (member_id) WHERE (member_id IS NOT NULL);


CREATE INDEX importrow_to_look_at ON public.members_importrow USING btree (job_id, outcome, number) WHERE ((outcome)::text = ANY ((ARRAY['updated'::character varying, 'conflict'::character varying])::text[]));


CREATE INDEX kin_certificate ON public.members_familymember USING btree (id_hash) WHERE (NOT ((id_hash)::text = ''::text));


CREATE UNIQUE INDEX kin_is_entered_once ON public.members_familymember USING btree (member_id, id_hash) WHERE (NOT ((id_hash)::text = ''::text));


CREATE UNIQUE INDEX made_anew_once ON public.welfare_paymentline USING btree (replaces_id) WHERE ((replaces_id IS NOT NULL) AND (NOT ((state)::text = 'cancelled'::text)));


CREATE INDEX member_employment ON public.members_member USING btree (employment, id);


CREATE INDEX member_in_hardship ON public.members_member USING btree (hardship) WHERE (NOT ((hardship)::text = ''::text));


CREATE INDEX member_initials ON public.members_member USING btree (initials varchar_pattern_ops);


CREATE INDEX member_joined_on ON public.members_member USING btree (joined_on, id);


CREATE INDEX member_name ON public.members_member USING btree (name varchar_pattern_ops);


CREATE INDEX member_no_contract ON public.members_member USING btree (employment_form) WHERE (NOT ((employment_form)::text = 'contract'::text));


CREATE INDEX member_not_on_duty ON public.members_member USING btree (employment) WHERE (NOT ((employment)::text = 'on_duty'::text));


CREATE INDEX member_phone_tail ON public.members_member USING btree (reverse((phone)::text) text_pattern_ops);


CREATE INDEX member_pinyin ON public.members_member USING btree (pinyin, id);


CREATE INDEX member_post_category ON public.members_member USING btree (post_category, id);


CREATE INDEX member_present ON public.members_member USING btree (unit_id, sex, post_category) WHERE (NOT ((state)::text = ANY ((ARRAY['transferred'::character varying, 'withdrawn'::character varying, 'expelled'::character varying, 'merged'::character varying])::text[])));


CREATE INDEX member_state ON public.members_member USING btree (state, id);


CREATE INDEX member_unit_id ON public.members_member USING btree (unit_id, id) INCLUDE (name, pinyin, initials, employee_number, state, joined_on, post_category, employment, employment_form, hardship);


CREATE INDEX members_accountsession_account_id_15c885b7 ON public.members_accountsession USING btree (account_id);


CREATE INDEX members_accountsession_session_hash_9bd0c5d3_like ON public.members_accountsession USING btree (session_hash varchar_pattern_ops);


CREATE INDEX members_activationcode_made_by_id_84207490 ON public.members_activationcode USING btree (made_by_id);


CREATE INDEX members_apitoken_token_hash_9689b35b_like ON public.members_apitoken USING btree (token_hash varchar_pattern_ops);


CREATE INDEX members_apitoken_user_id_ca4ba6e8 ON public.members_apitoken USING btree (user_id);


CREATE INDEX members_application_decided_by_id_d3495fb8 ON public.members_application USING btree (decided_by_id);


CREATE INDEX members_application_id_hash_d4c7b532 ON public.members_application USING btree (id_hash);


CREATE INDEX members_application_id_hash_d4c7b532_like ON public.members_application USING btree (id_hash varchar_pattern_ops);


CREATE INDEX members_application_member_id_a4e83584 ON public.members_application USING btree (member_id);


CREATE INDEX members_application_receipt_hash_7b7c311f_like ON public.members_application USING btree (receipt_hash varchar_pattern_ops);


CREATE INDEX members_application_unit_id_df0c7b2f ON public.members_application USING btree (unit_id);


CREATE INDEX members_application_user_id_5f3f7620 ON public.members_application USING btree (user_id);


CREATE INDEX members_appointment_holder_id_fec90b27 ON public.members_appointment USING btree (holder_id);


CREATE INDEX members_appointment_post_id_95a3976f ON public.members_appointment USING btree (post_id);


CREATE INDEX members_appointment_unit_id_90a81cc8 ON public.members_appointment USING btree (unit_id);


CREATE INDEX members_appointmentevent_holder_id_38aa52f4 ON public.members_appointmentevent USING btree (holder_id);


CREATE INDEX members_appointmentevent_pgh_context_id_afe7530d ON public.members_appointmentevent USING btree (pgh_context_id);


CREATE INDEX members_appointmentevent_pgh_obj_id_e7c87cba ON public.members_appointmentevent USING btree (pgh_obj_id);


CREATE INDEX members_appointmentevent_post_id_8e0015e8 ON public.members_appointmentevent USING btree (post_id);


CREATE INDEX members_appointmentevent_unit_id_7be3b8da ON public.members_appointmentevent USING btree (unit_id);


CREATE INDEX members_approvaldecision_by_id_c366ffd8 ON public.members_approvaldecision USING btree (by_id);


CREATE INDEX members_approvalmaker_person_id_55d0056b ON public.members_approvalmaker USING btree (person_id);


CREATE INDEX members_approvalround_rule_id_d7d07dcf ON public.members_approvalround USING btree (rule_id);


CREATE INDEX members_approvalround_stage_post_id_a2cf60d7 ON public.members_approvalround USING btree (stage_post_id);


CREATE INDEX members_approvalround_submitted_by_id_b0b38ad4 ON public.members_approvalround USING btree (submitted_by_id);


CREATE INDEX members_approvalround_unit_id_632e4fb2 ON public.members_approvalround USING btree (unit_id);


CREATE INDEX members_approvalrule_by_id_cfd04cec ON public.members_approvalrule USING btree (by_id);


CREATE INDEX members_approvalrule_unit_id_a492ba63 ON public.members_approvalrule USING btree (unit_id);


CREATE INDEX members_approvalstage_post_id_ba8708ea ON public.members_approvalstage USING btree (post_id);


CREATE INDEX members_changerequest_decided_by_id_1b56e390 ON public.members_changerequest USING btree (decided_by_id);


CREATE INDEX members_changerequest_member_id_9d12c7a5 ON public.members_changerequest USING btree (member_id);


CREATE INDEX members_consent_by_id_f1a69cf0 ON public.members_consent USING btree (by_id);


CREATE INDEX members_consent_text_id_cf6cd088 ON public.members_consent USING btree (text_id);


CREATE INDEX members_deputyship_by_id_9b2469d9 ON public.members_deputyship USING btree (by_id);


CREATE INDEX members_deputyship_deputy_id_392fe3a4 ON public.members_deputyship USING btree (deputy_id);


CREATE INDEX members_doublecandidate_a_id_f5438fb8 ON public.members_doublecandidate USING btree (a_id);


CREATE INDEX members_doublecandidate_b_id_88c0eca4 ON public.members_doublecandidate USING btree (b_id);


CREATE INDEX members_doublecandidate_decided_by_id_6dba3ba9 ON public.members_doublecandidate USING btree (decided_by_id);


CREATE INDEX members_duesbasisevent_member_id_ef7a3642 ON public.members_duesbasisevent USING btree (member_id);


CREATE INDEX members_duesbasisevent_pgh_context_id_e8b70d4f ON public.members_duesbasisevent USING btree (pgh_context_id);


CREATE INDEX members_duesbasisevent_pgh_obj_id_d289c5fb ON public.members_duesbasisevent USING btree (pgh_obj_id);


CREATE INDEX members_dueschargeevent_member_id_a69cb0fa ON public.members_dueschargeevent USING btree (member_id);


CREATE INDEX members_dueschargeevent_pgh_context_id_2d6627f1 ON public.members_dueschargeevent USING btree (pgh_context_id);


CREATE INDEX members_dueschargeevent_pgh_obj_id_1dad0c79 ON public.members_dueschargeevent USING btree (pgh_obj_id);


CREATE INDEX members_dueschargeevent_unit_id_8f8113e9 ON public.members_dueschargeevent USING btree (unit_id);


CREATE INDEX members_dueschargeevent_waiver_id_a5abffb0 ON public.members_dueschargeevent USING btree (waiver_id);


CREATE INDEX members_duesmonth_unit_id_8fdb1f56 ON public.members_duesmonth USING btree (unit_id);


CREATE INDEX members_duespayment_charge_id_43c54a81 ON public.members_duespayment USING btree (charge_id);


CREATE INDEX members_duespayment_file_id_6c83fbe5 ON public.members_duespayment USING btree (file_id);


CREATE INDEX members_duesruleevent_pgh_context_id_69ed4b44 ON public.members_duesruleevent USING btree (pgh_context_id);


CREATE INDEX members_duesruleevent_pgh_obj_id_742299fc ON public.members_duesruleevent USING btree (pgh_obj_id);


CREATE INDEX members_dueswaiver_member_id_3540aaca ON public.members_dueswaiver USING btree (member_id);


CREATE INDEX members_dueswaiverevent_by_id_dda5787c ON public.members_dueswaiverevent USING btree (by_id);


CREATE INDEX members_dueswaiverevent_member_id_cd819991 ON public.members_dueswaiverevent USING btree (member_id);


CREATE INDEX members_dueswaiverevent_pgh_context_id_52cc7114 ON public.members_dueswaiverevent USING btree (pgh_context_id);


CREATE INDEX members_dueswaiverevent_pgh_obj_id_0d6a367d ON public.members_dueswaiverevent USING btree (pgh_obj_id);


CREATE INDEX members_erasure_decided_by_id_735d968d ON public.members_erasure USING btree (decided_by_id);


CREATE INDEX members_erasure_member_id_29e64212 ON public.members_erasure USING btree (member_id);


CREATE INDEX members_familymember_member_id_b357ed0b ON public.members_familymember USING btree (member_id);


CREATE INDEX members_familymemberevent_member_id_61d28c6c ON public.members_familymemberevent USING btree (member_id);


CREATE INDEX members_familymemberevent_pgh_context_id_6d0757aa ON public.members_familymemberevent USING btree (pgh_context_id);


CREATE INDEX members_familymemberevent_pgh_obj_id_c5bcc00d ON public.members_familymemberevent USING btree (pgh_obj_id);


CREATE INDEX members_freezeperiod_by_id_d2af4c24 ON public.members_freezeperiod USING btree (by_id);


CREATE INDEX members_freezeperiod_unit_id_2284ae0c ON public.members_freezeperiod USING btree (unit_id);


CREATE INDEX members_hardshipmark_set_by_id_9152dc0e ON public.members_hardshipmark USING btree (set_by_id);


CREATE INDEX members_importfault_job_id_ef0a3346 ON public.members_importfault USING btree (job_id);


CREATE INDEX members_importjob_by_id_7fba95b4 ON public.members_importjob USING btree (by_id);


CREATE INDEX members_importjob_unit_id_ffe4359f ON public.members_importjob USING btree (unit_id);


CREATE INDEX members_importleaver_decided_by_id_11c1100f ON public.members_importleaver USING btree (decided_by_id);


CREATE INDEX members_importleaver_member_id_59a27874 ON public.members_importleaver USING btree (member_id);


CREATE INDEX members_legalhold_lifted_by_id_367fc7ca ON public.members_legalhold USING btree (lifted_by_id);


CREATE INDEX members_legalhold_member_id_daf146a9 ON public.members_legalhold USING btree (member_id);


CREATE INDEX members_legalhold_placed_by_id_1ccb9106 ON public.members_legalhold USING btree (placed_by_id);


CREATE INDEX members_member_employee_number_d5d9be3b_like ON public.members_member USING btree (employee_number varchar_pattern_ops);


CREATE INDEX members_member_merged_into_id_ee42ca14 ON public.members_member USING btree (merged_into_id);


CREATE INDEX members_memberdocument_added_by_id_752f1706 ON public.members_memberdocument USING btree (added_by_id);


CREATE INDEX members_memberdocument_member_id_5e914cf4 ON public.members_memberdocument USING btree (member_id);


CREATE INDEX members_memberevent_merged_into_id_858c02dd ON public.members_memberevent USING btree (merged_into_id);


CREATE INDEX members_memberevent_pgh_context_id_a572276f ON public.members_memberevent USING btree (pgh_context_id);


CREATE INDEX members_memberevent_pgh_obj_id_225d733e ON public.members_memberevent USING btree (pgh_obj_id);


CREATE INDEX members_memberevent_unit_id_6d24a5e8 ON public.members_memberevent USING btree (unit_id);


CREATE INDEX members_memberevent_user_id_95c96633 ON public.members_memberevent USING btree (user_id);


CREATE INDEX members_membershipchange_accepted_by_id_28cb565d ON public.members_membershipchange USING btree (accepted_by_id);


CREATE INDEX members_membershipchange_batch_id_3574ef57 ON public.members_membershipchange USING btree (batch_id);


CREATE INDEX members_membershipchange_begun_by_id_77f087d8 ON public.members_membershipchange USING btree (begun_by_id);


CREATE INDEX members_membershipchange_ended_by_id_bd61eed3 ON public.members_membershipchange USING btree (ended_by_id);


CREATE INDEX members_membershipchange_from_unit_id_3925db00 ON public.members_membershipchange USING btree (from_unit_id);


CREATE INDEX members_membershipchange_released_by_id_8815c9ba ON public.members_membershipchange USING btree (released_by_id);


CREATE INDEX members_membershipchange_to_unit_id_ea72ce99 ON public.members_membershipchange USING btree (to_unit_id);


CREATE INDEX members_merge_by_id_1f62be40 ON public.members_merge USING btree (by_id);


CREATE INDEX members_merge_loser_id_339acd7f ON public.members_merge USING btree (loser_id);


CREATE INDEX members_merge_pair_id_b626b03c ON public.members_merge USING btree (pair_id);


CREATE INDEX members_merge_undone_by_id_354a7af2 ON public.members_merge USING btree (undone_by_id);


CREATE INDEX members_merge_winner_id_22430d05 ON public.members_merge USING btree (winner_id);


CREATE INDEX members_payrollfile_by_id_b47d1a80 ON public.members_payrollfile USING btree (by_id);


CREATE INDEX members_payrollfile_unit_id_be6dfd2b ON public.members_payrollfile USING btree (unit_id);


CREATE INDEX members_payrollrow_member_id_d3affd5f ON public.members_payrollrow USING btree (member_id);


CREATE INDEX members_post_code_1f06212e_like ON public.members_post USING btree (code varchar_pattern_ops);


CREATE INDEX members_post_permissions_permission_id_659b453b ON public.members_post_permissions USING btree (permission_id);


CREATE INDEX members_post_permissions_post_id_8b04222c ON public.members_post_permissions USING btree (post_id);


CREATE INDEX members_providerbinding_account_id_eda85412 ON public.members_providerbinding USING btree (account_id);


CREATE INDEX members_retentionrule_state_ac78dc6e_like ON public.members_retentionrule USING btree (state varchar_pattern_ops);


CREATE INDEX members_retentionruleevent_pgh_context_id_9db92758 ON public.members_retentionruleevent USING btree (pgh_context_id);


CREATE INDEX members_retentionruleevent_pgh_obj_id_a916ba01 ON public.members_retentionruleevent USING btree (pgh_obj_id);


CREATE INDEX members_seat_member_id_8d2e00cf ON public.members_seat USING btree (member_id);


CREATE INDEX members_seat_term_id_d816d3bb ON public.members_seat USING btree (term_id);


CREATE INDEX members_signinprovider_slug_2c80d834_like ON public.members_signinprovider USING btree (slug varchar_pattern_ops);


CREATE INDEX members_term_committee_id_58a2b842 ON public.members_term USING btree (committee_id);


CREATE INDEX members_transferbatch_by_id_85c8b78d ON public.members_transferbatch USING btree (by_id);


CREATE INDEX members_transferbatch_to_unit_id_04afb5c9 ON public.members_transferbatch USING btree (to_unit_id);


CREATE INDEX members_transferbatch_unit_id_d9f43275 ON public.members_transferbatch USING btree (unit_id);


CREATE INDEX members_unit_code_33a86d4d_like ON public.members_unit USING btree (code varchar_pattern_ops);


CREATE INDEX members_unit_credit_code_b18117a1_like ON public.members_unit USING btree (credit_code varchar_pattern_ops);


CREATE INDEX members_unit_merged_into_id_6ad05719 ON public.members_unit USING btree (merged_into_id);


CREATE INDEX members_unit_path_afee326d_like ON public.members_unit USING btree (path varchar_pattern_ops);


CREATE INDEX members_unitcontact_unit_id_e7311d4a ON public.members_unitcontact USING btree (unit_id);


CREATE INDEX members_unitplace_unit_id_df790756 ON public.members_unitplace USING btree (unit_id);


CREATE INDEX members_user_email_fb50dde1_like ON public.members_user USING btree (email varchar_pattern_ops);


CREATE INDEX members_user_groups_group_id_39b83d85 ON public.members_user_groups USING btree (group_id);


CREATE INDEX members_user_groups_user_id_db5cba0f ON public.members_user_groups USING btree (user_id);


CREATE INDEX members_user_phone_519d8693_like ON public.members_user USING btree (phone varchar_pattern_ops);


CREATE INDEX members_user_user_permissions_permission_id_5f80148e ON public.members_user_user_permissions USING btree (permission_id);


CREATE INDEX members_user_user_permissions_user_id_3371a207 ON public.members_user_user_permissions USING btree (user_id);


CREATE INDEX members_user_username_c7299158_like ON public.members_user USING btree (username varchar_pattern_ops);


CREATE UNIQUE INDEX merged_once_at_a_time ON public.members_merge USING btree (loser_id) WHERE (undone_at IS NULL);


CREATE INDEX message_question ON public.consultation_message USING btree (question_id, id);


CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);


CREATE INDEX office_attachment_added_by_id_d3d4f9c6 ON public.office_attachment USING btree (added_by_id);


CREATE INDEX office_attachment_object ON public.office_attachment USING btree (object_type_id, object_id);


CREATE INDEX office_attachment_object_type_id_5f5e25ce ON public.office_attachment USING btree (object_type_id);


CREATE INDEX office_attachment_unsealed ON public.office_attachment USING btree (id DESC) WHERE ((sha256)::text = ''::text);


CREATE INDEX office_audit_object ON public.office_auditevent USING btree (object_type_id, object_id, id);


CREATE INDEX office_auditevent_actor_id_47be5390 ON public.office_auditevent USING btree (actor_id);


CREATE INDEX office_auditevent_at_4dbeda9e ON public.office_auditevent USING btree (at);


CREATE INDEX office_auditevent_object_type_id_0f08642c ON public.office_auditevent USING btree (object_type_id);


CREATE INDEX office_auditevent_unit_id_da0b9047 ON public.office_auditevent USING btree (unit_id);


CREATE INDEX office_auditevent_verb_00f1caca ON public.office_auditevent USING btree (verb);


CREATE INDEX office_auditevent_verb_00f1caca_like ON public.office_auditevent USING btree (verb varchar_pattern_ops);


CREATE INDEX office_batch_running ON public.office_documentbatch USING btree (id) WHERE ((state)::text = 'running'::text);


CREATE INDEX office_calendarnotice_entered_by_id_749a94f0 ON public.office_calendarnotice USING btree (entered_by_id);


CREATE INDEX office_channel_name_aa0c695f_like ON public.office_channel USING btree (name varchar_pattern_ops);


CREATE INDEX office_channel_unit_id_ddd7366a ON public.office_channel USING btree (unit_id);


CREATE INDEX office_choice_bounced ON public.office_channelchoice USING btree (bounced_at DESC) WHERE (bounced_at IS NOT NULL);


CREATE INDEX office_copy_due ON public.office_attachment USING btree (id DESC) WHERE ((copy_state)::text = 'due'::text);


CREATE INDEX office_delivery_dead ON public.office_delivery USING btree (id DESC) WHERE ((state)::text = 'dead'::text);


CREATE INDEX office_delivery_held ON public.office_delivery USING btree (mailing_id, id) WHERE ((not_before IS NULL) AND ((state)::text = 'waiting'::text));


CREATE INDEX office_delivery_of_mailing ON public.office_delivery USING btree (mailing_id, state);


CREATE INDEX office_delivery_waiting ON public.office_delivery USING btree (channel_id, urgency, not_before, id) WHERE ((state)::text = 'waiting'::text);


CREATE INDEX office_document_about ON public.office_issueddocument USING btree (about_type_id, about_id);


CREATE INDEX office_documentbatch_asked_by_id_f355dd27 ON public.office_documentbatch USING btree (asked_by_id);


CREATE INDEX office_documentbatch_unit_id_0bb9b9fb ON public.office_documentbatch USING btree (unit_id);


CREATE INDEX office_documentcount_unit_id_c64f7895 ON public.office_documentcount USING btree (unit_id);


CREATE INDEX office_documenttext_unit_id_371fe7b8 ON public.office_documenttext USING btree (unit_id);


CREATE INDEX office_erased_row ON public.office_erasedrow USING btree (table_name, row_id);


CREATE INDEX office_issueddocument_about_type_id_49719766 ON public.office_issueddocument USING btree (about_type_id);


CREATE INDEX office_issueddocument_issued_by_id_1804b7eb ON public.office_issueddocument USING btree (issued_by_id);


CREATE INDEX office_issueddocument_key_hash_fa4b8a21_like ON public.office_issueddocument USING btree (key_hash varchar_pattern_ops);


CREATE INDEX office_issueddocument_unit_id_f8bb7019 ON public.office_issueddocument USING btree (unit_id);


CREATE INDEX office_issueddocument_version_id_b64958bf ON public.office_issueddocument USING btree (version_id);


CREATE INDEX office_issueddocument_voided_by_id_7d0dd046 ON public.office_issueddocument USING btree (voided_by_id);


CREATE INDEX office_keptform_account_id_54ec7a09 ON public.office_keptform USING btree (account_id);


CREATE INDEX office_keptform_key_hash_d00f6bc4_like ON public.office_keptform USING btree (key_hash varchar_pattern_ops);


CREATE INDEX office_keptform_until_d77029e1 ON public.office_keptform USING btree (until);


CREATE INDEX office_mailing_by_id_108fd04a ON public.office_mailing USING btree (by_id);


CREATE INDEX office_mailing_open ON public.office_mailing USING btree (id) WHERE ((NOT ((state)::text = 'done'::text)) AND (NOT ended));


CREATE INDEX office_notice_to ON public.office_notice USING btree (to_id, id DESC);


CREATE INDEX office_notice_to_id_8721607e ON public.office_notice USING btree (to_id);


CREATE INDEX office_notice_unread ON public.office_notice USING btree (to_id, id DESC) WHERE (read_at IS NULL);


CREATE INDEX office_oncekey_answer_until_795c13f5 ON public.office_oncekey USING btree (answer_until);


CREATE INDEX office_oncekey_key_hash_da001840_like ON public.office_oncekey USING btree (key_hash varchar_pattern_ops);


CREATE INDEX office_oncekey_known_until_3aecf0bd ON public.office_oncekey USING btree (known_until);


CREATE UNIQUE INDEX office_one_valid_document ON public.office_issueddocument USING btree (kind, about_type_id, about_id) WHERE ((about_id IS NOT NULL) AND (voided_at IS NULL));


CREATE UNIQUE INDEX office_saved_view_one_default ON public.office_savedview USING btree (account_id, address) WHERE is_default;


CREATE INDEX office_savedview_account_id_834b251c ON public.office_savedview USING btree (account_id);


CREATE INDEX office_sealed_by_seal ON public.office_sealedevent USING btree (seal_number, event_id);


CREATE INDEX office_taskrecord_name_41bf04f1_like ON public.office_taskrecord USING btree (name varchar_pattern_ops);


CREATE INDEX office_textversion_saved_by_id_e76f32e0 ON public.office_textversion USING btree (saved_by_id);


CREATE INDEX office_textversion_text_id_9d3f1b63 ON public.office_textversion USING btree (text_id);


CREATE INDEX office_unitday_day_e906fd0e ON public.office_unitday USING btree (day);


CREATE INDEX office_word_layout ON public.office_wordlayout USING btree (kind, unit_id);


CREATE INDEX office_wordlayout_unit_id_61d82763 ON public.office_wordlayout USING btree (unit_id);


CREATE INDEX office_wordlayout_uploaded_by_id_ed83ec1e ON public.office_wordlayout USING btree (uploaded_by_id);


CREATE UNIQUE INDEX one_accepted_row_a_member ON public.welfare_listrow USING btree (list_id, member_id) INCLUDE (amount) WHERE (member_id IS NOT NULL);


CREATE UNIQUE INDEX one_chair_at_a_time ON public.members_seat USING btree (term_id) WHERE (((post)::text = 'chair'::text) AND (until IS NULL));


CREATE UNIQUE INDEX one_channel_of_a_kind_in_use ON public.office_channel USING btree (kind) WHERE (active AND (NOT ((kind)::text = 'robot'::text)));


CREATE UNIQUE INDEX one_day_of_a_minority_festival_a_year ON public.welfare_minorityfestivalday USING btree (festival_id, EXTRACT(year FROM "on"), number);


CREATE UNIQUE INDEX one_hardship_at_a_time ON public.members_hardshipmark USING btree (member_id) WHERE (ended_on IS NULL);


CREATE UNIQUE INDEX one_hold_in_force ON public.members_legalhold USING btree (member_id) WHERE (lifted_at IS NULL);


CREATE UNIQUE INDEX one_live_payment_a_grant ON public.welfare_paymentline USING btree (grant_id) WHERE ((state)::text = ANY ((ARRAY['made'::character varying, 'sent'::character varying, 'paid'::character varying])::text[]));


CREATE UNIQUE INDEX one_notice_a_run ON public.welfare_publicnotice USING btree (run_id) WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX one_objection_a_row_and_person ON public.welfare_objection USING btree (notice_id, about_id, by_id) WHERE (NOT ((state)::text = 'withdrawn'::text));


CREATE UNIQUE INDEX one_open_assessment_a_file ON public.welfare_hardshipassessment USING btree (file_id) WHERE ((state)::text = 'proposed'::text);


CREATE UNIQUE INDEX one_open_change_a_field ON public.members_changerequest USING btree (member_id, field) WHERE ((state)::text = 'waiting'::text);


CREATE UNIQUE INDEX one_open_change_a_line ON public.welfare_budgetchange USING btree (line_id) WHERE ((state)::text = 'proposed'::text);


CREATE UNIQUE INDEX one_open_change_a_member ON public.members_membershipchange USING btree (member_id) WHERE ((state)::text = ANY ((ARRAY['asked'::character varying, 'released'::character varying, 'agreed'::character varying])::text[]));


CREATE UNIQUE INDEX one_open_code_a_member ON public.members_activationcode USING btree (member_id) WHERE ((used_at IS NULL) AND (voided_at IS NULL));


CREATE UNIQUE INDEX one_open_erasure_a_member ON public.members_erasure USING btree (member_id) WHERE ((state)::text = 'waiting'::text);


CREATE UNIQUE INDEX one_open_follow_up_a_run ON public.welfare_run USING btree (source_id) WHERE ((source_id IS NOT NULL) AND (NOT ((state)::text = ANY ((ARRAY['issued'::character varying, 'closed'::character varying, 'cancelled'::character varying])::text[]))));


CREATE UNIQUE INDEX one_open_hardship_file ON public.welfare_hardshipfile USING btree (member_id) WHERE ((state)::text = ANY ((ARRAY['draft'::character varying, 'submitted'::character varying, 'in_force'::character varying])::text[]));


CREATE UNIQUE INDEX one_open_referral_a_department ON public.consultation_referral USING btree (question_id, unit_id) WHERE ((state)::text = 'sent'::text);


CREATE UNIQUE INDEX one_open_round_a_thing ON public.members_approvalround USING btree (kind, object_id) WHERE ((state)::text = 'open'::text);


CREATE UNIQUE INDEX one_payment_a_row_of_a_file ON public.members_duespayment USING btree (digest, "row") WHERE (NOT ((digest)::text = ''::text));


CREATE UNIQUE INDEX one_post_a_mailing_and_robot ON public.office_delivery USING btree (mailing_id, channel_id) WHERE (notice_id IS NULL);


CREATE UNIQUE INDEX one_recount_a_run_and_rule ON public.welfare_recount USING btree (run_id, purpose, without) WHERE (NOT ((purpose)::text = 'replay'::text));


CREATE UNIQUE INDEX one_rule_a_kind_unit_and_sum ON public.members_approvalrule USING btree (kind, unit_id, min_amount) NULLS NOT DISTINCT WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX one_run_a_plan_and_occasion ON public.welfare_run USING btree (plan_id, occasion_id, part) WHERE ((NOT ((state)::text = 'cancelled'::text)) AND (source_id IS NULL));


CREATE UNIQUE INDEX one_running_clock_a_rule_grievance ON public.consultation_clock USING btree (grievance_id, rule_id) WHERE ((dropped_at IS NULL) AND (met_at IS NULL));


CREATE UNIQUE INDEX one_running_clock_a_rule_question ON public.consultation_clock USING btree (question_id, rule_id) WHERE ((dropped_at IS NULL) AND (met_at IS NULL));


CREATE UNIQUE INDEX one_running_clock_a_rule_referral ON public.consultation_clock USING btree (referral_id, rule_id) WHERE ((dropped_at IS NULL) AND (met_at IS NULL));


CREATE UNIQUE INDEX one_seat_a_member_at_a_time ON public.members_seat USING btree (term_id, member_id) WHERE (until IS NULL);


CREATE UNIQUE INDEX one_sign_in_an_app_in_use ON public.members_signinprovider USING btree (kind) WHERE (active AND ((kind)::text = ANY ((ARRAY['wecom'::character varying, 'dingtalk'::character varying, 'feishu'::character varying])::text[])));


CREATE UNIQUE INDEX one_spouse_at_a_time ON public.members_familymember USING btree (member_id) WHERE ((deceased_on IS NULL) AND ((relation)::text = 'spouse'::text));


CREATE UNIQUE INDEX one_taken_row_a_line ON public.welfare_answerrow USING btree (file_id, line_id) WHERE ((outcome)::text = ANY ((ARRAY['paid'::character varying, 'returned'::character varying, 'late'::character varying])::text[]));


CREATE UNIQUE INDEX one_year_end_a_unit_and_year ON public.welfare_yearend USING btree (unit_id, year) WHERE ((state)::text = ANY ((ARRAY['proposed'::character varying, 'closed'::character varying])::text[]));


CREATE INDEX open_approval_rounds ON public.members_approvalround USING btree (due_on) WHERE ((state)::text = 'open'::text);


CREATE INDEX payrollfile_at_work ON public.members_payrollfile USING btree (id) WHERE ((state)::text = ANY ((ARRAY['checking'::character varying, 'importing'::character varying])::text[]));


CREATE INDEX payrollrow_outcome ON public.members_payrollrow USING btree (file_id, outcome, "row");


CREATE INDEX period_unit_member ON public.members_membershipperiod USING btree (unit_id, member_id);


CREATE INDEX question_asker ON public.consultation_question USING btree (asker_id, id DESC);


CREATE INDEX question_counsellor ON public.consultation_question USING btree (counsellor_id, state);


CREATE INDEX question_grams ON public.consultation_question USING gin (grams);


CREATE INDEX question_state ON public.consultation_question USING btree (state, id DESC);


CREATE INDEX question_unit ON public.consultation_question USING btree (unit_id, id DESC);


CREATE INDEX referral_unit_state ON public.consultation_referral USING btree (unit_id, state, id DESC);


CREATE INDEX stamp_order ON public.members_memberstamp USING btree (transaction, member_id);


CREATE INDEX term_unwarned ON public.members_term USING btree (ends_on) WHERE (warned_at IS NULL);


CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));


CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";


CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;


CREATE INDEX welfare_aidrule_unit_id_c7f1607e ON public.welfare_aidrule USING btree (unit_id);


CREATE INDEX welfare_aidruleevent_pgh_context_id_0cd3e700 ON public.welfare_aidruleevent USING btree (pgh_context_id);


CREATE INDEX welfare_aidruleevent_pgh_obj_id_c98720f9 ON public.welfare_aidruleevent USING btree (pgh_obj_id);


CREATE INDEX welfare_aidruleevent_unit_id_8ea462b3 ON public.welfare_aidruleevent USING btree (unit_id);


CREATE INDEX welfare_announcement_by_id_133b98b5 ON public.welfare_announcement USING btree (by_id);


CREATE INDEX welfare_announcement_mailing_id_81957b27 ON public.welfare_announcement USING btree (mailing_id);


CREATE INDEX welfare_announcement_waiting ON public.welfare_announcement USING btree (id) WHERE (done_at IS NULL);


CREATE INDEX welfare_answer_digest ON public.welfare_answerfile USING btree (digest);


CREATE INDEX welfare_answerfile_batch_id_9ae300a4 ON public.welfare_answerfile USING btree (batch_id);


CREATE INDEX welfare_bankprofile_unit_id_d64b11ca ON public.welfare_bankprofile USING btree (unit_id);


CREATE INDEX welfare_batch_to_clear ON public.welfare_paymentbatch USING btree (id) WHERE ((cleared_at IS NULL) AND ((state)::text = 'cancelled'::text));


CREATE INDEX welfare_batch_waiting ON public.welfare_paymentbatch USING btree (id) WHERE ((state)::text = 'making'::text);


CREATE INDEX welfare_benefitkind_code_c355875d_like ON public.welfare_benefitkind USING btree (code varchar_pattern_ops);


CREATE INDEX welfare_benefitkindevent_pgh_context_id_b48a5844 ON public.welfare_benefitkindevent USING btree (pgh_context_id);


CREATE INDEX welfare_benefitkindevent_pgh_obj_id_af4e0280 ON public.welfare_benefitkindevent USING btree (pgh_obj_id);


CREATE INDEX welfare_benefitlist_by_id_1ccbded4 ON public.welfare_benefitlist USING btree (by_id);


CREATE INDEX welfare_benefitlist_plan_id_5ba7cdc1 ON public.welfare_benefitlist USING btree (plan_id);


CREATE INDEX welfare_benefitlist_unit_id_211a9127 ON public.welfare_benefitlist USING btree (unit_id);


CREATE INDEX welfare_benefitrule_unit_id_bcfe0933 ON public.welfare_benefitrule USING btree (unit_id);


CREATE INDEX welfare_benefitruleevent_pgh_context_id_5a343b3d ON public.welfare_benefitruleevent USING btree (pgh_context_id);


CREATE INDEX welfare_benefitruleevent_pgh_obj_id_8317e766 ON public.welfare_benefitruleevent USING btree (pgh_obj_id);


CREATE INDEX welfare_benefitruleevent_unit_id_0a66f224 ON public.welfare_benefitruleevent USING btree (unit_id);


CREATE INDEX welfare_budgetchange_line_id_74bc6b7f ON public.welfare_budgetchange USING btree (line_id);


CREATE INDEX welfare_budgetchange_proposed_by_id_e71a09b1 ON public.welfare_budgetchange USING btree (proposed_by_id);


CREATE INDEX welfare_budgetentry_by_id_c0fe7ec2 ON public.welfare_budgetentry USING btree (by_id);


CREATE INDEX welfare_budgetincome_unit_id_564587e1 ON public.welfare_budgetincome USING btree (unit_id);


CREATE INDEX welfare_budgetincomeevent_pgh_context_id_7c847417 ON public.welfare_budgetincomeevent USING btree (pgh_context_id);


CREATE INDEX welfare_budgetincomeevent_pgh_obj_id_9a1d0ca7 ON public.welfare_budgetincomeevent USING btree (pgh_obj_id);


CREATE INDEX welfare_budgetincomeevent_unit_id_c5016d9e ON public.welfare_budgetincomeevent USING btree (unit_id);


CREATE INDEX welfare_budgetline_unit_id_9c45ad9b ON public.welfare_budgetline USING btree (unit_id);


CREATE INDEX welfare_budgetlineevent_pgh_context_id_0f9e49e3 ON public.welfare_budgetlineevent USING btree (pgh_context_id);


CREATE INDEX welfare_budgetlineevent_pgh_obj_id_8c2e211b ON public.welfare_budgetlineevent USING btree (pgh_obj_id);


CREATE INDEX welfare_budgetlineevent_unit_id_29bae20e ON public.welfare_budgetlineevent USING btree (unit_id);


CREATE INDEX welfare_cap_unit_id_a7fa3fc5 ON public.welfare_cap USING btree (unit_id);


CREATE INDEX welfare_capevent_pgh_context_id_dce37978 ON public.welfare_capevent USING btree (pgh_context_id);


CREATE INDEX welfare_capevent_pgh_obj_id_1a16d25f ON public.welfare_capevent USING btree (pgh_obj_id);


CREATE INDEX welfare_capevent_unit_id_2b3e4fee ON public.welfare_capevent USING btree (unit_id);


CREATE INDEX welfare_entries_of_a_cause ON public.welfare_budgetentry USING btree (line_id, cause_kind, cause_id, number DESC) WHERE (cause_id IS NOT NULL);


CREATE INDEX welfare_exclusion_verdict ON public.welfare_exclusion USING btree (run_id, verdict, id);


CREATE INDEX welfare_file_to_mark ON public.welfare_paymentfile USING btree (id) WHERE ((fetched_at IS NOT NULL) AND (marked_at IS NULL));


CREATE INDEX welfare_filefetch_file_id_adf31f79 ON public.welfare_filefetch USING btree (file_id);


CREATE INDEX welfare_grant_collected ON public.welfare_grant USING btree (run_id, unit_id) WHERE (received_at IS NOT NULL);


CREATE INDEX welfare_grant_held ON public.welfare_grant USING btree (run_id) WHERE held;


CREATE INDEX welfare_grant_payment ON public.welfare_grant USING btree (payment_id) WHERE (payment_id IS NOT NULL);


CREATE INDEX welfare_grant_received ON public.welfare_grant USING btree (run_id) WHERE (received_at IS NOT NULL);


CREATE INDEX welfare_grant_run ON public.welfare_grant USING btree (run_id, id);


CREATE INDEX welfare_grant_signer ON public.welfare_grant USING btree (received_by_id) WHERE (received_by_id IS NOT NULL);


CREATE INDEX welfare_grant_signing ON public.welfare_grant USING btree (signing_id) WHERE (signing_id IS NOT NULL);


CREATE INDEX welfare_grant_unit ON public.welfare_grant USING btree (unit_id, run_id, id);


CREATE INDEX welfare_grantevent_member_id_c179c0d4 ON public.welfare_grantevent USING btree (member_id);


CREATE INDEX welfare_grantevent_occasion_id_a4d865a5 ON public.welfare_grantevent USING btree (occasion_id);


CREATE INDEX welfare_grantevent_payment_id_b54ef483 ON public.welfare_grantevent USING btree (payment_id);


CREATE INDEX welfare_grantevent_pgh_context_id_d0c767af ON public.welfare_grantevent USING btree (pgh_context_id);


CREATE INDEX welfare_grantevent_pgh_obj_id_63ea0ad7 ON public.welfare_grantevent USING btree (pgh_obj_id);


CREATE INDEX welfare_grantevent_received_by_id_b3d11b4b ON public.welfare_grantevent USING btree (received_by_id);


CREATE INDEX welfare_grantevent_run_id_8ebc44cb ON public.welfare_grantevent USING btree (run_id);


CREATE INDEX welfare_grantevent_signing_id_a511e03a ON public.welfare_grantevent USING btree (signing_id);


CREATE INDEX welfare_grantevent_unit_id_28eb3415 ON public.welfare_grantevent USING btree (unit_id);


CREATE INDEX welfare_hardshipaid_noted_by_id_d5958edc ON public.welfare_hardshipaid USING btree (noted_by_id);


CREATE INDEX welfare_hardshipassessment_made_by_id_e830c1cc ON public.welfare_hardshipassessment USING btree (made_by_id);


CREATE INDEX welfare_hardshipassessment_minimum_id_9c6758cb ON public.welfare_hardshipassessment USING btree (minimum_id);


CREATE INDEX welfare_hardshipassessment_province_income_id_f1dd570b ON public.welfare_hardshipassessment USING btree (province_income_id);


CREATE INDEX welfare_hardshipassessment_rule_id_d35020e0 ON public.welfare_hardshipassessment USING btree (rule_id);


CREATE INDEX welfare_hardshipfile_entered_by_id_286d053a ON public.welfare_hardshipfile USING btree (entered_by_id);


CREATE INDEX welfare_hardshiprule_unit_id_1929f118 ON public.welfare_hardshiprule USING btree (unit_id);


CREATE INDEX welfare_hardshipruleevent_pgh_context_id_a1754b26 ON public.welfare_hardshipruleevent USING btree (pgh_context_id);


CREATE INDEX welfare_hardshipruleevent_pgh_obj_id_2099a1f5 ON public.welfare_hardshipruleevent USING btree (pgh_obj_id);


CREATE INDEX welfare_hardshipruleevent_unit_id_7b6fa843 ON public.welfare_hardshipruleevent USING btree (unit_id);


CREATE INDEX welfare_line_file ON public.welfare_paymentline USING btree (file_id, id);


CREATE INDEX welfare_line_grant ON public.welfare_paymentline USING btree (grant_id, id);


CREATE INDEX welfare_line_wrong_account ON public.welfare_paymentline USING btree (account_hash) WHERE wrong_account;


CREATE INDEX welfare_listrow_member_id_2b69efdd ON public.welfare_listrow USING btree (member_id);


CREATE INDEX welfare_localfigure_unit_id_062a322b ON public.welfare_localfigure USING btree (unit_id);


CREATE INDEX welfare_localfigureevent_pgh_context_id_d4d9952e ON public.welfare_localfigureevent USING btree (pgh_context_id);


CREATE INDEX welfare_localfigureevent_pgh_obj_id_a03fdf40 ON public.welfare_localfigureevent USING btree (pgh_obj_id);


CREATE INDEX welfare_localfigureevent_unit_id_b1946079 ON public.welfare_localfigureevent USING btree (unit_id);


CREATE INDEX welfare_memberfactevent_member_id_837cd32d ON public.welfare_memberfactevent USING btree (member_id);


CREATE INDEX welfare_memberfactevent_pgh_context_id_b8ad2a82 ON public.welfare_memberfactevent USING btree (pgh_context_id);


CREATE INDEX welfare_memberfactevent_pgh_obj_id_d012e086 ON public.welfare_memberfactevent USING btree (pgh_obj_id);


CREATE INDEX welfare_minorityfestival_code_ed6f5693 ON public.welfare_minorityfestival USING btree (code);


CREATE INDEX welfare_minorityfestival_code_ed6f5693_like ON public.welfare_minorityfestival USING btree (code varchar_pattern_ops);


CREATE INDEX welfare_minorityfestivaldayevent_festival_id_e0b99518 ON public.welfare_minorityfestivaldayevent USING btree (festival_id);


CREATE INDEX welfare_minorityfestivaldayevent_pgh_context_id_ad7e795d ON public.welfare_minorityfestivaldayevent USING btree (pgh_context_id);


CREATE INDEX welfare_minorityfestivaldayevent_pgh_obj_id_453406b5 ON public.welfare_minorityfestivaldayevent USING btree (pgh_obj_id);


CREATE INDEX welfare_minorityfestivalevent_pgh_context_id_cd764b02 ON public.welfare_minorityfestivalevent USING btree (pgh_context_id);


CREATE INDEX welfare_minorityfestivalevent_pgh_obj_id_50e63eff ON public.welfare_minorityfestivalevent USING btree (pgh_obj_id);


CREATE INDEX welfare_objection_about_id_716d7648 ON public.welfare_objection USING btree (about_id);


CREATE INDEX welfare_objection_by_id_d4a0eca8 ON public.welfare_objection USING btree (by_id);


CREATE INDEX welfare_objection_decided_by_id_92e59ca5 ON public.welfare_objection USING btree (decided_by_id);


CREATE INDEX welfare_objection_open ON public.welfare_objection USING btree (due_on, id) WHERE ((state)::text = 'open'::text);


CREATE INDEX welfare_objection_run ON public.welfare_objection USING btree (run_id, state);


CREATE INDEX welfare_objection_unit_id_cc6b0ece ON public.welfare_objection USING btree (unit_id);


CREATE INDEX welfare_occasion_key_9ea1e4c0_like ON public.welfare_occasion USING btree (key varchar_pattern_ops);


CREATE INDEX welfare_occasion_kind_on ON public.welfare_occasion USING btree (kind, "on");


CREATE INDEX welfare_paymentbatch_runs_paymentbatch_id_dc5fcaea ON public.welfare_paymentbatch_runs USING btree (paymentbatch_id);


CREATE INDEX welfare_paymentbatch_runs_run_id_e6be10e6 ON public.welfare_paymentbatch_runs USING btree (run_id);


CREATE INDEX welfare_paymentbatch_unit_id_8dbdb21f ON public.welfare_paymentbatch USING btree (unit_id);


CREATE INDEX welfare_paymentbatch_version_id_eef9d2f6 ON public.welfare_paymentbatch USING btree (version_id);


CREATE INDEX welfare_plan_minority_festival_id_9bf9eac9 ON public.welfare_plan USING btree (minority_festival_id);


CREATE INDEX welfare_plan_unit_id_ede5aab7 ON public.welfare_plan USING btree (unit_id);


CREATE INDEX welfare_plancollection_unit_id_f415f067 ON public.welfare_plancollection USING btree (unit_id);


CREATE INDEX welfare_planevent_minority_festival_id_3a62535c ON public.welfare_planevent USING btree (minority_festival_id);


CREATE INDEX welfare_planevent_pgh_context_id_ce7bd8da ON public.welfare_planevent USING btree (pgh_context_id);


CREATE INDEX welfare_planevent_pgh_obj_id_3cd11235 ON public.welfare_planevent USING btree (pgh_obj_id);


CREATE INDEX welfare_planevent_unit_id_22da7bb3 ON public.welfare_planevent USING btree (unit_id);


CREATE INDEX welfare_profileversion_checked_by_id_df65dbb3 ON public.welfare_profileversion USING btree (checked_by_id);


CREATE INDEX welfare_profileversion_made_by_id_b2af1c49 ON public.welfare_profileversion USING btree (made_by_id);


CREATE INDEX welfare_publicnotice_by_id_8f750607 ON public.welfare_publicnotice USING btree (by_id);


CREATE INDEX welfare_publicnotice_run_id_a5fbdbd4 ON public.welfare_publicnotice USING btree (run_id);


CREATE INDEX welfare_publicnotice_unit_id_6e62ea66 ON public.welfare_publicnotice USING btree (unit_id);


CREATE INDEX welfare_receiptcancellation_by_id_fd010009 ON public.welfare_receiptcancellation USING btree (by_id);


CREATE INDEX welfare_receiptcancellation_grant_id_3d3faa92 ON public.welfare_receiptcancellation USING btree (grant_id);


CREATE INDEX welfare_receiptcancellation_received_by_id_f4773a7f ON public.welfare_receiptcancellation USING btree (received_by_id);


CREATE INDEX welfare_recount_by_id_4fbf4f6a ON public.welfare_recount USING btree (by_id);


CREATE INDEX welfare_recount_change ON public.welfare_recountchange USING btree (recount_id, id);


CREATE INDEX welfare_recount_replays ON public.welfare_recount USING btree (at) WHERE ((purpose)::text = 'replay'::text);


CREATE INDEX welfare_recount_run ON public.welfare_recount USING btree (run_id, purpose, id DESC);


CREATE INDEX welfare_recount_waiting ON public.welfare_recount USING btree (attempts, id) WHERE ((state)::text = 'waiting'::text);


CREATE INDEX welfare_recountcell_branch_id_9ed9c8f6 ON public.welfare_recountcell USING btree (branch_id);


CREATE INDEX welfare_recountunit_unit_id_ef798525 ON public.welfare_recountunit USING btree (unit_id);


CREATE INDEX welfare_run_line_id_dde70e60 ON public.welfare_run USING btree (line_id);


CREATE INDEX welfare_run_occasion_id_15977087 ON public.welfare_run USING btree (occasion_id);


CREATE INDEX welfare_run_opened_by_id_f33eb2a6 ON public.welfare_run USING btree (opened_by_id);


CREATE INDEX welfare_run_plan_id_b96bef14 ON public.welfare_run USING btree (plan_id);


CREATE INDEX welfare_run_revoking ON public.welfare_run USING btree (id) WHERE revoking;


CREATE INDEX welfare_run_source_id_503a14b2 ON public.welfare_run USING btree (source_id);


CREATE INDEX welfare_run_state ON public.welfare_run USING btree (state, id DESC);


CREATE INDEX welfare_run_submitted_by_id_affdbace ON public.welfare_run USING btree (submitted_by_id);


CREATE INDEX welfare_run_unit_id_1dc33447 ON public.welfare_run USING btree (unit_id);


CREATE INDEX welfare_runcollection_unit_id_f3d14a4f ON public.welfare_runcollection USING btree (unit_id);


CREATE INDEX welfare_rununit_unit_id_b99e50b9 ON public.welfare_rununit USING btree (unit_id);


CREATE INDEX welfare_signing_by_id_db8619cd ON public.welfare_signing USING btree (by_id);


CREATE INDEX welfare_signing_run_id_4895133f ON public.welfare_signing USING btree (run_id);


CREATE INDEX welfare_signing_undone_by_id_57748ff3 ON public.welfare_signing USING btree (undone_by_id);


CREATE INDEX welfare_signing_unit_id_78fcd33b ON public.welfare_signing USING btree (unit_id);


CREATE INDEX welfare_slice_waiting ON public.welfare_slice USING btree (attempts, id) WHERE ((state)::text = 'waiting'::text);


CREATE INDEX welfare_unitregionevent_pgh_context_id_bc90a107 ON public.welfare_unitregionevent USING btree (pgh_context_id);


CREATE INDEX welfare_unitregionevent_pgh_obj_id_b2d44c07 ON public.welfare_unitregionevent USING btree (pgh_obj_id);


CREATE INDEX welfare_unitregionevent_unit_id_3eeb6aa2 ON public.welfare_unitregionevent USING btree (unit_id);


CREATE INDEX welfare_withdrawngrant_member_id_d444db8b ON public.welfare_withdrawngrant USING btree (member_id);


CREATE INDEX welfare_withdrawngrant_occasion_id_b5352dbb ON public.welfare_withdrawngrant USING btree (occasion_id);


CREATE INDEX welfare_withdrawngrant_run_id_e6073484 ON public.welfare_withdrawngrant USING btree (run_id);


CREATE INDEX welfare_withdrawngrant_unit_id_89ab8c2c ON public.welfare_withdrawngrant USING btree (unit_id);


CREATE INDEX welfare_yearend_proposed_by_id_2f867df2 ON public.welfare_yearend USING btree (proposed_by_id);


CREATE INDEX welfare_yearend_unit_id_b674990c ON public.welfare_yearend USING btree (unit_id);


CREATE INDEX welfare_yearendline_line_id_2143ab18 ON public.welfare_yearendline USING btree (line_id);


CREATE TRIGGER members_empty_documents AFTER INSERT ON public.office_erasedrow FOR EACH ROW WHEN (((new.table_name)::text = 'members_member'::text)) EXECUTE FUNCTION public.members_empty_documents();


CREATE CONSTRAINT TRIGGER members_erased_is_blank AFTER INSERT ON public.office_erasedrow DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.table_name)::text = 'members_member'::text)) EXECUTE FUNCTION public.members_erased_is_blank();


CREATE TRIGGER members_erased_stays BEFORE UPDATE ON public.members_member FOR EACH ROW WHEN (((old.anonymised_at IS NOT NULL) AND (new.anonymised_at IS NULL))) EXECUTE FUNCTION public.members_erased_stays();


CREATE TRIGGER office_context_stays BEFORE DELETE OR UPDATE ON public.pghistory_context FOR EACH ROW EXECUTE FUNCTION public.office_context_stays();


CREATE TRIGGER pgtrigger_account_stays_23537 BEFORE UPDATE ON public.welfare_grantaccount FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_account_stays_23537();


COMMENT ON TRIGGER pgtrigger_account_stays_23537 ON public.welfare_grantaccount IS '80baf08f3c02150d6e90a3eeb376581d1744183b';


CREATE TRIGGER pgtrigger_address_mended_eb631 AFTER UPDATE OF email, phone ON public.members_user FOR EACH ROW WHEN ((((old.email)::text IS DISTINCT FROM (new.email)::text) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text))) EXECUTE FUNCTION public.pgtrigger_address_mended_eb631();


COMMENT ON TRIGGER pgtrigger_address_mended_eb631 ON public.members_user IS '2d63175ea820b7cf0d14ffb1fe7d540c47d1cd76';


CREATE TRIGGER pgtrigger_agreed_text_stays_39d04 BEFORE UPDATE ON public.members_consenttext FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_agreed_text_stays_39d04();


COMMENT ON TRIGGER pgtrigger_agreed_text_stays_39d04 ON public.members_consenttext IS '4881c83adf1c539f20cf647c3b9597b9c60fbfe6';


CREATE TRIGGER pgtrigger_answer_is_kept_e5e0f BEFORE DELETE ON public.welfare_answerfile FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_answer_is_kept_e5e0f();


COMMENT ON TRIGGER pgtrigger_answer_is_kept_e5e0f ON public.welfare_answerfile IS '4a1bb6c630001cee7d81cb7f481fe571c0e9110c';


CREATE TRIGGER pgtrigger_answer_stays_fcdb0 BEFORE UPDATE ON public.welfare_answerfile FOR EACH ROW WHEN (((old.batch_id IS DISTINCT FROM new.batch_id) OR ((old.digest)::text IS DISTINCT FROM (new.digest)::text) OR ((old.file_name)::text IS DISTINCT FROM (new.file_name)::text) OR (old.started_at IS DISTINCT FROM new.started_at))) EXECUTE FUNCTION public.pgtrigger_answer_stays_fcdb0();


COMMENT ON TRIGGER pgtrigger_answer_stays_fcdb0 ON public.welfare_answerfile IS 'a6105362041c93ec2a642c6715d009e2e9fb7159';


CREATE TRIGGER pgtrigger_append_only_216dd BEFORE DELETE OR UPDATE ON public.members_approvalstage FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_216dd();


COMMENT ON TRIGGER pgtrigger_append_only_216dd ON public.members_approvalstage IS '496ded6ea1786f2767605ef8ef62f3a0cf0330f4';


CREATE TRIGGER pgtrigger_append_only_2278d BEFORE DELETE OR UPDATE ON public.office_auditevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_2278d();


COMMENT ON TRIGGER pgtrigger_append_only_2278d ON public.office_auditevent IS '748d9aac2dab5bccc880c88ea24c3526a85127e7';


CREATE TRIGGER pgtrigger_append_only_3362b BEFORE DELETE OR UPDATE ON public.members_consent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_3362b();


COMMENT ON TRIGGER pgtrigger_append_only_3362b ON public.members_consent IS '7fc0e55e6c3b95beab30a7d7c38f4d81fb68ccb4';


CREATE TRIGGER pgtrigger_append_only_3b549 BEFORE DELETE OR UPDATE ON public.members_duespayment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_3b549();


COMMENT ON TRIGGER pgtrigger_append_only_3b549 ON public.members_duespayment IS '8f07942c0a655af08da01d6fae600e1630c71c92';


CREATE TRIGGER pgtrigger_append_only_406ea BEFORE DELETE OR UPDATE ON public.office_sealedevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_406ea();


COMMENT ON TRIGGER pgtrigger_append_only_406ea ON public.office_sealedevent IS 'c31f5e4e712346998f3175aa2d2272fc7672f92b';


CREATE TRIGGER pgtrigger_append_only_4d777 BEFORE DELETE OR UPDATE ON public.members_approvaldecision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_4d777();


COMMENT ON TRIGGER pgtrigger_append_only_4d777 ON public.members_approvaldecision IS '4d7e7487f3f0d3f63881ddf67fb48ed5a48f29c3';


CREATE TRIGGER pgtrigger_append_only_4f02c BEFORE DELETE OR UPDATE ON public.office_seal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_4f02c();


COMMENT ON TRIGGER pgtrigger_append_only_4f02c ON public.office_seal IS '8d8bb6e1e27d3cd8d58b18149520bc707b833b02';


CREATE TRIGGER pgtrigger_append_only_868e6 BEFORE DELETE OR UPDATE ON public.welfare_yearendline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_868e6();


COMMENT ON TRIGGER pgtrigger_append_only_868e6 ON public.welfare_yearendline IS '6d270bf2b98370ac836661fde5c93e7f4ab7b688';


CREATE TRIGGER pgtrigger_append_only_8ffee BEFORE DELETE OR UPDATE ON public.welfare_receiptcancellation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_8ffee();


COMMENT ON TRIGGER pgtrigger_append_only_8ffee ON public.welfare_receiptcancellation IS 'f24d42d5cbe6b0fe6458e2bf36b9f6569c774aa8';


CREATE TRIGGER pgtrigger_append_only_9d6bc BEFORE DELETE OR UPDATE ON public.office_calendarnotice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_9d6bc();


COMMENT ON TRIGGER pgtrigger_append_only_9d6bc ON public.office_calendarnotice IS 'ccafc62c3a293d4ddf82b0ac3dab09f6cebc3c98';


CREATE TRIGGER pgtrigger_append_only_a9fd1 BEFORE DELETE OR UPDATE ON public.welfare_leftout FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_a9fd1();


COMMENT ON TRIGGER pgtrigger_append_only_a9fd1 ON public.welfare_leftout IS '6cd1ce4c17d37d599910a0bddd1f00724f33338e';


CREATE TRIGGER pgtrigger_append_only_c3031 BEFORE DELETE OR UPDATE ON public.office_erasedrow FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_c3031();


COMMENT ON TRIGGER pgtrigger_append_only_c3031 ON public.office_erasedrow IS '30df9cd2bca1c4e255110a66c81eb1c945db3bd1';


CREATE TRIGGER pgtrigger_append_only_cb57b BEFORE DELETE OR UPDATE ON public.office_textversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_cb57b();


COMMENT ON TRIGGER pgtrigger_append_only_cb57b ON public.office_textversion IS '41bdee7e7409984c3c33fd297846f31e053bb73d';


CREATE TRIGGER pgtrigger_append_only_db8d0 BEFORE DELETE OR UPDATE ON public.welfare_withdrawngrant FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_db8d0();


COMMENT ON TRIGGER pgtrigger_append_only_db8d0 ON public.welfare_withdrawngrant IS '7435ce07d0d50ba3405fa8df757f982a7904152c';


CREATE TRIGGER pgtrigger_append_only_dc87c BEFORE DELETE OR UPDATE ON public.members_approvalmaker FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_dc87c();


COMMENT ON TRIGGER pgtrigger_append_only_dc87c ON public.members_approvalmaker IS 'ca834c2604441f604a2c7d34c3c5df30d34a3127';


CREATE TRIGGER pgtrigger_append_only_df04a BEFORE DELETE OR UPDATE ON public.welfare_filefetch FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_df04a();


COMMENT ON TRIGGER pgtrigger_append_only_df04a ON public.welfare_filefetch IS '36c1c335a029142953987e4e52d643b8ffa8e1e0';


CREATE TRIGGER pgtrigger_append_only_ec7db BEFORE DELETE OR UPDATE ON public.welfare_budgetentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_ec7db();


COMMENT ON TRIGGER pgtrigger_append_only_ec7db ON public.welfare_budgetentry IS 'c629213360ea5981288f9239de581ca3f0ac3582';


CREATE TRIGGER pgtrigger_append_only_f72fc BEFORE DELETE OR UPDATE ON public.office_auditcheck FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_f72fc();


COMMENT ON TRIGGER pgtrigger_append_only_f72fc ON public.office_auditcheck IS '30885d97a7a10178d3450d68f8ff1f8a26303711';


CREATE TRIGGER pgtrigger_append_only_fa75b BEFORE DELETE OR UPDATE ON public.consultation_clockevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_fa75b();


COMMENT ON TRIGGER pgtrigger_append_only_fa75b ON public.consultation_clockevent IS 'c0389ef3ec93ca9f8e22174cf5371f6de631a9d8';


CREATE TRIGGER pgtrigger_approved_as_approved_49f8f BEFORE UPDATE OF state ON public.welfare_hardshipassessment FOR EACH ROW WHEN (((new.state)::text = 'approved'::text)) EXECUTE FUNCTION public.pgtrigger_approved_as_approved_49f8f();


COMMENT ON TRIGGER pgtrigger_approved_as_approved_49f8f ON public.welfare_hardshipassessment IS '7e5acfec04aa663d9c0f4f3443625b445d045e63';


CREATE TRIGGER pgtrigger_approved_round_is_complete_a0d75 BEFORE UPDATE OF state ON public.members_approvalround FOR EACH ROW WHEN (((new.state)::text = 'approved'::text)) EXECUTE FUNCTION public.pgtrigger_approved_round_is_complete_a0d75();


COMMENT ON TRIGGER pgtrigger_approved_round_is_complete_a0d75 ON public.members_approvalround IS '43db6e206ca94ff561825c546bab4eb32832429e';


CREATE TRIGGER pgtrigger_approved_sums_stay_50b7e BEFORE UPDATE ON public.welfare_run FOR EACH ROW WHEN ((((old.state)::text = ANY ((ARRAY['approved'::character varying, 'in_notice'::character varying, 'issued'::character varying, 'closed'::character varying])::text[])) AND ((old.plan_id IS DISTINCT FROM new.plan_id) OR (old.occasion_id IS DISTINCT FROM new.occasion_id) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.standard IS DISTINCT FROM new.standard) OR (old."on" IS DISTINCT FROM new."on") OR (old.from_list_id IS DISTINCT FROM new.from_list_id) OR (old.until IS DISTINCT FROM new.until) OR ((old.form)::text IS DISTINCT FROM (new.form)::text) OR ((old.decision)::text IS DISTINCT FROM (new.decision)::text) OR (old.source_id IS DISTINCT FROM new.source_id) OR (old.corrects IS DISTINCT FROM new.corrects) OR (old.conditions IS DISTINCT FROM new.conditions) OR (old.amounts IS DISTINCT FROM new.amounts) OR (old.line_id IS DISTINCT FROM new.line_id) OR (old.notice_days IS DISTINCT FROM new.notice_days) OR (old.heads IS DISTINCT FROM new.heads) OR (old.cost IS DISTINCT FROM new.cost)))) EXECUTE FUNCTION public.pgtrigger_approved_sums_stay_50b7e();


COMMENT ON TRIGGER pgtrigger_approved_sums_stay_50b7e ON public.welfare_run IS '7c74274268f592b96582f20bd18158697a5674d4';


CREATE TRIGGER pgtrigger_assessed_stays_a266b BEFORE UPDATE ON public.welfare_hardshipassessment FOR EACH ROW WHEN (((old.file_id IS DISTINCT FROM new.file_id) OR ((old.level)::text IS DISTINCT FROM (new.level)::text) OR (old.rule_id IS DISTINCT FROM new.rule_id) OR (old.minimum_id IS DISTINCT FROM new.minimum_id) OR (old.province_income_id IS DISTINCT FROM new.province_income_id) OR (old.starts_on IS DISTINCT FROM new.starts_on) OR (old.review_on IS DISTINCT FROM new.review_on) OR (old.made_by_id IS DISTINCT FROM new.made_by_id) OR (old.made_at IS DISTINCT FROM new.made_at))) EXECUTE FUNCTION public.pgtrigger_assessed_stays_a266b();


COMMENT ON TRIGGER pgtrigger_assessed_stays_a266b ON public.welfare_hardshipassessment IS 'e3e4d2e6774ce8805a001c2bc5432ffce874b94f';


CREATE TRIGGER pgtrigger_assessments_move_as_ruled_43fde BEFORE UPDATE ON public.welfare_hardshipassessment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_assessments_move_as_ruled_43fde();


COMMENT ON TRIGGER pgtrigger_assessments_move_as_ruled_43fde ON public.welfare_hardshipassessment IS 'f99adef64329848d6757a0d76097f9269d88624b';


CREATE TRIGGER pgtrigger_batch_is_kept_9c5b0 BEFORE DELETE ON public.welfare_paymentbatch FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_batch_is_kept_9c5b0();


COMMENT ON TRIGGER pgtrigger_batch_is_kept_9c5b0 ON public.welfare_paymentbatch IS 'c5a58ef505215969067e02fdd8683507b94eb741';


CREATE TRIGGER pgtrigger_batch_stays_a4f17 BEFORE UPDATE ON public.welfare_paymentbatch FOR EACH ROW WHEN (((old.unit_id IS DISTINCT FROM new.unit_id) OR (old.version_id IS DISTINCT FROM new.version_id) OR ((old.purpose)::text IS DISTINCT FROM (new.purpose)::text) OR (old.made_by_id IS DISTINCT FROM new.made_by_id) OR (old.started_at IS DISTINCT FROM new.started_at))) EXECUTE FUNCTION public.pgtrigger_batch_stays_a4f17();


COMMENT ON TRIGGER pgtrigger_batch_stays_a4f17 ON public.welfare_paymentbatch IS 'f4d28639331ebfdc5c8498aba1027dc09f1c9f69';


CREATE TRIGGER pgtrigger_begins_with_nothing_234b2 BEFORE INSERT ON public.welfare_budgetline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_begins_with_nothing_234b2();


COMMENT ON TRIGGER pgtrigger_begins_with_nothing_234b2 ON public.welfare_budgetline IS '21b0d0825519d209461b1093c9f80d4b01830689';


CREATE TRIGGER pgtrigger_budget_changes_stay_d6f12 BEFORE DELETE ON public.welfare_budgetchange FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_budget_changes_stay_d6f12();


COMMENT ON TRIGGER pgtrigger_budget_changes_stay_d6f12 ON public.welfare_budgetchange IS '81b1fa0693181e60d0e9ef468d16610bcbf3ef42';


CREATE TRIGGER pgtrigger_card_needs_consent_a38fe BEFORE INSERT OR UPDATE OF bank_card_hash ON public.members_member FOR EACH ROW WHEN ((new.bank_card_hash IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_card_needs_consent_a38fe();


COMMENT ON TRIGGER pgtrigger_card_needs_consent_a38fe ON public.members_member IS '242545aa97a1dcb1abd9a3518c2579dd43d77cb2';


CREATE TRIGGER pgtrigger_changed_members_wait_for_comparison_db835 AFTER UPDATE ON public.members_member FOR EACH ROW WHEN (((old.birth_date IS DISTINCT FROM new.birth_date) OR ((old.id_hash)::text IS DISTINCT FROM (new.id_hash)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text))) EXECUTE FUNCTION public.pgtrigger_changed_members_wait_for_comparison_db835();


COMMENT ON TRIGGER pgtrigger_changed_members_wait_for_comparison_db835 ON public.members_member IS '483eaad49a76309e4f90b06e36a6afbc796bc9f5';


CREATE TRIGGER pgtrigger_changes_move_as_ruled_35882 BEFORE UPDATE ON public.welfare_budgetchange FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_changes_move_as_ruled_35882();


COMMENT ON TRIGGER pgtrigger_changes_move_as_ruled_35882 ON public.welfare_budgetchange IS '05d42e52162ecb450dd7662eba15c3ea60b22521';


CREATE TRIGGER pgtrigger_charge_counts_its_payments_a68bc AFTER INSERT ON public.members_duespayment REFERENCING NEW TABLE AS new_payments FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_charge_counts_its_payments_a68bc();


COMMENT ON TRIGGER pgtrigger_charge_counts_its_payments_a68bc ON public.members_duespayment IS '3d82279284ae5a6a1b4aba9cc7f011f4befff9bc';


CREATE TRIGGER pgtrigger_charge_stays_whose_it_is_0ca95 BEFORE UPDATE ON public.members_duescharge FOR EACH ROW WHEN (((old.member_id IS DISTINCT FROM new.member_id) OR (old.month IS DISTINCT FROM new.month))) EXECUTE FUNCTION public.pgtrigger_charge_stays_whose_it_is_0ca95();


COMMENT ON TRIGGER pgtrigger_charge_stays_whose_it_is_0ca95 ON public.members_duescharge IS '3c74d8a8c9a121bed0566787e458d09605f6b349';


CREATE TRIGGER pgtrigger_check_stays_85477 BEFORE UPDATE ON public.welfare_profileversion FOR EACH ROW WHEN (((old.checked_at IS NOT NULL) AND ((old.checked_at IS DISTINCT FROM new.checked_at) OR (old.checked_by_id IS DISTINCT FROM new.checked_by_id)))) EXECUTE FUNCTION public.pgtrigger_check_stays_85477();


COMMENT ON TRIGGER pgtrigger_check_stays_85477 ON public.welfare_profileversion IS 'e109902b8b28fa55c0cd08e91bb30d4a4acdd3a2';


CREATE TRIGGER pgtrigger_closed_as_approved_149a6 BEFORE UPDATE OF state ON public.welfare_yearend FOR EACH ROW WHEN (((new.state)::text = 'closed'::text)) EXECUTE FUNCTION public.pgtrigger_closed_as_approved_149a6();


COMMENT ON TRIGGER pgtrigger_closed_as_approved_149a6 ON public.welfare_yearend IS '056fefb168dd755ba2a8e3c78a33edf773ec1513';


CREATE TRIGGER pgtrigger_code_stays_79223 BEFORE UPDATE ON public.members_activationcode FOR EACH ROW WHEN (((old.member_id IS DISTINCT FROM new.member_id) OR ((old.purpose)::text IS DISTINCT FROM (new.purpose)::text) OR ((old.code_hash)::text IS DISTINCT FROM (new.code_hash)::text) OR (old.made_by_id IS DISTINCT FROM new.made_by_id) OR (old.expires_at IS DISTINCT FROM new.expires_at))) EXECUTE FUNCTION public.pgtrigger_code_stays_79223();


COMMENT ON TRIGGER pgtrigger_code_stays_79223 ON public.members_activationcode IS '8c91d7fb9ff52fd90403a4e53de3c2957f464a74';


CREATE TRIGGER pgtrigger_content_hash_a7cf8 BEFORE INSERT ON public.office_auditevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_content_hash_a7cf8();


COMMENT ON TRIGGER pgtrigger_content_hash_a7cf8 ON public.office_auditevent IS '4b9d4c7aa834ea49fc0024198b9366ae9375db78';


CREATE TRIGGER pgtrigger_decided_account_stays_94a6a BEFORE DELETE ON public.welfare_grantaccount FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_decided_account_stays_94a6a();


COMMENT ON TRIGGER pgtrigger_decided_account_stays_94a6a ON public.welfare_grantaccount IS '6af1935b31312c7361d23d852ce4fefa4adb1247';


CREATE TRIGGER pgtrigger_decided_as_ruled_3bd57 BEFORE INSERT ON public.members_approvaldecision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_decided_as_ruled_3bd57();


COMMENT ON TRIGGER pgtrigger_decided_as_ruled_3bd57 ON public.members_approvaldecision IS '8dc49570af2aab8acfcd54e74566b9745484329f';


CREATE TRIGGER pgtrigger_decided_by_others_550b4 BEFORE UPDATE OF decided_by_id ON public.welfare_objection FOR EACH ROW WHEN ((new.decided_by_id IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_decided_by_others_550b4();


COMMENT ON TRIGGER pgtrigger_decided_by_others_550b4 ON public.welfare_objection IS '4856c28172e9843de987610eb95b97549ece775b';


CREATE TRIGGER pgtrigger_decided_list_stays_5e55c BEFORE DELETE ON public.welfare_grant FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_decided_list_stays_5e55c();


COMMENT ON TRIGGER pgtrigger_decided_list_stays_5e55c ON public.welfare_grant IS 'fe7545fef58a288a81cbe25c3876719ec6a49e2c';


CREATE TRIGGER pgtrigger_decided_once_a39c6 BEFORE UPDATE ON public.welfare_objection FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_decided_once_a39c6();


COMMENT ON TRIGGER pgtrigger_decided_once_a39c6 ON public.welfare_objection IS '798434728b4a38edab844803fbb3d1c8f626cb6d';


CREATE TRIGGER pgtrigger_decided_places_are_kept_b6c2a BEFORE DELETE ON public.welfare_rununit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_decided_places_are_kept_b6c2a();


COMMENT ON TRIGGER pgtrigger_decided_places_are_kept_b6c2a ON public.welfare_rununit IS '0d3da929da37635c7319a300a06e64dd19b100d7';


CREATE TRIGGER pgtrigger_decided_places_stay_663c2 BEFORE UPDATE ON public.welfare_rununit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_decided_places_stay_663c2();


COMMENT ON TRIGGER pgtrigger_decided_places_stay_663c2 ON public.welfare_rununit IS '601e3891aa74fb8208c239560ad6093f72a9bde3';


CREATE TRIGGER pgtrigger_decided_reasons_stay_a5427 AFTER DELETE ON public.welfare_exclusion REFERENCING OLD TABLE AS old_reasons FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_decided_reasons_stay_a5427();


COMMENT ON TRIGGER pgtrigger_decided_reasons_stay_a5427 ON public.welfare_exclusion IS '3ca48426d2850b8c69971c2c469ad6713c87167b';


CREATE TRIGGER pgtrigger_delete_delete_0c229 AFTER DELETE ON public.consultation_cannedanswer FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_0c229();


COMMENT ON TRIGGER pgtrigger_delete_delete_0c229 ON public.consultation_cannedanswer IS 'c071b62223625d71aa61608c063a54d25190bd96';


CREATE TRIGGER pgtrigger_delete_delete_23f0e AFTER DELETE ON public.members_duesbasis FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_23f0e();


COMMENT ON TRIGGER pgtrigger_delete_delete_23f0e ON public.members_duesbasis IS '3447f7be8f2fad64fdefc32730e8d7389aa76b81';


CREATE TRIGGER pgtrigger_delete_delete_273e0 AFTER DELETE ON public.welfare_grant FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_273e0();


COMMENT ON TRIGGER pgtrigger_delete_delete_273e0 ON public.welfare_grant IS 'a63bd6ed3deac3b8d630c00b765d20364c3baf1b';


CREATE TRIGGER pgtrigger_delete_delete_39e40 AFTER DELETE ON public.welfare_benefitkind FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_39e40();


COMMENT ON TRIGGER pgtrigger_delete_delete_39e40 ON public.welfare_benefitkind IS '0651ad361677ba16d1b0513ba2edbfdfa5e06008';


CREATE TRIGGER pgtrigger_delete_delete_8ef0f AFTER DELETE ON public.members_dueswaiver FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_8ef0f();


COMMENT ON TRIGGER pgtrigger_delete_delete_8ef0f ON public.members_dueswaiver IS '4e106c196a0f8be197df138f7ada95e6f04b1da0';


CREATE TRIGGER pgtrigger_delete_delete_925fb AFTER DELETE ON public.members_member FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_925fb();


COMMENT ON TRIGGER pgtrigger_delete_delete_925fb ON public.members_member IS 'f46a058a757000d7613c70a26fd91943896badac';


CREATE TRIGGER pgtrigger_delete_delete_a2373 AFTER DELETE ON public.members_duescharge FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_a2373();


COMMENT ON TRIGGER pgtrigger_delete_delete_a2373 ON public.members_duescharge IS '327e7a9dbef9be2869dee0db0fdb6a66c6a25ddd';


CREATE TRIGGER pgtrigger_delete_delete_c723c AFTER DELETE ON public.members_familymember FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_c723c();


COMMENT ON TRIGGER pgtrigger_delete_delete_c723c ON public.members_familymember IS 'b7fb50521960be147f2148dd72abc3bff19b2ae5';


CREATE TRIGGER pgtrigger_delete_delete_c8d1a AFTER DELETE ON public.members_retentionrule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_c8d1a();


COMMENT ON TRIGGER pgtrigger_delete_delete_c8d1a ON public.members_retentionrule IS '3095933a65bd575cd8ab01b75f82d3f7506ffde0';


CREATE TRIGGER pgtrigger_delete_delete_d68f0 AFTER DELETE ON public.consultation_deadlinerule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_d68f0();


COMMENT ON TRIGGER pgtrigger_delete_delete_d68f0 ON public.consultation_deadlinerule IS 'fb45db25913947e05fccbe28d6d336a42a42c746';


CREATE TRIGGER pgtrigger_delete_delete_df18a AFTER DELETE ON public.consultation_grievance FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_df18a();


COMMENT ON TRIGGER pgtrigger_delete_delete_df18a ON public.consultation_grievance IS '43cacb78ea019c06d84b2b5383ab7409fa2f5750';


CREATE TRIGGER pgtrigger_delete_delete_e07d3 AFTER DELETE ON public.consultation_statutorylimit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_e07d3();


COMMENT ON TRIGGER pgtrigger_delete_delete_e07d3 ON public.consultation_statutorylimit IS '0b51b58d505b985f434970dfbf4c10fb0e6dd448';


CREATE TRIGGER pgtrigger_delete_delete_ec398 AFTER DELETE ON public.consultation_faqentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_ec398();


COMMENT ON TRIGGER pgtrigger_delete_delete_ec398 ON public.consultation_faqentry IS 'e08f612020bbcc0dff8596305b57d9f1d0122b22';


CREATE TRIGGER pgtrigger_deputies_make_no_circle_88c4a BEFORE INSERT OR UPDATE ON public.members_deputyship FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_deputies_make_no_circle_88c4a();


COMMENT ON TRIGGER pgtrigger_deputies_make_no_circle_88c4a ON public.members_deputyship IS '4c91f048054d64da6cf4cbebdbb363f1e8787e14';


CREATE TRIGGER pgtrigger_ended_rules_stay_b1c2d BEFORE UPDATE ON public.members_approvalrule FOR EACH ROW WHEN ((old.ended_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_ended_rules_stay_b1c2d();


COMMENT ON TRIGGER pgtrigger_ended_rules_stay_b1c2d ON public.members_approvalrule IS '430c608b8a21c54fe89db84ad9f470c20ce31a03';


CREATE TRIGGER pgtrigger_entry_is_numbered_69067 BEFORE INSERT ON public.welfare_budgetentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_entry_is_numbered_69067();


COMMENT ON TRIGGER pgtrigger_entry_is_numbered_69067 ON public.welfare_budgetentry IS 'bd38fc8243edcb95fb81ef98ee443e806bdf9d12';


CREATE TRIGGER pgtrigger_fetched_batch_stays_26eaf BEFORE UPDATE OF state ON public.welfare_paymentbatch FOR EACH ROW WHEN ((((new.state)::text = 'cancelled'::text) AND ((old.state)::text IS DISTINCT FROM (new.state)::text))) EXECUTE FUNCTION public.pgtrigger_fetched_batch_stays_26eaf();


COMMENT ON TRIGGER pgtrigger_fetched_batch_stays_26eaf ON public.welfare_paymentbatch IS '465d61072bfb95b87bb9ea23bc6f4b632b6d0aca';


CREATE TRIGGER pgtrigger_fetched_line_stays_74596 BEFORE UPDATE OF state ON public.welfare_paymentline FOR EACH ROW WHEN ((((new.state)::text = 'cancelled'::text) AND ((old.state)::text = 'made'::text))) EXECUTE FUNCTION public.pgtrigger_fetched_line_stays_74596();


COMMENT ON TRIGGER pgtrigger_fetched_line_stays_74596 ON public.welfare_paymentline IS '3a60bb28f29927c460a90bc636bde89495b2ffcc';


CREATE TRIGGER pgtrigger_file_is_kept_fa4a1 BEFORE DELETE ON public.welfare_paymentfile FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_file_is_kept_fa4a1();


COMMENT ON TRIGGER pgtrigger_file_is_kept_fa4a1 ON public.welfare_paymentfile IS 'a7f2c7e308785e794e7f977c476a7816329c4645';


CREATE TRIGGER pgtrigger_file_is_sealed_3cebb BEFORE UPDATE ON public.welfare_paymentfile FOR EACH ROW WHEN (((old.batch_id IS DISTINCT FROM new.batch_id) OR (old.number IS DISTINCT FROM new.number) OR ((old.file)::text IS DISTINCT FROM (new.file)::text) OR (old.rows IS DISTINCT FROM new.rows) OR (old.amount IS DISTINCT FROM new.amount) OR (old.size IS DISTINCT FROM new.size) OR ((old.digest)::text IS DISTINCT FROM (new.digest)::text) OR (old.made_at IS DISTINCT FROM new.made_at))) EXECUTE FUNCTION public.pgtrigger_file_is_sealed_3cebb();


COMMENT ON TRIGGER pgtrigger_file_is_sealed_3cebb ON public.welfare_paymentfile IS '2aac3e459da3eeef98b682d90aea0fe5470a7379';


CREATE TRIGGER pgtrigger_files_move_as_ruled_f6264 BEFORE UPDATE ON public.welfare_hardshipfile FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_files_move_as_ruled_f6264();


COMMENT ON TRIGGER pgtrigger_files_move_as_ruled_f6264 ON public.welfare_hardshipfile IS '763927cbbdccb473d9fffe252d4b6911b4ae0774';


CREATE TRIGGER pgtrigger_first_fetch_stays_c9ffb BEFORE UPDATE ON public.welfare_paymentfile FOR EACH ROW WHEN (((old.fetched_at IS NOT NULL) AND ((old.fetched_at IS DISTINCT FROM new.fetched_at) OR (old.fetched_by_id IS DISTINCT FROM new.fetched_by_id)))) EXECUTE FUNCTION public.pgtrigger_first_fetch_stays_c9ffb();


COMMENT ON TRIGGER pgtrigger_first_fetch_stays_c9ffb ON public.welfare_paymentfile IS 'ef4ebf341f3e6eba2c5221590d9dbda924f2600b';


CREATE TRIGGER pgtrigger_follows_up_what_is_issued_f51f2 BEFORE INSERT ON public.welfare_run FOR EACH ROW WHEN ((new.source_id IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_follows_up_what_is_issued_f51f2();


COMMENT ON TRIGGER pgtrigger_follows_up_what_is_issued_f51f2 ON public.welfare_run IS '63c7145afe46e6150328ac93da2f6e3c86fadf68';


CREATE TRIGGER pgtrigger_given_up_is_empty_1e8fe BEFORE UPDATE OF state ON public.welfare_run FOR EACH ROW WHEN ((((old.state)::text IS DISTINCT FROM (new.state)::text) AND ((new.state)::text = ANY ((ARRAY['counted'::character varying, 'cancelling'::character varying, 'cancelled'::character varying])::text[])))) EXECUTE FUNCTION public.pgtrigger_given_up_is_empty_1e8fe();


COMMENT ON TRIGGER pgtrigger_given_up_is_empty_1e8fe ON public.welfare_run IS '0f45bf0875841af885645ffb98da73a21d6beddf';


CREATE TRIGGER pgtrigger_grievance_entry_stays_de41d BEFORE UPDATE ON public.consultation_grievanceentry FOR EACH ROW WHEN (((old.grievance_id IS DISTINCT FROM new.grievance_id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR ((old.side)::text IS DISTINCT FROM (new.side)::text) OR (old.internal IS DISTINCT FROM new.internal) OR (old.author_id IS DISTINCT FROM new.author_id) OR (old.text IS DISTINCT FROM new.text) OR (old.at IS DISTINCT FROM new.at))) EXECUTE FUNCTION public.pgtrigger_grievance_entry_stays_de41d();


COMMENT ON TRIGGER pgtrigger_grievance_entry_stays_de41d ON public.consultation_grievanceentry IS 'fd4d5be79817fccb9cbb91f8b43279b9bb0b3f8e';


CREATE TRIGGER pgtrigger_grievance_states_d2214 BEFORE UPDATE ON public.consultation_grievance FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_grievance_states_d2214();


COMMENT ON TRIGGER pgtrigger_grievance_states_d2214 ON public.consultation_grievance IS '301a4e9ec7865ed46b52ea64e8fcf88f76317141';


CREATE TRIGGER pgtrigger_grievance_story_066c0 BEFORE UPDATE ON public.consultation_grievance FOR EACH ROW WHEN ((((old.key)::text IS DISTINCT FROM (new.key)::text) OR ((old.number)::text IS DISTINCT FROM (new.number)::text) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR ((old.category)::text IS DISTINCT FROM (new.category)::text) OR (old.facts IS DISTINCT FROM new.facts) OR (old.since IS DISTINCT FROM new.since) OR (old.employment_ended_on IS DISTINCT FROM new.employment_ended_on) OR ((old.concerned)::text IS DISTINCT FROM (new.concerned)::text) OR (old.wish IS DISTINCT FROM new.wish) OR ((old.receipt_hash)::text IS DISTINCT FROM (new.receipt_hash)::text) OR (old.filed_at IS DISTINCT FROM new.filed_at))) EXECUTE FUNCTION public.pgtrigger_grievance_story_066c0();


COMMENT ON TRIGGER pgtrigger_grievance_story_066c0 ON public.consultation_grievance IS '8c151071e3071c1ef9fd86a09cad1a83e49af388';


CREATE TRIGGER pgtrigger_hardship_aid_stays_9a270 BEFORE DELETE OR UPDATE ON public.welfare_hardshipaid FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_hardship_aid_stays_9a270();


COMMENT ON TRIGGER pgtrigger_hardship_aid_stays_9a270 ON public.welfare_hardshipaid IS '7fb00892e909d23f6d066b7601c3f75c00af3c1a';


CREATE TRIGGER pgtrigger_hardship_assessments_stay_bef75 BEFORE DELETE ON public.welfare_hardshipassessment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_hardship_assessments_stay_bef75();


COMMENT ON TRIGGER pgtrigger_hardship_assessments_stay_bef75 ON public.welfare_hardshipassessment IS '44d27a1d2e5a5f6a3e94429d3d27f0662c0b5450';


CREATE TRIGGER pgtrigger_hardship_files_stay_fb153 BEFORE DELETE ON public.welfare_hardshipfile FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_hardship_files_stay_fb153();


COMMENT ON TRIGGER pgtrigger_hardship_files_stay_fb153 ON public.welfare_hardshipfile IS '2cba52f063afac8ff2ade4efdbdd70209dfe5973';


CREATE TRIGGER pgtrigger_hardship_is_told_9e0aa BEFORE INSERT OR UPDATE OF conditions, amounts, occasion_id, tells_hardship ON public.welfare_run FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_hardship_is_told_9e0aa();


COMMENT ON TRIGGER pgtrigger_hardship_is_told_9e0aa ON public.welfare_run IS 'd330495ee2c03caee08aad2cd0131e58e33ea2d6';


CREATE TRIGGER pgtrigger_held_by_an_objection_18399 BEFORE UPDATE OF held ON public.welfare_grant FOR EACH ROW WHEN ((new.held AND (NOT old.held))) EXECUTE FUNCTION public.pgtrigger_held_by_an_objection_18399();


COMMENT ON TRIGGER pgtrigger_held_by_an_objection_18399 ON public.welfare_grant IS '689fa15435b53e4d08cc4aa108317ffb331e625d';


CREATE TRIGGER pgtrigger_in_force_as_approved_3798d BEFORE UPDATE OF state ON public.welfare_budgetchange FOR EACH ROW WHEN (((new.state)::text = 'in_force'::text)) EXECUTE FUNCTION public.pgtrigger_in_force_as_approved_3798d();


COMMENT ON TRIGGER pgtrigger_in_force_as_approved_3798d ON public.welfare_budgetchange IS '2c96c9e8061d1ebd3677a5d4dc8a2eb8fda187c4';


CREATE TRIGGER pgtrigger_insert_insert_01ff2 AFTER INSERT ON public.welfare_localfigure FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_01ff2();


COMMENT ON TRIGGER pgtrigger_insert_insert_01ff2 ON public.welfare_localfigure IS '251893bf1d3d94e8409f6f6ca26fc89b67747d55';


CREATE TRIGGER pgtrigger_insert_insert_0bfcf AFTER INSERT ON public.welfare_aidrule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_0bfcf();


COMMENT ON TRIGGER pgtrigger_insert_insert_0bfcf ON public.welfare_aidrule IS '09d7f1ee56bfd38766fae933935d2d3a51022ca0';


CREATE TRIGGER pgtrigger_insert_insert_322ae AFTER INSERT ON public.welfare_benefitrule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_322ae();


COMMENT ON TRIGGER pgtrigger_insert_insert_322ae ON public.welfare_benefitrule IS '53c6313f3d3982775ac9150ca171ef4e731e3043';


CREATE TRIGGER pgtrigger_insert_insert_6659e AFTER INSERT ON public.welfare_minorityfestival FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_6659e();


COMMENT ON TRIGGER pgtrigger_insert_insert_6659e ON public.welfare_minorityfestival IS '882032f036ba9dc1ecae3e5530eabac471e9eee0';


CREATE TRIGGER pgtrigger_insert_insert_7c67b AFTER INSERT ON public.members_appointment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_7c67b();


COMMENT ON TRIGGER pgtrigger_insert_insert_7c67b ON public.members_appointment IS '6e560bfedcbe268e509a7c36c48ea63868ef0310';


CREATE TRIGGER pgtrigger_insert_insert_8e9e7 AFTER INSERT ON public.welfare_plan FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_8e9e7();


COMMENT ON TRIGGER pgtrigger_insert_insert_8e9e7 ON public.welfare_plan IS 'bb218f78ec757de9b00a7f66878edf888a107426';


CREATE TRIGGER pgtrigger_insert_insert_a0a2a AFTER INSERT ON public.welfare_budgetline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a0a2a();


COMMENT ON TRIGGER pgtrigger_insert_insert_a0a2a ON public.welfare_budgetline IS '6a206aaf48284c5fae91a09a654407265c6560b0';


CREATE TRIGGER pgtrigger_insert_insert_b370a AFTER INSERT ON public.welfare_cap FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b370a();


COMMENT ON TRIGGER pgtrigger_insert_insert_b370a ON public.welfare_cap IS 'd71fc74f5b53d4da60398b3131e34ef03a115784';


CREATE TRIGGER pgtrigger_insert_insert_b85f4 AFTER INSERT ON public.welfare_minorityfestivalday FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b85f4();


COMMENT ON TRIGGER pgtrigger_insert_insert_b85f4 ON public.welfare_minorityfestivalday IS '8785b59332f2b6b8bef44c83d917b9465a82e044';


CREATE TRIGGER pgtrigger_insert_insert_de2aa AFTER INSERT ON public.welfare_unitregion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_de2aa();


COMMENT ON TRIGGER pgtrigger_insert_insert_de2aa ON public.welfare_unitregion IS 'bff69ee3284e1c5175332fe15998a5cb419bcaf5';


CREATE TRIGGER pgtrigger_insert_insert_e70e4 AFTER INSERT ON public.welfare_budgetincome FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_e70e4();


COMMENT ON TRIGGER pgtrigger_insert_insert_e70e4 ON public.welfare_budgetincome IS '5c78223e9983049b4df9847d1c8003449cd987c7';


CREATE TRIGGER pgtrigger_insert_insert_ec0f9 AFTER INSERT ON public.welfare_memberfact FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_ec0f9();


COMMENT ON TRIGGER pgtrigger_insert_insert_ec0f9 ON public.welfare_memberfact IS 'd0282a0fe3bf29801c134560838bb8077c8b1f56';


CREATE TRIGGER pgtrigger_insert_insert_eedea AFTER INSERT ON public.members_duesrule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_eedea();


COMMENT ON TRIGGER pgtrigger_insert_insert_eedea ON public.members_duesrule IS 'ab1ba25f5fb091821dd215b716ab350ed653369f';


CREATE TRIGGER pgtrigger_insert_insert_fea21 AFTER INSERT ON public.welfare_hardshiprule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_fea21();


COMMENT ON TRIGGER pgtrigger_insert_insert_fea21 ON public.welfare_hardshiprule IS '007f381433e49f2ed0ab287a85eec1811b9e4841';


CREATE TRIGGER pgtrigger_kept_884c3 BEFORE DELETE ON public.office_wordlayout FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kept_884c3();


COMMENT ON TRIGGER pgtrigger_kept_884c3 ON public.office_wordlayout IS 'af6d86588f50854e5594dfbe754daf9dcf528b60';


CREATE TRIGGER pgtrigger_kin_is_somebody_else_49475 BEFORE INSERT OR UPDATE ON public.members_familymember FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kin_is_somebody_else_49475();


COMMENT ON TRIGGER pgtrigger_kin_is_somebody_else_49475 ON public.members_familymember IS 'fbdf52d6aa6366c1b5bdcd8a435085e4efc9814c';


CREATE TRIGGER pgtrigger_kind_code_stays_fe22d BEFORE UPDATE ON public.welfare_benefitkind FOR EACH ROW WHEN (((old.code)::text IS DISTINCT FROM (new.code)::text)) EXECUTE FUNCTION public.pgtrigger_kind_code_stays_fe22d();


COMMENT ON TRIGGER pgtrigger_kind_code_stays_fe22d ON public.welfare_benefitkind IS '532187fcbfac76abf94f216203a7c013ad8a59e5';


CREATE TRIGGER pgtrigger_level_as_approved_f2f93 BEFORE INSERT OR UPDATE OF level, state ON public.welfare_hardshipfile FOR EACH ROW WHEN (((new.state)::text = 'in_force'::text)) EXECUTE FUNCTION public.pgtrigger_level_as_approved_f2f93();


COMMENT ON TRIGGER pgtrigger_level_as_approved_f2f93 ON public.welfare_hardshipfile IS '55266df6e3e6d384b102ca7ad7f8e21dc95eaaa3';


CREATE TRIGGER pgtrigger_line_follows_ledger_6816d AFTER INSERT ON public.welfare_budgetentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_line_follows_ledger_6816d();


COMMENT ON TRIGGER pgtrigger_line_follows_ledger_6816d ON public.welfare_budgetentry IS '09ca6634d247faee949733d14ae9de2199e027f0';


CREATE TRIGGER pgtrigger_line_is_kept_7f9e1 BEFORE DELETE ON public.welfare_paymentline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_line_is_kept_7f9e1();


COMMENT ON TRIGGER pgtrigger_line_is_kept_7f9e1 ON public.welfare_paymentline IS 'c6bc7ea23601938ad0f8e6f2d94e0b4698cedf50';


CREATE TRIGGER pgtrigger_line_stays_c995d BEFORE UPDATE ON public.welfare_paymentline FOR EACH ROW WHEN (((old.grant_id IS DISTINCT FROM new.grant_id) OR (old.file_id IS DISTINCT FROM new.file_id) OR (old.replaces_id IS DISTINCT FROM new.replaces_id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR (old.amount IS DISTINCT FROM new.amount) OR ((old.account_hash)::text IS DISTINCT FROM (new.account_hash)::text) OR ((old.account_tail)::text IS DISTINCT FROM (new.account_tail)::text) OR (old.account_changed IS DISTINCT FROM new.account_changed))) EXECUTE FUNCTION public.pgtrigger_line_stays_c995d();


COMMENT ON TRIGGER pgtrigger_line_stays_c995d ON public.welfare_paymentline IS '879916c33b032b5bb9181deab0529f585a722db4';


CREATE TRIGGER pgtrigger_lines_as_due_8d400 AFTER INSERT ON public.welfare_paymentline REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_lines_as_due_8d400();


COMMENT ON TRIGGER pgtrigger_lines_as_due_8d400 ON public.welfare_paymentline IS 'c9ec18d50554c0dfd74ad4fdf271483b6031f67f';


CREATE TRIGGER pgtrigger_made_as_ruled_8bc0e BEFORE INSERT ON public.welfare_paymentbatch FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_made_as_ruled_8bc0e();


COMMENT ON TRIGGER pgtrigger_made_as_ruled_8bc0e ON public.welfare_paymentbatch IS '7da78f3791817435de2f1ef4cd31a8267c98e9b5';


CREATE TRIGGER pgtrigger_made_sums_stay_6992e BEFORE UPDATE ON public.welfare_paymentbatch FOR EACH ROW WHEN ((((old.state)::text = ANY ((ARRAY['made'::character varying, 'released'::character varying])::text[])) AND ((old.heads IS DISTINCT FROM new.heads) OR (old.amount IS DISTINCT FROM new.amount)))) EXECUTE FUNCTION public.pgtrigger_made_sums_stay_6992e();


COMMENT ON TRIGGER pgtrigger_made_sums_stay_6992e ON public.welfare_paymentbatch IS '950f101fdefdda91b39fd6798ddb1b109d7d9546';


CREATE TRIGGER pgtrigger_member_bears_the_mark_37bdc AFTER INSERT OR DELETE OR UPDATE ON public.members_hardshipmark FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_member_bears_the_mark_37bdc();


COMMENT ON TRIGGER pgtrigger_member_bears_the_mark_37bdc ON public.members_hardshipmark IS 'bff0788b4ec74566792ee2debc405b388acc6e49';


CREATE TRIGGER pgtrigger_member_stamped_changed_86a8f AFTER UPDATE ON public.members_member REFERENCING OLD TABLE AS old_members NEW TABLE AS new_members FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_member_stamped_changed_86a8f();


COMMENT ON TRIGGER pgtrigger_member_stamped_changed_86a8f ON public.members_member IS '72802107c3efaee7ebb31455074059bdfaa66764';


CREATE TRIGGER pgtrigger_member_stamped_deleted_47b3e AFTER DELETE ON public.members_member REFERENCING OLD TABLE AS old_members FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_member_stamped_deleted_47b3e();


COMMENT ON TRIGGER pgtrigger_member_stamped_deleted_47b3e ON public.members_member IS 'c74336df44af6e52e40770851cd0a2e86b585e1b';


CREATE TRIGGER pgtrigger_member_stamped_new_0eee9 AFTER INSERT ON public.members_member REFERENCING NEW TABLE AS new_members FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_member_stamped_new_0eee9();


COMMENT ON TRIGGER pgtrigger_member_stamped_new_0eee9 ON public.members_member IS '694d35c0fe60eedb80b4646e6735c2b5c9c96baf';


CREATE TRIGGER pgtrigger_membership_begins_420df AFTER INSERT ON public.members_member REFERENCING NEW TABLE AS new_members FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_membership_begins_420df();


COMMENT ON TRIGGER pgtrigger_membership_begins_420df ON public.members_member IS '4bb91ba4331c015570560e3c20e659cfc7bb0137';


CREATE TRIGGER pgtrigger_membership_goes_on_3692a AFTER UPDATE ON public.members_member FOR EACH ROW WHEN (((old.joined_on IS DISTINCT FROM new.joined_on) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR ((old.state_reason)::text IS DISTINCT FROM (new.state_reason)::text) OR (old.state_since IS DISTINCT FROM new.state_since) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.unit_since IS DISTINCT FROM new.unit_since))) EXECUTE FUNCTION public.pgtrigger_membership_goes_on_3692a();


COMMENT ON TRIGGER pgtrigger_membership_goes_on_3692a ON public.members_member IS '84cb310b2a29f962fa81c00a58da6d5c42dccd18';


CREATE TRIGGER pgtrigger_membership_goes_with_member_5ff0d AFTER DELETE ON public.members_member FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_membership_goes_with_member_5ff0d();


COMMENT ON TRIGGER pgtrigger_membership_goes_with_member_5ff0d ON public.members_member IS '1a3d63d486dc6b2c44481f410832f3be12fc2449';


CREATE TRIGGER pgtrigger_message_stays_8bcd1 BEFORE UPDATE ON public.consultation_message FOR EACH ROW WHEN (((old.question_id IS DISTINCT FROM new.question_id) OR ((old.side)::text IS DISTINCT FROM (new.side)::text) OR (old.author_id IS DISTINCT FROM new.author_id) OR (old.internal IS DISTINCT FROM new.internal) OR (old.text IS DISTINCT FROM new.text) OR (old.at IS DISTINCT FROM new.at))) EXECUTE FUNCTION public.pgtrigger_message_stays_8bcd1();


COMMENT ON TRIGGER pgtrigger_message_stays_8bcd1 ON public.consultation_message IS '657558e5ddabb54a2f91287b02239bd3dce1cd49';


CREATE TRIGGER pgtrigger_moves_as_ruled_0c40f BEFORE UPDATE ON public.office_mailing FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_moves_as_ruled_0c40f();


COMMENT ON TRIGGER pgtrigger_moves_as_ruled_0c40f ON public.office_mailing IS '3410e670fd5804487916aedf10942856f0526893';


CREATE TRIGGER pgtrigger_moves_as_ruled_4056c BEFORE UPDATE ON public.welfare_run FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_moves_as_ruled_4056c();


COMMENT ON TRIGGER pgtrigger_moves_as_ruled_4056c ON public.welfare_run IS '12be70321871edaf626aa95a1f4cc04bdc2ae4c3';


CREATE TRIGGER pgtrigger_moves_as_ruled_73e3f BEFORE UPDATE ON public.members_membershipchange FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_moves_as_ruled_73e3f();


COMMENT ON TRIGGER pgtrigger_moves_as_ruled_73e3f ON public.members_membershipchange IS '607e749a1d6fcc392f99dc2b86220298d07434ff';


CREATE TRIGGER pgtrigger_moves_as_ruled_c76a9 BEFORE UPDATE ON public.office_delivery FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_moves_as_ruled_c76a9();


COMMENT ON TRIGGER pgtrigger_moves_as_ruled_c76a9 ON public.office_delivery IS '410accd501d0a84b4a18dbb221b12a0dd462bf0b';


CREATE TRIGGER pgtrigger_moves_as_ruled_cc9cd BEFORE UPDATE ON public.welfare_paymentline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_moves_as_ruled_cc9cd();


COMMENT ON TRIGGER pgtrigger_moves_as_ruled_cc9cd ON public.welfare_paymentline IS '02958c498f79f9766a9063fe70f1ff38e4f533f6';


CREATE TRIGGER pgtrigger_moves_as_ruled_f523f BEFORE UPDATE ON public.welfare_paymentbatch FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_moves_as_ruled_f523f();


COMMENT ON TRIGGER pgtrigger_moves_as_ruled_f523f ON public.welfare_paymentbatch IS '6f256e7c4275d5855c7164c0c8de49e6434710be';


CREATE TRIGGER pgtrigger_name_stays_28888 BEFORE UPDATE OF name ON public.welfare_grant FOR EACH ROW WHEN (((old.name)::text IS DISTINCT FROM (new.name)::text)) EXECUTE FUNCTION public.pgtrigger_name_stays_28888();


COMMENT ON TRIGGER pgtrigger_name_stays_28888 ON public.welfare_grant IS 'b52a0261a17db4a19279b8976c069eee615cd0d6';


CREATE TRIGGER pgtrigger_new_members_wait_for_comparison_0fdce AFTER INSERT ON public.members_member REFERENCING NEW TABLE AS new_members FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_new_members_wait_for_comparison_0fdce();


COMMENT ON TRIGGER pgtrigger_new_members_wait_for_comparison_0fdce ON public.members_member IS '28b48a707a0c703fc42ab3258005f56a5595af8c';


CREATE TRIGGER pgtrigger_no_two_at_once_00be4 BEFORE INSERT OR UPDATE ON public.welfare_benefitrule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_no_two_at_once_00be4();


COMMENT ON TRIGGER pgtrigger_no_two_at_once_00be4 ON public.welfare_benefitrule IS '30223bfd6e07f55dd9b3335fe95ccea7610ca7bd';


CREATE TRIGGER pgtrigger_no_two_at_once_15349 BEFORE INSERT OR UPDATE ON public.welfare_hardshiprule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_no_two_at_once_15349();


COMMENT ON TRIGGER pgtrigger_no_two_at_once_15349 ON public.welfare_hardshiprule IS 'c2963c28f4be7e6fcd5c28757681c8cf06acf921';


CREATE TRIGGER pgtrigger_no_two_at_once_1b820 BEFORE INSERT OR UPDATE ON public.welfare_cap FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_no_two_at_once_1b820();


COMMENT ON TRIGGER pgtrigger_no_two_at_once_1b820 ON public.welfare_cap IS 'c1e7cb69ad9dfad20947e2e6fab5b5dff19b6751';


CREATE TRIGGER pgtrigger_no_two_at_once_5f9e1 BEFORE INSERT OR UPDATE ON public.welfare_localfigure FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_no_two_at_once_5f9e1();


COMMENT ON TRIGGER pgtrigger_no_two_at_once_5f9e1 ON public.welfare_localfigure IS '8ae54a8542f47e7a08e204d9482666c38f584825';


CREATE TRIGGER pgtrigger_no_two_at_once_c008a BEFORE INSERT OR UPDATE ON public.welfare_aidrule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_no_two_at_once_c008a();


COMMENT ON TRIGGER pgtrigger_no_two_at_once_c008a ON public.welfare_aidrule IS '2d1e830c173337e08602f119e0a462474f2d266a';


CREATE TRIGGER pgtrigger_nobody_comes_into_a_closed_unit_ef8eb AFTER UPDATE ON public.members_member FOR EACH ROW WHEN ((((new.state)::text <> ALL ((ARRAY['transferred'::character varying, 'withdrawn'::character varying, 'expelled'::character varying, 'merged'::character varying])::text[])) AND ((old.unit_id <> new.unit_id) OR ((old.state)::text = ANY ((ARRAY['transferred'::character varying, 'withdrawn'::character varying, 'expelled'::character varying, 'merged'::character varying])::text[]))))) EXECUTE FUNCTION public.pgtrigger_nobody_comes_into_a_closed_unit_ef8eb();


COMMENT ON TRIGGER pgtrigger_nobody_comes_into_a_closed_unit_ef8eb ON public.members_member IS 'a1f487e0f7202bc7220d0eb9076b17e08fb4b932';


CREATE TRIGGER pgtrigger_nobody_enters_a_closed_unit_a99e6 AFTER INSERT ON public.members_member REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_nobody_enters_a_closed_unit_a99e6();


COMMENT ON TRIGGER pgtrigger_nobody_enters_a_closed_unit_a99e6 ON public.members_member IS 'e34efc7501e8d547161c2e187eaa87b8c5adf23a';


CREATE TRIGGER pgtrigger_not_for_oneself_3005c AFTER INSERT ON public.members_activationcode REFERENCING NEW TABLE AS new_codes FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_for_oneself_3005c();


COMMENT ON TRIGGER pgtrigger_not_for_oneself_3005c ON public.members_activationcode IS '478470119c67294a429de14edbf850ac3832b50a';


CREATE TRIGGER pgtrigger_notice_ends_with_its_list_0a11e AFTER UPDATE OF state ON public.welfare_run FOR EACH ROW WHEN ((((old.state)::text = 'in_notice'::text) AND (NOT ((new.state)::text = ANY ((ARRAY['in_notice'::character varying, 'issued'::character varying])::text[]))))) EXECUTE FUNCTION public.pgtrigger_notice_ends_with_its_list_0a11e();


COMMENT ON TRIGGER pgtrigger_notice_ends_with_its_list_0a11e ON public.welfare_run IS '4a8419a945f37badd3ddaf4cbaf6d7856d739044';


CREATE TRIGGER pgtrigger_notice_is_kept_74858 BEFORE DELETE ON public.welfare_publicnotice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_notice_is_kept_74858();


COMMENT ON TRIGGER pgtrigger_notice_is_kept_74858 ON public.welfare_publicnotice IS 'e00cd72e2fcecd2fe42960974c1aafdf08d984ae';


CREATE TRIGGER pgtrigger_notice_stays_18a33 BEFORE UPDATE ON public.welfare_publicnotice FOR EACH ROW WHEN (((old.run_id IS DISTINCT FROM new.run_id) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.days IS DISTINCT FROM new.days) OR (old.starts_on IS DISTINCT FROM new.starts_on) OR (old.ends_on IS DISTINCT FROM new.ends_on) OR (old.estimated IS DISTINCT FROM new.estimated) OR (old.names_shown IS DISTINCT FROM new.names_shown) OR (old.by_id IS DISTINCT FROM new.by_id) OR (old.at IS DISTINCT FROM new.at))) EXECUTE FUNCTION public.pgtrigger_notice_stays_18a33();


COMMENT ON TRIGGER pgtrigger_notice_stays_18a33 ON public.welfare_publicnotice IS 'e6b6d15f9aa3760a6a98305ad72b9e6a77a6074c';


CREATE TRIGGER pgtrigger_number_days_31dd8 AFTER INSERT OR DELETE OR UPDATE ON public.office_dayoverride FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_number_days_31dd8();


COMMENT ON TRIGGER pgtrigger_number_days_31dd8 ON public.office_dayoverride IS '4e15e298c809944611582e956aa7f17de3b0881c';


CREATE TRIGGER pgtrigger_objection_is_kept_19196 BEFORE DELETE ON public.welfare_objection FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_objection_is_kept_19196();


COMMENT ON TRIGGER pgtrigger_objection_is_kept_19196 ON public.welfare_objection IS '33919f1f779caaaeb4b515f33ea831a15debf742';


CREATE TRIGGER pgtrigger_objection_stays_915d0 BEFORE UPDATE ON public.welfare_objection FOR EACH ROW WHEN (((old.notice_id IS DISTINCT FROM new.notice_id) OR (old.run_id IS DISTINCT FROM new.run_id) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.about_id IS DISTINCT FROM new.about_id) OR (old.by_id IS DISTINCT FROM new.by_id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.amount IS DISTINCT FROM new.amount) OR (old.made_at IS DISTINCT FROM new.made_at))) EXECUTE FUNCTION public.pgtrigger_objection_stays_915d0();


COMMENT ON TRIGGER pgtrigger_objection_stays_915d0 ON public.welfare_objection IS '938289c32bc8322a6aefd882e050cb13b8475912';


CREATE TRIGGER pgtrigger_office_holders_review_nothing_0e5bc AFTER INSERT OR UPDATE ON public.members_seat FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_office_holders_review_nothing_0e5bc();


COMMENT ON TRIGGER pgtrigger_office_holders_review_nothing_0e5bc ON public.members_seat IS '1f2e9a3b7a121e66fa0fedcbc0f358302702d29f';


CREATE TRIGGER pgtrigger_only_counting_adds_363b9 AFTER INSERT ON public.welfare_grant REFERENCING NEW TABLE AS new_grants FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_only_counting_adds_363b9();


COMMENT ON TRIGGER pgtrigger_only_counting_adds_363b9 ON public.welfare_grant IS '78c75926329ca6524b576051f5840abbbbae1157';


CREATE TRIGGER pgtrigger_only_counting_adds_36fef AFTER INSERT ON public.welfare_exclusion REFERENCING NEW TABLE AS new_reasons FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_only_counting_adds_36fef();


COMMENT ON TRIGGER pgtrigger_only_counting_adds_36fef ON public.welfare_exclusion IS '3dc1bf0b514c894b75c9988fab9ffd0953bfbdea';


CREATE TRIGGER pgtrigger_only_dropped_a5c1f BEFORE UPDATE ON public.office_wordlayout FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR ((old.file)::text IS DISTINCT FROM (new.file)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.file_hash)::text IS DISTINCT FROM (new.file_hash)::text) OR (old.uploaded_by_id IS DISTINCT FROM new.uploaded_by_id) OR (old.uploaded_at IS DISTINCT FROM new.uploaded_at))) EXECUTE FUNCTION public.pgtrigger_only_dropped_a5c1f();


COMMENT ON TRIGGER pgtrigger_only_dropped_a5c1f ON public.office_wordlayout IS '887f8d8b4030e8710eee0b9e2c7af383afb84f80';


CREATE TRIGGER pgtrigger_only_in_notice_20151 BEFORE INSERT ON public.welfare_objection FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_only_in_notice_20151();


COMMENT ON TRIGGER pgtrigger_only_in_notice_20151 ON public.welfare_objection IS '041522405ece145384f6058e676f55f8a9695db8';


CREATE TRIGGER pgtrigger_only_voided_b0ee3 BEFORE DELETE OR UPDATE ON public.office_issueddocument FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_only_voided_b0ee3();


COMMENT ON TRIGGER pgtrigger_only_voided_b0ee3 ON public.office_issueddocument IS '9f01c23c0d147095988fe9d1f7b04bb556f898a5';


CREATE TRIGGER pgtrigger_paid_charge_stays_7f6db BEFORE UPDATE ON public.members_duescharge FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.basis IS DISTINCT FROM new.basis) OR ((old.exemption)::text IS DISTINCT FROM (new.exemption)::text) OR (old.rate IS DISTINCT FROM new.rate) OR (old.step IS DISTINCT FROM new.step) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.waiver_id IS DISTINCT FROM new.waiver_id))) EXECUTE FUNCTION public.pgtrigger_paid_charge_stays_7f6db();


COMMENT ON TRIGGER pgtrigger_paid_charge_stays_7f6db ON public.members_duescharge IS '0f241b5b839cf8acdc6d0176ed7943491b7749e2';


CREATE TRIGGER pgtrigger_place_goes_with_unit_cbef4 AFTER DELETE ON public.members_unit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_place_goes_with_unit_cbef4();


COMMENT ON TRIGGER pgtrigger_place_goes_with_unit_cbef4 ON public.members_unit IS '053204f2ac16b3eac3d54beacd5268b97cc3518c';


CREATE TRIGGER pgtrigger_proposed_stays_a8b69 BEFORE UPDATE ON public.welfare_budgetchange FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.before IS DISTINCT FROM new.before) OR (old.line_id IS DISTINCT FROM new.line_id) OR (old.proposed_at IS DISTINCT FROM new.proposed_at) OR (old.proposed_by_id IS DISTINCT FROM new.proposed_by_id) OR ((old.reason)::text IS DISTINCT FROM (new.reason)::text))) EXECUTE FUNCTION public.pgtrigger_proposed_stays_a8b69();


COMMENT ON TRIGGER pgtrigger_proposed_stays_a8b69 ON public.welfare_budgetchange IS '216ac62361cb58d56f84de46434f206f7d7cc933';


CREATE TRIGGER pgtrigger_proposed_year_end_stays_8c076 BEFORE UPDATE ON public.welfare_yearend FOR EACH ROW WHEN (((old.proposed_at IS DISTINCT FROM new.proposed_at) OR (old.proposed_by_id IS DISTINCT FROM new.proposed_by_id) OR ((old.reason)::text IS DISTINCT FROM (new.reason)::text) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.year IS DISTINCT FROM new.year))) EXECUTE FUNCTION public.pgtrigger_proposed_year_end_stays_8c076();


COMMENT ON TRIGGER pgtrigger_proposed_year_end_stays_8c076 ON public.welfare_yearend IS 'c94768d3c362b56fa3f058ab01b15b24f7334825';


CREATE TRIGGER pgtrigger_published_notice_stays_7ac2a BEFORE UPDATE OF notice_until ON public.welfare_run FOR EACH ROW WHEN ((((old.state)::text = ANY ((ARRAY['in_notice'::character varying, 'issued'::character varying])::text[])) AND ((new.state)::text = ANY ((ARRAY['in_notice'::character varying, 'issued'::character varying])::text[])) AND (old.notice_until IS DISTINCT FROM new.notice_until))) EXECUTE FUNCTION public.pgtrigger_published_notice_stays_7ac2a();


COMMENT ON TRIGGER pgtrigger_published_notice_stays_7ac2a ON public.welfare_run IS '9c088befe4f90d1cc9061f7538b73ce963f7cb70';


CREATE TRIGGER pgtrigger_question_states_3f880 BEFORE UPDATE ON public.consultation_question FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_question_states_3f880();


COMMENT ON TRIGGER pgtrigger_question_states_3f880 ON public.consultation_question IS 'fa3a0cef302b2708294bfed080e7e8a9142bac7a';


CREATE TRIGGER pgtrigger_reason_stays_1405f BEFORE UPDATE ON public.welfare_exclusion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_reason_stays_1405f();


COMMENT ON TRIGGER pgtrigger_reason_stays_1405f ON public.welfare_exclusion IS 'd40600f57311836f902d7eea5c0164b69c000364';


CREATE TRIGGER pgtrigger_received_when_issued_d8139 BEFORE UPDATE OF received_at, received_by_id, signing_id, payment_id ON public.welfare_grant FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_received_when_issued_d8139();


COMMENT ON TRIGGER pgtrigger_received_when_issued_d8139 ON public.welfare_grant IS 'ed047ccf055b7027e1c355bb81ca1e642808ef71';


CREATE TRIGGER pgtrigger_referral_states_86504 BEFORE UPDATE ON public.consultation_referral FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_referral_states_86504();


COMMENT ON TRIGGER pgtrigger_referral_states_86504 ON public.consultation_referral IS 'c07958531b256bc94bf0b1d97592901cec28c1ca';


CREATE TRIGGER pgtrigger_released_as_ruled_23a97 BEFORE UPDATE OF state ON public.welfare_paymentbatch FOR EACH ROW WHEN ((((new.state)::text = 'released'::text) AND ((old.state)::text = 'made'::text))) EXECUTE FUNCTION public.pgtrigger_released_as_ruled_23a97();


COMMENT ON TRIGGER pgtrigger_released_as_ruled_23a97 ON public.welfare_paymentbatch IS '96df6c5c6a8a366ce0ee4146dfdb0c4f2e4702a5';


CREATE TRIGGER pgtrigger_released_before_fetched_69663 BEFORE INSERT ON public.welfare_filefetch FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_released_before_fetched_69663();


COMMENT ON TRIGGER pgtrigger_released_before_fetched_69663 ON public.welfare_filefetch IS '4d4b6b2bed664fca21afac00e05d726cccf37287';


CREATE TRIGGER pgtrigger_replaced_stays_e09e5 BEFORE UPDATE OF state ON public.welfare_paymentline FOR EACH ROW WHEN ((((old.state)::text = 'returned'::text) AND ((old.state)::text IS DISTINCT FROM (new.state)::text))) EXECUTE FUNCTION public.pgtrigger_replaced_stays_e09e5();


COMMENT ON TRIGGER pgtrigger_replaced_stays_e09e5 ON public.welfare_paymentline IS '2f994482c1e91afab3cbe220da001af1f60d7d77';


CREATE TRIGGER pgtrigger_reversal_takes_all_back_b5287 BEFORE INSERT ON public.members_duespayment FOR EACH ROW WHEN ((new.reverses_id IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_reversal_takes_all_back_b5287();


COMMENT ON TRIGGER pgtrigger_reversal_takes_all_back_b5287 ON public.members_duespayment IS '4752a7fec92a349f5bbb280e1eb94bb52f25e27a';


CREATE TRIGGER pgtrigger_reviewers_are_no_deputies_3f7cd AFTER INSERT OR UPDATE ON public.members_deputyship FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_reviewers_are_no_deputies_3f7cd();


COMMENT ON TRIGGER pgtrigger_reviewers_are_no_deputies_3f7cd ON public.members_deputyship IS '091c2d4a96b6906ecc9a01d789bea746029bf9a0';


CREATE TRIGGER pgtrigger_reviewers_are_no_deputies_ba684 AFTER INSERT OR UPDATE ON public.members_seat FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_reviewers_are_no_deputies_ba684();


COMMENT ON TRIGGER pgtrigger_reviewers_are_no_deputies_ba684 ON public.members_seat IS '138ca82acecf6ff089845c97dd8b0fe846d46b93';


CREATE TRIGGER pgtrigger_reviewers_gain_no_power_2cd91 AFTER INSERT ON public.members_post_permissions FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_reviewers_gain_no_power_2cd91();


COMMENT ON TRIGGER pgtrigger_reviewers_gain_no_power_2cd91 ON public.members_post_permissions IS 'e530cca817671cb25340177f24feca3cb0a461b4';


CREATE TRIGGER pgtrigger_reviewers_hold_no_office_b230f AFTER INSERT OR UPDATE ON public.members_appointment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_reviewers_hold_no_office_b230f();


COMMENT ON TRIGGER pgtrigger_reviewers_hold_no_office_b230f ON public.members_appointment IS '2d78b08c6b7d1efbff8fb61a43f3802dcbf22099';


CREATE TRIGGER pgtrigger_reviewers_take_no_office_holders_account_355dc AFTER UPDATE ON public.members_member FOR EACH ROW WHEN ((old.user_id IS DISTINCT FROM new.user_id)) EXECUTE FUNCTION public.pgtrigger_reviewers_take_no_office_holders_account_355dc();


COMMENT ON TRIGGER pgtrigger_reviewers_take_no_office_holders_account_355dc ON public.members_member IS 'c8090d3fa7098b866d0588049ea88bf971562432';


CREATE TRIGGER pgtrigger_revoked_as_ruled_80098 BEFORE UPDATE OF revoked_at ON public.welfare_grant FOR EACH ROW WHEN ((old.revoked_at IS DISTINCT FROM new.revoked_at)) EXECUTE FUNCTION public.pgtrigger_revoked_as_ruled_80098();


COMMENT ON TRIGGER pgtrigger_revoked_as_ruled_80098 ON public.welfare_grant IS '6c2ccda66a1d65231d33a4103eb092ba895c39c4';


CREATE TRIGGER pgtrigger_rounds_move_as_ruled_5a825 BEFORE UPDATE ON public.members_approvalround FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_rounds_move_as_ruled_5a825();


COMMENT ON TRIGGER pgtrigger_rounds_move_as_ruled_5a825 ON public.members_approvalround IS '79dc087a649916ef650da34a35c9424381356c9b';


CREATE TRIGGER pgtrigger_rounds_stay_357ba BEFORE DELETE ON public.members_approvalround FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_rounds_stay_357ba();


COMMENT ON TRIGGER pgtrigger_rounds_stay_357ba ON public.members_approvalround IS '8c2c20ef8dcb7b06e413089ebc523225d001f33f';


CREATE TRIGGER pgtrigger_rules_are_only_ended_ff359 BEFORE UPDATE ON public.members_approvalrule FOR EACH ROW WHEN (((old.by_id IS DISTINCT FROM new.by_id) OR (old.days IS DISTINCT FROM new.days) OR (old.id IS DISTINCT FROM new.id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.min_amount IS DISTINCT FROM new.min_amount) OR (old.since IS DISTINCT FROM new.since) OR (old.unit_id IS DISTINCT FROM new.unit_id))) EXECUTE FUNCTION public.pgtrigger_rules_are_only_ended_ff359();


COMMENT ON TRIGGER pgtrigger_rules_are_only_ended_ff359 ON public.members_approvalrule IS 'dccaec3eb559678185a1dfb17faac4f6a74f231c';


CREATE TRIGGER pgtrigger_rules_stay_23ec6 BEFORE DELETE ON public.members_approvalrule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_rules_stay_23ec6();


COMMENT ON TRIGGER pgtrigger_rules_stay_23ec6 ON public.members_approvalrule IS 'a5e58ab28a344dd655332953241c146f244e605d';


CREATE TRIGGER pgtrigger_sealed_4f0b5 BEFORE UPDATE ON public.office_attachment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_sealed_4f0b5();


COMMENT ON TRIGGER pgtrigger_sealed_4f0b5 ON public.office_attachment IS 'a6533c2762693ae4c7adfe352ae8a1ac7b80937f';


CREATE TRIGGER pgtrigger_share_stays_b977f BEFORE UPDATE ON public.welfare_grant FOR EACH ROW WHEN (((old.member_id IS DISTINCT FROM new.member_id) OR (old.occasion_id IS DISTINCT FROM new.occasion_id) OR (old.run_id IS DISTINCT FROM new.run_id) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.amount IS DISTINCT FROM new.amount) OR ((old.post_category)::text IS DISTINCT FROM (new.post_category)::text) OR ((old.reduced_by)::text IS DISTINCT FROM (new.reduced_by)::text))) EXECUTE FUNCTION public.pgtrigger_share_stays_b977f();


COMMENT ON TRIGGER pgtrigger_share_stays_b977f ON public.welfare_grant IS '8c9a233196271e4612c5a2183974963a24eca358';


CREATE TRIGGER pgtrigger_signing_is_kept_20445 BEFORE DELETE ON public.welfare_signing FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signing_is_kept_20445();


COMMENT ON TRIGGER pgtrigger_signing_is_kept_20445 ON public.welfare_signing IS '0a1f09584a98c66bc41a0e48e84f52244b33135e';


CREATE TRIGGER pgtrigger_signing_stays_68473 BEFORE UPDATE ON public.welfare_signing FOR EACH ROW WHEN (((old.run_id IS DISTINCT FROM new.run_id) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.by_id IS DISTINCT FROM new.by_id) OR (old.at IS DISTINCT FROM new.at) OR ((old.reason)::text IS DISTINCT FROM (new.reason)::text) OR (old.heads IS DISTINCT FROM new.heads) OR (old.amount IS DISTINCT FROM new.amount))) EXECUTE FUNCTION public.pgtrigger_signing_stays_68473();


COMMENT ON TRIGGER pgtrigger_signing_stays_68473 ON public.welfare_signing IS '32b47bac46109827d87b048089295b0ff1155280';


CREATE TRIGGER pgtrigger_steps_are_approved_544ee BEFORE UPDATE OF state ON public.welfare_run FOR EACH ROW WHEN ((((old.state)::text IS DISTINCT FROM (new.state)::text) AND ((new.state)::text = ANY ((ARRAY['approved'::character varying, 'issued'::character varying])::text[])))) EXECUTE FUNCTION public.pgtrigger_steps_are_approved_544ee();


COMMENT ON TRIGGER pgtrigger_steps_are_approved_544ee ON public.welfare_run IS 'f792a6a123573ae299b3ead786074280ccd544d0';


CREATE TRIGGER pgtrigger_submitted_stays_505ef BEFORE UPDATE ON public.members_approvalround FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR ((old.content)::text IS DISTINCT FROM (new.content)::text) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.number IS DISTINCT FROM new.number) OR (old.object_id IS DISTINCT FROM new.object_id) OR (old.rule_id IS DISTINCT FROM new.rule_id) OR (old.submitted_at IS DISTINCT FROM new.submitted_at) OR (old.submitted_by_id IS DISTINCT FROM new.submitted_by_id) OR (old.unit_id IS DISTINCT FROM new.unit_id))) EXECUTE FUNCTION public.pgtrigger_submitted_stays_505ef();


COMMENT ON TRIGGER pgtrigger_submitted_stays_505ef ON public.members_approvalround IS '30fd7cc8a7cf6cc66676731ece4067d0f22989b1';


CREATE TRIGGER pgtrigger_sums_are_those_of_the_ledger_2fe87 BEFORE UPDATE ON public.welfare_budgetline FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.reserved IS DISTINCT FROM new.reserved) OR (old.spent IS DISTINCT FROM new.spent))) EXECUTE FUNCTION public.pgtrigger_sums_are_those_of_the_ledger_2fe87();


COMMENT ON TRIGGER pgtrigger_sums_are_those_of_the_ledger_2fe87 ON public.welfare_budgetline IS '3839572d5370306096cfbe734aacbab570224a57';


CREATE TRIGGER pgtrigger_unit_changes_its_place_050f9 AFTER UPDATE ON public.members_unit FOR EACH ROW WHEN (((old.path)::text IS DISTINCT FROM (new.path)::text)) EXECUTE FUNCTION public.pgtrigger_unit_changes_its_place_050f9();


COMMENT ON TRIGGER pgtrigger_unit_changes_its_place_050f9 ON public.members_unit IS 'd8bc1f642daa578cf9ddebef6b6225e3b9dbe424';


CREATE TRIGGER pgtrigger_unit_has_a_place_1de10 AFTER INSERT ON public.members_unit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_unit_has_a_place_1de10();


COMMENT ON TRIGGER pgtrigger_unit_has_a_place_1de10 ON public.members_unit IS 'fc83457375c43dd210876ccc7f649164471221a0';


CREATE TRIGGER pgtrigger_update_update_1c74a AFTER UPDATE ON public.welfare_unitregion FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_1c74a();


COMMENT ON TRIGGER pgtrigger_update_update_1c74a ON public.welfare_unitregion IS 'de1046df6ea1758e818f6c14782b14905cf35851';


CREATE TRIGGER pgtrigger_update_update_1f5ec AFTER UPDATE ON public.welfare_benefitkind FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_1f5ec();


COMMENT ON TRIGGER pgtrigger_update_update_1f5ec ON public.welfare_benefitkind IS 'ce6f6b478568fb286029e0b782a9fdb451c63f48';


CREATE TRIGGER pgtrigger_update_update_28838 AFTER UPDATE ON public.members_duesrule FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_28838();


COMMENT ON TRIGGER pgtrigger_update_update_28838 ON public.members_duesrule IS '5f98fc7902afa450c17a861e62324e10d1bac5bf';


CREATE TRIGGER pgtrigger_update_update_2cd93 AFTER UPDATE ON public.welfare_budgetline FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_2cd93();


COMMENT ON TRIGGER pgtrigger_update_update_2cd93 ON public.welfare_budgetline IS '2799238ef5dbe78da5846f03ddca6a47f30c1c3e';


CREATE TRIGGER pgtrigger_update_update_323fc AFTER UPDATE ON public.welfare_benefitrule FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_323fc();


COMMENT ON TRIGGER pgtrigger_update_update_323fc ON public.welfare_benefitrule IS 'd65a9feec38ca096c2b31d5a7569e9a85000b613';


CREATE TRIGGER pgtrigger_update_update_3afcf AFTER UPDATE ON public.welfare_budgetincome FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_3afcf();


COMMENT ON TRIGGER pgtrigger_update_update_3afcf ON public.welfare_budgetincome IS 'd1ffa96eb7287b590b207a78f6ce9b08ad8c9208';


CREATE TRIGGER pgtrigger_update_update_3b3cd AFTER UPDATE ON public.welfare_minorityfestival FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_3b3cd();


COMMENT ON TRIGGER pgtrigger_update_update_3b3cd ON public.welfare_minorityfestival IS '63f1c9e9c2033a4f51ce91e60b8d3a31114ebe77';


CREATE TRIGGER pgtrigger_update_update_483ca AFTER UPDATE ON public.welfare_memberfact FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_483ca();


COMMENT ON TRIGGER pgtrigger_update_update_483ca ON public.welfare_memberfact IS 'c70951f423e4594e5d9417ea4c37828ed15102de';


CREATE TRIGGER pgtrigger_update_update_53a09 AFTER UPDATE ON public.welfare_aidrule FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_53a09();


COMMENT ON TRIGGER pgtrigger_update_update_53a09 ON public.welfare_aidrule IS 'affa32c926ae3fa63812310e5e7a3584e1e0ece4';


CREATE TRIGGER pgtrigger_update_update_6cf60 AFTER UPDATE ON public.welfare_hardshiprule FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_6cf60();


COMMENT ON TRIGGER pgtrigger_update_update_6cf60 ON public.welfare_hardshiprule IS 'b0b8385081c763c73cf200963859988007a45665';


CREATE TRIGGER pgtrigger_update_update_7f043 AFTER UPDATE ON public.consultation_statutorylimit FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_7f043();


COMMENT ON TRIGGER pgtrigger_update_update_7f043 ON public.consultation_statutorylimit IS 'dd4d31cc22afd2903670c4b661e222a60769c5e3';


CREATE TRIGGER pgtrigger_update_update_82b8c AFTER UPDATE ON public.welfare_cap FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_82b8c();


COMMENT ON TRIGGER pgtrigger_update_update_82b8c ON public.welfare_cap IS 'd069b02e28a66f3b6f1670c8ed4d47c256f3519d';


CREATE TRIGGER pgtrigger_update_update_862bf AFTER UPDATE ON public.consultation_cannedanswer FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_862bf();


COMMENT ON TRIGGER pgtrigger_update_update_862bf ON public.consultation_cannedanswer IS '2af7bc3cf97a4e48c7754b38a9ca9d1bf046f1d5';


CREATE TRIGGER pgtrigger_update_update_91f97 AFTER UPDATE ON public.members_dueswaiver FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_91f97();


COMMENT ON TRIGGER pgtrigger_update_update_91f97 ON public.members_dueswaiver IS '49ccbe754d94bcf06b119c065a163fb6d103f64b';


CREATE TRIGGER pgtrigger_update_update_a3ead AFTER UPDATE ON public.welfare_grant FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.held IS DISTINCT FROM new.held) OR (old.id IS DISTINCT FROM new.id) OR (old.member_id IS DISTINCT FROM new.member_id) OR (old.occasion_id IS DISTINCT FROM new.occasion_id) OR (old.payment_id IS DISTINCT FROM new.payment_id) OR ((old.post_category)::text IS DISTINCT FROM (new.post_category)::text) OR (old.received_at IS DISTINCT FROM new.received_at) OR (old.received_by_id IS DISTINCT FROM new.received_by_id) OR ((old.reduced_by)::text IS DISTINCT FROM (new.reduced_by)::text) OR (old.revoked_at IS DISTINCT FROM new.revoked_at) OR (old.run_id IS DISTINCT FROM new.run_id) OR (old.signing_id IS DISTINCT FROM new.signing_id) OR (old.unit_id IS DISTINCT FROM new.unit_id))) EXECUTE FUNCTION public.pgtrigger_update_update_a3ead();


COMMENT ON TRIGGER pgtrigger_update_update_a3ead ON public.welfare_grant IS 'ec2f09be8e7d157a795f9984a9fc25137a7b5d9c';


CREATE TRIGGER pgtrigger_update_update_a4539 AFTER UPDATE ON public.consultation_deadlinerule FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_a4539();


COMMENT ON TRIGGER pgtrigger_update_update_a4539 ON public.consultation_deadlinerule IS '549478867325386d1883c0d7c0745ef39924ab0f';


CREATE TRIGGER pgtrigger_update_update_a618e AFTER UPDATE ON public.members_duescharge FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.basis IS DISTINCT FROM new.basis) OR ((old.exemption)::text IS DISTINCT FROM (new.exemption)::text) OR (old.rate IS DISTINCT FROM new.rate) OR (old.step IS DISTINCT FROM new.step) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.waiver_id IS DISTINCT FROM new.waiver_id))) EXECUTE FUNCTION public.pgtrigger_update_update_a618e();


COMMENT ON TRIGGER pgtrigger_update_update_a618e ON public.members_duescharge IS 'b553dab6d053935ed95d224ee5a0801a3156ef4f';


CREATE TRIGGER pgtrigger_update_update_a8f96 AFTER UPDATE ON public.consultation_faqentry FOR EACH ROW WHEN (((old.answer IS DISTINCT FROM new.answer) OR (old.changed_at IS DISTINCT FROM new.changed_at) OR (old.changed_by_id IS DISTINCT FROM new.changed_by_id) OR (old.id IS DISTINCT FROM new.id) OR (old.published IS DISTINCT FROM new.published) OR ((old.question)::text IS DISTINCT FROM (new.question)::text) OR ((old.topic)::text IS DISTINCT FROM (new.topic)::text) OR (old.unit_id IS DISTINCT FROM new.unit_id))) EXECUTE FUNCTION public.pgtrigger_update_update_a8f96();


COMMENT ON TRIGGER pgtrigger_update_update_a8f96 ON public.consultation_faqentry IS 'c4f877377bfe1572db5989b646cfd1ea243db463';


CREATE TRIGGER pgtrigger_update_update_ac82f AFTER UPDATE ON public.welfare_plan FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_ac82f();


COMMENT ON TRIGGER pgtrigger_update_update_ac82f ON public.welfare_plan IS 'd9b53ad92c04b7d8add8cac55401227a5b0468c4';


CREATE TRIGGER pgtrigger_update_update_af476 AFTER UPDATE ON public.welfare_minorityfestivalday FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_af476();


COMMENT ON TRIGGER pgtrigger_update_update_af476 ON public.welfare_minorityfestivalday IS 'd0ff3c597a21c9cf6fbdb9c6fecee81853625e25';


CREATE TRIGGER pgtrigger_update_update_b1bc1 AFTER UPDATE ON public.members_member FOR EACH ROW WHEN (((old.anonymised_at IS DISTINCT FROM new.anonymised_at) OR ((old.bank_card_hash)::text IS DISTINCT FROM (new.bank_card_hash)::text) OR (old.birth_date IS DISTINCT FROM new.birth_date) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.education)::text IS DISTINCT FROM (new.education)::text) OR ((old.employee_number)::text IS DISTINCT FROM (new.employee_number)::text) OR ((old.employment)::text IS DISTINCT FROM (new.employment)::text) OR ((old.employment_form)::text IS DISTINCT FROM (new.employment_form)::text) OR ((old.ethnic_group)::text IS DISTINCT FROM (new.ethnic_group)::text) OR ((old.hardship)::text IS DISTINCT FROM (new.hardship)::text) OR (old.hired_on IS DISTINCT FROM new.hired_on) OR ((old.household_kind)::text IS DISTINCT FROM (new.household_kind)::text) OR ((old.household_place)::text IS DISTINCT FROM (new.household_place)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.id_hash)::text IS DISTINCT FROM (new.id_hash)::text) OR ((old.id_kind)::text IS DISTINCT FROM (new.id_kind)::text) OR ((old.initials)::text IS DISTINCT FROM (new.initials)::text) OR (old.is_migrant IS DISTINCT FROM new.is_migrant) OR (old.joined_on IS DISTINCT FROM new.joined_on) OR (old.merged_into_id IS DISTINCT FROM new.merged_into_id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.native_place)::text IS DISTINCT FROM (new.native_place)::text) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text) OR ((old.pinyin)::text IS DISTINCT FROM (new.pinyin)::text) OR ((old.politics)::text IS DISTINCT FROM (new.politics)::text) OR ((old.post_category)::text IS DISTINCT FROM (new.post_category)::text) OR ((old.sex)::text IS DISTINCT FROM (new.sex)::text) OR ((old.skill_level)::text IS DISTINCT FROM (new.skill_level)::text) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR ((old.state_reason)::text IS DISTINCT FROM (new.state_reason)::text) OR (old.state_since IS DISTINCT FROM new.state_since) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.unit_since IS DISTINCT FROM new.unit_since) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.user_id IS DISTINCT FROM new.user_id) OR ((old.work_site)::text IS DISTINCT FROM (new.work_site)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_b1bc1();


CREATE TRIGGER pgtrigger_update_update_c7032 AFTER UPDATE ON public.members_appointment FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_c7032();


COMMENT ON TRIGGER pgtrigger_update_update_c7032 ON public.members_appointment IS 'f6c50cdb6683ec97c1d00418647618cc3bb29921';


CREATE TRIGGER pgtrigger_update_update_c8a9c AFTER UPDATE ON public.members_duesbasis FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_c8a9c();


COMMENT ON TRIGGER pgtrigger_update_update_c8a9c ON public.members_duesbasis IS '384588a6184d1a72c6be7ac86f7b87b1ec61b615';


CREATE TRIGGER pgtrigger_update_update_d81e0 AFTER UPDATE ON public.welfare_localfigure FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_d81e0();


COMMENT ON TRIGGER pgtrigger_update_update_d81e0 ON public.welfare_localfigure IS '0d88388f29cf96af8cc036babf1b6401d8c964c2';


CREATE TRIGGER pgtrigger_update_update_d8868 AFTER UPDATE ON public.consultation_grievance FOR EACH ROW WHEN (((old.accepted_at IS DISTINCT FROM new.accepted_at) OR ((old.category)::text IS DISTINCT FROM (new.category)::text) OR (old.closed_at IS DISTINCT FROM new.closed_at) OR (old.employment_ended_on IS DISTINCT FROM new.employment_ended_on) OR (old.filed_at IS DISTINCT FROM new.filed_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.number)::text IS DISTINCT FROM (new.number)::text) OR (old.officer_id IS DISTINCT FROM new.officer_id) OR ((old.outcome)::text IS DISTINCT FROM (new.outcome)::text) OR (old.since IS DISTINCT FROM new.since) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR (old.unit_id IS DISTINCT FROM new.unit_id))) EXECUTE FUNCTION public.pgtrigger_update_update_d8868();


COMMENT ON TRIGGER pgtrigger_update_update_d8868 ON public.consultation_grievance IS '32eae50fe0d6b099d3980aa865dc7a7ec12b8717';


CREATE TRIGGER pgtrigger_update_update_e4365 AFTER UPDATE ON public.members_retentionrule FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e4365();


COMMENT ON TRIGGER pgtrigger_update_update_e4365 ON public.members_retentionrule IS '01b148d4807925a0263d1affff04c3faf70da4b1';


CREATE TRIGGER pgtrigger_update_update_f8495 AFTER UPDATE ON public.members_familymember FOR EACH ROW WHEN (((old.birth_date IS DISTINCT FROM new.birth_date) OR (old.deceased_on IS DISTINCT FROM new.deceased_on) OR ((old.grade)::text IS DISTINCT FROM (new.grade)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.id_hash)::text IS DISTINCT FROM (new.id_hash)::text) OR (old.is_dependent IS DISTINCT FROM new.is_dependent) OR (old.member_id IS DISTINCT FROM new.member_id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text) OR ((old.relation)::text IS DISTINCT FROM (new.relation)::text) OR ((old.school)::text IS DISTINCT FROM (new.school)::text) OR ((old.sex)::text IS DISTINCT FROM (new.sex)::text) OR ((old.workplace)::text IS DISTINCT FROM (new.workplace)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_f8495();


COMMENT ON TRIGGER pgtrigger_update_update_f8495 ON public.members_familymember IS '4d39e7f75ca97c286c5b67e64c99948053fc9e80';


CREATE TRIGGER pgtrigger_used_line_stays_0c132 BEFORE UPDATE ON public.welfare_budgetline FOR EACH ROW WHEN ((((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.year IS DISTINCT FROM new.year))) EXECUTE FUNCTION public.pgtrigger_used_line_stays_0c132();


COMMENT ON TRIGGER pgtrigger_used_line_stays_0c132 ON public.welfare_budgetline IS '7f4f626c9f303f178c91e1d0b635b9da2ac107e0';


CREATE TRIGGER pgtrigger_version_is_kept_295c0 BEFORE DELETE ON public.welfare_profileversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_version_is_kept_295c0();


COMMENT ON TRIGGER pgtrigger_version_is_kept_295c0 ON public.welfare_profileversion IS '1b879e4257acfcfb3db9bf35fe828f3cdece2694';


CREATE TRIGGER pgtrigger_version_stays_e8854 BEFORE UPDATE ON public.welfare_profileversion FOR EACH ROW WHEN (((old.id IS DISTINCT FROM new.id) OR (old.profile_id IS DISTINCT FROM new.profile_id) OR (old.number IS DISTINCT FROM new.number) OR ((old.file_format)::text IS DISTINCT FROM (new.file_format)::text) OR ((old.encoding)::text IS DISTINCT FROM (new.encoding)::text) OR ((old.delimiter)::text IS DISTINCT FROM (new.delimiter)::text) OR (old.with_heading IS DISTINCT FROM new.with_heading) OR (old.columns IS DISTINCT FROM new.columns) OR ((old.totals_place)::text IS DISTINCT FROM (new.totals_place)::text) OR ((old.totals_line)::text IS DISTINCT FROM (new.totals_line)::text) OR ((old.amount_format)::text IS DISTINCT FROM (new.amount_format)::text) OR (old.rows_per_file IS DISTINCT FROM new.rows_per_file) OR (old.largest_sum IS DISTINCT FROM new.largest_sum) OR (old.name_must_match IS DISTINCT FROM new.name_must_match) OR ((old.answer_number)::text IS DISTINCT FROM (new.answer_number)::text) OR ((old.answer_amount)::text IS DISTINCT FROM (new.answer_amount)::text) OR ((old.answer_result)::text IS DISTINCT FROM (new.answer_result)::text) OR ((old.answer_date)::text IS DISTINCT FROM (new.answer_date)::text) OR ((old.answer_reason)::text IS DISTINCT FROM (new.answer_reason)::text) OR ((old.answer_name)::text IS DISTINCT FROM (new.answer_name)::text) OR ((old.answer_amount_format)::text IS DISTINCT FROM (new.answer_amount_format)::text) OR ((old.paid_words)::text IS DISTINCT FROM (new.paid_words)::text) OR ((old.returned_words)::text IS DISTINCT FROM (new.returned_words)::text) OR ((old.account_words)::text IS DISTINCT FROM (new.account_words)::text) OR ((old.source)::text IS DISTINCT FROM (new.source)::text) OR (old.made_by_id IS DISTINCT FROM new.made_by_id) OR (old.made_at IS DISTINCT FROM new.made_at))) EXECUTE FUNCTION public.pgtrigger_version_stays_e8854();


COMMENT ON TRIGGER pgtrigger_version_stays_e8854 ON public.welfare_profileversion IS '133880e3e720777ff7a85abf3378c69590cd5fd3';


CREATE TRIGGER pgtrigger_who_decided_changes_nothing_27da1 BEFORE INSERT ON public.members_approvalmaker FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_who_decided_changes_nothing_27da1();


COMMENT ON TRIGGER pgtrigger_who_decided_changes_nothing_27da1 ON public.members_approvalmaker IS '5363e227a41aa729d7b5c72dd231169961820ba3';


CREATE TRIGGER pgtrigger_whose_file_stays_6b324 BEFORE UPDATE ON public.welfare_hardshipfile FOR EACH ROW WHEN (((old.member_id IS DISTINCT FROM new.member_id) OR (old.begun_at IS DISTINCT FROM new.begun_at))) EXECUTE FUNCTION public.pgtrigger_whose_file_stays_6b324();


COMMENT ON TRIGGER pgtrigger_whose_file_stays_6b324 ON public.welfare_hardshipfile IS 'aea7109fe9de15eba5c9ae8785a399b411d96a65';


CREATE TRIGGER pgtrigger_words_stay_9e12d BEFORE UPDATE OF text ON public.welfare_objection FOR EACH ROW WHEN (((old.text)::text IS DISTINCT FROM (new.text)::text)) EXECUTE FUNCTION public.pgtrigger_words_stay_9e12d();


COMMENT ON TRIGGER pgtrigger_words_stay_9e12d ON public.welfare_objection IS 'c652ff91df79b851b7a17d6cf9a230e566513d0f';


CREATE TRIGGER pgtrigger_year_ends_move_as_ruled_bf5cf BEFORE UPDATE ON public.welfare_yearend FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_year_ends_move_as_ruled_bf5cf();


COMMENT ON TRIGGER pgtrigger_year_ends_move_as_ruled_bf5cf ON public.welfare_yearend IS '7052a72237633e67d199b9c50234a8e158a7b284';


CREATE TRIGGER pgtrigger_year_ends_stay_fb008 BEFORE DELETE ON public.welfare_yearend FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_year_ends_stay_fb008();


COMMENT ON TRIGGER pgtrigger_year_ends_stay_fb008 ON public.welfare_yearend IS 'dfef4d51f4521dde02cd11150651e4cf7becbfa4';


CREATE TRIGGER welfare_forget_names AFTER INSERT ON public.office_erasedrow FOR EACH ROW WHEN (((new.table_name)::text = 'members_member'::text)) EXECUTE FUNCTION public.welfare_forget_names();


ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_members_user_id FOREIGN KEY (user_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_benefitrule
    ADD CONSTRAINT benefitrule_kind_is_known FOREIGN KEY (kind) REFERENCES public.welfare_benefitkind(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_budgetline
    ADD CONSTRAINT budgetline_kind_is_known FOREIGN KEY (kind) REFERENCES public.welfare_benefitkind(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_cap
    ADD CONSTRAINT cap_kind_is_known FOREIGN KEY (kind) REFERENCES public.welfare_benefitkind(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_cannedanswer
    ADD CONSTRAINT consultation_cannedanswer_unit_id_14fc7366_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_clock
    ADD CONSTRAINT consultation_clock_grievance_id_9bca5f42_fk_consultat FOREIGN KEY (grievance_id) REFERENCES public.consultation_grievance(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_clock
    ADD CONSTRAINT consultation_clock_question_id_d4d12f1e_fk_consultat FOREIGN KEY (question_id) REFERENCES public.consultation_question(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_clock
    ADD CONSTRAINT consultation_clock_referral_id_1fdb57f1_fk_consultat FOREIGN KEY (referral_id) REFERENCES public.consultation_referral(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_clock
    ADD CONSTRAINT consultation_clock_rule_id_2729a6bd_fk_consultat FOREIGN KEY (rule_id) REFERENCES public.consultation_deadlinerule(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_clockevent
    ADD CONSTRAINT consultation_clockev_clock_id_df393396_fk_consultat FOREIGN KEY (clock_id) REFERENCES public.consultation_clock(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_clockevent
    ADD CONSTRAINT consultation_clockevent_by_id_026b9275_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_faqentry
    ADD CONSTRAINT consultation_faqentry_changed_by_id_dc187068_fk_members_user_id FOREIGN KEY (changed_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_faqentry
    ADD CONSTRAINT consultation_faqentry_unit_id_e5d6fbf4_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_grievanceentry
    ADD CONSTRAINT consultation_grievan_author_id_097ca609_fk_members_u FOREIGN KEY (author_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_grievanceentry
    ADD CONSTRAINT consultation_grievan_grievance_id_7aa85028_fk_consultat FOREIGN KEY (grievance_id) REFERENCES public.consultation_grievance(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_grievancereporter
    ADD CONSTRAINT consultation_grievan_grievance_id_b4a319ea_fk_consultat FOREIGN KEY (grievance_id) REFERENCES public.consultation_grievance(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_grievancereporter
    ADD CONSTRAINT consultation_grievan_member_id_8c9fe84e_fk_members_m FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_grievancereporter
    ADD CONSTRAINT consultation_grievan_user_id_1db47455_fk_members_u FOREIGN KEY (user_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_grievance
    ADD CONSTRAINT consultation_grievance_officer_id_3a951195_fk_members_user_id FOREIGN KEY (officer_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_grievance
    ADD CONSTRAINT consultation_grievance_unit_id_29689431_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_message
    ADD CONSTRAINT consultation_message_author_id_f58efb56_fk_members_user_id FOREIGN KEY (author_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_message
    ADD CONSTRAINT consultation_message_question_id_89f1d562_fk_consultat FOREIGN KEY (question_id) REFERENCES public.consultation_question(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_question
    ADD CONSTRAINT consultation_question_asker_id_afb1e6b1_fk_members_user_id FOREIGN KEY (asker_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_question
    ADD CONSTRAINT consultation_question_counsellor_id_511734a5_fk_members_user_id FOREIGN KEY (counsellor_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_question
    ADD CONSTRAINT consultation_question_member_id_dd11a331_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_question
    ADD CONSTRAINT consultation_question_unit_id_66c00a9f_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_rating
    ADD CONSTRAINT consultation_rating_question_id_5d68cc11_fk_consultat FOREIGN KEY (question_id) REFERENCES public.consultation_question(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_referral
    ADD CONSTRAINT consultation_referra_question_id_a305f4b2_fk_consultat FOREIGN KEY (question_id) REFERENCES public.consultation_question(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_referral
    ADD CONSTRAINT consultation_referral_replied_by_id_d9dbb550_fk_members_user_id FOREIGN KEY (replied_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_referral
    ADD CONSTRAINT consultation_referral_sent_by_id_bfcc22cc_fk_members_user_id FOREIGN KEY (sent_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_referral
    ADD CONSTRAINT consultation_referral_unit_id_0e980117_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_unannounced
    ADD CONSTRAINT consultation_unannou_grievance_id_a85de1ea_fk_consultat FOREIGN KEY (grievance_id) REFERENCES public.consultation_grievance(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_members_user_id FOREIGN KEY (user_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_accountsession
    ADD CONSTRAINT members_accountsession_account_id_15c885b7_fk_members_user_id FOREIGN KEY (account_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_activationcode
    ADD CONSTRAINT members_activationcode_made_by_id_84207490_fk_members_user_id FOREIGN KEY (made_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_activationcode
    ADD CONSTRAINT members_activationcode_member_id_0ffd03bb_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_apitoken
    ADD CONSTRAINT members_apitoken_replaced_by_id_73189afd_fk_members_apitoken_id FOREIGN KEY (replaced_by_id) REFERENCES public.members_apitoken(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_apitoken
    ADD CONSTRAINT members_apitoken_user_id_ca4ba6e8_fk_members_user_id FOREIGN KEY (user_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_decided_by_id_d3495fb8_fk_members_user_id FOREIGN KEY (decided_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_member_id_a4e83584_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_unit_id_df0c7b2f_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_user_id_5f3f7620_fk_members_user_id FOREIGN KEY (user_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_appointment
    ADD CONSTRAINT members_appointment_holder_id_fec90b27_fk_members_user_id FOREIGN KEY (holder_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_appointment
    ADD CONSTRAINT members_appointment_post_id_95a3976f_fk_members_post_id FOREIGN KEY (post_id) REFERENCES public.members_post(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_appointment
    ADD CONSTRAINT members_appointment_unit_id_90a81cc8_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvaldecision
    ADD CONSTRAINT members_approvaldeci_for_whom_id_1905126b_fk_members_u FOREIGN KEY (for_whom_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvaldecision
    ADD CONSTRAINT members_approvaldeci_round_id_2fd8bde0_fk_members_a FOREIGN KEY (round_id) REFERENCES public.members_approvalround(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvaldecision
    ADD CONSTRAINT members_approvaldecision_by_id_c366ffd8_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvalmaker
    ADD CONSTRAINT members_approvalmaker_person_id_55d0056b_fk_members_user_id FOREIGN KEY (person_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvalround
    ADD CONSTRAINT members_approvalroun_rule_id_d7d07dcf_fk_members_a FOREIGN KEY (rule_id) REFERENCES public.members_approvalrule(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvalround
    ADD CONSTRAINT members_approvalroun_submitted_by_id_b0b38ad4_fk_members_u FOREIGN KEY (submitted_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvalround
    ADD CONSTRAINT members_approvalround_stage_post_id_a2cf60d7_fk_members_post_id FOREIGN KEY (stage_post_id) REFERENCES public.members_post(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvalround
    ADD CONSTRAINT members_approvalround_unit_id_632e4fb2_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvalrule
    ADD CONSTRAINT members_approvalrule_by_id_cfd04cec_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvalrule
    ADD CONSTRAINT members_approvalrule_unit_id_a492ba63_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvalstage
    ADD CONSTRAINT members_approvalstag_rule_id_1a231e53_fk_members_a FOREIGN KEY (rule_id) REFERENCES public.members_approvalrule(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_approvalstage
    ADD CONSTRAINT members_approvalstage_post_id_ba8708ea_fk_members_post_id FOREIGN KEY (post_id) REFERENCES public.members_post(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_changerequest
    ADD CONSTRAINT members_changerequest_decided_by_id_1b56e390_fk_members_user_id FOREIGN KEY (decided_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_changerequest
    ADD CONSTRAINT members_changerequest_member_id_9d12c7a5_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_committee
    ADD CONSTRAINT members_committee_unit_id_183dc3e5_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_consent
    ADD CONSTRAINT members_consent_by_id_f1a69cf0_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_consent
    ADD CONSTRAINT members_consent_member_id_29b1d445_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_consent
    ADD CONSTRAINT members_consent_text_id_cf6cd088_fk_members_consenttext_id FOREIGN KEY (text_id) REFERENCES public.members_consenttext(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_departure
    ADD CONSTRAINT members_departure_unit_id_9aeb1599_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_deputyship
    ADD CONSTRAINT members_deputyship_appointment_id_2350eadf_fk_members_a FOREIGN KEY (appointment_id) REFERENCES public.members_appointment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_deputyship
    ADD CONSTRAINT members_deputyship_by_id_9b2469d9_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_deputyship
    ADD CONSTRAINT members_deputyship_deputy_id_392fe3a4_fk_members_user_id FOREIGN KEY (deputy_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_doublecandidate
    ADD CONSTRAINT members_doublecandid_decided_by_id_6dba3ba9_fk_members_u FOREIGN KEY (decided_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_doublecandidate
    ADD CONSTRAINT members_doublecandidate_a_id_f5438fb8_fk_members_member_id FOREIGN KEY (a_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_doublecandidate
    ADD CONSTRAINT members_doublecandidate_b_id_88c0eca4_fk_members_member_id FOREIGN KEY (b_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duesbasis
    ADD CONSTRAINT members_duesbasis_member_id_153a1ff4_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duesbook
    ADD CONSTRAINT members_duesbook_unit_id_40071e67_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duescharge
    ADD CONSTRAINT members_duescharge_member_id_7ead1182_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duescharge
    ADD CONSTRAINT members_duescharge_unit_id_ee7bce25_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duescharge
    ADD CONSTRAINT members_duescharge_waiver_id_d56edc42_fk_members_dueswaiver_id FOREIGN KEY (waiver_id) REFERENCES public.members_dueswaiver(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duesmonth
    ADD CONSTRAINT members_duesmonth_opened_by_id_a99e79d1_fk_members_user_id FOREIGN KEY (opened_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duesmonth
    ADD CONSTRAINT members_duesmonth_unit_id_8fdb1f56_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duespayment
    ADD CONSTRAINT members_duespayment_by_id_5c74ebff_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duespayment
    ADD CONSTRAINT members_duespayment_charge_id_43c54a81_fk_members_duescharge_id FOREIGN KEY (charge_id) REFERENCES public.members_duescharge(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duespayment
    ADD CONSTRAINT members_duespayment_file_id_6c83fbe5_fk_members_payrollfile_id FOREIGN KEY (file_id) REFERENCES public.members_payrollfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duespayment
    ADD CONSTRAINT members_duespayment_reverses_id_56777bff_fk_members_d FOREIGN KEY (reverses_id) REFERENCES public.members_duespayment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_duespayment
    ADD CONSTRAINT members_duespayment_unit_id_4782b163_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_dueswaiver
    ADD CONSTRAINT members_dueswaiver_by_id_c5b3805f_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_dueswaiver
    ADD CONSTRAINT members_dueswaiver_member_id_3540aaca_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_erasure
    ADD CONSTRAINT members_erasure_decided_by_id_735d968d_fk_members_user_id FOREIGN KEY (decided_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_erasure
    ADD CONSTRAINT members_erasure_member_id_29e64212_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_familymember
    ADD CONSTRAINT members_familymember_member_id_b357ed0b_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_freezeperiod
    ADD CONSTRAINT members_freezeperiod_by_id_d2af4c24_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_freezeperiod
    ADD CONSTRAINT members_freezeperiod_unit_id_2284ae0c_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_hardshipmark
    ADD CONSTRAINT members_hardshipmark_member_id_8a23dadb_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_hardshipmark
    ADD CONSTRAINT members_hardshipmark_set_by_id_9152dc0e_fk_members_user_id FOREIGN KEY (set_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_honour
    ADD CONSTRAINT members_honour_member_id_830557ef_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_importfault
    ADD CONSTRAINT members_importfault_job_id_ef0a3346_fk_members_importjob_id FOREIGN KEY (job_id) REFERENCES public.members_importjob(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_importjob
    ADD CONSTRAINT members_importjob_by_id_7fba95b4_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_importjob
    ADD CONSTRAINT members_importjob_unit_id_ffe4359f_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_importleaver
    ADD CONSTRAINT members_importleaver_decided_by_id_11c1100f_fk_members_user_id FOREIGN KEY (decided_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_importleaver
    ADD CONSTRAINT members_importleaver_job_id_5f920cf8_fk_members_importjob_id FOREIGN KEY (job_id) REFERENCES public.members_importjob(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_importleaver
    ADD CONSTRAINT members_importleaver_member_id_59a27874_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_importrow
    ADD CONSTRAINT members_importrow_job_id_8f7dc629_fk_members_importjob_id FOREIGN KEY (job_id) REFERENCES public.members_importjob(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_importrow
    ADD CONSTRAINT members_importrow_member_id_a12be93b_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_importslice
    ADD CONSTRAINT members_importslice_job_id_c36fe93b_fk_members_importjob_id FOREIGN KEY (job_id) REFERENCES public.members_importjob(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_legalhold
    ADD CONSTRAINT members_legalhold_lifted_by_id_367fc7ca_fk_members_user_id FOREIGN KEY (lifted_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_legalhold
    ADD CONSTRAINT members_legalhold_member_id_daf146a9_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_legalhold
    ADD CONSTRAINT members_legalhold_placed_by_id_1ccb9106_fk_members_user_id FOREIGN KEY (placed_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_member
    ADD CONSTRAINT members_member_merged_into_id_ee42ca14_fk_members_member_id FOREIGN KEY (merged_into_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_member
    ADD CONSTRAINT members_member_unit_id_485c11e6_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_member
    ADD CONSTRAINT members_member_user_id_5b73e2f8_fk_members_user_id FOREIGN KEY (user_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_memberdocument
    ADD CONSTRAINT members_memberdocument_added_by_id_752f1706_fk_members_user_id FOREIGN KEY (added_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_memberdocument
    ADD CONSTRAINT members_memberdocument_member_id_5e914cf4_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipchange
    ADD CONSTRAINT members_membershipch_accepted_by_id_28cb565d_fk_members_u FOREIGN KEY (accepted_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipchange
    ADD CONSTRAINT members_membershipch_batch_id_3574ef57_fk_members_t FOREIGN KEY (batch_id) REFERENCES public.members_transferbatch(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipchange
    ADD CONSTRAINT members_membershipch_begun_by_id_77f087d8_fk_members_u FOREIGN KEY (begun_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipchange
    ADD CONSTRAINT members_membershipch_ended_by_id_bd61eed3_fk_members_u FOREIGN KEY (ended_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipchange
    ADD CONSTRAINT members_membershipch_from_unit_id_3925db00_fk_members_u FOREIGN KEY (from_unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipchange
    ADD CONSTRAINT members_membershipch_member_id_9c76b8bc_fk_members_m FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipchange
    ADD CONSTRAINT members_membershipch_released_by_id_8815c9ba_fk_members_u FOREIGN KEY (released_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipchange
    ADD CONSTRAINT members_membershipchange_to_unit_id_ea72ce99_fk_members_unit_id FOREIGN KEY (to_unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipperiod
    ADD CONSTRAINT members_membershippe_member_id_1b2e8022_fk_members_m FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipperiod
    ADD CONSTRAINT members_membershipperiod_unit_id_9556908b_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_merge
    ADD CONSTRAINT members_merge_by_id_1f62be40_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_merge
    ADD CONSTRAINT members_merge_loser_id_339acd7f_fk_members_member_id FOREIGN KEY (loser_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_merge
    ADD CONSTRAINT members_merge_pair_id_b626b03c_fk_members_doublecandidate_id FOREIGN KEY (pair_id) REFERENCES public.members_doublecandidate(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_merge
    ADD CONSTRAINT members_merge_undone_by_id_354a7af2_fk_members_user_id FOREIGN KEY (undone_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_merge
    ADD CONSTRAINT members_merge_winner_id_22430d05_fk_members_member_id FOREIGN KEY (winner_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_payrollfile
    ADD CONSTRAINT members_payrollfile_by_id_b47d1a80_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_payrollfile
    ADD CONSTRAINT members_payrollfile_unit_id_be6dfd2b_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_payrollrow
    ADD CONSTRAINT members_payrollrow_charge_id_7df4b1c4_fk_members_duescharge_id FOREIGN KEY (charge_id) REFERENCES public.members_duescharge(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_payrollrow
    ADD CONSTRAINT members_payrollrow_file_id_37ff9e3a_fk_members_payrollfile_id FOREIGN KEY (file_id) REFERENCES public.members_payrollfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_payrollrow
    ADD CONSTRAINT members_payrollrow_member_id_d3affd5f_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_post_permissions
    ADD CONSTRAINT members_post_permiss_permission_id_659b453b_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_post_permissions
    ADD CONSTRAINT members_post_permissions_post_id_8b04222c_fk_members_post_id FOREIGN KEY (post_id) REFERENCES public.members_post(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_providerbinding
    ADD CONSTRAINT members_providerbind_provider_id_d0dd5013_fk_members_s FOREIGN KEY (provider_id) REFERENCES public.members_signinprovider(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_providerbinding
    ADD CONSTRAINT members_providerbinding_account_id_eda85412_fk_members_user_id FOREIGN KEY (account_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_receiptcount
    ADD CONSTRAINT members_receiptcount_unit_id_ccf85bfb_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_seat
    ADD CONSTRAINT members_seat_member_id_8d2e00cf_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_seat
    ADD CONSTRAINT members_seat_term_id_d816d3bb_fk_members_term_id FOREIGN KEY (term_id) REFERENCES public.members_term(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_term
    ADD CONSTRAINT members_term_committee_id_58a2b842_fk_members_committee_id FOREIGN KEY (committee_id) REFERENCES public.members_committee(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_transferbatch
    ADD CONSTRAINT members_transferbatch_by_id_85c8b78d_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_transferbatch
    ADD CONSTRAINT members_transferbatch_to_unit_id_04afb5c9_fk_members_unit_id FOREIGN KEY (to_unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_transferbatch
    ADD CONSTRAINT members_transferbatch_unit_id_d9f43275_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_unit
    ADD CONSTRAINT members_unit_merged_into_id_6ad05719_fk_members_unit_id FOREIGN KEY (merged_into_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_unitcontact
    ADD CONSTRAINT members_unitcontact_unit_id_e7311d4a_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_unitplace
    ADD CONSTRAINT members_unitplace_unit_id_df790756_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_user_groups
    ADD CONSTRAINT members_user_groups_group_id_39b83d85_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_user_groups
    ADD CONSTRAINT members_user_groups_user_id_db5cba0f_fk_members_user_id FOREIGN KEY (user_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_user_user_permissions
    ADD CONSTRAINT members_user_user_pe_permission_id_5f80148e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_user_user_permissions
    ADD CONSTRAINT members_user_user_pe_user_id_3371a207_fk_members_u FOREIGN KEY (user_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_members_user_id FOREIGN KEY (user_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_occasion
    ADD CONSTRAINT occasion_kind_is_known FOREIGN KEY (kind) REFERENCES public.welfare_benefitkind(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_attachment
    ADD CONSTRAINT office_attachment_added_by_id_d3d4f9c6_fk_members_user_id FOREIGN KEY (added_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_attachment
    ADD CONSTRAINT office_attachment_object_type_id_5f5e25ce_fk_django_co FOREIGN KEY (object_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_auditevent
    ADD CONSTRAINT office_auditevent_actor_id_47be5390_fk_members_user_id FOREIGN KEY (actor_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_auditevent
    ADD CONSTRAINT office_auditevent_object_type_id_0f08642c_fk_django_co FOREIGN KEY (object_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_auditevent
    ADD CONSTRAINT office_auditevent_unit_id_da0b9047_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_calendarnotice
    ADD CONSTRAINT office_calendarnotice_entered_by_id_749a94f0_fk_members_user_id FOREIGN KEY (entered_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_channel
    ADD CONSTRAINT office_channel_unit_id_ddd7366a_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_channelchoice
    ADD CONSTRAINT office_channelchoice_account_id_8ad5af04_fk_members_user_id FOREIGN KEY (account_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_delivery
    ADD CONSTRAINT office_delivery_channel_id_2fe9a9a6_fk_office_channel_id FOREIGN KEY (channel_id) REFERENCES public.office_channel(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_delivery
    ADD CONSTRAINT office_delivery_mailing_id_0e0f932f_fk_office_mailing_id FOREIGN KEY (mailing_id) REFERENCES public.office_mailing(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_delivery
    ADD CONSTRAINT office_delivery_notice_id_6ae2b9ed_fk_office_notice_id FOREIGN KEY (notice_id) REFERENCES public.office_notice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_digest
    ADD CONSTRAINT office_digest_to_id_9a7f9fd3_fk_members_user_id FOREIGN KEY (to_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_documentbatch
    ADD CONSTRAINT office_documentbatch_asked_by_id_f355dd27_fk_members_user_id FOREIGN KEY (asked_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_documentbatch
    ADD CONSTRAINT office_documentbatch_unit_id_0bb9b9fb_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_documentcount
    ADD CONSTRAINT office_documentcount_unit_id_c64f7895_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_documenttext
    ADD CONSTRAINT office_documenttext_unit_id_371fe7b8_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_issueddocument
    ADD CONSTRAINT office_issueddocumen_about_type_id_49719766_fk_django_co FOREIGN KEY (about_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_issueddocument
    ADD CONSTRAINT office_issueddocumen_version_id_b64958bf_fk_office_te FOREIGN KEY (version_id) REFERENCES public.office_textversion(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_issueddocument
    ADD CONSTRAINT office_issueddocument_issued_by_id_1804b7eb_fk_members_user_id FOREIGN KEY (issued_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_issueddocument
    ADD CONSTRAINT office_issueddocument_unit_id_f8bb7019_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_issueddocument
    ADD CONSTRAINT office_issueddocument_voided_by_id_7d0dd046_fk_members_user_id FOREIGN KEY (voided_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_keptform
    ADD CONSTRAINT office_keptform_account_id_54ec7a09_fk_members_user_id FOREIGN KEY (account_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_mailing
    ADD CONSTRAINT office_mailing_by_id_108fd04a_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_notice
    ADD CONSTRAINT office_notice_to_id_8721607e_fk_members_user_id FOREIGN KEY (to_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_savedview
    ADD CONSTRAINT office_savedview_account_id_834b251c_fk_members_user_id FOREIGN KEY (account_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_textversion
    ADD CONSTRAINT office_textversion_saved_by_id_e76f32e0_fk_members_user_id FOREIGN KEY (saved_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_textversion
    ADD CONSTRAINT office_textversion_text_id_9d3f1b63_fk_office_documenttext_id FOREIGN KEY (text_id) REFERENCES public.office_documenttext(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_unitday
    ADD CONSTRAINT office_unitday_unit_id_33d3c3de_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_wordlayout
    ADD CONSTRAINT office_wordlayout_unit_id_61d82763_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.office_wordlayout
    ADD CONSTRAINT office_wordlayout_uploaded_by_id_ed83ec1e_fk_members_user_id FOREIGN KEY (uploaded_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipperiod
    ADD CONSTRAINT period_leads_to_the_next FOREIGN KEY (member_id, ends_on) REFERENCES public.members_membershipperiod(member_id, starts_on) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_plan
    ADD CONSTRAINT plan_kind_is_known FOREIGN KEY (kind) REFERENCES public.welfare_benefitkind(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_aidrule
    ADD CONSTRAINT welfare_aidrule_unit_id_c7f1607e_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_announcement
    ADD CONSTRAINT welfare_announcement_by_id_133b98b5_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_announcement
    ADD CONSTRAINT welfare_announcement_mailing_id_81957b27_fk_office_mailing_id FOREIGN KEY (mailing_id) REFERENCES public.office_mailing(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_announcement
    ADD CONSTRAINT welfare_announcement_run_id_4ec62eb4_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_answerfile
    ADD CONSTRAINT welfare_answerfile_batch_id_9ae300a4_fk_welfare_paymentbatch_id FOREIGN KEY (batch_id) REFERENCES public.welfare_paymentbatch(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_answerfile
    ADD CONSTRAINT welfare_answerfile_by_id_dc0331d1_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_answerfile
    ADD CONSTRAINT welfare_answerfile_undo_by_id_d4910f21_fk_members_user_id FOREIGN KEY (undo_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_answerrow
    ADD CONSTRAINT welfare_answerrow_file_id_1eb3be08_fk_welfare_answerfile_id FOREIGN KEY (file_id) REFERENCES public.welfare_answerfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_answerrow
    ADD CONSTRAINT welfare_answerrow_line_id_7290b927_fk_welfare_paymentline_id FOREIGN KEY (line_id) REFERENCES public.welfare_paymentline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_bankprofile
    ADD CONSTRAINT welfare_bankprofile_unit_id_d64b11ca_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_benefitlist
    ADD CONSTRAINT welfare_benefitlist_by_id_1ccbded4_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_benefitlist
    ADD CONSTRAINT welfare_benefitlist_plan_id_5ba7cdc1_fk_welfare_plan_id FOREIGN KEY (plan_id) REFERENCES public.welfare_plan(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_benefitlist
    ADD CONSTRAINT welfare_benefitlist_unit_id_211a9127_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_benefitrule
    ADD CONSTRAINT welfare_benefitrule_unit_id_bcfe0933_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_budgetchange
    ADD CONSTRAINT welfare_budgetchange_line_id_74bc6b7f_fk_welfare_budgetline_id FOREIGN KEY (line_id) REFERENCES public.welfare_budgetline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_budgetchange
    ADD CONSTRAINT welfare_budgetchange_proposed_by_id_e71a09b1_fk_members_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_budgetentry
    ADD CONSTRAINT welfare_budgetentry_by_id_c0fe7ec2_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_budgetentry
    ADD CONSTRAINT welfare_budgetentry_line_id_8165905c_fk_welfare_budgetline_id FOREIGN KEY (line_id) REFERENCES public.welfare_budgetline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_budgetincome
    ADD CONSTRAINT welfare_budgetincome_unit_id_564587e1_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_budgetline
    ADD CONSTRAINT welfare_budgetline_unit_id_9c45ad9b_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_cap
    ADD CONSTRAINT welfare_cap_unit_id_a7fa3fc5_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_exclusion
    ADD CONSTRAINT welfare_exclusion_member_id_cb2507a9_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_exclusion
    ADD CONSTRAINT welfare_exclusion_run_id_70786264_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_exclusion
    ADD CONSTRAINT welfare_exclusion_unit_id_cec07292_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_filefetch
    ADD CONSTRAINT welfare_filefetch_by_id_6c5f7751_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_filefetch
    ADD CONSTRAINT welfare_filefetch_file_id_adf31f79_fk_welfare_paymentfile_id FOREIGN KEY (file_id) REFERENCES public.welfare_paymentfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_member_id_01954b1b_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_occasion_id_14ac2a17_fk_welfare_occasion_id FOREIGN KEY (occasion_id) REFERENCES public.welfare_occasion(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_payment_id_4ace6999_fk_welfare_paymentline_id FOREIGN KEY (payment_id) REFERENCES public.welfare_paymentline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_received_by_id_8c9b1e0c_fk_members_user_id FOREIGN KEY (received_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_run_id_c9fc06dd_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_signing_id_f30e2d25_fk_welfare_signing_id FOREIGN KEY (signing_id) REFERENCES public.welfare_signing(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_unit_id_b66d0cea_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grantaccount
    ADD CONSTRAINT welfare_grantaccount_grant_id_910923b9_fk_welfare_grant_id FOREIGN KEY (grant_id) REFERENCES public.welfare_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_hardshipaid
    ADD CONSTRAINT welfare_hardshipaid_file_id_6b6ba61b_fk_welfare_hardshipfile_id FOREIGN KEY (file_id) REFERENCES public.welfare_hardshipfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_hardshipaid
    ADD CONSTRAINT welfare_hardshipaid_noted_by_id_d5958edc_fk_members_user_id FOREIGN KEY (noted_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_hardshipassessment
    ADD CONSTRAINT welfare_hardshipasse_file_id_6578228c_fk_welfare_h FOREIGN KEY (file_id) REFERENCES public.welfare_hardshipfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_hardshipassessment
    ADD CONSTRAINT welfare_hardshipasse_made_by_id_e830c1cc_fk_members_u FOREIGN KEY (made_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_hardshipassessment
    ADD CONSTRAINT welfare_hardshipasse_minimum_id_9c6758cb_fk_welfare_l FOREIGN KEY (minimum_id) REFERENCES public.welfare_localfigure(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_hardshipassessment
    ADD CONSTRAINT welfare_hardshipasse_province_income_id_f1dd570b_fk_welfare_l FOREIGN KEY (province_income_id) REFERENCES public.welfare_localfigure(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_hardshipassessment
    ADD CONSTRAINT welfare_hardshipasse_rule_id_d35020e0_fk_welfare_h FOREIGN KEY (rule_id) REFERENCES public.welfare_hardshiprule(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_hardshipfile
    ADD CONSTRAINT welfare_hardshipfile_entered_by_id_286d053a_fk_members_user_id FOREIGN KEY (entered_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_hardshipfile
    ADD CONSTRAINT welfare_hardshipfile_member_id_3a96968d_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_hardshiprule
    ADD CONSTRAINT welfare_hardshiprule_unit_id_1929f118_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_leftout
    ADD CONSTRAINT welfare_leftout_batch_id_7297370f_fk_welfare_paymentbatch_id FOREIGN KEY (batch_id) REFERENCES public.welfare_paymentbatch(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_leftout
    ADD CONSTRAINT welfare_leftout_grant_id_7adf0738_fk_welfare_grant_id FOREIGN KEY (grant_id) REFERENCES public.welfare_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_listrow
    ADD CONSTRAINT welfare_listrow_list_id_107bfd19_fk_welfare_benefitlist_id FOREIGN KEY (list_id) REFERENCES public.welfare_benefitlist(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_listrow
    ADD CONSTRAINT welfare_listrow_member_id_2b69efdd_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_localfigure
    ADD CONSTRAINT welfare_localfigure_unit_id_062a322b_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_memberfact
    ADD CONSTRAINT welfare_memberfact_member_id_b7b585e4_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_minorityfestivalday
    ADD CONSTRAINT welfare_minorityfest_festival_id_c9cc7b86_fk_welfare_m FOREIGN KEY (festival_id) REFERENCES public.welfare_minorityfestival(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_objection
    ADD CONSTRAINT welfare_objection_about_id_716d7648_fk_members_member_id FOREIGN KEY (about_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_objection
    ADD CONSTRAINT welfare_objection_by_id_d4a0eca8_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_objection
    ADD CONSTRAINT welfare_objection_decided_by_id_92e59ca5_fk_members_user_id FOREIGN KEY (decided_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_objection
    ADD CONSTRAINT welfare_objection_notice_id_2f83c21f_fk_welfare_publicnotice_id FOREIGN KEY (notice_id) REFERENCES public.welfare_publicnotice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_objection
    ADD CONSTRAINT welfare_objection_run_id_121069b6_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_objection
    ADD CONSTRAINT welfare_objection_unit_id_cc6b0ece_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentbatch
    ADD CONSTRAINT welfare_paymentbatch_made_by_id_650455f3_fk_members_user_id FOREIGN KEY (made_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentbatch_runs
    ADD CONSTRAINT welfare_paymentbatch_paymentbatch_id_dc5fcaea_fk_welfare_p FOREIGN KEY (paymentbatch_id) REFERENCES public.welfare_paymentbatch(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentbatch
    ADD CONSTRAINT welfare_paymentbatch_released_by_id_126419de_fk_members_user_id FOREIGN KEY (released_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentbatch_runs
    ADD CONSTRAINT welfare_paymentbatch_runs_run_id_e6be10e6_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentbatch
    ADD CONSTRAINT welfare_paymentbatch_unit_id_8dbdb21f_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentbatch
    ADD CONSTRAINT welfare_paymentbatch_version_id_eef9d2f6_fk_welfare_p FOREIGN KEY (version_id) REFERENCES public.welfare_profileversion(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentfile
    ADD CONSTRAINT welfare_paymentfile_batch_id_05ee4081_fk_welfare_p FOREIGN KEY (batch_id) REFERENCES public.welfare_paymentbatch(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentfile
    ADD CONSTRAINT welfare_paymentfile_fetched_by_id_0b7e7a3a_fk_members_user_id FOREIGN KEY (fetched_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentline
    ADD CONSTRAINT welfare_paymentline_answer_id_854e9bc1_fk_welfare_answerfile_id FOREIGN KEY (answer_id) REFERENCES public.welfare_answerfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentline
    ADD CONSTRAINT welfare_paymentline_file_id_b2f91f5b_fk_welfare_paymentfile_id FOREIGN KEY (file_id) REFERENCES public.welfare_paymentfile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentline
    ADD CONSTRAINT welfare_paymentline_grant_id_366ccca7_fk_welfare_grant_id FOREIGN KEY (grant_id) REFERENCES public.welfare_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_paymentline
    ADD CONSTRAINT welfare_paymentline_replaces_id_79eaede8_fk_welfare_p FOREIGN KEY (replaces_id) REFERENCES public.welfare_paymentline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_plan
    ADD CONSTRAINT welfare_plan_minority_festival_id_9bf9eac9_fk_welfare_m FOREIGN KEY (minority_festival_id) REFERENCES public.welfare_minorityfestival(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_plan
    ADD CONSTRAINT welfare_plan_unit_id_ede5aab7_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_plancollection
    ADD CONSTRAINT welfare_plancollection_plan_id_bac0a8c9_fk_welfare_plan_id FOREIGN KEY (plan_id) REFERENCES public.welfare_plan(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_plancollection
    ADD CONSTRAINT welfare_plancollection_unit_id_f415f067_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_profileversion
    ADD CONSTRAINT welfare_profileversi_checked_by_id_df65dbb3_fk_members_u FOREIGN KEY (checked_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_profileversion
    ADD CONSTRAINT welfare_profileversi_profile_id_91025a20_fk_welfare_b FOREIGN KEY (profile_id) REFERENCES public.welfare_bankprofile(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_profileversion
    ADD CONSTRAINT welfare_profileversion_made_by_id_b2af1c49_fk_members_user_id FOREIGN KEY (made_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_publicnotice
    ADD CONSTRAINT welfare_publicnotice_by_id_8f750607_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_publicnotice
    ADD CONSTRAINT welfare_publicnotice_run_id_a5fbdbd4_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_publicnotice
    ADD CONSTRAINT welfare_publicnotice_unit_id_6e62ea66_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_receiptcancellation
    ADD CONSTRAINT welfare_receiptcance_grant_id_3d3faa92_fk_welfare_g FOREIGN KEY (grant_id) REFERENCES public.welfare_grant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_receiptcancellation
    ADD CONSTRAINT welfare_receiptcance_received_by_id_f4773a7f_fk_members_u FOREIGN KEY (received_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_receiptcancellation
    ADD CONSTRAINT welfare_receiptcancellation_by_id_fd010009_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_recount
    ADD CONSTRAINT welfare_recount_by_id_4fbf4f6a_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_recount
    ADD CONSTRAINT welfare_recount_run_id_01e94486_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_recountcell
    ADD CONSTRAINT welfare_recountcell_branch_id_9ed9c8f6_fk_members_unit_id FOREIGN KEY (branch_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_recountcell
    ADD CONSTRAINT welfare_recountcell_recount_id_201533f2_fk_welfare_recount_id FOREIGN KEY (recount_id) REFERENCES public.welfare_recount(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_recountchange
    ADD CONSTRAINT welfare_recountchange_member_id_08503621_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_recountchange
    ADD CONSTRAINT welfare_recountchange_recount_id_958c9c71_fk_welfare_recount_id FOREIGN KEY (recount_id) REFERENCES public.welfare_recount(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_recountchange
    ADD CONSTRAINT welfare_recountchange_unit_id_baf91132_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_recountunit
    ADD CONSTRAINT welfare_recountunit_recount_id_b16c98cc_fk_welfare_recount_id FOREIGN KEY (recount_id) REFERENCES public.welfare_recount(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_recountunit
    ADD CONSTRAINT welfare_recountunit_unit_id_ef798525_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_reminded
    ADD CONSTRAINT welfare_reminded_announcement_id_9e30f049_fk_welfare_a FOREIGN KEY (announcement_id) REFERENCES public.welfare_announcement(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_reminded
    ADD CONSTRAINT welfare_reminded_to_id_12be501d_fk_members_user_id FOREIGN KEY (to_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_from_list_id_e5838041_fk_welfare_benefitlist_id FOREIGN KEY (from_list_id) REFERENCES public.welfare_benefitlist(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_line_id_dde70e60_fk_welfare_budgetline_id FOREIGN KEY (line_id) REFERENCES public.welfare_budgetline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_occasion_id_15977087_fk_welfare_occasion_id FOREIGN KEY (occasion_id) REFERENCES public.welfare_occasion(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_opened_by_id_f33eb2a6_fk_members_user_id FOREIGN KEY (opened_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_plan_id_b96bef14_fk_welfare_plan_id FOREIGN KEY (plan_id) REFERENCES public.welfare_plan(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_source_id_503a14b2_fk_welfare_run_id FOREIGN KEY (source_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_submitted_by_id_affdbace_fk_members_user_id FOREIGN KEY (submitted_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_unit_id_1dc33447_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_runcollection
    ADD CONSTRAINT welfare_runcollection_run_id_74b50f42_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_runcollection
    ADD CONSTRAINT welfare_runcollection_unit_id_f3d14a4f_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_rununit
    ADD CONSTRAINT welfare_rununit_run_id_483a4ea4_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_rununit
    ADD CONSTRAINT welfare_rununit_unit_id_b99e50b9_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_signing
    ADD CONSTRAINT welfare_signing_by_id_db8619cd_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_signing
    ADD CONSTRAINT welfare_signing_run_id_4895133f_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_signing
    ADD CONSTRAINT welfare_signing_undone_by_id_57748ff3_fk_members_user_id FOREIGN KEY (undone_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_signing
    ADD CONSTRAINT welfare_signing_unit_id_78fcd33b_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_slice
    ADD CONSTRAINT welfare_slice_run_id_f9fd3f1f_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_unitregion
    ADD CONSTRAINT welfare_unitregion_unit_id_8f7a39ac_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_withdrawngrant
    ADD CONSTRAINT welfare_withdrawngra_occasion_id_b5352dbb_fk_welfare_o FOREIGN KEY (occasion_id) REFERENCES public.welfare_occasion(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_withdrawngrant
    ADD CONSTRAINT welfare_withdrawngrant_member_id_d444db8b_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_withdrawngrant
    ADD CONSTRAINT welfare_withdrawngrant_run_id_e6073484_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_withdrawngrant
    ADD CONSTRAINT welfare_withdrawngrant_unit_id_89ab8c2c_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_yearend
    ADD CONSTRAINT welfare_yearend_proposed_by_id_2f867df2_fk_members_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_yearend
    ADD CONSTRAINT welfare_yearend_unit_id_b674990c_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_yearendline
    ADD CONSTRAINT welfare_yearendline_line_id_2143ab18_fk_welfare_budgetline_id FOREIGN KEY (line_id) REFERENCES public.welfare_budgetline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_yearendline
    ADD CONSTRAINT welfare_yearendline_year_end_id_3bcaaec4_fk_welfare_yearend_id FOREIGN KEY (year_end_id) REFERENCES public.welfare_yearend(id) DEFERRABLE INITIALLY DEFERRED;


REVOKE ALL ON FUNCTION public.members_erase_traces(erased bigint, account bigint) FROM PUBLIC;


REVOKE ALL ON FUNCTION public.office_analyze(counted regclass) FROM PUBLIC;
