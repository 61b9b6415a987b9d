from django.contrib.auth.forms import AdminPasswordChangeForm as AdminPasswordChangeForm
from django.contrib.auth.forms import UserChangeForm as UserChangeForm
from django.contrib.auth.forms import UserCreationForm as UserCreationForm
