import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


# A period ends where another of the same member begins; checked when the transaction ends, since both move together.
CHAIN = """
    ALTER TABLE members_membershipperiod ADD CONSTRAINT period_leads_to_the_next
    FOREIGN KEY (member_id, ends_on) REFERENCES members_membershipperiod (member_id, starts_on)
    DEFERRABLE INITIALLY DEFERRED
"""
UNCHAIN = "ALTER TABLE members_membershipperiod DROP CONSTRAINT period_leads_to_the_next"

# What the register knows of members entered before there were periods: how they stand, and since when.
BEGIN = """
    INSERT INTO members_membershipperiod (member_id, unit_id, state, starts_on, reason)
    SELECT id, unit_id, CASE WHEN state = 'leaving' THEN 'active' ELSE state END,
        coalesce(state_since, joined_on, (created_at AT TIME ZONE 'Asia/Shanghai')::date), state_reason
    FROM members_member
"""


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0005_one_index_for_units'),
    ]

    operations = [
        migrations.CreateModel(
            name='MembershipPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('pending', 'waiting for admission'), ('active', 'in the union'), ('leaving', 'being transferred'), ('transferred', 'transferred out'), ('retained', 'membership retained'), ('withdrawn', 'withdrawn'), ('expelled', 'expelled'), ('merged', 'merged into another record')], max_length=12, verbose_name='membership')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until before')),
                ('reason', models.CharField(blank=True, choices=[('employment_changed', 'labour relation changed'), ('laid_off', 'laid off, waiting for a post'), ('unemployed', 'became unemployed'), ('bankruptcy', 'enterprise went bankrupt'), ('own_wish', 'asked to leave'), ('crime', 'expelled for a crime')], max_length=20, verbose_name='reason of the change')),
            ],
            options={
                'verbose_name': 'membership period',
                'verbose_name_plural': 'membership periods',
                'ordering': ['member', 'starts_on'],
                'default_permissions': ('view',),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='member',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='member',
            name='update_update',
        ),
        migrations.RemoveConstraint(
            model_name='member',
            name='member_state_is_known',
        ),
        migrations.AddField(
            model_name='member',
            name='anonymised_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='anonymised'),
        ),
        migrations.AddField(
            model_name='member',
            name='hardship',
            field=models.CharField(blank=True, choices=[('', 'none'), ('deep', 'deep hardship'), ('relative', 'relative hardship'), ('accident', 'hardship through an accident')], max_length=8, verbose_name='hardship'),
        ),
        migrations.AddField(
            model_name='member',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='doubles', to='members.member', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='member',
            name='unit_since',
            field=models.DateField(blank=True, null=True, verbose_name='in this unit since'),
        ),
        migrations.AddField(
            model_name='member',
            name='work_site',
            field=models.CharField(blank=True, max_length=100, verbose_name='work site'),
        ),
        migrations.AddField(
            model_name='memberevent',
            name='anonymised_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='anonymised'),
        ),
        migrations.AddField(
            model_name='memberevent',
            name='hardship',
            field=models.CharField(blank=True, choices=[('', 'none'), ('deep', 'deep hardship'), ('relative', 'relative hardship'), ('accident', 'hardship through an accident')], max_length=8, verbose_name='hardship'),
        ),
        migrations.AddField(
            model_name='memberevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.member', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='memberevent',
            name='unit_since',
            field=models.DateField(blank=True, null=True, verbose_name='in this unit since'),
        ),
        migrations.AddField(
            model_name='memberevent',
            name='work_site',
            field=models.CharField(blank=True, max_length=100, verbose_name='work site'),
        ),
        migrations.AlterField(
            model_name='member',
            name='state',
            field=models.CharField(choices=[('pending', 'waiting for admission'), ('active', 'in the union'), ('leaving', 'being transferred'), ('transferred', 'transferred out'), ('retained', 'membership retained'), ('withdrawn', 'withdrawn'), ('expelled', 'expelled'), ('merged', 'merged into another record')], default='active', max_length=12, verbose_name='membership'),
        ),
        migrations.AlterField(
            model_name='memberevent',
            name='state',
            field=models.CharField(choices=[('pending', 'waiting for admission'), ('active', 'in the union'), ('leaving', 'being transferred'), ('transferred', 'transferred out'), ('retained', 'membership retained'), ('withdrawn', 'withdrawn'), ('expelled', 'expelled'), ('merged', 'merged into another record')], default='active', max_length=12, verbose_name='membership'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='membership_begins', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        INSERT INTO members_membershipperiod (member_id, unit_id, state, starts_on, reason)\n        SELECT m.id, m.unit_id, CASE WHEN m.state = 'leaving' THEN 'active' ELSE m.state END, coalesce(greatest(m.state_since, m.unit_since), m.joined_on, (m.created_at AT TIME ZONE 'Asia/Shanghai')::date), m.state_reason\n        FROM new_members AS m;\n        RETURN NULL;\n    ", hash='4bb91ba4331c015570560e3c20e659cfc7bb0137', level='STATEMENT', operation='INSERT', pgid='pgtrigger_membership_begins_420df', referencing='REFERENCING NEW TABLE AS new_members ', table='members_member', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='membership_goes_on', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."joined_on" IS DISTINCT FROM (NEW."joined_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."state_since" IS DISTINCT FROM (NEW."state_since") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."unit_since" IS DISTINCT FROM (NEW."unit_since"))', declare='DECLARE present members_membershipperiod; before members_membershipperiod; standing text; since date;', func="\n        standing := CASE WHEN NEW.state = 'leaving' THEN 'active' ELSE NEW.state END;\n        since := coalesce(greatest(NEW.state_since, NEW.unit_since), NEW.joined_on, (NEW.created_at AT TIME ZONE 'Asia/Shanghai')::date);\n        SELECT * INTO STRICT present FROM members_membershipperiod WHERE member_id = NEW.id AND ends_on IS NULL;\n        SELECT * INTO before FROM members_membershipperiod\n        WHERE member_id = NEW.id AND ends_on = present.starts_on;\n        IF present.unit_id = NEW.unit_id AND present.state = standing THEN\n            UPDATE members_membershipperiod SET ends_on = since WHERE id = before.id;\n            UPDATE members_membershipperiod SET starts_on = since, reason = NEW.state_reason WHERE id = present.id;\n        ELSIF since = present.starts_on THEN\n            UPDATE members_membershipperiod\n            SET unit_id = NEW.unit_id, state = standing, reason = NEW.state_reason WHERE id = present.id;\n        ELSIF since > present.starts_on THEN\n            IF present.state <> standing AND present.state || '>' || standing NOT IN ('pending>active', 'pending>merged', 'pending>withdrawn', 'active>expelled', 'active>leaving', 'active>merged', 'active>retained', 'active>transferred', 'active>withdrawn', 'leaving>active', 'leaving>expelled', 'leaving>transferred', 'leaving>withdrawn', 'transferred>active', 'transferred>merged', 'transferred>pending', 'retained>active', 'retained>expelled', 'retained>merged', 'retained>transferred', 'retained>withdrawn', 'withdrawn>active', 'withdrawn>merged', 'withdrawn>pending', 'expelled>active', 'expelled>merged', 'expelled>pending') THEN\n                RAISE EXCEPTION 'pgtrigger: a membership cannot pass from % to %', present.state, standing\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_passes_as_it_may';\n            END IF;\n            UPDATE members_membershipperiod SET ends_on = since WHERE id = present.id;\n            INSERT INTO members_membershipperiod (member_id, unit_id, state, starts_on, reason)\n            VALUES (NEW.id, NEW.unit_id, standing, since, NEW.state_reason);\n        ELSIF before.unit_id = NEW.unit_id AND before.state = standing AND before.starts_on = since THEN\n            DELETE FROM members_membershipperiod WHERE id = present.id;\n            UPDATE members_membershipperiod SET ends_on = NULL WHERE id = before.id;\n        ELSE\n            RAISE EXCEPTION 'pgtrigger: the register knows a later change of this membership, of %', present.starts_on\n            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_goes_forward';\n        END IF;\n        RETURN NULL;\n    ", hash='84cb310b2a29f962fa81c00a58da6d5c42dccd18', operation='UPDATE', pgid='pgtrigger_membership_goes_on_3692a', table='members_member', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."anonymised_at" IS DISTINCT FROM (NEW."anonymised_at") OR OLD."bank_card_hash" IS DISTINCT FROM (NEW."bank_card_hash") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."education" IS DISTINCT FROM (NEW."education") OR OLD."employee_number" IS DISTINCT FROM (NEW."employee_number") OR OLD."employment" IS DISTINCT FROM (NEW."employment") OR OLD."employment_form" IS DISTINCT FROM (NEW."employment_form") OR OLD."ethnic_group" IS DISTINCT FROM (NEW."ethnic_group") OR OLD."hardship" IS DISTINCT FROM (NEW."hardship") OR OLD."hired_on" IS DISTINCT FROM (NEW."hired_on") OR OLD."household_kind" IS DISTINCT FROM (NEW."household_kind") OR OLD."household_place" IS DISTINCT FROM (NEW."household_place") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."id_hash" IS DISTINCT FROM (NEW."id_hash") OR OLD."id_kind" IS DISTINCT FROM (NEW."id_kind") OR OLD."initials" IS DISTINCT FROM (NEW."initials") OR OLD."is_migrant" IS DISTINCT FROM (NEW."is_migrant") OR OLD."joined_on" IS DISTINCT FROM (NEW."joined_on") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."native_place" IS DISTINCT FROM (NEW."native_place") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."pinyin" IS DISTINCT FROM (NEW."pinyin") OR OLD."politics" IS DISTINCT FROM (NEW."politics") OR OLD."post_category" IS DISTINCT FROM (NEW."post_category") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."skill_level" IS DISTINCT FROM (NEW."skill_level") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."state_reason" IS DISTINCT FROM (NEW."state_reason") OR OLD."state_since" IS DISTINCT FROM (NEW."state_since") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."unit_since" IS DISTINCT FROM (NEW."unit_since") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."work_site" IS DISTINCT FROM (NEW."work_site"))', func='INSERT INTO "members_memberevent" ("anonymised_at", "bank_card_hash", "birth_date", "created_at", "education", "employee_number", "employment", "employment_form", "ethnic_group", "hardship", "hired_on", "household_kind", "household_place", "id", "id_hash", "id_kind", "initials", "is_migrant", "joined_on", "merged_into_id", "name", "native_place", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "politics", "post_category", "sex", "skill_level", "state", "state_reason", "state_since", "unit_id", "unit_since", "updated_at", "user_id", "work_site") VALUES (OLD."anonymised_at", OLD."bank_card_hash", OLD."birth_date", OLD."created_at", OLD."education", OLD."employee_number", OLD."employment", OLD."employment_form", OLD."ethnic_group", OLD."hardship", OLD."hired_on", OLD."household_kind", OLD."household_place", OLD."id", OLD."id_hash", OLD."id_kind", OLD."initials", OLD."is_migrant", OLD."joined_on", OLD."merged_into_id", OLD."name", OLD."native_place", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."phone", OLD."pinyin", OLD."politics", OLD."post_category", OLD."sex", OLD."skill_level", OLD."state", OLD."state_reason", OLD."state_since", OLD."unit_id", OLD."unit_since", OLD."updated_at", OLD."user_id", OLD."work_site"); RETURN NULL;', hash='f31b37f425bda624917cd6363699a733c779a1d2', operation='UPDATE', pgid='pgtrigger_update_update_b1bc1', table='members_member', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='member',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_memberevent" ("anonymised_at", "bank_card_hash", "birth_date", "created_at", "education", "employee_number", "employment", "employment_form", "ethnic_group", "hardship", "hired_on", "household_kind", "household_place", "id", "id_hash", "id_kind", "initials", "is_migrant", "joined_on", "merged_into_id", "name", "native_place", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "politics", "post_category", "sex", "skill_level", "state", "state_reason", "state_since", "unit_id", "unit_since", "updated_at", "user_id", "work_site") VALUES (OLD."anonymised_at", OLD."bank_card_hash", OLD."birth_date", OLD."created_at", OLD."education", OLD."employee_number", OLD."employment", OLD."employment_form", OLD."ethnic_group", OLD."hardship", OLD."hired_on", OLD."household_kind", OLD."household_place", OLD."id", OLD."id_hash", OLD."id_kind", OLD."initials", OLD."is_migrant", OLD."joined_on", OLD."merged_into_id", OLD."name", OLD."native_place", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."pinyin", OLD."politics", OLD."post_category", OLD."sex", OLD."skill_level", OLD."state", OLD."state_reason", OLD."state_since", OLD."unit_id", OLD."unit_since", OLD."updated_at", OLD."user_id", OLD."work_site"); RETURN NULL;', hash='f46a058a757000d7613c70a26fd91943896badac', operation='DELETE', pgid='pgtrigger_delete_delete_925fb', table='members_member', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'active', 'leaving', 'transferred', 'retained', 'withdrawn', 'expelled', 'merged'])), name='member_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='member',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='merged_means_into_another'),
        ),
        migrations.AddField(
            model_name='membershipperiod',
            name='member',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='members.member', verbose_name='member'),
        ),
        migrations.AddField(
            model_name='membershipperiod',
            name='unit',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='periods', to='members.unit', verbose_name='unit'),
        ),
        migrations.AddIndex(
            model_name='membershipperiod',
            index=models.Index(fields=['unit', 'member'], name='period_unit_member'),
        ),
        migrations.AddConstraint(
            model_name='membershipperiod',
            constraint=models.UniqueConstraint(fields=('member', 'starts_on'), name='one_period_starts_a_day'),
        ),
        migrations.AddConstraint(
            model_name='membershipperiod',
            constraint=models.UniqueConstraint(fields=('member', 'ends_on'), name='one_period_is_open', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='membershipperiod',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='period_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='membershipperiod',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['pending', 'active', 'leaving', 'transferred', 'retained', 'withdrawn', 'expelled', 'merged'])), name='period_state_is_known'),
        ),
        migrations.RunSQL(CHAIN, UNCHAIN),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
