SET check_function_bodies = false;

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
                    
                    IF EXISTS (
                        SELECT 1 FROM welfare_run
                        WHERE id = OLD.run_id AND state IN ('approved', 'issued', 'closed')
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: a grant of an approved run cannot be deleted';
                    END IF;
                    RETURN OLD;
                
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
                    INSERT INTO "welfare_grantevent" ("amount", "id", "member_id", "occasion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_category", "received_at", "received_by_id", "reduced_by", "run_id", "unit_id") VALUES (OLD."amount", OLD."id", OLD."member_id", OLD."occasion_id", _pgh_attach_context(), NOW(), 'delete', OLD."id", OLD."post_category", OLD."received_at", OLD."received_by_id", OLD."reduced_by", OLD."run_id", OLD."unit_id"); RETURN NULL;
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
                    INSERT INTO "welfare_planevent" ("active", "amount", "festival", "form", "id", "lead_days", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."active", NEW."amount", NEW."festival", NEW."form", NEW."id", NEW."lead_days", NEW."name", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."unit_id"); RETURN NULL;
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
                    INSERT INTO "welfare_capevent" ("amount", "basis", "effective_from", "effective_to", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "unit_id") VALUES (NEW."amount", NEW."basis", NEW."effective_from", NEW."effective_to", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), 'insert', NEW."id", NEW."source", NEW."unit_id"); RETURN NULL;
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
                    SELECT CONCAT(OLD."state", ':', NEW."state") = ANY('{counting:cancelled,counting:counted,counted:cancelled,counted:counting,counted:in_review,in_review:approved,in_review:cancelled,in_review:counted,approved:cancelled,approved:issued,issued:closed}'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION 'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;
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
        AND kind.app_label || '.' || permission.codename IN ('welfare.approve_run', 'welfare.issue_run', 'welfare.change_budgetline')
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
                        RAISE EXCEPTION 'pgtrigger: a receipt cannot be changed';
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
                        SELECT 1 FROM welfare_run WHERE id = NEW.run_id AND state = 'issued'
                    ) THEN
                        RAISE EXCEPTION 'pgtrigger: only an issued grant can be received';
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
        AND kind.app_label || '.' || permission.codename IN ('welfare.approve_run', 'welfare.issue_run', 'welfare.change_budgetline')
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
        AND kind.app_label || '.' || permission.codename IN ('welfare.approve_run', 'welfare.issue_run', 'welfare.change_budgetline')
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
        AND kind.app_label || '.' || permission.codename IN ('welfare.approve_run', 'welfare.issue_run', 'welfare.change_budgetline')
        AND daterange(seat.since, seat.until, '[]') && daterange(appointment.starts_on, appointment.ends_on, '[]')
        AND member.id = NEW.id
    ) THEN
        RAISE EXCEPTION 'pgtrigger: who reviews the funds cannot hold an office that spends them'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'who_reviews_funds_spends_none';
    END IF;
    RETURN NULL;

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
                    INSERT INTO "welfare_capevent" ("amount", "basis", "effective_from", "effective_to", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "unit_id") VALUES (NEW."amount", NEW."basis", NEW."effective_from", NEW."effective_to", NEW."id", NEW."kind", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."source", NEW."unit_id"); RETURN NULL;
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
                    INSERT INTO "welfare_grantevent" ("amount", "id", "member_id", "occasion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_category", "received_at", "received_by_id", "reduced_by", "run_id", "unit_id") VALUES (NEW."amount", NEW."id", NEW."member_id", NEW."occasion_id", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."post_category", NEW."received_at", NEW."received_by_id", NEW."reduced_by", NEW."run_id", NEW."unit_id"); RETURN NULL;
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
                    INSERT INTO "welfare_planevent" ("active", "amount", "festival", "form", "id", "lead_days", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."active", NEW."amount", NEW."festival", NEW."form", NEW."id", NEW."lead_days", NEW."name", _pgh_attach_context(), NOW(), 'update', NEW."id", NEW."unit_id"); RETURN NULL;
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


SET default_tablespace = '';

SET default_table_access_method = heap;

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


CREATE TABLE public.authtoken_token (
    key character varying(40) NOT NULL,
    created timestamp with time zone NOT NULL,
    user_id bigint NOT NULL
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
    CONSTRAINT clock_ends_after_it_starts CHECK ((due_on > starts_on)),
    CONSTRAINT clock_is_met_or_dropped_not_both CHECK (((met_at IS NULL) OR (dropped_at IS NULL))),
    CONSTRAINT clock_runs_on_one_thing CHECK ((((grievance_id IS NULL) AND (question_id IS NOT NULL) AND (referral_id IS NULL)) OR ((grievance_id IS NULL) AND (question_id IS NULL) AND (referral_id IS NOT NULL)) OR ((grievance_id IS NOT NULL) AND (question_id IS NULL) AND (referral_id IS NULL)))),
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


CREATE TABLE public.members_apicall (
    id bigint NOT NULL,
    key character varying(100) NOT NULL,
    body_hash character varying(64) NOT NULL,
    answer jsonb,
    called_at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL
);


ALTER TABLE public.members_apicall ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.members_apicall_id_seq
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
    shipped jsonb NOT NULL
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
    date_joined timestamp with time zone NOT NULL
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
    CONSTRAINT office_attachment_size_check CHECK ((size >= 0))
);


ALTER TABLE public.office_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


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
    unit_id bigint
);


ALTER TABLE public.office_auditevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_auditevent_id_seq
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


CREATE TABLE public.office_notice (
    id bigint NOT NULL,
    text character varying(300) NOT NULL,
    url character varying(200) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    to_id bigint NOT NULL
);


ALTER TABLE public.office_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.office_notice_id_seq
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


CREATE TABLE public.welfare_approval (
    id bigint NOT NULL,
    round smallint NOT NULL,
    note character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT welfare_approval_round_check CHECK ((round >= 0))
);


ALTER TABLE public.welfare_approval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_approval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.welfare_approvalrule (
    id bigint NOT NULL,
    min_amount numeric(14,2) NOT NULL,
    approvals smallint NOT NULL,
    CONSTRAINT somebody_approves CHECK ((approvals >= 1)),
    CONSTRAINT welfare_approvalrule_approvals_check CHECK ((approvals >= 0))
);


ALTER TABLE public.welfare_approvalrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_approvalrule_id_seq
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
    effective_from date NOT NULL,
    effective_to date,
    source character varying(200) NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT cap_ends_after_it_starts CHECK (((effective_to IS NULL) OR (effective_to >= effective_from))),
    CONSTRAINT cap_has_a_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT cap_is_positive CHECK ((amount > (0)::numeric))
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
    effective_from date NOT NULL,
    effective_to date,
    source character varying(200) NOT NULL,
    pgh_context_id uuid,
    pgh_obj_id bigint NOT NULL,
    unit_id bigint NOT NULL
);


ALTER TABLE public.welfare_capevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_capevent_pgh_id_seq
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
    CONSTRAINT grant_gives_something CHECK ((amount > (0)::numeric)),
    CONSTRAINT receipt_has_time_and_person CHECK ((((received_at IS NULL) AND (received_by_id IS NULL)) OR ((received_at IS NOT NULL) AND (received_by_id IS NOT NULL))))
);


ALTER TABLE public.welfare_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
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
    run_id bigint NOT NULL
);


ALTER TABLE public.welfare_grantevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_grantevent_pgh_id_seq
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


CREATE TABLE public.welfare_plan (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    festival character varying(16) NOT NULL,
    amount numeric(12,2) NOT NULL,
    form character varying(16) NOT NULL,
    lead_days smallint NOT NULL,
    active boolean NOT NULL,
    unit_id bigint NOT NULL,
    CONSTRAINT festival_is_known CHECK (((festival)::text = ANY ((ARRAY['new_year'::character varying, 'spring'::character varying, 'qingming'::character varying, 'labour'::character varying, 'dragon_boat'::character varying, 'mid_autumn'::character varying, 'national'::character varying])::text[]))),
    CONSTRAINT festival_plan_is_goods CHECK (((form)::text = 'goods'::text)),
    CONSTRAINT plan_gives_something CHECK ((amount > (0)::numeric)),
    CONSTRAINT plan_opens_within_the_year CHECK ((lead_days <= 300)),
    CONSTRAINT welfare_plan_lead_days_check CHECK ((lead_days >= 0))
);


ALTER TABLE public.welfare_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_plan_id_seq
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
    CONSTRAINT welfare_planevent_lead_days_check CHECK ((lead_days >= 0))
);


ALTER TABLE public.welfare_planevent ALTER COLUMN pgh_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_planevent_pgh_id_seq
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
    CONSTRAINT approved_run_has_its_money CHECK (((NOT ((state)::text = ANY ((ARRAY['approved'::character varying, 'issued'::character varying, 'closed'::character varying])::text[]))) OR (line_id IS NOT NULL))),
    CONSTRAINT reviewed_run_is_counted_and_submitted CHECK (((NOT ((state)::text = ANY ((ARRAY['approved'::character varying, 'issued'::character varying, 'closed'::character varying, 'in_review'::character varying])::text[]))) OR ((cost IS NOT NULL) AND (heads IS NOT NULL) AND (submitted_by_id IS NOT NULL)))),
    CONSTRAINT run_gives_something CHECK ((standard > (0)::numeric)),
    CONSTRAINT welfare_run_heads_check CHECK ((heads >= 0)),
    CONSTRAINT welfare_run_round_check CHECK ((round >= 0))
);


ALTER TABLE public.welfare_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.welfare_run_id_seq
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


INSERT INTO public.auth_permission VALUES (1, 'Can add log entry', 3, 'add_logentry');
INSERT INTO public.auth_permission VALUES (2, 'Can change log entry', 3, 'change_logentry');
INSERT INTO public.auth_permission VALUES (3, 'Can delete log entry', 3, 'delete_logentry');
INSERT INTO public.auth_permission VALUES (4, 'Can view log entry', 3, 'view_logentry');
INSERT INTO public.auth_permission VALUES (5, 'Can add permission', 4, 'add_permission');
INSERT INTO public.auth_permission VALUES (6, 'Can change permission', 4, 'change_permission');
INSERT INTO public.auth_permission VALUES (7, 'Can delete permission', 4, 'delete_permission');
INSERT INTO public.auth_permission VALUES (8, 'Can view permission', 4, 'view_permission');
INSERT INTO public.auth_permission VALUES (9, 'Can add group', 5, 'add_group');
INSERT INTO public.auth_permission VALUES (10, 'Can change group', 5, 'change_group');
INSERT INTO public.auth_permission VALUES (11, 'Can delete group', 5, 'delete_group');
INSERT INTO public.auth_permission VALUES (12, 'Can view group', 5, 'view_group');
INSERT INTO public.auth_permission VALUES (13, 'Can add content type', 6, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (14, 'Can change content type', 6, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (15, 'Can delete content type', 6, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (16, 'Can view content type', 6, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (17, 'Can add session', 7, 'add_session');
INSERT INTO public.auth_permission VALUES (18, 'Can change session', 7, 'change_session');
INSERT INTO public.auth_permission VALUES (19, 'Can delete session', 7, 'delete_session');
INSERT INTO public.auth_permission VALUES (20, 'Can view session', 7, 'view_session');
INSERT INTO public.auth_permission VALUES (21, 'Can add email address', 8, 'add_emailaddress');
INSERT INTO public.auth_permission VALUES (22, 'Can change email address', 8, 'change_emailaddress');
INSERT INTO public.auth_permission VALUES (23, 'Can delete email address', 8, 'delete_emailaddress');
INSERT INTO public.auth_permission VALUES (24, 'Can view email address', 8, 'view_emailaddress');
INSERT INTO public.auth_permission VALUES (25, 'Can add email confirmation', 9, 'add_emailconfirmation');
INSERT INTO public.auth_permission VALUES (26, 'Can change email confirmation', 9, 'change_emailconfirmation');
INSERT INTO public.auth_permission VALUES (27, 'Can delete email confirmation', 9, 'delete_emailconfirmation');
INSERT INTO public.auth_permission VALUES (28, 'Can view email confirmation', 9, 'view_emailconfirmation');
INSERT INTO public.auth_permission VALUES (29, 'Can add authenticator', 10, 'add_authenticator');
INSERT INTO public.auth_permission VALUES (30, 'Can change authenticator', 10, 'change_authenticator');
INSERT INTO public.auth_permission VALUES (31, 'Can delete authenticator', 10, 'delete_authenticator');
INSERT INTO public.auth_permission VALUES (32, 'Can view authenticator', 10, 'view_authenticator');
INSERT INTO public.auth_permission VALUES (33, 'Can add context', 11, 'add_context');
INSERT INTO public.auth_permission VALUES (34, 'Can change context', 11, 'change_context');
INSERT INTO public.auth_permission VALUES (35, 'Can delete context', 11, 'delete_context');
INSERT INTO public.auth_permission VALUES (36, 'Can view context', 11, 'view_context');
INSERT INTO public.auth_permission VALUES (37, 'Can add events', 1, 'add_events');
INSERT INTO public.auth_permission VALUES (38, 'Can change events', 1, 'change_events');
INSERT INTO public.auth_permission VALUES (39, 'Can delete events', 1, 'delete_events');
INSERT INTO public.auth_permission VALUES (40, 'Can view events', 1, 'view_events');
INSERT INTO public.auth_permission VALUES (41, 'Can add middleware events', 2, 'add_middlewareevents');
INSERT INTO public.auth_permission VALUES (42, 'Can change middleware events', 2, 'change_middlewareevents');
INSERT INTO public.auth_permission VALUES (43, 'Can delete middleware events', 2, 'delete_middlewareevents');
INSERT INTO public.auth_permission VALUES (44, 'Can view middleware events', 2, 'view_middlewareevents');
INSERT INTO public.auth_permission VALUES (45, 'Can add Token', 12, 'add_token');
INSERT INTO public.auth_permission VALUES (46, 'Can change Token', 12, 'change_token');
INSERT INTO public.auth_permission VALUES (47, 'Can delete Token', 12, 'delete_token');
INSERT INTO public.auth_permission VALUES (48, 'Can view Token', 12, 'view_token');
INSERT INTO public.auth_permission VALUES (49, 'Can add Token', 13, 'add_tokenproxy');
INSERT INTO public.auth_permission VALUES (50, 'Can change Token', 13, 'change_tokenproxy');
INSERT INTO public.auth_permission VALUES (51, 'Can delete Token', 13, 'delete_tokenproxy');
INSERT INTO public.auth_permission VALUES (52, 'Can view Token', 13, 'view_tokenproxy');
INSERT INTO public.auth_permission VALUES (53, 'Can add working-day exception', 14, 'add_dayoverride');
INSERT INTO public.auth_permission VALUES (54, 'Can change working-day exception', 14, 'change_dayoverride');
INSERT INTO public.auth_permission VALUES (55, 'Can delete working-day exception', 14, 'delete_dayoverride');
INSERT INTO public.auth_permission VALUES (56, 'Can view working-day exception', 14, 'view_dayoverride');
INSERT INTO public.auth_permission VALUES (57, 'Can add notice', 15, 'add_notice');
INSERT INTO public.auth_permission VALUES (58, 'Can change notice', 15, 'change_notice');
INSERT INTO public.auth_permission VALUES (59, 'Can delete notice', 15, 'delete_notice');
INSERT INTO public.auth_permission VALUES (60, 'Can view notice', 15, 'view_notice');
INSERT INTO public.auth_permission VALUES (61, 'Can add attachment', 16, 'add_attachment');
INSERT INTO public.auth_permission VALUES (62, 'Can change attachment', 16, 'change_attachment');
INSERT INTO public.auth_permission VALUES (63, 'Can delete attachment', 16, 'delete_attachment');
INSERT INTO public.auth_permission VALUES (64, 'Can view attachment', 16, 'view_attachment');
INSERT INTO public.auth_permission VALUES (65, 'Can add audit event', 17, 'add_auditevent');
INSERT INTO public.auth_permission VALUES (66, 'Can change audit event', 17, 'change_auditevent');
INSERT INTO public.auth_permission VALUES (67, 'Can delete audit event', 17, 'delete_auditevent');
INSERT INTO public.auth_permission VALUES (68, 'Can view audit event', 17, 'view_auditevent');
INSERT INTO public.auth_permission VALUES (69, 'Can add unit', 18, 'add_unit');
INSERT INTO public.auth_permission VALUES (70, 'Can change unit', 18, 'change_unit');
INSERT INTO public.auth_permission VALUES (71, 'Can delete unit', 18, 'delete_unit');
INSERT INTO public.auth_permission VALUES (72, 'Can view unit', 18, 'view_unit');
INSERT INTO public.auth_permission VALUES (73, 'Can move, merge and close units', 18, 'reorganise_unit');
INSERT INTO public.auth_permission VALUES (74, 'Can add account', 19, 'add_user');
INSERT INTO public.auth_permission VALUES (75, 'Can change account', 19, 'change_user');
INSERT INTO public.auth_permission VALUES (76, 'Can delete account', 19, 'delete_user');
INSERT INTO public.auth_permission VALUES (77, 'Can view account', 19, 'view_user');
INSERT INTO public.auth_permission VALUES (78, 'Can add member', 20, 'add_member');
INSERT INTO public.auth_permission VALUES (79, 'Can change member', 20, 'change_member');
INSERT INTO public.auth_permission VALUES (80, 'Can delete member', 20, 'delete_member');
INSERT INTO public.auth_permission VALUES (81, 'Can view member', 20, 'view_member');
INSERT INTO public.auth_permission VALUES (82, 'Can import members from a sheet', 20, 'import_member');
INSERT INTO public.auth_permission VALUES (83, 'Can export members', 20, 'export_member');
INSERT INTO public.auth_permission VALUES (84, 'Can export members with all numbers in full', 20, 'export_full_member');
INSERT INTO public.auth_permission VALUES (85, 'Can read identity and card numbers in full', 20, 'reveal_member');
INSERT INTO public.auth_permission VALUES (86, 'Can add post', 21, 'add_post');
INSERT INTO public.auth_permission VALUES (87, 'Can change post', 21, 'change_post');
INSERT INTO public.auth_permission VALUES (88, 'Can delete post', 21, 'delete_post');
INSERT INTO public.auth_permission VALUES (89, 'Can view post', 21, 'view_post');
INSERT INTO public.auth_permission VALUES (90, 'Can add appointment', 22, 'add_appointment');
INSERT INTO public.auth_permission VALUES (91, 'Can change appointment', 22, 'change_appointment');
INSERT INTO public.auth_permission VALUES (92, 'Can delete appointment', 22, 'delete_appointment');
INSERT INTO public.auth_permission VALUES (93, 'Can view appointment', 22, 'view_appointment');
INSERT INTO public.auth_permission VALUES (94, 'Can add member event', 23, 'add_memberevent');
INSERT INTO public.auth_permission VALUES (95, 'Can change member event', 23, 'change_memberevent');
INSERT INTO public.auth_permission VALUES (96, 'Can delete member event', 23, 'delete_memberevent');
INSERT INTO public.auth_permission VALUES (97, 'Can view member event', 23, 'view_memberevent');
INSERT INTO public.auth_permission VALUES (98, 'Can add appointment event', 24, 'add_appointmentevent');
INSERT INTO public.auth_permission VALUES (99, 'Can change appointment event', 24, 'change_appointmentevent');
INSERT INTO public.auth_permission VALUES (100, 'Can delete appointment event', 24, 'delete_appointmentevent');
INSERT INTO public.auth_permission VALUES (101, 'Can view appointment event', 24, 'view_appointmentevent');
INSERT INTO public.auth_permission VALUES (102, 'Can view import', 25, 'view_importjob');
INSERT INTO public.auth_permission VALUES (103, 'Can view faulty row', 26, 'view_importfault');
INSERT INTO public.auth_permission VALUES (104, 'Can view membership period', 27, 'view_membershipperiod');
INSERT INTO public.auth_permission VALUES (105, 'Can view bulk transfer', 29, 'view_transferbatch');
INSERT INTO public.auth_permission VALUES (106, 'Can view application for membership', 30, 'view_application');
INSERT INTO public.auth_permission VALUES (107, 'Can view change of membership', 31, 'view_membershipchange');
INSERT INTO public.auth_permission VALUES (108, 'Can admit members', 31, 'admit_member');
INSERT INTO public.auth_permission VALUES (109, 'Can retain, withdraw and take back memberships', 31, 'change_membership');
INSERT INTO public.auth_permission VALUES (110, 'Can expel members', 31, 'expel_member');
INSERT INTO public.auth_permission VALUES (111, 'Can release members to other units and accept theirs', 31, 'transfer_member');
INSERT INTO public.auth_permission VALUES (112, 'Can view change request', 32, 'view_changerequest');
INSERT INTO public.auth_permission VALUES (113, 'Can accept and return change requests', 32, 'decide_change');
INSERT INTO public.auth_permission VALUES (114, 'Can view consent', 33, 'view_consent');
INSERT INTO public.auth_permission VALUES (115, 'Can enter consents given on paper', 33, 'record_consent');
INSERT INTO public.auth_permission VALUES (116, 'Can add consent text', 34, 'add_consenttext');
INSERT INTO public.auth_permission VALUES (117, 'Can change consent text', 34, 'change_consenttext');
INSERT INTO public.auth_permission VALUES (118, 'Can delete consent text', 34, 'delete_consenttext');
INSERT INTO public.auth_permission VALUES (119, 'Can view consent text', 34, 'view_consenttext');
INSERT INTO public.auth_permission VALUES (120, 'Can view activation code', 35, 'view_activationcode');
INSERT INTO public.auth_permission VALUES (121, 'Can hand out codes with which members open their accounts', 35, 'hand_out_code');
INSERT INTO public.auth_permission VALUES (122, 'Can hand out codes for the accounts of people in office', 35, 'hand_out_officer_code');
INSERT INTO public.auth_permission VALUES (123, 'Can add family member', 36, 'add_familymember');
INSERT INTO public.auth_permission VALUES (124, 'Can change family member', 36, 'change_familymember');
INSERT INTO public.auth_permission VALUES (125, 'Can delete family member', 36, 'delete_familymember');
INSERT INTO public.auth_permission VALUES (126, 'Can view family member', 36, 'view_familymember');
INSERT INTO public.auth_permission VALUES (127, 'Can add family member event', 37, 'add_familymemberevent');
INSERT INTO public.auth_permission VALUES (128, 'Can change family member event', 37, 'change_familymemberevent');
INSERT INTO public.auth_permission VALUES (129, 'Can delete family member event', 37, 'delete_familymemberevent');
INSERT INTO public.auth_permission VALUES (130, 'Can view family member event', 37, 'view_familymemberevent');
INSERT INTO public.auth_permission VALUES (131, 'Can view hardship mark', 38, 'view_hardshipmark');
INSERT INTO public.auth_permission VALUES (132, 'Can mark members in hardship, and lift the mark', 38, 'mark_hardship');
INSERT INTO public.auth_permission VALUES (133, 'Can add honour', 39, 'add_honour');
INSERT INTO public.auth_permission VALUES (134, 'Can change honour', 39, 'change_honour');
INSERT INTO public.auth_permission VALUES (135, 'Can delete honour', 39, 'delete_honour');
INSERT INTO public.auth_permission VALUES (136, 'Can view honour', 39, 'view_honour');
INSERT INTO public.auth_permission VALUES (137, 'Can view document', 40, 'view_memberdocument');
INSERT INTO public.auth_permission VALUES (138, 'Can view erasure', 41, 'view_erasure');
INSERT INTO public.auth_permission VALUES (139, 'Can erase members who have left, and keep them back', 41, 'decide_erasure');
INSERT INTO public.auth_permission VALUES (140, 'Can view legal hold', 42, 'view_legalhold');
INSERT INTO public.auth_permission VALUES (141, 'Can add retention rule', 43, 'add_retentionrule');
INSERT INTO public.auth_permission VALUES (142, 'Can change retention rule', 43, 'change_retentionrule');
INSERT INTO public.auth_permission VALUES (143, 'Can delete retention rule', 43, 'delete_retentionrule');
INSERT INTO public.auth_permission VALUES (144, 'Can view retention rule', 43, 'view_retentionrule');
INSERT INTO public.auth_permission VALUES (145, 'Can add retention rule event', 44, 'add_retentionruleevent');
INSERT INTO public.auth_permission VALUES (146, 'Can change retention rule event', 44, 'change_retentionruleevent');
INSERT INTO public.auth_permission VALUES (147, 'Can delete retention rule event', 44, 'delete_retentionruleevent');
INSERT INTO public.auth_permission VALUES (148, 'Can view retention rule event', 44, 'view_retentionruleevent');
INSERT INTO public.auth_permission VALUES (149, 'Can add dues rule event', 45, 'add_duesruleevent');
INSERT INTO public.auth_permission VALUES (150, 'Can change dues rule event', 45, 'change_duesruleevent');
INSERT INTO public.auth_permission VALUES (151, 'Can delete dues rule event', 45, 'delete_duesruleevent');
INSERT INTO public.auth_permission VALUES (152, 'Can view dues rule event', 45, 'view_duesruleevent');
INSERT INTO public.auth_permission VALUES (153, 'Can add dues waiver event', 47, 'add_dueswaiverevent');
INSERT INTO public.auth_permission VALUES (154, 'Can change dues waiver event', 47, 'change_dueswaiverevent');
INSERT INTO public.auth_permission VALUES (155, 'Can delete dues waiver event', 47, 'delete_dueswaiverevent');
INSERT INTO public.auth_permission VALUES (156, 'Can view dues waiver event', 47, 'view_dueswaiverevent');
INSERT INTO public.auth_permission VALUES (157, 'Can add dues basis event', 52, 'add_duesbasisevent');
INSERT INTO public.auth_permission VALUES (158, 'Can change dues basis event', 52, 'change_duesbasisevent');
INSERT INTO public.auth_permission VALUES (159, 'Can delete dues basis event', 52, 'delete_duesbasisevent');
INSERT INTO public.auth_permission VALUES (160, 'Can view dues basis event', 52, 'view_duesbasisevent');
INSERT INTO public.auth_permission VALUES (161, 'Can see dues and the wages they are taken of', 54, 'view_dues');
INSERT INTO public.auth_permission VALUES (162, 'Can keep dues: wages, months, payments', 54, 'keep_dues');
INSERT INTO public.auth_permission VALUES (163, 'Can waive dues', 54, 'waive_dues');
INSERT INTO public.auth_permission VALUES (164, 'Can add dues charge event', 55, 'add_dueschargeevent');
INSERT INTO public.auth_permission VALUES (165, 'Can change dues charge event', 55, 'change_dueschargeevent');
INSERT INTO public.auth_permission VALUES (166, 'Can delete dues charge event', 55, 'delete_dueschargeevent');
INSERT INTO public.auth_permission VALUES (167, 'Can view dues charge event', 55, 'view_dueschargeevent');
INSERT INTO public.auth_permission VALUES (168, 'Can add dues rule', 58, 'add_duesrule');
INSERT INTO public.auth_permission VALUES (169, 'Can change dues rule', 58, 'change_duesrule');
INSERT INTO public.auth_permission VALUES (170, 'Can delete dues rule', 58, 'delete_duesrule');
INSERT INTO public.auth_permission VALUES (171, 'Can view dues rule', 58, 'view_duesrule');
INSERT INTO public.auth_permission VALUES (172, 'Can view call of another system', 59, 'view_apicall');
INSERT INTO public.auth_permission VALUES (173, 'Can view committee', 62, 'view_committee');
INSERT INTO public.auth_permission VALUES (174, 'Can delete committee', 62, 'delete_committee');
INSERT INTO public.auth_permission VALUES (175, 'Can view seat on a committee', 63, 'view_seat');
INSERT INTO public.auth_permission VALUES (176, 'Can delete seat on a committee', 63, 'delete_seat');
INSERT INTO public.auth_permission VALUES (177, 'Can view term', 64, 'view_term');
INSERT INTO public.auth_permission VALUES (178, 'Can delete term', 64, 'delete_term');
INSERT INTO public.auth_permission VALUES (179, 'Can view proposed leaver', 67, 'view_importleaver');
INSERT INTO public.auth_permission VALUES (180, 'Can view row of an import', 68, 'view_importrow');
INSERT INTO public.auth_permission VALUES (181, 'Can view share of an import', 69, 'view_importslice');
INSERT INTO public.auth_permission VALUES (182, 'Can view probable double', 70, 'view_doublecandidate');
INSERT INTO public.auth_permission VALUES (183, 'Can merge the records of one person', 70, 'merge_member');
INSERT INTO public.auth_permission VALUES (184, 'Can view merge of two records', 72, 'view_merge');
INSERT INTO public.auth_permission VALUES (185, 'Can add occasion', 74, 'add_occasion');
INSERT INTO public.auth_permission VALUES (186, 'Can change occasion', 74, 'change_occasion');
INSERT INTO public.auth_permission VALUES (187, 'Can delete occasion', 74, 'delete_occasion');
INSERT INTO public.auth_permission VALUES (188, 'Can view occasion', 74, 'view_occasion');
INSERT INTO public.auth_permission VALUES (189, 'Can add cap', 75, 'add_cap');
INSERT INTO public.auth_permission VALUES (190, 'Can change cap', 75, 'change_cap');
INSERT INTO public.auth_permission VALUES (191, 'Can delete cap', 75, 'delete_cap');
INSERT INTO public.auth_permission VALUES (192, 'Can view cap', 75, 'view_cap');
INSERT INTO public.auth_permission VALUES (193, 'Can add cap: history', 76, 'add_capevent');
INSERT INTO public.auth_permission VALUES (194, 'Can change cap: history', 76, 'change_capevent');
INSERT INTO public.auth_permission VALUES (195, 'Can delete cap: history', 76, 'delete_capevent');
INSERT INTO public.auth_permission VALUES (196, 'Can view cap: history', 76, 'view_capevent');
INSERT INTO public.auth_permission VALUES (197, 'Can add budget line', 77, 'add_budgetline');
INSERT INTO public.auth_permission VALUES (198, 'Can change budget line', 77, 'change_budgetline');
INSERT INTO public.auth_permission VALUES (199, 'Can delete budget line', 77, 'delete_budgetline');
INSERT INTO public.auth_permission VALUES (200, 'Can view budget line', 77, 'view_budgetline');
INSERT INTO public.auth_permission VALUES (201, 'Can add budget line: history', 78, 'add_budgetlineevent');
INSERT INTO public.auth_permission VALUES (202, 'Can change budget line: history', 78, 'change_budgetlineevent');
INSERT INTO public.auth_permission VALUES (203, 'Can delete budget line: history', 78, 'delete_budgetlineevent');
INSERT INTO public.auth_permission VALUES (204, 'Can view budget line: history', 78, 'view_budgetlineevent');
INSERT INTO public.auth_permission VALUES (205, 'Can add approval rule', 79, 'add_approvalrule');
INSERT INTO public.auth_permission VALUES (206, 'Can change approval rule', 79, 'change_approvalrule');
INSERT INTO public.auth_permission VALUES (207, 'Can delete approval rule', 79, 'delete_approvalrule');
INSERT INTO public.auth_permission VALUES (208, 'Can view approval rule', 79, 'view_approvalrule');
INSERT INTO public.auth_permission VALUES (209, 'Can add plan', 80, 'add_plan');
INSERT INTO public.auth_permission VALUES (210, 'Can change plan', 80, 'change_plan');
INSERT INTO public.auth_permission VALUES (211, 'Can delete plan', 80, 'delete_plan');
INSERT INTO public.auth_permission VALUES (212, 'Can view plan', 80, 'view_plan');
INSERT INTO public.auth_permission VALUES (213, 'Can add plan: history', 81, 'add_planevent');
INSERT INTO public.auth_permission VALUES (214, 'Can change plan: history', 81, 'change_planevent');
INSERT INTO public.auth_permission VALUES (215, 'Can delete plan: history', 81, 'delete_planevent');
INSERT INTO public.auth_permission VALUES (216, 'Can view plan: history', 81, 'view_planevent');
INSERT INTO public.auth_permission VALUES (217, 'Can add run', 82, 'add_run');
INSERT INTO public.auth_permission VALUES (218, 'Can change run', 82, 'change_run');
INSERT INTO public.auth_permission VALUES (219, 'Can delete run', 82, 'delete_run');
INSERT INTO public.auth_permission VALUES (220, 'Can view run', 82, 'view_run');
INSERT INTO public.auth_permission VALUES (221, 'Can open a run before its day', 82, 'open_run');
INSERT INTO public.auth_permission VALUES (222, 'Can submit a run for review', 82, 'submit_run');
INSERT INTO public.auth_permission VALUES (223, 'Can approve a run', 82, 'approve_run');
INSERT INTO public.auth_permission VALUES (224, 'Can return a run', 82, 'return_run');
INSERT INTO public.auth_permission VALUES (225, 'Can issue and close a run', 82, 'issue_run');
INSERT INTO public.auth_permission VALUES (226, 'Can cancel a run', 82, 'cancel_run');
INSERT INTO public.auth_permission VALUES (227, 'Can add unit of a run', 83, 'add_rununit');
INSERT INTO public.auth_permission VALUES (228, 'Can change unit of a run', 83, 'change_rununit');
INSERT INTO public.auth_permission VALUES (229, 'Can delete unit of a run', 83, 'delete_rununit');
INSERT INTO public.auth_permission VALUES (230, 'Can view unit of a run', 83, 'view_rununit');
INSERT INTO public.auth_permission VALUES (231, 'Can add slice of a run', 84, 'add_slice');
INSERT INTO public.auth_permission VALUES (232, 'Can change slice of a run', 84, 'change_slice');
INSERT INTO public.auth_permission VALUES (233, 'Can delete slice of a run', 84, 'delete_slice');
INSERT INTO public.auth_permission VALUES (234, 'Can view slice of a run', 84, 'view_slice');
INSERT INTO public.auth_permission VALUES (235, 'Can add grant', 85, 'add_grant');
INSERT INTO public.auth_permission VALUES (236, 'Can change grant', 85, 'change_grant');
INSERT INTO public.auth_permission VALUES (237, 'Can delete grant', 85, 'delete_grant');
INSERT INTO public.auth_permission VALUES (238, 'Can view grant', 85, 'view_grant');
INSERT INTO public.auth_permission VALUES (239, 'Can sign for a member who received on paper', 85, 'sign_grant');
INSERT INTO public.auth_permission VALUES (240, 'Can add grant: history', 86, 'add_grantevent');
INSERT INTO public.auth_permission VALUES (241, 'Can change grant: history', 86, 'change_grantevent');
INSERT INTO public.auth_permission VALUES (242, 'Can delete grant: history', 86, 'delete_grantevent');
INSERT INTO public.auth_permission VALUES (243, 'Can view grant: history', 86, 'view_grantevent');
INSERT INTO public.auth_permission VALUES (244, 'Can add approval', 87, 'add_approval');
INSERT INTO public.auth_permission VALUES (245, 'Can change approval', 87, 'change_approval');
INSERT INTO public.auth_permission VALUES (246, 'Can delete approval', 87, 'delete_approval');
INSERT INTO public.auth_permission VALUES (247, 'Can view approval', 87, 'view_approval');
INSERT INTO public.auth_permission VALUES (248, 'Can add deadline', 88, 'add_deadlinerule');
INSERT INTO public.auth_permission VALUES (249, 'Can change deadline', 88, 'change_deadlinerule');
INSERT INTO public.auth_permission VALUES (250, 'Can delete deadline', 88, 'delete_deadlinerule');
INSERT INTO public.auth_permission VALUES (251, 'Can view deadline', 88, 'view_deadlinerule');
INSERT INTO public.auth_permission VALUES (252, 'Can add deadline: history', 89, 'add_deadlineruleevent');
INSERT INTO public.auth_permission VALUES (253, 'Can change deadline: history', 89, 'change_deadlineruleevent');
INSERT INTO public.auth_permission VALUES (254, 'Can delete deadline: history', 89, 'delete_deadlineruleevent');
INSERT INTO public.auth_permission VALUES (255, 'Can view deadline: history', 89, 'view_deadlineruleevent');
INSERT INTO public.auth_permission VALUES (256, 'Can add clock', 90, 'add_clock');
INSERT INTO public.auth_permission VALUES (257, 'Can change clock', 90, 'change_clock');
INSERT INTO public.auth_permission VALUES (258, 'Can delete clock', 90, 'delete_clock');
INSERT INTO public.auth_permission VALUES (259, 'Can view clock', 90, 'view_clock');
INSERT INTO public.auth_permission VALUES (260, 'Can add number series', 91, 'add_series');
INSERT INTO public.auth_permission VALUES (261, 'Can change number series', 91, 'change_series');
INSERT INTO public.auth_permission VALUES (262, 'Can delete number series', 91, 'delete_series');
INSERT INTO public.auth_permission VALUES (263, 'Can view number series', 91, 'view_series');
INSERT INTO public.auth_permission VALUES (264, 'Can add question', 92, 'add_question');
INSERT INTO public.auth_permission VALUES (265, 'Can change question', 92, 'change_question');
INSERT INTO public.auth_permission VALUES (266, 'Can delete question', 92, 'delete_question');
INSERT INTO public.auth_permission VALUES (267, 'Can view question', 92, 'view_question');
INSERT INTO public.auth_permission VALUES (268, 'Can accept, answer and assign questions', 92, 'answer_question');
INSERT INTO public.auth_permission VALUES (269, 'Can refer questions to departments', 92, 'refer_question');
INSERT INTO public.auth_permission VALUES (270, 'Can urge the desk and departments', 92, 'urge_question');
INSERT INTO public.auth_permission VALUES (271, 'Can add message', 93, 'add_message');
INSERT INTO public.auth_permission VALUES (272, 'Can change message', 93, 'change_message');
INSERT INTO public.auth_permission VALUES (273, 'Can delete message', 93, 'delete_message');
INSERT INTO public.auth_permission VALUES (274, 'Can view message', 93, 'view_message');
INSERT INTO public.auth_permission VALUES (275, 'Can add rating', 94, 'add_rating');
INSERT INTO public.auth_permission VALUES (276, 'Can change rating', 94, 'change_rating');
INSERT INTO public.auth_permission VALUES (277, 'Can delete rating', 94, 'delete_rating');
INSERT INTO public.auth_permission VALUES (278, 'Can view rating', 94, 'view_rating');
INSERT INTO public.auth_permission VALUES (279, 'Can add referral', 95, 'add_referral');
INSERT INTO public.auth_permission VALUES (280, 'Can change referral', 95, 'change_referral');
INSERT INTO public.auth_permission VALUES (281, 'Can delete referral', 95, 'delete_referral');
INSERT INTO public.auth_permission VALUES (282, 'Can view referral', 95, 'view_referral');
INSERT INTO public.auth_permission VALUES (283, 'Can reply to referrals for a department', 95, 'reply_referral');
INSERT INTO public.auth_permission VALUES (284, 'Can add grievance', 96, 'add_grievance');
INSERT INTO public.auth_permission VALUES (285, 'Can change grievance', 96, 'change_grievance');
INSERT INTO public.auth_permission VALUES (286, 'Can delete grievance', 96, 'delete_grievance');
INSERT INTO public.auth_permission VALUES (287, 'Can view grievance', 96, 'view_grievance');
INSERT INTO public.auth_permission VALUES (288, 'Can accept, work on and close grievances', 96, 'handle_grievance');
INSERT INTO public.auth_permission VALUES (289, 'Can add grievance: history', 97, 'add_grievanceevent');
INSERT INTO public.auth_permission VALUES (290, 'Can change grievance: history', 97, 'change_grievanceevent');
INSERT INTO public.auth_permission VALUES (291, 'Can delete grievance: history', 97, 'delete_grievanceevent');
INSERT INTO public.auth_permission VALUES (292, 'Can view grievance: history', 97, 'view_grievanceevent');
INSERT INTO public.auth_permission VALUES (293, 'Can add reporter', 98, 'add_grievancereporter');
INSERT INTO public.auth_permission VALUES (294, 'Can change reporter', 98, 'change_grievancereporter');
INSERT INTO public.auth_permission VALUES (295, 'Can delete reporter', 98, 'delete_grievancereporter');
INSERT INTO public.auth_permission VALUES (296, 'Can view reporter', 98, 'view_grievancereporter');
INSERT INTO public.auth_permission VALUES (297, 'Can add grievance entry', 99, 'add_grievanceentry');
INSERT INTO public.auth_permission VALUES (298, 'Can change grievance entry', 99, 'change_grievanceentry');
INSERT INTO public.auth_permission VALUES (299, 'Can delete grievance entry', 99, 'delete_grievanceentry');
INSERT INTO public.auth_permission VALUES (300, 'Can view grievance entry', 99, 'view_grievanceentry');


INSERT INTO public.consultation_deadlinerule VALUES (1, 'question.accept', 1, 'U', '12351 职工服务热线通行做法');
INSERT INTO public.consultation_deadlinerule VALUES (2, 'question.consultation', 3, 'U', '12351 职工服务热线通行做法: 咨询类');
INSERT INTO public.consultation_deadlinerule VALUES (3, 'question.general', 7, 'U', '12351 职工服务热线通行做法: 一般');
INSERT INTO public.consultation_deadlinerule VALUES (4, 'question.difficult', 15, 'U', '12351 职工服务热线通行做法: 疑难');
INSERT INTO public.consultation_deadlinerule VALUES (5, 'question.complex', 30, 'U', '12351 职工服务热线通行做法: 复杂');
INSERT INTO public.consultation_deadlinerule VALUES (6, 'question.supervise', 3, 'U', '本会默认值: 不满意件督办');
INSERT INTO public.consultation_deadlinerule VALUES (7, 'referral.reply', 3, 'S', '职工诉求办理通知单: 3 个工作日内答复');
INSERT INTO public.consultation_deadlinerule VALUES (8, 'grievance.accept', 5, 'U', '参照《劳动争议调解仲裁法》第二十九条: 五日内决定是否受理');
INSERT INTO public.consultation_deadlinerule VALUES (9, 'grievance.handle', 60, 'U', '参照《劳动保障监察条例》第十七条: 60 个工作日内完成');
INSERT INTO public.consultation_deadlinerule VALUES (10, 'grievance.reply', 3, 'U', '本会默认值: 回复当事人留言');


INSERT INTO public.django_content_type VALUES (1, 'pghistory', 'events');
INSERT INTO public.django_content_type VALUES (2, 'pghistory', 'middlewareevents');
INSERT INTO public.django_content_type VALUES (3, 'admin', 'logentry');
INSERT INTO public.django_content_type VALUES (4, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (5, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (6, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (7, 'sessions', 'session');
INSERT INTO public.django_content_type VALUES (8, 'account', 'emailaddress');
INSERT INTO public.django_content_type VALUES (9, 'account', 'emailconfirmation');
INSERT INTO public.django_content_type VALUES (10, 'mfa', 'authenticator');
INSERT INTO public.django_content_type VALUES (11, 'pghistory', 'context');
INSERT INTO public.django_content_type VALUES (12, 'authtoken', 'token');
INSERT INTO public.django_content_type VALUES (13, 'authtoken', 'tokenproxy');
INSERT INTO public.django_content_type VALUES (14, 'office', 'dayoverride');
INSERT INTO public.django_content_type VALUES (15, 'office', 'notice');
INSERT INTO public.django_content_type VALUES (16, 'office', 'attachment');
INSERT INTO public.django_content_type VALUES (17, 'office', 'auditevent');
INSERT INTO public.django_content_type VALUES (18, 'members', 'unit');
INSERT INTO public.django_content_type VALUES (19, 'members', 'user');
INSERT INTO public.django_content_type VALUES (20, 'members', 'member');
INSERT INTO public.django_content_type VALUES (21, 'members', 'post');
INSERT INTO public.django_content_type VALUES (22, 'members', 'appointment');
INSERT INTO public.django_content_type VALUES (23, 'members', 'memberevent');
INSERT INTO public.django_content_type VALUES (24, 'members', 'appointmentevent');
INSERT INTO public.django_content_type VALUES (25, 'members', 'importjob');
INSERT INTO public.django_content_type VALUES (26, 'members', 'importfault');
INSERT INTO public.django_content_type VALUES (27, 'members', 'membershipperiod');
INSERT INTO public.django_content_type VALUES (28, 'members', 'standing');
INSERT INTO public.django_content_type VALUES (29, 'members', 'transferbatch');
INSERT INTO public.django_content_type VALUES (30, 'members', 'application');
INSERT INTO public.django_content_type VALUES (31, 'members', 'membershipchange');
INSERT INTO public.django_content_type VALUES (32, 'members', 'changerequest');
INSERT INTO public.django_content_type VALUES (33, 'members', 'consent');
INSERT INTO public.django_content_type VALUES (34, 'members', 'consenttext');
INSERT INTO public.django_content_type VALUES (35, 'members', 'activationcode');
INSERT INTO public.django_content_type VALUES (36, 'members', 'familymember');
INSERT INTO public.django_content_type VALUES (37, 'members', 'familymemberevent');
INSERT INTO public.django_content_type VALUES (38, 'members', 'hardshipmark');
INSERT INTO public.django_content_type VALUES (39, 'members', 'honour');
INSERT INTO public.django_content_type VALUES (40, 'members', 'memberdocument');
INSERT INTO public.django_content_type VALUES (41, 'members', 'erasure');
INSERT INTO public.django_content_type VALUES (42, 'members', 'legalhold');
INSERT INTO public.django_content_type VALUES (43, 'members', 'retentionrule');
INSERT INTO public.django_content_type VALUES (44, 'members', 'retentionruleevent');
INSERT INTO public.django_content_type VALUES (45, 'members', 'duesruleevent');
INSERT INTO public.django_content_type VALUES (46, 'members', 'dueswaiver');
INSERT INTO public.django_content_type VALUES (47, 'members', 'dueswaiverevent');
INSERT INTO public.django_content_type VALUES (48, 'members', 'payrollfile');
INSERT INTO public.django_content_type VALUES (49, 'members', 'payrollrow');
INSERT INTO public.django_content_type VALUES (50, 'members', 'receiptcount');
INSERT INTO public.django_content_type VALUES (51, 'members', 'duesbasis');
INSERT INTO public.django_content_type VALUES (52, 'members', 'duesbasisevent');
INSERT INTO public.django_content_type VALUES (53, 'members', 'duesbook');
INSERT INTO public.django_content_type VALUES (54, 'members', 'duescharge');
INSERT INTO public.django_content_type VALUES (55, 'members', 'dueschargeevent');
INSERT INTO public.django_content_type VALUES (56, 'members', 'duesmonth');
INSERT INTO public.django_content_type VALUES (57, 'members', 'duespayment');
INSERT INTO public.django_content_type VALUES (58, 'members', 'duesrule');
INSERT INTO public.django_content_type VALUES (59, 'members', 'apicall');
INSERT INTO public.django_content_type VALUES (60, 'members', 'departure');
INSERT INTO public.django_content_type VALUES (61, 'members', 'memberstamp');
INSERT INTO public.django_content_type VALUES (62, 'members', 'committee');
INSERT INTO public.django_content_type VALUES (63, 'members', 'seat');
INSERT INTO public.django_content_type VALUES (64, 'members', 'term');
INSERT INTO public.django_content_type VALUES (65, 'members', 'unitcontact');
INSERT INTO public.django_content_type VALUES (66, 'members', 'postpower');
INSERT INTO public.django_content_type VALUES (67, 'members', 'importleaver');
INSERT INTO public.django_content_type VALUES (68, 'members', 'importrow');
INSERT INTO public.django_content_type VALUES (69, 'members', 'importslice');
INSERT INTO public.django_content_type VALUES (70, 'members', 'doublecandidate');
INSERT INTO public.django_content_type VALUES (71, 'members', 'membertocompare');
INSERT INTO public.django_content_type VALUES (72, 'members', 'merge');
INSERT INTO public.django_content_type VALUES (73, 'members', 'unitplace');
INSERT INTO public.django_content_type VALUES (74, 'welfare', 'occasion');
INSERT INTO public.django_content_type VALUES (75, 'welfare', 'cap');
INSERT INTO public.django_content_type VALUES (76, 'welfare', 'capevent');
INSERT INTO public.django_content_type VALUES (77, 'welfare', 'budgetline');
INSERT INTO public.django_content_type VALUES (78, 'welfare', 'budgetlineevent');
INSERT INTO public.django_content_type VALUES (79, 'welfare', 'approvalrule');
INSERT INTO public.django_content_type VALUES (80, 'welfare', 'plan');
INSERT INTO public.django_content_type VALUES (81, 'welfare', 'planevent');
INSERT INTO public.django_content_type VALUES (82, 'welfare', 'run');
INSERT INTO public.django_content_type VALUES (83, 'welfare', 'rununit');
INSERT INTO public.django_content_type VALUES (84, 'welfare', 'slice');
INSERT INTO public.django_content_type VALUES (85, 'welfare', 'grant');
INSERT INTO public.django_content_type VALUES (86, 'welfare', 'grantevent');
INSERT INTO public.django_content_type VALUES (87, 'welfare', 'approval');
INSERT INTO public.django_content_type VALUES (88, 'consultation', 'deadlinerule');
INSERT INTO public.django_content_type VALUES (89, 'consultation', 'deadlineruleevent');
INSERT INTO public.django_content_type VALUES (90, 'consultation', 'clock');
INSERT INTO public.django_content_type VALUES (91, 'consultation', 'series');
INSERT INTO public.django_content_type VALUES (92, 'consultation', 'question');
INSERT INTO public.django_content_type VALUES (93, 'consultation', 'message');
INSERT INTO public.django_content_type VALUES (94, 'consultation', 'rating');
INSERT INTO public.django_content_type VALUES (95, 'consultation', 'referral');
INSERT INTO public.django_content_type VALUES (96, 'consultation', 'grievance');
INSERT INTO public.django_content_type VALUES (97, 'consultation', 'grievanceevent');
INSERT INTO public.django_content_type VALUES (98, 'consultation', 'grievancereporter');
INSERT INTO public.django_content_type VALUES (99, 'consultation', 'grievanceentry');


INSERT INTO public.django_migrations VALUES (1, 'pghistory', '0001_initial', '2026-11-27 09:45:58.175346+00');
INSERT INTO public.django_migrations VALUES (2, 'pghistory', '0002_aggregateevent', '2026-11-27 09:45:58.190741+00');
INSERT INTO public.django_migrations VALUES (3, 'pghistory', '0003_auto_20201023_1636', '2026-11-27 09:45:58.200273+00');
INSERT INTO public.django_migrations VALUES (4, 'pghistory', '0004_auto_20220906_1625', '2026-11-27 09:45:58.213983+00');
INSERT INTO public.django_migrations VALUES (5, 'pghistory', '0005_events_middlewareevents', '2026-11-27 09:45:58.21887+00');
INSERT INTO public.django_migrations VALUES (6, 'pghistory', '0006_delete_aggregateevent', '2026-11-27 09:45:58.229324+00');
INSERT INTO public.django_migrations VALUES (7, 'pghistory', '0007_auto_20250421_0444', '2026-11-27 09:45:58.249842+00');
INSERT INTO public.django_migrations VALUES (8, 'contenttypes', '0001_initial', '2026-11-27 09:45:58.270411+00');
INSERT INTO public.django_migrations VALUES (9, 'contenttypes', '0002_remove_content_type_name', '2026-11-27 09:45:58.289429+00');
INSERT INTO public.django_migrations VALUES (10, 'auth', '0001_initial', '2026-11-27 09:45:58.378692+00');
INSERT INTO public.django_migrations VALUES (11, 'auth', '0002_alter_permission_name_max_length', '2026-11-27 09:45:58.390215+00');
INSERT INTO public.django_migrations VALUES (12, 'auth', '0003_alter_user_email_max_length', '2026-11-27 09:45:58.397099+00');
INSERT INTO public.django_migrations VALUES (13, 'auth', '0004_alter_user_username_opts', '2026-11-27 09:45:58.413329+00');
INSERT INTO public.django_migrations VALUES (14, 'auth', '0005_alter_user_last_login_null', '2026-11-27 09:45:58.426453+00');
INSERT INTO public.django_migrations VALUES (15, 'auth', '0006_require_contenttypes_0002', '2026-11-27 09:45:58.429437+00');
INSERT INTO public.django_migrations VALUES (16, 'auth', '0007_alter_validators_add_error_messages', '2026-11-27 09:45:58.441478+00');
INSERT INTO public.django_migrations VALUES (17, 'auth', '0008_alter_user_username_max_length', '2026-11-27 09:45:58.454411+00');
INSERT INTO public.django_migrations VALUES (18, 'auth', '0009_alter_user_last_name_max_length', '2026-11-27 09:45:58.471748+00');
INSERT INTO public.django_migrations VALUES (19, 'auth', '0010_alter_group_name_max_length', '2026-11-27 09:45:58.498733+00');
INSERT INTO public.django_migrations VALUES (20, 'auth', '0011_update_proxy_permissions', '2026-11-27 09:45:58.527945+00');
INSERT INTO public.django_migrations VALUES (21, 'auth', '0012_alter_user_first_name_max_length', '2026-11-27 09:45:58.548241+00');
INSERT INTO public.django_migrations VALUES (22, 'members', '0001_initial', '2026-11-27 09:45:59.905681+00');
INSERT INTO public.django_migrations VALUES (23, 'account', '0001_initial', '2026-11-27 09:46:00.033549+00');
INSERT INTO public.django_migrations VALUES (24, 'account', '0002_email_max_length', '2026-11-27 09:46:00.097528+00');
INSERT INTO public.django_migrations VALUES (25, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-27 09:46:00.197498+00');
INSERT INTO public.django_migrations VALUES (26, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-27 09:46:00.270305+00');
INSERT INTO public.django_migrations VALUES (27, 'account', '0005_emailaddress_idx_upper_email', '2026-11-27 09:46:00.334773+00');
INSERT INTO public.django_migrations VALUES (28, 'account', '0006_emailaddress_lower', '2026-11-27 09:46:00.408535+00');
INSERT INTO public.django_migrations VALUES (29, 'account', '0007_emailaddress_idx_email', '2026-11-27 09:46:00.526118+00');
INSERT INTO public.django_migrations VALUES (30, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-27 09:46:00.626074+00');
INSERT INTO public.django_migrations VALUES (31, 'account', '0009_emailaddress_unique_primary_email', '2026-11-27 09:46:00.693711+00');
INSERT INTO public.django_migrations VALUES (32, 'admin', '0001_initial', '2026-11-27 09:46:00.782998+00');
INSERT INTO public.django_migrations VALUES (33, 'admin', '0002_logentry_remove_auto_add', '2026-11-27 09:46:00.836429+00');
INSERT INTO public.django_migrations VALUES (34, 'admin', '0003_logentry_add_action_flag_choices', '2026-11-27 09:46:00.891093+00');
INSERT INTO public.django_migrations VALUES (35, 'authtoken', '0001_initial', '2026-11-27 09:46:00.977546+00');
INSERT INTO public.django_migrations VALUES (36, 'authtoken', '0002_auto_20160226_1747', '2026-11-27 09:46:01.19477+00');
INSERT INTO public.django_migrations VALUES (37, 'authtoken', '0003_tokenproxy', '2026-11-27 09:46:01.206671+00');
INSERT INTO public.django_migrations VALUES (38, 'authtoken', '0004_alter_tokenproxy_options', '2026-11-27 09:46:01.212164+00');
INSERT INTO public.django_migrations VALUES (39, 'consultation', '0001_initial', '2026-11-27 09:46:09.66606+00');
INSERT INTO public.django_migrations VALUES (40, 'consultation', '0002_messages_stay', '2026-11-27 09:46:09.776556+00');
INSERT INTO public.django_migrations VALUES (41, 'members', '0002_imports', '2026-11-27 09:46:10.345561+00');
INSERT INTO public.django_migrations VALUES (42, 'members', '0003_row_history_before_the_change', '2026-11-27 09:46:10.539998+00');
INSERT INTO public.django_migrations VALUES (43, 'members', '0004_labels', '2026-11-27 09:46:10.772082+00');
INSERT INTO public.django_migrations VALUES (44, 'members', '0005_one_index_for_units', '2026-11-27 09:46:10.929374+00');
INSERT INTO public.django_migrations VALUES (45, 'members', '0006_membership_periods', '2026-11-27 09:46:13.997654+00');
INSERT INTO public.django_migrations VALUES (46, 'members', '0007_states', '2026-11-27 09:46:14.72555+00');
INSERT INTO public.django_migrations VALUES (47, 'members', '0008_owndata', '2026-11-27 09:46:17.278309+00');
INSERT INTO public.django_migrations VALUES (48, 'members', '0009_activation', '2026-11-27 09:46:17.698714+00');
INSERT INTO public.django_migrations VALUES (49, 'members', '0010_person', '2026-11-27 09:46:20.271256+00');
INSERT INTO public.django_migrations VALUES (50, 'members', '0011_document_kinds', '2026-11-27 09:46:20.332595+00');
INSERT INTO public.django_migrations VALUES (51, 'members', '0012_owndata_retention', '2026-11-27 09:46:21.983528+00');
INSERT INTO public.django_migrations VALUES (52, 'members', '0013_owndata_family', '2026-11-27 09:46:22.142372+00');
INSERT INTO public.django_migrations VALUES (53, 'members', '0014_dues', '2026-11-27 09:46:34.624233+00');
INSERT INTO public.django_migrations VALUES (54, 'members', '0015_register', '2026-11-27 09:46:37.085497+00');
INSERT INTO public.django_migrations VALUES (55, 'members', '0016_api', '2026-11-27 09:46:38.437448+00');
INSERT INTO public.django_migrations VALUES (56, 'members', '0017_organisation', '2026-11-27 09:46:44.105573+00');
INSERT INTO public.django_migrations VALUES (57, 'members', '0018_import_staging', '2026-11-27 09:46:51.516622+00');
INSERT INTO public.django_migrations VALUES (58, 'members', '0019_dues_payroll', '2026-11-27 09:46:52.085899+00');
INSERT INTO public.django_migrations VALUES (59, 'members', '0020_dues_words', '2026-11-27 09:46:53.821569+00');
INSERT INTO public.django_migrations VALUES (60, 'members', '0021_doubles', '2026-11-27 09:47:00.255556+00');
INSERT INTO public.django_migrations VALUES (61, 'members', '0022_register_rights', '2026-11-27 09:47:01.546812+00');
INSERT INTO public.django_migrations VALUES (62, 'members', '0023_shipped_permissions', '2026-11-27 09:47:01.885922+00');
INSERT INTO public.django_migrations VALUES (63, 'members', '0024_names_in_the_admin', '2026-11-27 09:47:02.137797+00');
INSERT INTO public.django_migrations VALUES (64, 'members', '0025_guards', '2026-11-27 09:47:02.589474+00');
INSERT INTO public.django_migrations VALUES (65, 'members', '0026_joined', '2026-11-27 09:47:03.198518+00');
INSERT INTO public.django_migrations VALUES (66, 'members', '0027_places_of_units', '2026-11-27 09:47:04.245549+00');
INSERT INTO public.django_migrations VALUES (67, 'members', '0028_words_of_the_admin', '2026-11-27 09:47:08.207756+00');
INSERT INTO public.django_migrations VALUES (68, 'mfa', '0001_initial', '2026-11-27 09:47:08.637517+00');
INSERT INTO public.django_migrations VALUES (69, 'mfa', '0002_authenticator_timestamps', '2026-11-27 09:47:09.010271+00');
INSERT INTO public.django_migrations VALUES (70, 'mfa', '0003_authenticator_type_uniq', '2026-11-27 09:47:09.643649+00');
INSERT INTO public.django_migrations VALUES (71, 'office', '0001_initial', '2026-11-27 09:47:12.901433+00');
INSERT INTO public.django_migrations VALUES (72, 'office', '0002_owndata_retention', '2026-11-27 09:47:13.538671+00');
INSERT INTO public.django_migrations VALUES (73, 'sessions', '0001_initial', '2026-11-27 09:47:13.589599+00');
INSERT INTO public.django_migrations VALUES (74, 'welfare', '0001_initial', '2026-11-27 09:47:38.258335+00');
INSERT INTO public.django_migrations VALUES (75, 'welfare', '0002_plan_name', '2026-11-27 09:47:39.934922+00');
INSERT INTO public.django_migrations VALUES (76, 'welfare', '0003_what_was_left_before', '2026-11-27 09:47:40.246036+00');
INSERT INTO public.django_migrations VALUES (77, 'welfare', '0004_one_person_receives_once', '2026-11-27 09:47:41.001405+00');


INSERT INTO public.members_consenttext VALUES (1, 'health', '2026-01-01', '我同意工会使用我的住院、诊断等健康信息，用于住院慰问和困难帮扶的申请、审核与发放。只有经办人和审批人可以看到，公示名单不显示病情。材料随慰问档案保存，期满删除。', '撤回后，工会不再收集和使用新的健康信息；需要凭健康材料办理的慰问将无法办理。已经发放的慰问和依法保存的凭证不受影响。', '《个人信息保护法》第28–31条；文本为通行写法，未经核实，请按本单位情况修订');
INSERT INTO public.members_consenttext VALUES (2, 'bank_card', '2026-01-01', '我同意工会保存我的银行卡号，用于向我发放慰问金和退还费用。卡号加密保存，页面只显示末四位，完整查看须说明理由并留下记录。', '撤回后，系统立即删除保存的卡号；以后的慰问金改为其他方式领取。已经完成的付款不受影响。', '《个人信息保护法》第28–31条；文本为通行写法，未经核实，请按本单位情况修订');
INSERT INTO public.members_consenttext VALUES (3, 'family', '2026-01-01', '我同意工会保存我的配偶、父母、子女的姓名和关系等必要信息，用于丧葬慰问、金秋助学等与家庭有关的服务。我已告知家人。', '撤回后，工会不再为上述用途使用家庭信息；需要家庭信息才能办理的慰问和助学将无法办理。已经发放的不受影响。', '《个人信息保护法》第28–31条；文本为通行写法，未经核实，请按本单位情况修订');
INSERT INTO public.members_consenttext VALUES (4, 'notice', '2026-01-01', '我同意工会在慰问、评优等公示名单中显示我的姓名和所在单位。公示不显示病情、证件号码、手机号和银行卡号。', '撤回后，新的公示名单不再显示您的姓名，只显示隐去部分字的姓名；按规定必须公示的，会事先告知您。', '《个人信息保护法》第28–31条；文本为通行写法，未经核实，请按本单位情况修订');


INSERT INTO public.members_duesrule VALUES (1, '1978-11-13', 0.00500, 10.00, '工发〔1978〕101号《关于收交工会会费的通知》');


INSERT INTO public.members_duesruleevent VALUES (1, '2026-11-27 09:47:42.217791+00', 'insert', 1, '1978-11-13', 0.00500, 10.00, '工发〔1978〕101号《关于收交工会会费的通知》', NULL, 1);


INSERT INTO public.members_post VALUES (1, 'chair', 'Chair', '["members.view_unit", "members.view_member", "members.view_changerequest", "members.view_consent", "members.view_erasure", "members.view_activationcode", "members.view_hardshipmark", "members.view_dues", "members.view_membershipperiod", "members.view_membershipchange", "members.view_application", "welfare.view_plan", "welfare.view_run", "welfare.view_grant", "welfare.view_budgetline", "consultation.view_question", "consultation.view_grievance", "office.view_auditevent", "members.waive_dues", "members.add_unit", "members.change_unit", "members.reorganise_unit", "members.reveal_member", "members.export_member", "members.decide_change", "members.decide_erasure", "members.hand_out_code", "members.hand_out_officer_code", "members.expel_member", "members.transfer_member", "welfare.approve_run", "welfare.return_run", "consultation.urge_question"]');
INSERT INTO public.members_post VALUES (2, 'branch_chair', 'Branch chair', '["members.view_unit", "members.change_unit", "members.view_member", "members.hand_out_code", "members.view_hardshipmark", "members.view_membershipchange", "members.transfer_member", "welfare.view_run", "welfare.view_grant", "welfare.approve_run", "welfare.return_run", "consultation.view_question", "consultation.urge_question"]');
INSERT INTO public.members_post VALUES (3, 'welfare_officer', 'Welfare officer', '["members.view_unit", "members.add_unit", "members.change_unit", "members.view_member", "members.view_hardshipmark", "members.add_member", "members.change_member", "members.mark_hardship", "members.import_member", "members.export_member", "members.export_full_member", "members.reveal_member", "members.view_changerequest", "members.decide_change", "members.view_consent", "members.record_consent", "members.view_erasure", "members.decide_erasure", "members.hand_out_code", "members.view_dues", "members.view_membershipperiod", "members.view_membershipchange", "members.transfer_member", "members.change_membership", "members.admit_member", "members.view_application", "members.merge_member", "welfare.view_plan", "welfare.change_plan", "welfare.view_run", "welfare.open_run", "welfare.submit_run", "welfare.issue_run", "welfare.cancel_run", "welfare.view_grant", "welfare.sign_grant", "welfare.view_budgetline"]');
INSERT INTO public.members_post VALUES (4, 'finance_officer', 'Finance officer', '["members.view_unit", "members.view_dues", "members.keep_dues", "welfare.view_plan", "welfare.view_run", "welfare.view_grant", "welfare.approve_run", "welfare.return_run", "welfare.view_budgetline", "welfare.change_budgetline"]');
INSERT INTO public.members_post VALUES (5, 'auditor', 'Auditor', '["members.view_unit", "members.view_member", "members.view_changerequest", "members.view_consent", "members.view_erasure", "members.view_activationcode", "members.view_hardshipmark", "members.view_dues", "members.view_membershipperiod", "members.view_membershipchange", "members.view_application", "welfare.view_plan", "welfare.view_run", "welfare.view_grant", "welfare.view_budgetline", "consultation.view_question", "consultation.view_grievance", "office.view_auditevent"]');
INSERT INTO public.members_post VALUES (6, 'desk_counsellor', 'Desk counsellor', '["consultation.view_question", "consultation.answer_question", "consultation.refer_question", "consultation.urge_question"]');
INSERT INTO public.members_post VALUES (7, 'rights_officer', 'Rights officer', '["consultation.view_grievance", "consultation.handle_grievance"]');
INSERT INTO public.members_post VALUES (8, 'department_liaison', 'Department liaison', '["consultation.reply_referral"]');
INSERT INTO public.members_post VALUES (9, 'group_leader', 'Group leader', '["members.view_unit", "members.view_member", "welfare.view_grant", "welfare.sign_grant"]');


INSERT INTO public.members_post_permissions VALUES (1, 1, 131);
INSERT INTO public.members_post_permissions VALUES (2, 1, 138);
INSERT INTO public.members_post_permissions VALUES (3, 1, 267);
INSERT INTO public.members_post_permissions VALUES (4, 1, 139);
INSERT INTO public.members_post_permissions VALUES (5, 1, 270);
INSERT INTO public.members_post_permissions VALUES (6, 1, 287);
INSERT INTO public.members_post_permissions VALUES (7, 1, 161);
INSERT INTO public.members_post_permissions VALUES (8, 1, 163);
INSERT INTO public.members_post_permissions VALUES (9, 1, 68);
INSERT INTO public.members_post_permissions VALUES (10, 1, 69);
INSERT INTO public.members_post_permissions VALUES (11, 1, 70);
INSERT INTO public.members_post_permissions VALUES (12, 1, 72);
INSERT INTO public.members_post_permissions VALUES (13, 1, 200);
INSERT INTO public.members_post_permissions VALUES (14, 1, 73);
INSERT INTO public.members_post_permissions VALUES (15, 1, 81);
INSERT INTO public.members_post_permissions VALUES (16, 1, 83);
INSERT INTO public.members_post_permissions VALUES (17, 1, 212);
INSERT INTO public.members_post_permissions VALUES (18, 1, 85);
INSERT INTO public.members_post_permissions VALUES (19, 1, 220);
INSERT INTO public.members_post_permissions VALUES (20, 1, 223);
INSERT INTO public.members_post_permissions VALUES (21, 1, 224);
INSERT INTO public.members_post_permissions VALUES (22, 1, 104);
INSERT INTO public.members_post_permissions VALUES (23, 1, 106);
INSERT INTO public.members_post_permissions VALUES (24, 1, 107);
INSERT INTO public.members_post_permissions VALUES (25, 1, 238);
INSERT INTO public.members_post_permissions VALUES (26, 1, 110);
INSERT INTO public.members_post_permissions VALUES (27, 1, 112);
INSERT INTO public.members_post_permissions VALUES (28, 1, 113);
INSERT INTO public.members_post_permissions VALUES (29, 1, 114);
INSERT INTO public.members_post_permissions VALUES (30, 1, 111);
INSERT INTO public.members_post_permissions VALUES (31, 1, 120);
INSERT INTO public.members_post_permissions VALUES (32, 1, 121);
INSERT INTO public.members_post_permissions VALUES (33, 1, 122);
INSERT INTO public.members_post_permissions VALUES (34, 2, 224);
INSERT INTO public.members_post_permissions VALUES (35, 2, 131);
INSERT INTO public.members_post_permissions VALUES (36, 2, 70);
INSERT INTO public.members_post_permissions VALUES (37, 2, 72);
INSERT INTO public.members_post_permissions VALUES (38, 2, 107);
INSERT INTO public.members_post_permissions VALUES (39, 2, 267);
INSERT INTO public.members_post_permissions VALUES (40, 2, 238);
INSERT INTO public.members_post_permissions VALUES (41, 2, 111);
INSERT INTO public.members_post_permissions VALUES (42, 2, 270);
INSERT INTO public.members_post_permissions VALUES (43, 2, 81);
INSERT INTO public.members_post_permissions VALUES (44, 2, 121);
INSERT INTO public.members_post_permissions VALUES (45, 2, 220);
INSERT INTO public.members_post_permissions VALUES (46, 2, 223);
INSERT INTO public.members_post_permissions VALUES (47, 3, 131);
INSERT INTO public.members_post_permissions VALUES (48, 3, 132);
INSERT INTO public.members_post_permissions VALUES (49, 3, 138);
INSERT INTO public.members_post_permissions VALUES (50, 3, 139);
INSERT INTO public.members_post_permissions VALUES (51, 3, 161);
INSERT INTO public.members_post_permissions VALUES (52, 3, 183);
INSERT INTO public.members_post_permissions VALUES (53, 3, 69);
INSERT INTO public.members_post_permissions VALUES (54, 3, 70);
INSERT INTO public.members_post_permissions VALUES (55, 3, 72);
INSERT INTO public.members_post_permissions VALUES (56, 3, 200);
INSERT INTO public.members_post_permissions VALUES (57, 3, 78);
INSERT INTO public.members_post_permissions VALUES (58, 3, 79);
INSERT INTO public.members_post_permissions VALUES (59, 3, 81);
INSERT INTO public.members_post_permissions VALUES (60, 3, 82);
INSERT INTO public.members_post_permissions VALUES (61, 3, 83);
INSERT INTO public.members_post_permissions VALUES (62, 3, 84);
INSERT INTO public.members_post_permissions VALUES (63, 3, 85);
INSERT INTO public.members_post_permissions VALUES (64, 3, 212);
INSERT INTO public.members_post_permissions VALUES (65, 3, 210);
INSERT INTO public.members_post_permissions VALUES (66, 3, 220);
INSERT INTO public.members_post_permissions VALUES (67, 3, 221);
INSERT INTO public.members_post_permissions VALUES (68, 3, 222);
INSERT INTO public.members_post_permissions VALUES (69, 3, 225);
INSERT INTO public.members_post_permissions VALUES (70, 3, 226);
INSERT INTO public.members_post_permissions VALUES (71, 3, 104);
INSERT INTO public.members_post_permissions VALUES (72, 3, 106);
INSERT INTO public.members_post_permissions VALUES (73, 3, 107);
INSERT INTO public.members_post_permissions VALUES (74, 3, 108);
INSERT INTO public.members_post_permissions VALUES (75, 3, 109);
INSERT INTO public.members_post_permissions VALUES (76, 3, 238);
INSERT INTO public.members_post_permissions VALUES (77, 3, 111);
INSERT INTO public.members_post_permissions VALUES (78, 3, 112);
INSERT INTO public.members_post_permissions VALUES (79, 3, 113);
INSERT INTO public.members_post_permissions VALUES (80, 3, 114);
INSERT INTO public.members_post_permissions VALUES (81, 3, 115);
INSERT INTO public.members_post_permissions VALUES (82, 3, 239);
INSERT INTO public.members_post_permissions VALUES (83, 3, 121);
INSERT INTO public.members_post_permissions VALUES (84, 4, 224);
INSERT INTO public.members_post_permissions VALUES (85, 4, 161);
INSERT INTO public.members_post_permissions VALUES (86, 4, 162);
INSERT INTO public.members_post_permissions VALUES (87, 4, 198);
INSERT INTO public.members_post_permissions VALUES (88, 4, 72);
INSERT INTO public.members_post_permissions VALUES (89, 4, 200);
INSERT INTO public.members_post_permissions VALUES (90, 4, 238);
INSERT INTO public.members_post_permissions VALUES (91, 4, 212);
INSERT INTO public.members_post_permissions VALUES (92, 4, 220);
INSERT INTO public.members_post_permissions VALUES (93, 4, 223);
INSERT INTO public.members_post_permissions VALUES (94, 5, 161);
INSERT INTO public.members_post_permissions VALUES (95, 5, 131);
INSERT INTO public.members_post_permissions VALUES (96, 5, 68);
INSERT INTO public.members_post_permissions VALUES (97, 5, 72);
INSERT INTO public.members_post_permissions VALUES (98, 5, 104);
INSERT INTO public.members_post_permissions VALUES (99, 5, 138);
INSERT INTO public.members_post_permissions VALUES (100, 5, 107);
INSERT INTO public.members_post_permissions VALUES (101, 5, 106);
INSERT INTO public.members_post_permissions VALUES (102, 5, 200);
INSERT INTO public.members_post_permissions VALUES (103, 5, 238);
INSERT INTO public.members_post_permissions VALUES (104, 5, 267);
INSERT INTO public.members_post_permissions VALUES (105, 5, 112);
INSERT INTO public.members_post_permissions VALUES (106, 5, 81);
INSERT INTO public.members_post_permissions VALUES (107, 5, 114);
INSERT INTO public.members_post_permissions VALUES (108, 5, 212);
INSERT INTO public.members_post_permissions VALUES (109, 5, 120);
INSERT INTO public.members_post_permissions VALUES (110, 5, 220);
INSERT INTO public.members_post_permissions VALUES (111, 5, 287);
INSERT INTO public.members_post_permissions VALUES (112, 6, 267);
INSERT INTO public.members_post_permissions VALUES (113, 6, 268);
INSERT INTO public.members_post_permissions VALUES (114, 6, 269);
INSERT INTO public.members_post_permissions VALUES (115, 6, 270);
INSERT INTO public.members_post_permissions VALUES (116, 7, 288);
INSERT INTO public.members_post_permissions VALUES (117, 7, 287);
INSERT INTO public.members_post_permissions VALUES (118, 8, 283);
INSERT INTO public.members_post_permissions VALUES (119, 9, 72);
INSERT INTO public.members_post_permissions VALUES (120, 9, 81);
INSERT INTO public.members_post_permissions VALUES (121, 9, 238);
INSERT INTO public.members_post_permissions VALUES (122, 9, 239);


INSERT INTO public.members_retentionrule VALUES (1, 'transferred', 5, 30, '未核实（U）：会籍转出后保留 5 年备查，请按本单位档案保管期限修订');
INSERT INTO public.members_retentionrule VALUES (2, 'withdrawn', 5, 30, '未核实（U）：退会后保留 5 年备查，请按本单位档案保管期限修订');
INSERT INTO public.members_retentionrule VALUES (3, 'expelled', 5, 30, '未核实（U）：除名后保留 5 年备查，请按本单位档案保管期限修订');
INSERT INTO public.members_retentionrule VALUES (4, 'merged', 1, 30, '未核实（U）：重复记录合并后保留 1 年，合并可撤销期为 30 天');


SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);


SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_permission_id_seq', 300, true);


SELECT pg_catalog.setval('public.consultation_clock_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_deadlinerule_id_seq', 10, true);


SELECT pg_catalog.setval('public.consultation_deadlineruleevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_grievance_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_grievanceentry_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_grievanceevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_message_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_question_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_rating_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_referral_id_seq', 1, false);


SELECT pg_catalog.setval('public.consultation_series_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_admin_log_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_content_type_id_seq', 99, true);


SELECT pg_catalog.setval('public.django_migrations_id_seq', 77, true);


SELECT pg_catalog.setval('public.members_activationcode_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_apicall_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_application_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_appointment_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_appointmentevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_changerequest_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_committee_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_consent_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_consenttext_id_seq', 4, true);


SELECT pg_catalog.setval('public.members_departure_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_doublecandidate_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duesbasis_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duesbasisevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duesbook_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duescharge_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_dueschargeevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duesmonth_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duespayment_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_duesrule_id_seq', 1, true);


SELECT pg_catalog.setval('public.members_duesruleevent_pgh_id_seq', 1, true);


SELECT pg_catalog.setval('public.members_dueswaiver_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_dueswaiverevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_erasure_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_familymember_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_familymemberevent_pgh_id_seq', 1, false);


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


SELECT pg_catalog.setval('public.members_post_id_seq', 9, true);


SELECT pg_catalog.setval('public.members_post_permissions_id_seq', 122, true);


SELECT pg_catalog.setval('public.members_receiptcount_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_retentionrule_id_seq', 4, true);


SELECT pg_catalog.setval('public.members_retentionruleevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.members_seat_id_seq', 1, false);


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


SELECT pg_catalog.setval('public.office_auditevent_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_dayoverride_id_seq', 1, false);


SELECT pg_catalog.setval('public.office_notice_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_approval_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_approvalrule_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_budgetline_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_budgetlineevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_cap_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_capevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_grant_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_grantevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_occasion_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_plan_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_planevent_pgh_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_run_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_rununit_id_seq', 1, false);


SELECT pg_catalog.setval('public.welfare_slice_id_seq', 1, false);


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


ALTER TABLE ONLY public.authtoken_token
    ADD CONSTRAINT authtoken_token_pkey PRIMARY KEY (key);


ALTER TABLE ONLY public.authtoken_token
    ADD CONSTRAINT authtoken_token_user_id_key UNIQUE (user_id);


ALTER TABLE ONLY public.consultation_clock
    ADD CONSTRAINT consultation_clock_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_deadlinerule
    ADD CONSTRAINT consultation_deadlinerule_code_key UNIQUE (code);


ALTER TABLE ONLY public.consultation_deadlinerule
    ADD CONSTRAINT consultation_deadlinerule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.consultation_deadlineruleevent
    ADD CONSTRAINT consultation_deadlineruleevent_pkey PRIMARY KEY (pgh_id);


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


ALTER TABLE ONLY public.members_honour
    ADD CONSTRAINT honour_is_entered_once UNIQUE (member_id, awarded_on, title);


ALTER TABLE ONLY public.members_activationcode
    ADD CONSTRAINT members_activationcode_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_apicall
    ADD CONSTRAINT members_apicall_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_application
    ADD CONSTRAINT members_application_receipt_hash_key UNIQUE (receipt_hash);


ALTER TABLE ONLY public.members_appointment
    ADD CONSTRAINT members_appointment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_appointmentevent
    ADD CONSTRAINT members_appointmentevent_pkey PRIMARY KEY (pgh_id);


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


ALTER TABLE ONLY public.office_auditevent
    ADD CONSTRAINT office_auditevent_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_dayoverride
    ADD CONSTRAINT office_dayoverride_day_key UNIQUE (day);


ALTER TABLE ONLY public.office_dayoverride
    ADD CONSTRAINT office_dayoverride_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.office_notice
    ADD CONSTRAINT office_notice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_appointment
    ADD CONSTRAINT one_appointment_a_start UNIQUE (holder_id, post_id, unit_id, starts_on);


ALTER TABLE ONLY public.welfare_approval
    ADD CONSTRAINT one_approval_a_person_and_round UNIQUE (run_id, round, by_id);


ALTER TABLE ONLY public.members_apicall
    ADD CONSTRAINT one_call_a_key UNIQUE (by_id, key);


ALTER TABLE ONLY public.welfare_cap
    ADD CONSTRAINT one_cap_a_start UNIQUE (unit_id, kind, basis, effective_from);


ALTER TABLE ONLY public.members_duescharge
    ADD CONSTRAINT one_charge_a_member_and_month UNIQUE (member_id, month);


ALTER TABLE ONLY public.members_committee
    ADD CONSTRAINT one_committee_of_a_kind UNIQUE (unit_id, kind);


ALTER TABLE ONLY public.members_consenttext
    ADD CONSTRAINT one_consent_text_a_day UNIQUE (purpose, effective_from);


ALTER TABLE ONLY public.members_receiptcount
    ADD CONSTRAINT one_count_a_unit_and_year UNIQUE (unit_id, year);


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT one_grant_a_member_and_occasion UNIQUE (member_id, occasion_id);


ALTER TABLE ONLY public.welfare_budgetline
    ADD CONSTRAINT one_line_a_year_and_kind UNIQUE (unit_id, year, kind);


ALTER TABLE ONLY public.members_payrollrow
    ADD CONSTRAINT one_payroll_row_a_sheet_row UNIQUE (file_id, "row");


ALTER TABLE ONLY public.members_membershipperiod
    ADD CONSTRAINT one_period_is_open UNIQUE NULLS NOT DISTINCT (member_id, ends_on);


ALTER TABLE ONLY public.members_membershipperiod
    ADD CONSTRAINT one_period_starts_a_day UNIQUE (member_id, starts_on);


ALTER TABLE ONLY public.welfare_rununit
    ADD CONSTRAINT one_place_a_run_and_unit UNIQUE (run_id, unit_id);


ALTER TABLE ONLY public.members_duespayment
    ADD CONSTRAINT one_receipt_a_number UNIQUE (unit_id, year, number);


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


ALTER TABLE ONLY public.members_duesbasis
    ADD CONSTRAINT one_wage_starts_a_month UNIQUE (member_id, starts_on);


ALTER TABLE ONLY public.pghistory_context
    ADD CONSTRAINT pghistory_context_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.members_importleaver
    ADD CONSTRAINT proposed_once UNIQUE (job_id, member_id);


ALTER TABLE ONLY public.members_term
    ADD CONSTRAINT terms_of_a_committee_are_numbered UNIQUE (committee_id, number);


ALTER TABLE ONLY public.members_term
    ADD CONSTRAINT terms_of_a_committee_never_overlap EXCLUDE USING gist (int8range(committee_id, committee_id, '[]'::text) WITH &&, daterange(starts_on, ends_on, '[]'::text) WITH &&);


ALTER TABLE ONLY public.welfare_approval
    ADD CONSTRAINT welfare_approval_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_approvalrule
    ADD CONSTRAINT welfare_approvalrule_min_amount_key UNIQUE (min_amount);


ALTER TABLE ONLY public.welfare_approvalrule
    ADD CONSTRAINT welfare_approvalrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_budgetline
    ADD CONSTRAINT welfare_budgetline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_budgetlineevent
    ADD CONSTRAINT welfare_budgetlineevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_cap
    ADD CONSTRAINT welfare_cap_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_capevent
    ADD CONSTRAINT welfare_capevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_grantevent
    ADD CONSTRAINT welfare_grantevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_occasion
    ADD CONSTRAINT welfare_occasion_key_key UNIQUE (key);


ALTER TABLE ONLY public.welfare_occasion
    ADD CONSTRAINT welfare_occasion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_plan
    ADD CONSTRAINT welfare_plan_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_planevent
    ADD CONSTRAINT welfare_planevent_pkey PRIMARY KEY (pgh_id);


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_rununit
    ADD CONSTRAINT welfare_rununit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.welfare_slice
    ADD CONSTRAINT welfare_slice_pkey PRIMARY KEY (id);


CREATE UNIQUE INDEX a_unit_stands_in_one_place ON public.members_unitplace USING btree (unit_id) WHERE (ends_on IS NULL);


CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);


CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);


CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);


CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);


CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);


CREATE INDEX activationcode_member ON public.members_activationcode USING btree (member_id, id);


CREATE INDEX application_waits ON public.members_application USING btree (unit_id, id) WHERE ((state)::text = 'submitted'::text);


CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


CREATE INDEX authtoken_token_key_10f0b77e_like ON public.authtoken_token USING btree (key varchar_pattern_ops);


CREATE INDEX change_due ON public.members_membershipchange USING btree (effective_on) WHERE ((state)::text = 'agreed'::text);


CREATE INDEX change_member ON public.members_membershipchange USING btree (member_id, id DESC);


CREATE INDEX change_waiting_due ON public.members_changerequest USING btree (due_on, id) WHERE ((state)::text = 'waiting'::text);


CREATE INDEX charge_month_unit ON public.members_duescharge USING btree (month, unit_id, id);


CREATE INDEX charge_owed ON public.members_duescharge USING btree (member_id) WHERE ((state)::text = 'due'::text);


CREATE INDEX charge_waiver ON public.members_duescharge USING btree (waiver_id) WHERE (waiver_id IS NOT NULL);


CREATE INDEX clock_running_due ON public.consultation_clock USING btree (due_on, id) WHERE ((dropped_at IS NULL) AND (met_at IS NULL));


CREATE INDEX consent_member_purpose ON public.members_consent USING btree (member_id, purpose, id DESC);


CREATE INDEX consultation_clock_grievance_id_9bca5f42 ON public.consultation_clock USING btree (grievance_id);


CREATE INDEX consultation_clock_question_id_d4d12f1e ON public.consultation_clock USING btree (question_id);


CREATE INDEX consultation_clock_referral_id_1fdb57f1 ON public.consultation_clock USING btree (referral_id);


CREATE INDEX consultation_clock_rule_id_2729a6bd ON public.consultation_clock USING btree (rule_id);


CREATE INDEX consultation_deadlinerule_code_97713dd4_like ON public.consultation_deadlinerule USING btree (code varchar_pattern_ops);


CREATE INDEX consultation_deadlineruleevent_pgh_context_id_7624d2ca ON public.consultation_deadlineruleevent USING btree (pgh_context_id);


CREATE INDEX consultation_deadlineruleevent_pgh_obj_id_f07f6872 ON public.consultation_deadlineruleevent USING btree (pgh_obj_id);


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


CREATE INDEX departure_order ON public.members_departure USING btree (transaction, member_id);


CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);


CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);


CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


CREATE INDEX double_state_score ON public.members_doublecandidate USING btree (state, score DESC, id DESC);


CREATE INDEX duesmonth_waiting ON public.members_duesmonth USING btree (id) WHERE (computed_at IS NULL);


CREATE INDEX erasure_waiting ON public.members_erasure USING btree (not_before, id) WHERE ((state)::text = 'waiting'::text);


CREATE INDEX grievance_entry_grievance ON public.consultation_grievanceentry USING btree (grievance_id, id);


CREATE INDEX grievance_officer ON public.consultation_grievance USING btree (officer_id, state);


CREATE INDEX grievance_state ON public.consultation_grievance USING btree (state, id DESC);


CREATE INDEX grievance_unit ON public.consultation_grievance USING btree (unit_id, id DESC);


CREATE INDEX hardship_member ON public.members_hardshipmark USING btree (member_id, starts_on DESC);


CREATE INDEX hardship_review ON public.members_hardshipmark USING btree (review_on) WHERE (ended_on IS NULL);


CREATE INDEX importfault_job_row ON public.members_importfault USING btree (job_id, "row", id);


CREATE INDEX importjob_at_work ON public.members_importjob USING btree (id) WHERE ((state)::text = ANY ((ARRAY['checking'::character varying, 'importing'::character varying])::text[]));


CREATE INDEX importrow_member ON public.members_importrow USING btree (member_id) WHERE (member_id IS NOT NULL);


CREATE INDEX importrow_to_look_at ON public.members_importrow USING btree (job_id, outcome, number) WHERE ((outcome)::text = ANY ((ARRAY['updated'::character varying, 'conflict'::character varying])::text[]));


CREATE INDEX kin_certificate ON public.members_familymember USING btree (id_hash) WHERE (NOT ((id_hash)::text = ''::text));


CREATE UNIQUE INDEX kin_is_entered_once ON public.members_familymember USING btree (member_id, id_hash) WHERE (NOT ((id_hash)::text = ''::text));


CREATE INDEX member_in_hardship ON public.members_member USING btree (hardship) WHERE (NOT ((hardship)::text = ''::text));


CREATE INDEX member_initials ON public.members_member USING btree (initials varchar_pattern_ops);


CREATE INDEX member_joined_on ON public.members_member USING btree (joined_on, id);


CREATE INDEX member_name ON public.members_member USING btree (name varchar_pattern_ops);


CREATE INDEX member_no_contract ON public.members_member USING btree (employment_form) WHERE (NOT ((employment_form)::text = 'contract'::text));


CREATE INDEX member_not_on_duty ON public.members_member USING btree (employment) WHERE (NOT ((employment)::text = 'on_duty'::text));


CREATE INDEX member_phone_tail ON public.members_member USING btree (reverse((phone)::text) text_pattern_ops);


CREATE INDEX member_pinyin ON public.members_member USING btree (pinyin, id);


CREATE INDEX member_present ON public.members_member USING btree (unit_id, sex, post_category) WHERE (NOT ((state)::text = ANY ((ARRAY['transferred'::character varying, 'withdrawn'::character varying, 'expelled'::character varying, 'merged'::character varying])::text[])));


CREATE INDEX member_state ON public.members_member USING btree (state, id);


CREATE INDEX member_unit_id ON public.members_member USING btree (unit_id, id) INCLUDE (name, pinyin, initials, employee_number, state, joined_on, post_category, employment, employment_form, hardship);


CREATE INDEX members_activationcode_made_by_id_84207490 ON public.members_activationcode USING btree (made_by_id);


CREATE INDEX members_apicall_by_id_667f076a ON public.members_apicall USING btree (by_id);


CREATE INDEX members_apicall_called_at_d66bc242 ON public.members_apicall USING btree (called_at);


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


CREATE INDEX members_changerequest_decided_by_id_1b56e390 ON public.members_changerequest USING btree (decided_by_id);


CREATE INDEX members_changerequest_member_id_9d12c7a5 ON public.members_changerequest USING btree (member_id);


CREATE INDEX members_consent_by_id_f1a69cf0 ON public.members_consent USING btree (by_id);


CREATE INDEX members_consent_text_id_cf6cd088 ON public.members_consent USING btree (text_id);


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


CREATE INDEX members_retentionrule_state_ac78dc6e_like ON public.members_retentionrule USING btree (state varchar_pattern_ops);


CREATE INDEX members_retentionruleevent_pgh_context_id_9db92758 ON public.members_retentionruleevent USING btree (pgh_context_id);


CREATE INDEX members_retentionruleevent_pgh_obj_id_a916ba01 ON public.members_retentionruleevent USING btree (pgh_obj_id);


CREATE INDEX members_seat_member_id_8d2e00cf ON public.members_seat USING btree (member_id);


CREATE INDEX members_seat_term_id_d816d3bb ON public.members_seat USING btree (term_id);


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


CREATE INDEX office_audit_object ON public.office_auditevent USING btree (object_type_id, object_id, id);


CREATE INDEX office_auditevent_actor_id_47be5390 ON public.office_auditevent USING btree (actor_id);


CREATE INDEX office_auditevent_at_4dbeda9e ON public.office_auditevent USING btree (at);


CREATE INDEX office_auditevent_object_type_id_0f08642c ON public.office_auditevent USING btree (object_type_id);


CREATE INDEX office_auditevent_unit_id_da0b9047 ON public.office_auditevent USING btree (unit_id);


CREATE INDEX office_auditevent_verb_00f1caca ON public.office_auditevent USING btree (verb);


CREATE INDEX office_auditevent_verb_00f1caca_like ON public.office_auditevent USING btree (verb varchar_pattern_ops);


CREATE INDEX office_notice_to ON public.office_notice USING btree (to_id, id DESC);


CREATE INDEX office_notice_to_id_8721607e ON public.office_notice USING btree (to_id);


CREATE UNIQUE INDEX one_chair_at_a_time ON public.members_seat USING btree (term_id) WHERE (((post)::text = 'chair'::text) AND (until IS NULL));


CREATE UNIQUE INDEX one_hardship_at_a_time ON public.members_hardshipmark USING btree (member_id) WHERE (ended_on IS NULL);


CREATE UNIQUE INDEX one_hold_in_force ON public.members_legalhold USING btree (member_id) WHERE (lifted_at IS NULL);


CREATE UNIQUE INDEX one_open_change_a_field ON public.members_changerequest USING btree (member_id, field) WHERE ((state)::text = 'waiting'::text);


CREATE UNIQUE INDEX one_open_change_a_member ON public.members_membershipchange USING btree (member_id) WHERE ((state)::text = ANY ((ARRAY['asked'::character varying, 'released'::character varying, 'agreed'::character varying])::text[]));


CREATE UNIQUE INDEX one_open_code_a_member ON public.members_activationcode USING btree (member_id) WHERE ((used_at IS NULL) AND (voided_at IS NULL));


CREATE UNIQUE INDEX one_open_erasure_a_member ON public.members_erasure USING btree (member_id) WHERE ((state)::text = 'waiting'::text);


CREATE UNIQUE INDEX one_open_referral_a_department ON public.consultation_referral USING btree (question_id, unit_id) WHERE ((state)::text = 'sent'::text);


CREATE UNIQUE INDEX one_payment_a_row_of_a_file ON public.members_duespayment USING btree (digest, "row") WHERE (NOT ((digest)::text = ''::text));


CREATE UNIQUE INDEX one_run_a_plan_and_occasion ON public.welfare_run USING btree (plan_id, occasion_id) WHERE (NOT ((state)::text = 'cancelled'::text));


CREATE UNIQUE INDEX one_running_clock_a_rule_grievance ON public.consultation_clock USING btree (grievance_id, rule_id) WHERE ((dropped_at IS NULL) AND (met_at IS NULL));


CREATE UNIQUE INDEX one_running_clock_a_rule_question ON public.consultation_clock USING btree (question_id, rule_id) WHERE ((dropped_at IS NULL) AND (met_at IS NULL));


CREATE UNIQUE INDEX one_running_clock_a_rule_referral ON public.consultation_clock USING btree (referral_id, rule_id) WHERE ((dropped_at IS NULL) AND (met_at IS NULL));


CREATE UNIQUE INDEX one_seat_a_member_at_a_time ON public.members_seat USING btree (term_id, member_id) WHERE (until IS NULL);


CREATE UNIQUE INDEX one_spouse_at_a_time ON public.members_familymember USING btree (member_id) WHERE ((deceased_on IS NULL) AND ((relation)::text = 'spouse'::text));


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


CREATE INDEX welfare_approval_by_id_43878868 ON public.welfare_approval USING btree (by_id);


CREATE INDEX welfare_budgetline_unit_id_9c45ad9b ON public.welfare_budgetline USING btree (unit_id);


CREATE INDEX welfare_budgetlineevent_pgh_context_id_0f9e49e3 ON public.welfare_budgetlineevent USING btree (pgh_context_id);


CREATE INDEX welfare_budgetlineevent_pgh_obj_id_8c2e211b ON public.welfare_budgetlineevent USING btree (pgh_obj_id);


CREATE INDEX welfare_budgetlineevent_unit_id_29bae20e ON public.welfare_budgetlineevent USING btree (unit_id);


CREATE INDEX welfare_cap_unit_id_a7fa3fc5 ON public.welfare_cap USING btree (unit_id);


CREATE INDEX welfare_capevent_pgh_context_id_dce37978 ON public.welfare_capevent USING btree (pgh_context_id);


CREATE INDEX welfare_capevent_pgh_obj_id_1a16d25f ON public.welfare_capevent USING btree (pgh_obj_id);


CREATE INDEX welfare_capevent_unit_id_2b3e4fee ON public.welfare_capevent USING btree (unit_id);


CREATE INDEX welfare_grant_received ON public.welfare_grant USING btree (run_id) WHERE (received_at IS NOT NULL);


CREATE INDEX welfare_grant_run ON public.welfare_grant USING btree (run_id, id);


CREATE INDEX welfare_grant_signer ON public.welfare_grant USING btree (received_by_id) WHERE (received_by_id IS NOT NULL);


CREATE INDEX welfare_grant_unit ON public.welfare_grant USING btree (unit_id, run_id, id);


CREATE INDEX welfare_grantevent_member_id_c179c0d4 ON public.welfare_grantevent USING btree (member_id);


CREATE INDEX welfare_grantevent_occasion_id_a4d865a5 ON public.welfare_grantevent USING btree (occasion_id);


CREATE INDEX welfare_grantevent_pgh_context_id_d0c767af ON public.welfare_grantevent USING btree (pgh_context_id);


CREATE INDEX welfare_grantevent_pgh_obj_id_63ea0ad7 ON public.welfare_grantevent USING btree (pgh_obj_id);


CREATE INDEX welfare_grantevent_received_by_id_b3d11b4b ON public.welfare_grantevent USING btree (received_by_id);


CREATE INDEX welfare_grantevent_run_id_8ebc44cb ON public.welfare_grantevent USING btree (run_id);


CREATE INDEX welfare_grantevent_unit_id_28eb3415 ON public.welfare_grantevent USING btree (unit_id);


CREATE INDEX welfare_occasion_key_9ea1e4c0_like ON public.welfare_occasion USING btree (key varchar_pattern_ops);


CREATE INDEX welfare_occasion_kind_on ON public.welfare_occasion USING btree (kind, "on");


CREATE INDEX welfare_plan_unit_id_ede5aab7 ON public.welfare_plan USING btree (unit_id);


CREATE INDEX welfare_planevent_pgh_context_id_ce7bd8da ON public.welfare_planevent USING btree (pgh_context_id);


CREATE INDEX welfare_planevent_pgh_obj_id_3cd11235 ON public.welfare_planevent USING btree (pgh_obj_id);


CREATE INDEX welfare_planevent_unit_id_22da7bb3 ON public.welfare_planevent USING btree (unit_id);


CREATE INDEX welfare_run_line_id_dde70e60 ON public.welfare_run USING btree (line_id);


CREATE INDEX welfare_run_occasion_id_15977087 ON public.welfare_run USING btree (occasion_id);


CREATE INDEX welfare_run_opened_by_id_f33eb2a6 ON public.welfare_run USING btree (opened_by_id);


CREATE INDEX welfare_run_plan_id_b96bef14 ON public.welfare_run USING btree (plan_id);


CREATE INDEX welfare_run_state ON public.welfare_run USING btree (state, id DESC);


CREATE INDEX welfare_run_submitted_by_id_affdbace ON public.welfare_run USING btree (submitted_by_id);


CREATE INDEX welfare_run_unit_id_1dc33447 ON public.welfare_run USING btree (unit_id);


CREATE INDEX welfare_rununit_unit_id_b99e50b9 ON public.welfare_rununit USING btree (unit_id);


CREATE INDEX welfare_slice_waiting ON public.welfare_slice USING btree (attempts, id) WHERE ((state)::text = 'waiting'::text);


CREATE TRIGGER pgtrigger_agreed_text_stays_39d04 BEFORE UPDATE ON public.members_consenttext FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_agreed_text_stays_39d04();


COMMENT ON TRIGGER pgtrigger_agreed_text_stays_39d04 ON public.members_consenttext IS '4881c83adf1c539f20cf647c3b9597b9c60fbfe6';


CREATE TRIGGER pgtrigger_append_only_2278d BEFORE DELETE OR UPDATE ON public.office_auditevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_2278d();


COMMENT ON TRIGGER pgtrigger_append_only_2278d ON public.office_auditevent IS 'd42f38d23572f66ba8454aca9aa30ea16603b6a9';


CREATE TRIGGER pgtrigger_append_only_3362b BEFORE DELETE OR UPDATE ON public.members_consent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_3362b();


COMMENT ON TRIGGER pgtrigger_append_only_3362b ON public.members_consent IS '7fc0e55e6c3b95beab30a7d7c38f4d81fb68ccb4';


CREATE TRIGGER pgtrigger_append_only_3b549 BEFORE DELETE OR UPDATE ON public.members_duespayment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_3b549();


COMMENT ON TRIGGER pgtrigger_append_only_3b549 ON public.members_duespayment IS '8f07942c0a655af08da01d6fae600e1630c71c92';


CREATE TRIGGER pgtrigger_append_only_80688 BEFORE DELETE OR UPDATE ON public.welfare_approval FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_80688();


COMMENT ON TRIGGER pgtrigger_append_only_80688 ON public.welfare_approval IS 'fe3899ad8c427a950adf59701cf3a046b0499103';


CREATE TRIGGER pgtrigger_approved_sums_stay_50b7e BEFORE UPDATE ON public.welfare_run FOR EACH ROW WHEN ((((old.state)::text = ANY ((ARRAY['approved'::character varying, 'issued'::character varying, 'closed'::character varying])::text[])) AND ((old.plan_id IS DISTINCT FROM new.plan_id) OR (old.occasion_id IS DISTINCT FROM new.occasion_id) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.standard IS DISTINCT FROM new.standard) OR (old.line_id IS DISTINCT FROM new.line_id) OR (old.heads IS DISTINCT FROM new.heads) OR (old.cost IS DISTINCT FROM new.cost)))) EXECUTE FUNCTION public.pgtrigger_approved_sums_stay_50b7e();


COMMENT ON TRIGGER pgtrigger_approved_sums_stay_50b7e ON public.welfare_run IS 'a8911a7916923af4759d43e5bdbead9f2d70432e';


CREATE TRIGGER pgtrigger_card_needs_consent_a38fe BEFORE INSERT OR UPDATE OF bank_card_hash ON public.members_member FOR EACH ROW WHEN ((new.bank_card_hash IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_card_needs_consent_a38fe();


COMMENT ON TRIGGER pgtrigger_card_needs_consent_a38fe ON public.members_member IS '242545aa97a1dcb1abd9a3518c2579dd43d77cb2';


CREATE TRIGGER pgtrigger_changed_members_wait_for_comparison_db835 AFTER UPDATE ON public.members_member FOR EACH ROW WHEN (((old.birth_date IS DISTINCT FROM new.birth_date) OR ((old.id_hash)::text IS DISTINCT FROM (new.id_hash)::text) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text))) EXECUTE FUNCTION public.pgtrigger_changed_members_wait_for_comparison_db835();


COMMENT ON TRIGGER pgtrigger_changed_members_wait_for_comparison_db835 ON public.members_member IS '483eaad49a76309e4f90b06e36a6afbc796bc9f5';


CREATE TRIGGER pgtrigger_charge_counts_its_payments_a68bc AFTER INSERT ON public.members_duespayment REFERENCING NEW TABLE AS new_payments FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_charge_counts_its_payments_a68bc();


COMMENT ON TRIGGER pgtrigger_charge_counts_its_payments_a68bc ON public.members_duespayment IS '3d82279284ae5a6a1b4aba9cc7f011f4befff9bc';


CREATE TRIGGER pgtrigger_charge_stays_whose_it_is_0ca95 BEFORE UPDATE ON public.members_duescharge FOR EACH ROW WHEN (((old.member_id IS DISTINCT FROM new.member_id) OR (old.month IS DISTINCT FROM new.month))) EXECUTE FUNCTION public.pgtrigger_charge_stays_whose_it_is_0ca95();


COMMENT ON TRIGGER pgtrigger_charge_stays_whose_it_is_0ca95 ON public.members_duescharge IS '3c74d8a8c9a121bed0566787e458d09605f6b349';


CREATE TRIGGER pgtrigger_code_stays_79223 BEFORE UPDATE ON public.members_activationcode FOR EACH ROW WHEN (((old.member_id IS DISTINCT FROM new.member_id) OR ((old.purpose)::text IS DISTINCT FROM (new.purpose)::text) OR ((old.code_hash)::text IS DISTINCT FROM (new.code_hash)::text) OR (old.made_by_id IS DISTINCT FROM new.made_by_id) OR (old.expires_at IS DISTINCT FROM new.expires_at))) EXECUTE FUNCTION public.pgtrigger_code_stays_79223();


COMMENT ON TRIGGER pgtrigger_code_stays_79223 ON public.members_activationcode IS '8c91d7fb9ff52fd90403a4e53de3c2957f464a74';


CREATE TRIGGER pgtrigger_decided_list_stays_5e55c BEFORE DELETE ON public.welfare_grant FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_decided_list_stays_5e55c();


COMMENT ON TRIGGER pgtrigger_decided_list_stays_5e55c ON public.welfare_grant IS '38650e35f503c1ad750cf7f317f06ed8f344cce1';


CREATE TRIGGER pgtrigger_delete_delete_23f0e AFTER DELETE ON public.members_duesbasis FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_23f0e();


COMMENT ON TRIGGER pgtrigger_delete_delete_23f0e ON public.members_duesbasis IS '3447f7be8f2fad64fdefc32730e8d7389aa76b81';


CREATE TRIGGER pgtrigger_delete_delete_273e0 AFTER DELETE ON public.welfare_grant FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_delete_delete_273e0();


COMMENT ON TRIGGER pgtrigger_delete_delete_273e0 ON public.welfare_grant IS '43da00d65d3c3766cffaf762b773c8479b9244eb';


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


CREATE TRIGGER pgtrigger_grievance_entry_stays_de41d BEFORE UPDATE ON public.consultation_grievanceentry FOR EACH ROW WHEN (((old.grievance_id IS DISTINCT FROM new.grievance_id) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR ((old.side)::text IS DISTINCT FROM (new.side)::text) OR (old.internal IS DISTINCT FROM new.internal) OR (old.author_id IS DISTINCT FROM new.author_id) OR (old.text IS DISTINCT FROM new.text) OR (old.at IS DISTINCT FROM new.at))) EXECUTE FUNCTION public.pgtrigger_grievance_entry_stays_de41d();


COMMENT ON TRIGGER pgtrigger_grievance_entry_stays_de41d ON public.consultation_grievanceentry IS 'fd4d5be79817fccb9cbb91f8b43279b9bb0b3f8e';


CREATE TRIGGER pgtrigger_grievance_states_d2214 BEFORE UPDATE ON public.consultation_grievance FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_grievance_states_d2214();


COMMENT ON TRIGGER pgtrigger_grievance_states_d2214 ON public.consultation_grievance IS '301a4e9ec7865ed46b52ea64e8fcf88f76317141';


CREATE TRIGGER pgtrigger_grievance_story_066c0 BEFORE UPDATE ON public.consultation_grievance FOR EACH ROW WHEN ((((old.key)::text IS DISTINCT FROM (new.key)::text) OR ((old.number)::text IS DISTINCT FROM (new.number)::text) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR ((old.category)::text IS DISTINCT FROM (new.category)::text) OR (old.facts IS DISTINCT FROM new.facts) OR (old.since IS DISTINCT FROM new.since) OR (old.employment_ended_on IS DISTINCT FROM new.employment_ended_on) OR ((old.concerned)::text IS DISTINCT FROM (new.concerned)::text) OR (old.wish IS DISTINCT FROM new.wish) OR ((old.receipt_hash)::text IS DISTINCT FROM (new.receipt_hash)::text) OR (old.filed_at IS DISTINCT FROM new.filed_at))) EXECUTE FUNCTION public.pgtrigger_grievance_story_066c0();


COMMENT ON TRIGGER pgtrigger_grievance_story_066c0 ON public.consultation_grievance IS '8c151071e3071c1ef9fd86a09cad1a83e49af388';


CREATE TRIGGER pgtrigger_insert_insert_7c67b AFTER INSERT ON public.members_appointment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_7c67b();


COMMENT ON TRIGGER pgtrigger_insert_insert_7c67b ON public.members_appointment IS '6e560bfedcbe268e509a7c36c48ea63868ef0310';


CREATE TRIGGER pgtrigger_insert_insert_8e9e7 AFTER INSERT ON public.welfare_plan FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_8e9e7();


COMMENT ON TRIGGER pgtrigger_insert_insert_8e9e7 ON public.welfare_plan IS 'c64697038eb520a613add7cc995c4e49ee10bc9e';


CREATE TRIGGER pgtrigger_insert_insert_a0a2a AFTER INSERT ON public.welfare_budgetline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_a0a2a();


COMMENT ON TRIGGER pgtrigger_insert_insert_a0a2a ON public.welfare_budgetline IS '6a206aaf48284c5fae91a09a654407265c6560b0';


CREATE TRIGGER pgtrigger_insert_insert_b370a AFTER INSERT ON public.welfare_cap FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_b370a();


COMMENT ON TRIGGER pgtrigger_insert_insert_b370a ON public.welfare_cap IS 'b90d9ecf4b2ca2369034dbf370876bd161c59251';


CREATE TRIGGER pgtrigger_insert_insert_eedea AFTER INSERT ON public.members_duesrule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_insert_insert_eedea();


COMMENT ON TRIGGER pgtrigger_insert_insert_eedea ON public.members_duesrule IS 'ab1ba25f5fb091821dd215b716ab350ed653369f';


CREATE TRIGGER pgtrigger_kin_is_somebody_else_49475 BEFORE INSERT OR UPDATE ON public.members_familymember FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_kin_is_somebody_else_49475();


COMMENT ON TRIGGER pgtrigger_kin_is_somebody_else_49475 ON public.members_familymember IS 'fbdf52d6aa6366c1b5bdcd8a435085e4efc9814c';


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


CREATE TRIGGER pgtrigger_message_stays_8bcd1 BEFORE UPDATE ON public.consultation_message FOR EACH ROW WHEN (((old.question_id IS DISTINCT FROM new.question_id) OR ((old.side)::text IS DISTINCT FROM (new.side)::text) OR (old.author_id IS DISTINCT FROM new.author_id) OR (old.internal IS DISTINCT FROM new.internal) OR (old.text IS DISTINCT FROM new.text) OR (old.at IS DISTINCT FROM new.at))) EXECUTE FUNCTION public.pgtrigger_message_stays_8bcd1();


COMMENT ON TRIGGER pgtrigger_message_stays_8bcd1 ON public.consultation_message IS '657558e5ddabb54a2f91287b02239bd3dce1cd49';


CREATE TRIGGER pgtrigger_moves_as_ruled_4056c BEFORE UPDATE ON public.welfare_run FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_moves_as_ruled_4056c();


COMMENT ON TRIGGER pgtrigger_moves_as_ruled_4056c ON public.welfare_run IS 'b1a5a53b281b2773be29764542c258c0f39ce11e';


CREATE TRIGGER pgtrigger_moves_as_ruled_73e3f BEFORE UPDATE ON public.members_membershipchange FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_moves_as_ruled_73e3f();


COMMENT ON TRIGGER pgtrigger_moves_as_ruled_73e3f ON public.members_membershipchange IS '607e749a1d6fcc392f99dc2b86220298d07434ff';


CREATE TRIGGER pgtrigger_new_members_wait_for_comparison_0fdce AFTER INSERT ON public.members_member REFERENCING NEW TABLE AS new_members FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_new_members_wait_for_comparison_0fdce();


COMMENT ON TRIGGER pgtrigger_new_members_wait_for_comparison_0fdce ON public.members_member IS '28b48a707a0c703fc42ab3258005f56a5595af8c';


CREATE TRIGGER pgtrigger_nobody_comes_into_a_closed_unit_ef8eb AFTER UPDATE ON public.members_member FOR EACH ROW WHEN ((((new.state)::text <> ALL ((ARRAY['transferred'::character varying, 'withdrawn'::character varying, 'expelled'::character varying, 'merged'::character varying])::text[])) AND ((old.unit_id <> new.unit_id) OR ((old.state)::text = ANY ((ARRAY['transferred'::character varying, 'withdrawn'::character varying, 'expelled'::character varying, 'merged'::character varying])::text[]))))) EXECUTE FUNCTION public.pgtrigger_nobody_comes_into_a_closed_unit_ef8eb();


COMMENT ON TRIGGER pgtrigger_nobody_comes_into_a_closed_unit_ef8eb ON public.members_member IS 'a1f487e0f7202bc7220d0eb9076b17e08fb4b932';


CREATE TRIGGER pgtrigger_nobody_enters_a_closed_unit_a99e6 AFTER INSERT ON public.members_member REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_nobody_enters_a_closed_unit_a99e6();


COMMENT ON TRIGGER pgtrigger_nobody_enters_a_closed_unit_a99e6 ON public.members_member IS 'e34efc7501e8d547161c2e187eaa87b8c5adf23a';


CREATE TRIGGER pgtrigger_not_by_the_maker_d4145 BEFORE INSERT ON public.welfare_approval FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_not_by_the_maker_d4145();


COMMENT ON TRIGGER pgtrigger_not_by_the_maker_d4145 ON public.welfare_approval IS 'e682a3bcde4cb240fd9cd4cef7f4a835f0c9264c';


CREATE TRIGGER pgtrigger_not_for_oneself_3005c AFTER INSERT ON public.members_activationcode REFERENCING NEW TABLE AS new_codes FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_not_for_oneself_3005c();


COMMENT ON TRIGGER pgtrigger_not_for_oneself_3005c ON public.members_activationcode IS '478470119c67294a429de14edbf850ac3832b50a';


CREATE TRIGGER pgtrigger_office_holders_review_nothing_0e5bc AFTER INSERT OR UPDATE ON public.members_seat FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_office_holders_review_nothing_0e5bc();


COMMENT ON TRIGGER pgtrigger_office_holders_review_nothing_0e5bc ON public.members_seat IS '9da911afa95849fed60dee2e00902ef83f1b6441';


CREATE TRIGGER pgtrigger_only_counting_adds_363b9 AFTER INSERT ON public.welfare_grant REFERENCING NEW TABLE AS new_grants FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_only_counting_adds_363b9();


COMMENT ON TRIGGER pgtrigger_only_counting_adds_363b9 ON public.welfare_grant IS '78c75926329ca6524b576051f5840abbbbae1157';


CREATE TRIGGER pgtrigger_paid_charge_stays_7f6db BEFORE UPDATE ON public.members_duescharge FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.basis IS DISTINCT FROM new.basis) OR ((old.exemption)::text IS DISTINCT FROM (new.exemption)::text) OR (old.rate IS DISTINCT FROM new.rate) OR (old.step IS DISTINCT FROM new.step) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.waiver_id IS DISTINCT FROM new.waiver_id))) EXECUTE FUNCTION public.pgtrigger_paid_charge_stays_7f6db();


COMMENT ON TRIGGER pgtrigger_paid_charge_stays_7f6db ON public.members_duescharge IS '0f241b5b839cf8acdc6d0176ed7943491b7749e2';


CREATE TRIGGER pgtrigger_question_states_3f880 BEFORE UPDATE ON public.consultation_question FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_question_states_3f880();


COMMENT ON TRIGGER pgtrigger_question_states_3f880 ON public.consultation_question IS 'fa3a0cef302b2708294bfed080e7e8a9142bac7a';


CREATE TRIGGER pgtrigger_received_when_issued_d8139 BEFORE UPDATE OF received_at, received_by_id ON public.welfare_grant FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_received_when_issued_d8139();


COMMENT ON TRIGGER pgtrigger_received_when_issued_d8139 ON public.welfare_grant IS '1b0719f0c6d9c01e52417fe7e09cc693901a3d72';


CREATE TRIGGER pgtrigger_referral_states_86504 BEFORE UPDATE ON public.consultation_referral FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_referral_states_86504();


COMMENT ON TRIGGER pgtrigger_referral_states_86504 ON public.consultation_referral IS 'c07958531b256bc94bf0b1d97592901cec28c1ca';


CREATE TRIGGER pgtrigger_reversal_takes_all_back_b5287 BEFORE INSERT ON public.members_duespayment FOR EACH ROW WHEN ((new.reverses_id IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_reversal_takes_all_back_b5287();


COMMENT ON TRIGGER pgtrigger_reversal_takes_all_back_b5287 ON public.members_duespayment IS '4752a7fec92a349f5bbb280e1eb94bb52f25e27a';


CREATE TRIGGER pgtrigger_reviewers_gain_no_power_2cd91 AFTER INSERT ON public.members_post_permissions FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_reviewers_gain_no_power_2cd91();


COMMENT ON TRIGGER pgtrigger_reviewers_gain_no_power_2cd91 ON public.members_post_permissions IS '0f24e5dc99db3fd58464e1f17db8e7f71a0c3ffe';


CREATE TRIGGER pgtrigger_reviewers_hold_no_office_b230f AFTER INSERT OR UPDATE ON public.members_appointment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_reviewers_hold_no_office_b230f();


COMMENT ON TRIGGER pgtrigger_reviewers_hold_no_office_b230f ON public.members_appointment IS '928370201f65a3e20268002c13d89919571598c8';


CREATE TRIGGER pgtrigger_reviewers_take_no_office_holders_account_355dc AFTER UPDATE ON public.members_member FOR EACH ROW WHEN ((old.user_id IS DISTINCT FROM new.user_id)) EXECUTE FUNCTION public.pgtrigger_reviewers_take_no_office_holders_account_355dc();


COMMENT ON TRIGGER pgtrigger_reviewers_take_no_office_holders_account_355dc ON public.members_member IS '9150648ee44cff6a9ebf851f5200e561e89d9963';


CREATE TRIGGER pgtrigger_share_stays_b977f BEFORE UPDATE ON public.welfare_grant FOR EACH ROW WHEN (((old.member_id IS DISTINCT FROM new.member_id) OR (old.occasion_id IS DISTINCT FROM new.occasion_id) OR (old.run_id IS DISTINCT FROM new.run_id) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.amount IS DISTINCT FROM new.amount))) EXECUTE FUNCTION public.pgtrigger_share_stays_b977f();


COMMENT ON TRIGGER pgtrigger_share_stays_b977f ON public.welfare_grant IS 'b8fe8560e9ee6a415f8a60c4e9c2f3edbf8b9994';


CREATE TRIGGER pgtrigger_unit_changes_its_place_050f9 AFTER UPDATE ON public.members_unit FOR EACH ROW WHEN (((old.path)::text IS DISTINCT FROM (new.path)::text)) EXECUTE FUNCTION public.pgtrigger_unit_changes_its_place_050f9();


COMMENT ON TRIGGER pgtrigger_unit_changes_its_place_050f9 ON public.members_unit IS 'd8bc1f642daa578cf9ddebef6b6225e3b9dbe424';


CREATE TRIGGER pgtrigger_unit_has_a_place_1de10 AFTER INSERT ON public.members_unit FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_unit_has_a_place_1de10();


COMMENT ON TRIGGER pgtrigger_unit_has_a_place_1de10 ON public.members_unit IS 'fc83457375c43dd210876ccc7f649164471221a0';


CREATE TRIGGER pgtrigger_update_update_28838 AFTER UPDATE ON public.members_duesrule FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_28838();


COMMENT ON TRIGGER pgtrigger_update_update_28838 ON public.members_duesrule IS '5f98fc7902afa450c17a861e62324e10d1bac5bf';


CREATE TRIGGER pgtrigger_update_update_2cd93 AFTER UPDATE ON public.welfare_budgetline FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_2cd93();


COMMENT ON TRIGGER pgtrigger_update_update_2cd93 ON public.welfare_budgetline IS '2799238ef5dbe78da5846f03ddca6a47f30c1c3e';


CREATE TRIGGER pgtrigger_update_update_82b8c AFTER UPDATE ON public.welfare_cap FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_82b8c();


COMMENT ON TRIGGER pgtrigger_update_update_82b8c ON public.welfare_cap IS '8d8c119e1f88cf35d579098c1e8102eadf1c3d14';


CREATE TRIGGER pgtrigger_update_update_91f97 AFTER UPDATE ON public.members_dueswaiver FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_91f97();


COMMENT ON TRIGGER pgtrigger_update_update_91f97 ON public.members_dueswaiver IS '49ccbe754d94bcf06b119c065a163fb6d103f64b';


CREATE TRIGGER pgtrigger_update_update_a3ead AFTER UPDATE ON public.welfare_grant FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_a3ead();


COMMENT ON TRIGGER pgtrigger_update_update_a3ead ON public.welfare_grant IS 'd02f73df20d42cbbd5d15f9293ad153f4586ff4a';


CREATE TRIGGER pgtrigger_update_update_a4539 AFTER UPDATE ON public.consultation_deadlinerule FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_a4539();


COMMENT ON TRIGGER pgtrigger_update_update_a4539 ON public.consultation_deadlinerule IS '549478867325386d1883c0d7c0745ef39924ab0f';


CREATE TRIGGER pgtrigger_update_update_a618e AFTER UPDATE ON public.members_duescharge FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.basis IS DISTINCT FROM new.basis) OR ((old.exemption)::text IS DISTINCT FROM (new.exemption)::text) OR (old.rate IS DISTINCT FROM new.rate) OR (old.step IS DISTINCT FROM new.step) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.waiver_id IS DISTINCT FROM new.waiver_id))) EXECUTE FUNCTION public.pgtrigger_update_update_a618e();


COMMENT ON TRIGGER pgtrigger_update_update_a618e ON public.members_duescharge IS 'b553dab6d053935ed95d224ee5a0801a3156ef4f';


CREATE TRIGGER pgtrigger_update_update_ac82f AFTER UPDATE ON public.welfare_plan FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_ac82f();


COMMENT ON TRIGGER pgtrigger_update_update_ac82f ON public.welfare_plan IS '570d72306fdb90b83b8ad9af93fe32fe00f996d0';


CREATE TRIGGER pgtrigger_update_update_b1bc1 AFTER UPDATE ON public.members_member FOR EACH ROW WHEN (((old.anonymised_at IS DISTINCT FROM new.anonymised_at) OR ((old.bank_card_hash)::text IS DISTINCT FROM (new.bank_card_hash)::text) OR (old.birth_date IS DISTINCT FROM new.birth_date) OR (old.created_at IS DISTINCT FROM new.created_at) OR ((old.education)::text IS DISTINCT FROM (new.education)::text) OR ((old.employee_number)::text IS DISTINCT FROM (new.employee_number)::text) OR ((old.employment)::text IS DISTINCT FROM (new.employment)::text) OR ((old.employment_form)::text IS DISTINCT FROM (new.employment_form)::text) OR ((old.ethnic_group)::text IS DISTINCT FROM (new.ethnic_group)::text) OR ((old.hardship)::text IS DISTINCT FROM (new.hardship)::text) OR (old.hired_on IS DISTINCT FROM new.hired_on) OR ((old.household_kind)::text IS DISTINCT FROM (new.household_kind)::text) OR ((old.household_place)::text IS DISTINCT FROM (new.household_place)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.id_hash)::text IS DISTINCT FROM (new.id_hash)::text) OR ((old.id_kind)::text IS DISTINCT FROM (new.id_kind)::text) OR ((old.initials)::text IS DISTINCT FROM (new.initials)::text) OR (old.is_migrant IS DISTINCT FROM new.is_migrant) OR (old.joined_on IS DISTINCT FROM new.joined_on) OR (old.merged_into_id IS DISTINCT FROM new.merged_into_id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.native_place)::text IS DISTINCT FROM (new.native_place)::text) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text) OR ((old.pinyin)::text IS DISTINCT FROM (new.pinyin)::text) OR ((old.politics)::text IS DISTINCT FROM (new.politics)::text) OR ((old.post_category)::text IS DISTINCT FROM (new.post_category)::text) OR ((old.sex)::text IS DISTINCT FROM (new.sex)::text) OR ((old.skill_level)::text IS DISTINCT FROM (new.skill_level)::text) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR ((old.state_reason)::text IS DISTINCT FROM (new.state_reason)::text) OR (old.state_since IS DISTINCT FROM new.state_since) OR (old.unit_id IS DISTINCT FROM new.unit_id) OR (old.unit_since IS DISTINCT FROM new.unit_since) OR (old.updated_at IS DISTINCT FROM new.updated_at) OR (old.user_id IS DISTINCT FROM new.user_id) OR ((old.work_site)::text IS DISTINCT FROM (new.work_site)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_b1bc1();


CREATE TRIGGER pgtrigger_update_update_c7032 AFTER UPDATE ON public.members_appointment FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_c7032();


COMMENT ON TRIGGER pgtrigger_update_update_c7032 ON public.members_appointment IS 'f6c50cdb6683ec97c1d00418647618cc3bb29921';


CREATE TRIGGER pgtrigger_update_update_c8a9c AFTER UPDATE ON public.members_duesbasis FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_c8a9c();


COMMENT ON TRIGGER pgtrigger_update_update_c8a9c ON public.members_duesbasis IS '384588a6184d1a72c6be7ac86f7b87b1ec61b615';


CREATE TRIGGER pgtrigger_update_update_d8868 AFTER UPDATE ON public.consultation_grievance FOR EACH ROW WHEN (((old.accepted_at IS DISTINCT FROM new.accepted_at) OR ((old.category)::text IS DISTINCT FROM (new.category)::text) OR (old.closed_at IS DISTINCT FROM new.closed_at) OR (old.employment_ended_on IS DISTINCT FROM new.employment_ended_on) OR (old.filed_at IS DISTINCT FROM new.filed_at) OR (old.id IS DISTINCT FROM new.id) OR ((old.number)::text IS DISTINCT FROM (new.number)::text) OR (old.officer_id IS DISTINCT FROM new.officer_id) OR ((old.outcome)::text IS DISTINCT FROM (new.outcome)::text) OR (old.since IS DISTINCT FROM new.since) OR ((old.state)::text IS DISTINCT FROM (new.state)::text) OR (old.unit_id IS DISTINCT FROM new.unit_id))) EXECUTE FUNCTION public.pgtrigger_update_update_d8868();


COMMENT ON TRIGGER pgtrigger_update_update_d8868 ON public.consultation_grievance IS '32eae50fe0d6b099d3980aa865dc7a7ec12b8717';


CREATE TRIGGER pgtrigger_update_update_e4365 AFTER UPDATE ON public.members_retentionrule FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.pgtrigger_update_update_e4365();


COMMENT ON TRIGGER pgtrigger_update_update_e4365 ON public.members_retentionrule IS '01b148d4807925a0263d1affff04c3faf70da4b1';


CREATE TRIGGER pgtrigger_update_update_f8495 AFTER UPDATE ON public.members_familymember FOR EACH ROW WHEN (((old.birth_date IS DISTINCT FROM new.birth_date) OR (old.deceased_on IS DISTINCT FROM new.deceased_on) OR ((old.grade)::text IS DISTINCT FROM (new.grade)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.id_hash)::text IS DISTINCT FROM (new.id_hash)::text) OR (old.is_dependent IS DISTINCT FROM new.is_dependent) OR (old.member_id IS DISTINCT FROM new.member_id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR ((old.phone)::text IS DISTINCT FROM (new.phone)::text) OR ((old.relation)::text IS DISTINCT FROM (new.relation)::text) OR ((old.school)::text IS DISTINCT FROM (new.school)::text) OR ((old.sex)::text IS DISTINCT FROM (new.sex)::text) OR ((old.workplace)::text IS DISTINCT FROM (new.workplace)::text))) EXECUTE FUNCTION public.pgtrigger_update_update_f8495();


COMMENT ON TRIGGER pgtrigger_update_update_f8495 ON public.members_familymember IS '4d39e7f75ca97c286c5b67e64c99948053fc9e80';


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


ALTER TABLE ONLY public.authtoken_token
    ADD CONSTRAINT authtoken_token_user_id_35299eff_fk_members_user_id FOREIGN KEY (user_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_clock
    ADD CONSTRAINT consultation_clock_grievance_id_9bca5f42_fk_consultat FOREIGN KEY (grievance_id) REFERENCES public.consultation_grievance(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_clock
    ADD CONSTRAINT consultation_clock_question_id_d4d12f1e_fk_consultat FOREIGN KEY (question_id) REFERENCES public.consultation_question(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_clock
    ADD CONSTRAINT consultation_clock_referral_id_1fdb57f1_fk_consultat FOREIGN KEY (referral_id) REFERENCES public.consultation_referral(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.consultation_clock
    ADD CONSTRAINT consultation_clock_rule_id_2729a6bd_fk_consultat FOREIGN KEY (rule_id) REFERENCES public.consultation_deadlinerule(id) DEFERRABLE INITIALLY DEFERRED;


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


ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_members_user_id FOREIGN KEY (user_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_activationcode
    ADD CONSTRAINT members_activationcode_made_by_id_84207490_fk_members_user_id FOREIGN KEY (made_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_activationcode
    ADD CONSTRAINT members_activationcode_member_id_0ffd03bb_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_apicall
    ADD CONSTRAINT members_apicall_by_id_667f076a_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


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


ALTER TABLE ONLY public.office_notice
    ADD CONSTRAINT office_notice_to_id_8721607e_fk_members_user_id FOREIGN KEY (to_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.members_membershipperiod
    ADD CONSTRAINT period_leads_to_the_next FOREIGN KEY (member_id, ends_on) REFERENCES public.members_membershipperiod(member_id, starts_on) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_approval
    ADD CONSTRAINT welfare_approval_by_id_43878868_fk_members_user_id FOREIGN KEY (by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_approval
    ADD CONSTRAINT welfare_approval_run_id_a5817d10_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_budgetline
    ADD CONSTRAINT welfare_budgetline_unit_id_9c45ad9b_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_cap
    ADD CONSTRAINT welfare_cap_unit_id_a7fa3fc5_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_member_id_01954b1b_fk_members_member_id FOREIGN KEY (member_id) REFERENCES public.members_member(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_occasion_id_14ac2a17_fk_welfare_occasion_id FOREIGN KEY (occasion_id) REFERENCES public.welfare_occasion(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_received_by_id_8c9b1e0c_fk_members_user_id FOREIGN KEY (received_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_run_id_c9fc06dd_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_grant
    ADD CONSTRAINT welfare_grant_unit_id_b66d0cea_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_plan
    ADD CONSTRAINT welfare_plan_unit_id_ede5aab7_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_line_id_dde70e60_fk_welfare_budgetline_id FOREIGN KEY (line_id) REFERENCES public.welfare_budgetline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_occasion_id_15977087_fk_welfare_occasion_id FOREIGN KEY (occasion_id) REFERENCES public.welfare_occasion(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_opened_by_id_f33eb2a6_fk_members_user_id FOREIGN KEY (opened_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_plan_id_b96bef14_fk_welfare_plan_id FOREIGN KEY (plan_id) REFERENCES public.welfare_plan(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_submitted_by_id_affdbace_fk_members_user_id FOREIGN KEY (submitted_by_id) REFERENCES public.members_user(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_run
    ADD CONSTRAINT welfare_run_unit_id_1dc33447_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_rununit
    ADD CONSTRAINT welfare_rununit_run_id_483a4ea4_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_rununit
    ADD CONSTRAINT welfare_rununit_unit_id_b99e50b9_fk_members_unit_id FOREIGN KEY (unit_id) REFERENCES public.members_unit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.welfare_slice
    ADD CONSTRAINT welfare_slice_run_id_f9fd3f1f_fk_welfare_run_id FOREIGN KEY (run_id) REFERENCES public.welfare_run(id) DEFERRABLE INITIALLY DEFERRED;
