from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0028_words_of_the_admin'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='language',
            field=models.CharField(blank=True, default='', editable=False, max_length=10, verbose_name='language of notices'),
        ),
    ]
