"""A person, or a service, that signs in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from kinkeeper.kernel.ids import uuid7
from kinkeeper.kernel.moment import now


class UserManager(BaseUserManager["User"]):
    """Makes users; there is no super-user, so there is no way to make one."""

    def create_user(
        self, username: str, *, full_name: str, email: str = "", password: str | None = None
    ) -> "User":
        """A person who may sign in; without a password they cannot until one is set."""
        user = self.model(
            username=self.model.normalize_username(username.strip()),
            full_name=full_name.strip(),
            email=self.normalize_email(email),
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_service(self, username: str, *, full_name: str) -> "User":
        """An account that programs act as; nobody can sign in to it."""
        user = self.model(username=username, full_name=full_name, is_service=True)
        user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Letter case never makes two people of one name."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in. What they may do is in their grants, never on this row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=150, unique=True)
    full_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_service = models.BooleanField(default=False)
    session_epoch = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(default=now, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        ordering = ("username",)
        constraints = (
            models.UniqueConstraint(Lower("username"), name="user_username_any_case"),
            models.CheckConstraint(condition=~Q(username=""), name="user_has_username"),
            models.CheckConstraint(condition=~Q(full_name=""), name="user_has_full_name"),
            models.CheckConstraint(
                condition=Q(is_service=False) | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX),
                name="user_service_never_signs_in",
            ),
        )

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        """The name colleagues know."""
        return self.full_name

    def get_session_auth_hash(self) -> str:
        """Changes with the password and whenever an administrator ends this user's sessions."""
        return f"{super().get_session_auth_hash()}.{self.session_epoch}"
