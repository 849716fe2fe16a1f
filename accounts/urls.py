from django.urls import path

from accounts.views import sessions

app_name = "accounts"
urlpatterns = [
    path("login/", sessions.Login.as_view(), name="login"),
    path("logout/", sessions.Logout.as_view(), name="logout"),
    path("password/", sessions.PasswordChange.as_view(), name="password-change"),
]
