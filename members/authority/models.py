from typing import TypedDict, Unpack

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import Permission, PermissionsMixin
from django.db import connection, models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.authority.querysets import Appointments
from members.authority.shipped_posts import SPENDING
from members.units.models.units import Unit

# Every page asks this; Django would take longer to compile it than PostgreSQL to answer. As Appointments.in_term.
PERMISSION_PATHS = """
    SELECT unit.path, kind.app_label || '.' || permission.codename, post.second_step
    FROM members_appointment AS appointment
    JOIN members_unit AS unit ON unit.id = appointment.unit_id
    JOIN members_post AS post ON post.id = appointment.post_id
    LEFT JOIN members_post_permissions AS given ON given.post_id = appointment.post_id
    LEFT JOIN auth_permission AS permission ON permission.id = given.permission_id
    LEFT JOIN django_content_type AS kind ON kind.id = permission.content_type_id
    WHERE appointment.holder_id = %s AND appointment.starts_on <= %s
        AND (appointment.ends_on IS NULL OR appointment.ends_on >= %s)
"""


class UserFields(TypedDict, total=False):
    name: str
    phone: str | None
    email: str | None
    is_active: bool
    is_staff: bool
    is_superuser: bool
    language: str


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Unpack[UserFields]) -> "User":
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Unpack[UserFields]) -> "User":
        fields["is_staff"] = fields["is_superuser"] = True
        return self.create_user(username, password, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account; log-in by user name (a worker's employee number), phone or e-mail."""

    username = models.CharField(_("user name"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=64, blank=True)
    phone = models.CharField(_("phone"), max_length=20, unique=True, null=True, blank=True)
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the admin"), default=False)
    date_joined = models.DateTimeField(_("since"), default=timezone.now)
    # Empty until the person chooses one; notices are in the portal's language until then.
    language = models.CharField(_("language of notices"), max_length=10, blank=True, default="", editable=False)
    # Part of the hash that each session is checked against: raising it ends all sessions of the account.
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        triggers = [
            # A new address has not been refused.
            pgtrigger.Trigger(
                name="address_mended",
                operation=pgtrigger.UpdateOf("email", "phone"),
                when=pgtrigger.After,
                condition=pgtrigger.Q(old__email__df=pgtrigger.F("new__email"))
                | pgtrigger.Q(old__phone__df=pgtrigger.F("new__phone")),
                func="""
                    UPDATE office_channelchoice SET bounced_at = NULL, bounced_address = '', bounce = ''
                    WHERE account_id = NEW.id AND (
                        (kind = 'email' AND OLD.email IS DISTINCT FROM NEW.email)
                        OR (kind = 'sms' AND OLD.phone IS DISTINCT FROM NEW.phone)
                    );
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return str(self)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return the hash that each session of the account is checked against; `sessions_ended` is part of it."""
        key_salt = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
        # As Django's own while it is 0, so that sessions from before the upgrade go on.
        value = f"{self.password} {self.sessions_ended}" if self.sessions_ended else self.password
        return salted_hmac(key_salt, value, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def _given_by_posts(self) -> list[tuple[str, str | None, bool]]:
        today = timezone.localdate()
        with connection.cursor() as cursor:
            cursor.execute(PERMISSION_PATHS, [self.pk, today, today])
            found: list[tuple[str, str | None, bool]] = cursor.fetchall()
        return found

    @cached_property
    def permission_paths(self) -> dict[str, set[str]]:
        """The paths of the units in whose subtrees today's appointments give each permission, by "app.codename"."""
        paths = dict[str, set[str]]()
        for path, perm, _second_step in self._given_by_posts:
            if perm is not None:
                paths.setdefault(perm, set()).add(path)
        return paths

    @cached_property
    def post_asks_second_step(self) -> bool:
        """Whether a post of today's appointments asks for the second step of the log-in."""
        return any(second_step for _path, _perm, second_step in self._given_by_posts)


class Post(models.Model):
    """A post of a union, with the permissions it gives in the unit where it is held and below."""

    code = models.SlugField(_("code"), max_length=32, unique=True)
    name = models.CharField(_("post name"), max_length=64)
    permissions = models.ManyToManyField(Permission, verbose_name=_("permissions"), blank=True)
    second_step = models.BooleanField(
        _("asks for the second step at log-in"),
        default=False,
        help_text=_(
            "Whoever holds this post enters a code of an authenticator app or uses a passkey after the password. Those"
            " who have neither are told now, and led to where they set one up before anything else opens."
        ),
    )
    # Shipped permissions that this post has been given once; those an administrator took away are not given again.
    shipped = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["id"]

    def __str__(self) -> str:
        # Shipped names are translated; names written by an administrator are shown as they are.
        return gettext(self.name) if self.name else ""

    @property
    def spends(self) -> bool:
        """Whether the post gives a permission to spend money."""
        held = self.permissions.values_list("content_type__app_label", "codename")
        return any(f"{app}.{codename}" in SPENDING for app, codename in held)


@pghistory.track()
class Appointment(models.Model):
    """A post that a person holds in a unit for a term; all permissions but a superuser's come from appointments."""

    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("holder"), related_name="appointments"
    )
    post = models.ForeignKey(Post, models.PROTECT, verbose_name=_("post"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="appointments")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = Appointments.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="appointment_ends_after_it_starts"
            ),
            models.UniqueConstraint(fields=["holder", "post", "unit", "starts_on"], name="one_appointment_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} · {self.post} · {self.unit}"
