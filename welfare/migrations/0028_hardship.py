
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import office.secrets
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0044_payment'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('welfare', '0027_held_is_not_revoked'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AidRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(blank=True, choices=[('北京', '北京'), ('天津', '天津'), ('河北', '河北'), ('山西', '山西'), ('内蒙古', '内蒙古'), ('辽宁', '辽宁'), ('吉林', '吉林'), ('黑龙江', '黑龙江'), ('上海', '上海'), ('江苏', '江苏'), ('浙江', '浙江'), ('安徽', '安徽'), ('福建', '福建'), ('江西', '江西'), ('山东', '山东'), ('河南', '河南'), ('湖北', '湖北'), ('湖南', '湖南'), ('广东', '广东'), ('广西', '广西'), ('海南', '海南'), ('重庆', '重庆'), ('四川', '四川'), ('贵州', '贵州'), ('云南', '云南'), ('西藏', '西藏'), ('陕西', '陕西'), ('甘肃', '甘肃'), ('青海', '青海'), ('宁夏', '宁夏'), ('新疆', '新疆')], help_text='Instead of a unit: it holds for all units that lie in this region. Neither means everywhere.', max_length=20, verbose_name='region')),
                ('effective_from', models.DateField(verbose_name='in force from')),
                ('effective_to', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('source', models.CharField(help_text='The document that says so, so that an auditor sees why it holds.', max_length=200, verbose_name='source')),
                ('certainty', models.CharField(choices=[('V', 'text read'), ('S', 'second-hand'), ('U', 'common practice, not verified')], default='U', max_length=1, verbose_name='how well known')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('kind', models.CharField(choices=[('living', 'living costs'), ('school', 'school aid'), ('medical', 'medical aid'), ('accident', 'aid after an accident'), ('other', 'other')], max_length=12, verbose_name='aid')),
                ('stage', models.CharField(blank=True, choices=[('preschool', 'kindergarten'), ('compulsory', 'primary or junior secondary school'), ('senior', 'senior secondary or vocational school'), ('higher', 'higher education')], max_length=12, verbose_name='stage of schooling')),
                ('level', models.CharField(blank=True, choices=[('deep', 'deep hardship'), ('relative', 'relative hardship'), ('accidental', 'hardship through an accident'), ('none', 'not in hardship')], max_length=12, verbose_name='level of hardship')),
                ('months', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='months of the minimum allowance')),
                ('share', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='per cent of the cost')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='most in yuan')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'limit of aid in hardship',
                'verbose_name_plural': 'limits of aid in hardship',
                'ordering': ['kind', 'stage', 'level', 'unit__path', 'region', '-effective_from'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AidRuleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('region', models.CharField(blank=True, choices=[('北京', '北京'), ('天津', '天津'), ('河北', '河北'), ('山西', '山西'), ('内蒙古', '内蒙古'), ('辽宁', '辽宁'), ('吉林', '吉林'), ('黑龙江', '黑龙江'), ('上海', '上海'), ('江苏', '江苏'), ('浙江', '浙江'), ('安徽', '安徽'), ('福建', '福建'), ('江西', '江西'), ('山东', '山东'), ('河南', '河南'), ('湖北', '湖北'), ('湖南', '湖南'), ('广东', '广东'), ('广西', '广西'), ('海南', '海南'), ('重庆', '重庆'), ('四川', '四川'), ('贵州', '贵州'), ('云南', '云南'), ('西藏', '西藏'), ('陕西', '陕西'), ('甘肃', '甘肃'), ('青海', '青海'), ('宁夏', '宁夏'), ('新疆', '新疆')], help_text='Instead of a unit: it holds for all units that lie in this region. Neither means everywhere.', max_length=20, verbose_name='region')),
                ('effective_from', models.DateField(verbose_name='in force from')),
                ('effective_to', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('source', models.CharField(help_text='The document that says so, so that an auditor sees why it holds.', max_length=200, verbose_name='source')),
                ('certainty', models.CharField(choices=[('V', 'text read'), ('S', 'second-hand'), ('U', 'common practice, not verified')], default='U', max_length=1, verbose_name='how well known')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('kind', models.CharField(choices=[('living', 'living costs'), ('school', 'school aid'), ('medical', 'medical aid'), ('accident', 'aid after an accident'), ('other', 'other')], max_length=12, verbose_name='aid')),
                ('stage', models.CharField(blank=True, choices=[('preschool', 'kindergarten'), ('compulsory', 'primary or junior secondary school'), ('senior', 'senior secondary or vocational school'), ('higher', 'higher education')], max_length=12, verbose_name='stage of schooling')),
                ('level', models.CharField(blank=True, choices=[('deep', 'deep hardship'), ('relative', 'relative hardship'), ('accidental', 'hardship through an accident'), ('none', 'not in hardship')], max_length=12, verbose_name='level of hardship')),
                ('months', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='months of the minimum allowance')),
                ('share', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01')), django.core.validators.MaxValueValidator(Decimal('100'))], verbose_name='per cent of the cost')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='most in yuan')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='welfare.aidrule')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.unit', verbose_name='unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HardshipFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'to be assessed'), ('in_force', 'in force'), ('refused', 'refused'), ('withdrawn', 'withdrawn'), ('left', 'left')], default='draft', max_length=12, verbose_name='state')),
                ('content', office.secrets.SealedField(blank=True, default='', verbose_name='what it says')),
                ('answer', office.secrets.SealedField(blank=True, default='', verbose_name='what the member was told')),
                ('level', models.CharField(blank=True, choices=[('deep', 'deep hardship'), ('relative', 'relative hardship'), ('accidental', 'hardship through an accident'), ('none', 'not in hardship')], max_length=12, verbose_name='level of hardship')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('review_on', models.DateField(blank=True, null=True, verbose_name='to be reviewed on')),
                ('above_since', models.DateField(blank=True, null=True, verbose_name='above the line since')),
                ('leaves_on', models.DateField(blank=True, null=True, verbose_name='leaves on')),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='begun')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='handed in')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='ended')),
                ('end_reason', models.CharField(blank=True, choices=[('above_line', 'above the line for so many months as the rule asks'), ('own_wish', "at the member's own wish"), ('left_union', 'left the union'), ('died', 'died'), ('wrong', 'what was declared is not so'), ('refuses', 'refuses checks, or work')], max_length=12, verbose_name='why it ended')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='hardship_files', to='members.member', verbose_name='member')),
            ],
            options={
                'verbose_name': 'hardship file',
                'verbose_name_plural': 'hardship files',
                'ordering': ['-id'],
                'permissions': [('assess_hardshipfile', 'Can assess hardship, and read family, income and health for a reason'), ('approve_hardshipfile', 'Can approve assessments of hardship')],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='HardshipAid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('living', 'living costs'), ('school', 'school aid'), ('medical', 'medical aid'), ('accident', 'aid after an accident'), ('other', 'other')], max_length=12, verbose_name='aid')),
                ('stage', models.CharField(blank=True, choices=[('preschool', 'kindergarten'), ('compulsory', 'primary or junior secondary school'), ('senior', 'senior secondary or vocational school'), ('higher', 'higher education')], max_length=12, verbose_name='stage of schooling')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('given_on', models.DateField(verbose_name='given on')),
                ('basis', models.CharField(max_length=200, verbose_name='decision of the committee')),
                ('limited_by', models.CharField(blank=True, max_length=200, verbose_name='document that limits it')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='noted')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='aids', to='welfare.hardshipfile', verbose_name='hardship file')),
            ],
            options={
                'verbose_name': 'aid in hardship',
                'verbose_name_plural': 'aids in hardship',
                'ordering': ['-given_on', '-id'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='HardshipRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(blank=True, choices=[('北京', '北京'), ('天津', '天津'), ('河北', '河北'), ('山西', '山西'), ('内蒙古', '内蒙古'), ('辽宁', '辽宁'), ('吉林', '吉林'), ('黑龙江', '黑龙江'), ('上海', '上海'), ('江苏', '江苏'), ('浙江', '浙江'), ('安徽', '安徽'), ('福建', '福建'), ('江西', '江西'), ('山东', '山东'), ('河南', '河南'), ('湖北', '湖北'), ('湖南', '湖南'), ('广东', '广东'), ('广西', '广西'), ('海南', '海南'), ('重庆', '重庆'), ('四川', '四川'), ('贵州', '贵州'), ('云南', '云南'), ('西藏', '西藏'), ('陕西', '陕西'), ('甘肃', '甘肃'), ('青海', '青海'), ('宁夏', '宁夏'), ('新疆', '新疆')], help_text='Instead of a unit: it holds for all units that lie in this region. Neither means everywhere.', max_length=20, verbose_name='region')),
                ('effective_from', models.DateField(verbose_name='in force from')),
                ('effective_to', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('source', models.CharField(help_text='The document that says so, so that an auditor sees why it holds.', max_length=200, verbose_name='source')),
                ('certainty', models.CharField(choices=[('V', 'text read'), ('S', 'second-hand'), ('U', 'common practice, not verified')], default='U', max_length=1, verbose_name='how well known')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('deep_times', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='deep hardship: times the minimum allowance')),
                ('relative_times', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='relative hardship: times the minimum allowance')),
                ('accident_times', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='after an accident: below so many times the minimum allowance')),
                ('at_the_line', models.BooleanField(default=True, help_text='Documents write both “not more than” and “below”: this decides.', verbose_name='who is exactly at the line is in hardship')),
                ('asks_province_income', models.BooleanField(default=False, verbose_name='income per head must lie below that of the province')),
                ('review_months', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months until the review')),
                ('leave_months', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months above the line after which a family leaves')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'rule of hardship',
                'verbose_name_plural': 'rules of hardship',
                'ordering': ['unit__path', 'region', '-effective_from'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HardshipRuleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('region', models.CharField(blank=True, choices=[('北京', '北京'), ('天津', '天津'), ('河北', '河北'), ('山西', '山西'), ('内蒙古', '内蒙古'), ('辽宁', '辽宁'), ('吉林', '吉林'), ('黑龙江', '黑龙江'), ('上海', '上海'), ('江苏', '江苏'), ('浙江', '浙江'), ('安徽', '安徽'), ('福建', '福建'), ('江西', '江西'), ('山东', '山东'), ('河南', '河南'), ('湖北', '湖北'), ('湖南', '湖南'), ('广东', '广东'), ('广西', '广西'), ('海南', '海南'), ('重庆', '重庆'), ('四川', '四川'), ('贵州', '贵州'), ('云南', '云南'), ('西藏', '西藏'), ('陕西', '陕西'), ('甘肃', '甘肃'), ('青海', '青海'), ('宁夏', '宁夏'), ('新疆', '新疆')], help_text='Instead of a unit: it holds for all units that lie in this region. Neither means everywhere.', max_length=20, verbose_name='region')),
                ('effective_from', models.DateField(verbose_name='in force from')),
                ('effective_to', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('source', models.CharField(help_text='The document that says so, so that an auditor sees why it holds.', max_length=200, verbose_name='source')),
                ('certainty', models.CharField(choices=[('V', 'text read'), ('S', 'second-hand'), ('U', 'common practice, not verified')], default='U', max_length=1, verbose_name='how well known')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('deep_times', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='deep hardship: times the minimum allowance')),
                ('relative_times', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='relative hardship: times the minimum allowance')),
                ('accident_times', models.DecimalField(decimal_places=2, max_digits=4, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='after an accident: below so many times the minimum allowance')),
                ('at_the_line', models.BooleanField(default=True, help_text='Documents write both “not more than” and “below”: this decides.', verbose_name='who is exactly at the line is in hardship')),
                ('asks_province_income', models.BooleanField(default=False, verbose_name='income per head must lie below that of the province')),
                ('review_months', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months until the review')),
                ('leave_months', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='months above the line after which a family leaves')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='welfare.hardshiprule')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.unit', verbose_name='unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LocalFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('region', models.CharField(blank=True, choices=[('北京', '北京'), ('天津', '天津'), ('河北', '河北'), ('山西', '山西'), ('内蒙古', '内蒙古'), ('辽宁', '辽宁'), ('吉林', '吉林'), ('黑龙江', '黑龙江'), ('上海', '上海'), ('江苏', '江苏'), ('浙江', '浙江'), ('安徽', '安徽'), ('福建', '福建'), ('江西', '江西'), ('山东', '山东'), ('河南', '河南'), ('湖北', '湖北'), ('湖南', '湖南'), ('广东', '广东'), ('广西', '广西'), ('海南', '海南'), ('重庆', '重庆'), ('四川', '四川'), ('贵州', '贵州'), ('云南', '云南'), ('西藏', '西藏'), ('陕西', '陕西'), ('甘肃', '甘肃'), ('青海', '青海'), ('宁夏', '宁夏'), ('新疆', '新疆')], help_text='Instead of a unit: it holds for all units that lie in this region. Neither means everywhere.', max_length=20, verbose_name='region')),
                ('effective_from', models.DateField(verbose_name='in force from')),
                ('effective_to', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('source', models.CharField(help_text='The document that says so, so that an auditor sees why it holds.', max_length=200, verbose_name='source')),
                ('certainty', models.CharField(choices=[('V', 'text read'), ('S', 'second-hand'), ('U', 'common practice, not verified')], default='U', max_length=1, verbose_name='how well known')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('figure', models.CharField(choices=[('minimum', 'minimum living allowance per head and month'), ('province_income', 'income per head of the province in a year')], max_length=16, verbose_name='figure')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'local figure',
                'verbose_name_plural': 'local figures',
                'ordering': ['figure', 'unit__path', 'region', '-effective_from'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HardshipAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('deep', 'deep hardship'), ('relative', 'relative hardship'), ('accidental', 'hardship through an accident'), ('none', 'not in hardship')], max_length=12, verbose_name='level of hardship')),
                ('reckoning', office.secrets.SealedField(blank=True, verbose_name='reckoning')),
                ('starts_on', models.DateField(verbose_name='holds from')),
                ('review_on', models.DateField(verbose_name='to be reviewed on')),
                ('state', models.CharField(choices=[('proposed', 'waits for approval'), ('approved', 'approved'), ('returned', 'returned'), ('withdrawn', 'withdrawn')], default='proposed', max_length=12, verbose_name='state')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='assessed')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assessed by')),
                ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='welfare.hardshipfile', verbose_name='hardship file')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='welfare.hardshiprule', verbose_name='rule')),
                ('minimum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='welfare.localfigure', verbose_name='minimum allowance')),
                ('province_income', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='welfare.localfigure', verbose_name="province's income")),
            ],
            options={
                'verbose_name': 'assessment of hardship',
                'verbose_name_plural': 'assessments of hardship',
                'ordering': ['-id'],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='LocalFigureEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('region', models.CharField(blank=True, choices=[('北京', '北京'), ('天津', '天津'), ('河北', '河北'), ('山西', '山西'), ('内蒙古', '内蒙古'), ('辽宁', '辽宁'), ('吉林', '吉林'), ('黑龙江', '黑龙江'), ('上海', '上海'), ('江苏', '江苏'), ('浙江', '浙江'), ('安徽', '安徽'), ('福建', '福建'), ('江西', '江西'), ('山东', '山东'), ('河南', '河南'), ('湖北', '湖北'), ('湖南', '湖南'), ('广东', '广东'), ('广西', '广西'), ('海南', '海南'), ('重庆', '重庆'), ('四川', '四川'), ('贵州', '贵州'), ('云南', '云南'), ('西藏', '西藏'), ('陕西', '陕西'), ('甘肃', '甘肃'), ('青海', '青海'), ('宁夏', '宁夏'), ('新疆', '新疆')], help_text='Instead of a unit: it holds for all units that lie in this region. Neither means everywhere.', max_length=20, verbose_name='region')),
                ('effective_from', models.DateField(verbose_name='in force from')),
                ('effective_to', models.DateField(blank=True, null=True, verbose_name='in force until')),
                ('source', models.CharField(help_text='The document that says so, so that an auditor sees why it holds.', max_length=200, verbose_name='source')),
                ('certainty', models.CharField(choices=[('V', 'text read'), ('S', 'second-hand'), ('U', 'common practice, not verified')], default='U', max_length=1, verbose_name='how well known')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('figure', models.CharField(choices=[('minimum', 'minimum living allowance per head and month'), ('province_income', 'income per head of the province in a year')], max_length=16, verbose_name='figure')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=12, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='welfare.localfigure')),
                ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.unit', verbose_name='unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='aidrule',
            constraint=models.CheckConstraint(condition=models.Q(('unit', None), ('region', ''), _connector='OR'), name='aidrule_of_a_unit_or_a_region'),
        ),
        migrations.AddConstraint(
            model_name='aidrule',
            constraint=models.CheckConstraint(condition=models.Q(('effective_to', None), ('effective_to__gte', models.F('effective_from')), _connector='OR'), name='aidrule_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='aidrule',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='aidrule_has_a_source'),
        ),
        migrations.AddConstraint(
            model_name='aidrule',
            constraint=models.CheckConstraint(condition=models.Q(('months__gt', 0), ('share__gt', 0), ('amount__gt', 0), _connector='OR'), name='aid_rule_limits_something'),
        ),
        migrations.AddConstraint(
            model_name='aidrule',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'school'), ('stage', ''), _connector='OR'), name='only_school_aid_has_a_stage'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='aidrule',
            trigger=pgtrigger.compiler.Trigger(name='no_two_at_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    -- Of two that are written at once neither would see the other.\n    PERFORM pg_advisory_xact_lock(732011);\n    IF EXISTS (\n        SELECT FROM welfare_aidrule AS other\n        WHERE other.id <> NEW.id AND other.unit_id IS NOT DISTINCT FROM NEW.unit_id AND other.region = NEW.region AND other.kind = NEW.kind AND other.stage = NEW.stage AND other.level = NEW.level\n        AND daterange(other.effective_from, other.effective_to, '[]')\n            && daterange(NEW.effective_from, NEW.effective_to, '[]')\n    ) THEN\n        RAISE EXCEPTION 'pgtrigger: two settings hold at once'\n        USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'welfare_aidrule_no_two_at_once';\n    END IF;\n    RETURN NEW;\n", hash='2d1e830c173337e08602f119e0a462474f2d266a', operation='INSERT OR UPDATE', pgid='pgtrigger_no_two_at_once_c008a', table='welfare_aidrule', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='aidrule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "welfare_aidruleevent" ("amount", "certainty", "effective_from", "effective_to", "id", "kind", "level", "months", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "share", "source", "stage", "unit_id") VALUES (NEW."amount", NEW."certainty", NEW."effective_from", NEW."effective_to", NEW."id", NEW."kind", NEW."level", NEW."months", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region", NEW."share", NEW."source", NEW."stage", NEW."unit_id"); RETURN NULL;', hash='09d7f1ee56bfd38766fae933935d2d3a51022ca0', operation='INSERT', pgid='pgtrigger_insert_insert_0bfcf', table='welfare_aidrule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='aidrule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "welfare_aidruleevent" ("amount", "certainty", "effective_from", "effective_to", "id", "kind", "level", "months", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "share", "source", "stage", "unit_id") VALUES (NEW."amount", NEW."certainty", NEW."effective_from", NEW."effective_to", NEW."id", NEW."kind", NEW."level", NEW."months", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region", NEW."share", NEW."source", NEW."stage", NEW."unit_id"); RETURN NULL;', hash='affa32c926ae3fa63812310e5e7a3584e1e0ece4', operation='UPDATE', pgid='pgtrigger_update_update_53a09', table='welfare_aidrule', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='hardshipfile',
            index=models.Index(fields=['member', '-id'], name='hardship_file_member'),
        ),
        migrations.AddIndex(
            model_name='hardshipfile',
            index=models.Index(condition=models.Q(('state', 'in_force')), fields=['review_on'], name='hardship_file_review'),
        ),
        migrations.AddIndex(
            model_name='hardshipfile',
            index=models.Index(fields=['state', '-id'], name='hardship_file_state'),
        ),
        migrations.AddConstraint(
            model_name='hardshipfile',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'submitted', 'in_force'))), fields=('member',), name='one_open_hardship_file'),
        ),
        migrations.AddConstraint(
            model_name='hardshipfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'in_force'), _negated=True), models.Q(('level__in', ['deep', 'relative', 'accidental']), ('review_on__gt', models.F('since')), ('since__isnull', False)), _connector='OR'), name='hardship_file_in_force_has_a_level'),
        ),
        migrations.AddConstraint(
            model_name='hardshipfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_on', None)), models.Q(('ended_on__gte', models.F('since')), ('state', 'left'), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='hardship_file_ends_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='hardshipfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('above_since', None), ('leaves_on', None)), ('leaves_on__gt', models.F('above_since')), _connector='OR'), name='hardship_file_leaves_after_it_is_above'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshipfile',
            trigger=pgtrigger.compiler.Trigger(name='files_move_as_ruled', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:submitted,draft:withdrawn,submitted:draft,submitted:in_force,submitted:refused,submitted:withdrawn,in_force:left}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='763927cbbdccb473d9fffe252d4b6911b4ae0774', operation='UPDATE', pgid='pgtrigger_files_move_as_ruled_f6264', table='welfare_hardshipfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshipfile',
            trigger=pgtrigger.compiler.Trigger(name='whose_file_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."begun_at" IS DISTINCT FROM (NEW."begun_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='aea7109fe9de15eba5c9ae8785a399b411d96a65', operation='UPDATE', pgid='pgtrigger_whose_file_stays_6b324', table='welfare_hardshipfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshipfile',
            trigger=pgtrigger.compiler.Trigger(name='hardship_files_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='2cba52f063afac8ff2ade4efdbdd70209dfe5973', operation='DELETE', pgid='pgtrigger_hardship_files_stay_fb153', table='welfare_hardshipfile', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshipfile',
            trigger=pgtrigger.compiler.Trigger(name='level_as_approved', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."state" = \'in_force\')', func="\n                    IF NOT EXISTS (\n                        SELECT FROM welfare_hardshipassessment AS assessment\n                        JOIN members_approvalround AS round\n                        ON round.kind = 'hardship' AND round.object_id = assessment.id\n                        WHERE assessment.file_id = NEW.id AND assessment.level = NEW.level\n                        AND round.state = 'approved'\n                    ) THEN\n                        RAISE EXCEPTION 'pgtrigger: no assessment of this level was approved'\n                        USING ERRCODE = 'check_violation', CONSTRAINT = 'level_as_approved';\n                    END IF;\n                    RETURN NEW;\n                ", hash='55266df6e3e6d384b102ca7ad7f8e21dc95eaaa3', operation='INSERT OR UPDATE OF "level", "state"', pgid='pgtrigger_level_as_approved_f2f93', table='welfare_hardshipfile', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='hardshipaid',
            index=models.Index(fields=['file', '-given_on'], name='hardship_aid_file'),
        ),
        migrations.AddConstraint(
            model_name='hardshipaid',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0), models.Q(('basis', ''), _negated=True)), name='aid_has_a_sum_and_a_decision'),
        ),
        migrations.AddConstraint(
            model_name='hardshipaid',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'school'), ('stage', ''), _connector='OR'), name='only_school_aid_names_a_stage'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshipaid',
            trigger=pgtrigger.compiler.Trigger(name='hardship_aid_stays', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7fb00892e909d23f6d066b7601c3f75c00af3c1a', operation='UPDATE OR DELETE', pgid='pgtrigger_hardship_aid_stays_9a270', table='welfare_hardshipaid', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='hardshiprule',
            constraint=models.CheckConstraint(condition=models.Q(('unit', None), ('region', ''), _connector='OR'), name='hardshiprule_of_a_unit_or_a_region'),
        ),
        migrations.AddConstraint(
            model_name='hardshiprule',
            constraint=models.CheckConstraint(condition=models.Q(('effective_to', None), ('effective_to__gte', models.F('effective_from')), _connector='OR'), name='hardshiprule_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='hardshiprule',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='hardshiprule_has_a_source'),
        ),
        migrations.AddConstraint(
            model_name='hardshiprule',
            constraint=models.CheckConstraint(condition=models.Q(('accident_times__gt', 0), ('deep_times__gt', 0), ('relative_times__gte', models.F('deep_times'))), name='relative_line_is_not_below_the_deep_one', violation_error_message="The line of relative hardship can't lie below that of deep hardship."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshiprule',
            trigger=pgtrigger.compiler.Trigger(name='no_two_at_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    -- Of two that are written at once neither would see the other.\n    PERFORM pg_advisory_xact_lock(732011);\n    IF EXISTS (\n        SELECT FROM welfare_hardshiprule AS other\n        WHERE other.id <> NEW.id AND other.unit_id IS NOT DISTINCT FROM NEW.unit_id AND other.region = NEW.region\n        AND daterange(other.effective_from, other.effective_to, '[]')\n            && daterange(NEW.effective_from, NEW.effective_to, '[]')\n    ) THEN\n        RAISE EXCEPTION 'pgtrigger: two settings hold at once'\n        USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'welfare_hardshiprule_no_two_at_once';\n    END IF;\n    RETURN NEW;\n", hash='c2963c28f4be7e6fcd5c28757681c8cf06acf921', operation='INSERT OR UPDATE', pgid='pgtrigger_no_two_at_once_15349', table='welfare_hardshiprule', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshiprule',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "welfare_hardshipruleevent" ("accident_times", "asks_province_income", "at_the_line", "certainty", "deep_times", "effective_from", "effective_to", "id", "leave_months", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "relative_times", "review_months", "source", "unit_id") VALUES (NEW."accident_times", NEW."asks_province_income", NEW."at_the_line", NEW."certainty", NEW."deep_times", NEW."effective_from", NEW."effective_to", NEW."id", NEW."leave_months", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region", NEW."relative_times", NEW."review_months", NEW."source", NEW."unit_id"); RETURN NULL;', hash='007f381433e49f2ed0ab287a85eec1811b9e4841', operation='INSERT', pgid='pgtrigger_insert_insert_fea21', table='welfare_hardshiprule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshiprule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "welfare_hardshipruleevent" ("accident_times", "asks_province_income", "at_the_line", "certainty", "deep_times", "effective_from", "effective_to", "id", "leave_months", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "relative_times", "review_months", "source", "unit_id") VALUES (NEW."accident_times", NEW."asks_province_income", NEW."at_the_line", NEW."certainty", NEW."deep_times", NEW."effective_from", NEW."effective_to", NEW."id", NEW."leave_months", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region", NEW."relative_times", NEW."review_months", NEW."source", NEW."unit_id"); RETURN NULL;', hash='b0b8385081c763c73cf200963859988007a45665', operation='UPDATE', pgid='pgtrigger_update_update_6cf60', table='welfare_hardshiprule', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='localfigure',
            constraint=models.CheckConstraint(condition=models.Q(('unit', None), ('region', ''), _connector='OR'), name='localfigure_of_a_unit_or_a_region'),
        ),
        migrations.AddConstraint(
            model_name='localfigure',
            constraint=models.CheckConstraint(condition=models.Q(('effective_to', None), ('effective_to__gte', models.F('effective_from')), _connector='OR'), name='localfigure_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='localfigure',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='localfigure_has_a_source'),
        ),
        migrations.AddConstraint(
            model_name='localfigure',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='local_figure_is_positive'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='localfigure',
            trigger=pgtrigger.compiler.Trigger(name='no_two_at_once', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    -- Of two that are written at once neither would see the other.\n    PERFORM pg_advisory_xact_lock(732011);\n    IF EXISTS (\n        SELECT FROM welfare_localfigure AS other\n        WHERE other.id <> NEW.id AND other.unit_id IS NOT DISTINCT FROM NEW.unit_id AND other.region = NEW.region AND other.figure = NEW.figure\n        AND daterange(other.effective_from, other.effective_to, '[]')\n            && daterange(NEW.effective_from, NEW.effective_to, '[]')\n    ) THEN\n        RAISE EXCEPTION 'pgtrigger: two settings hold at once'\n        USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'welfare_localfigure_no_two_at_once';\n    END IF;\n    RETURN NEW;\n", hash='8ae54a8542f47e7a08e204d9482666c38f584825', operation='INSERT OR UPDATE', pgid='pgtrigger_no_two_at_once_5f9e1', table='welfare_localfigure', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='localfigure',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "welfare_localfigureevent" ("amount", "certainty", "effective_from", "effective_to", "figure", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "source", "unit_id") VALUES (NEW."amount", NEW."certainty", NEW."effective_from", NEW."effective_to", NEW."figure", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."region", NEW."source", NEW."unit_id"); RETURN NULL;', hash='251893bf1d3d94e8409f6f6ca26fc89b67747d55', operation='INSERT', pgid='pgtrigger_insert_insert_01ff2', table='welfare_localfigure', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='localfigure',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "welfare_localfigureevent" ("amount", "certainty", "effective_from", "effective_to", "figure", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "region", "source", "unit_id") VALUES (NEW."amount", NEW."certainty", NEW."effective_from", NEW."effective_to", NEW."figure", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."region", NEW."source", NEW."unit_id"); RETURN NULL;', hash='0d88388f29cf96af8cc036babf1b6401d8c964c2', operation='UPDATE', pgid='pgtrigger_update_update_d81e0', table='welfare_localfigure', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='hardshipassessment',
            index=models.Index(fields=['file', '-id'], name='hardship_assessment_file'),
        ),
        migrations.AddConstraint(
            model_name='hardshipassessment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('file',), name='one_open_assessment_a_file'),
        ),
        migrations.AddConstraint(
            model_name='hardshipassessment',
            constraint=models.CheckConstraint(condition=models.Q(('review_on__gt', models.F('starts_on'))), name='hardship_assessment_is_reviewed_later'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshipassessment',
            trigger=pgtrigger.compiler.Trigger(name='assessments_move_as_ruled', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{proposed:approved,proposed:returned,proposed:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='f99adef64329848d6757a0d76097f9269d88624b', operation='UPDATE', pgid='pgtrigger_assessments_move_as_ruled_43fde', table='welfare_hardshipassessment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshipassessment',
            trigger=pgtrigger.compiler.Trigger(name='hardship_assessments_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='44d27a1d2e5a5f6a3e94429d3d27f0662c0b5450', operation='DELETE', pgid='pgtrigger_hardship_assessments_stay_bef75', table='welfare_hardshipassessment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshipassessment',
            trigger=pgtrigger.compiler.Trigger(name='assessed_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."rule_id" IS DISTINCT FROM (NEW."rule_id") OR OLD."minimum_id" IS DISTINCT FROM (NEW."minimum_id") OR OLD."province_income_id" IS DISTINCT FROM (NEW."province_income_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."review_on" IS DISTINCT FROM (NEW."review_on") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='e3e4d2e6774ce8805a001c2bc5432ffce874b94f', operation='UPDATE', pgid='pgtrigger_assessed_stays_a266b', table='welfare_hardshipassessment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hardshipassessment',
            trigger=pgtrigger.compiler.Trigger(name='approved_as_approved', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."state" = \'approved\')', func="\n                    IF NOT EXISTS (\n                        SELECT FROM members_approvalround AS round\n                        WHERE round.kind = 'hardship' AND round.object_id = NEW.id AND round.state = 'approved'\n                    ) THEN\n                        RAISE EXCEPTION 'pgtrigger: approvals are missing';\n                    END IF;\n                    RETURN NEW;\n                ", hash='7e5acfec04aa663d9c0f4f3443625b445d045e63', operation='UPDATE OF "state"', pgid='pgtrigger_approved_as_approved_49f8f', table='welfare_hardshipassessment', when='BEFORE')),
        ),
    ]
