from django.urls import path, re_path

from accounts.listings import ACCOUNTS, LOGINS, UNITS
from accounts.views import handing_over, people, second_factor, sessions, telling, units
from core.views.listing import listed

app_name = "accounts"
urlpatterns = [
    path("login/", sessions.Login.as_view(), name="login"),
    path("login/code/", second_factor.LoginCode.as_view(), name="login-code"),
    path("logout/", sessions.Logout.as_view(), name="logout"),
    path("session/", sessions.session, name="session"),
    path("password/", sessions.PasswordChange.as_view(), name="password-change"),
    path("password/<id:pk>/<secret:token>/", sessions.password_link, name="password-link"),
    path("settings/logins/", listed(LOGINS), name="login-list"),
    path("settings/logins/end/", sessions.logins_end, name="logins-end"),
    path("settings/logins/<slug:code>/end/", sessions.login_end, name="login-end"),
    path("settings/second-factor/", second_factor.second_factor_page, name="second-factor"),
    path("settings/second-factor/set-up/", second_factor.enrol, name="second-factor-enrol"),
    path("settings/second-factor/recovery-codes/", second_factor.recovery_codes, name="recovery-codes"),
    path("settings/second-factor/turn-off/", second_factor.turn_off, name="second-factor-off"),
    path("settings/", people.own_settings, name="own-settings"),
    path("settings/notices/", telling.telling, name="telling"),
    path("settings/absences/", telling.absence_enter, name="absence-enter"),
    path("settings/absences/<id:pk>/end/", telling.absence_end, name="absence-end"),
    path("settings/hand-over/", handing_over.handover_list, name="handover-list"),
    path("settings/hand-over/<id:pk>/cancel/", handing_over.handover_cancel, name="handover-cancel"),
    path("notice-figures/", telling.notice_figures, name="notice-figures"),
    path("notice-log/", listed(telling.notices_behind), name="notice-log"),
    path("users/", listed(ACCOUNTS), name="user-list"),
    path("users/add/", people.user_create, name="user-create"),
    path("users/<id:pk>/", people.user_detail, name="user-detail"),
    path("users/<id:pk>/edit/", people.user_edit, name="user-edit"),
    path("users/<id:pk>/propose-role/", people.user_propose_role, name="user-propose-role"),
    re_path(rf"^users/(?P<pk>\d+)/(?P<act>{'|'.join(people.ACTS)})/$", people.user_act, name="user-act"),
    path("organizations/", listed(UNITS), name="organization-list"),
    path("organizations/add/", units.organization_edit, name="organization-create"),
    path("organizations/<id:pk>/", units.organization_edit, name="organization-edit"),
    re_path(
        rf"^organizations/(?P<pk>\d+)/(?P<act>{'|'.join(units.ACTS)})/$",
        units.organization_act,
        name="organization-act",
    ),
]
