"""Somebody outside: an address of one's own, TLS, a browser's cookies and forms, a program's token."""

from typing import Any

import lxml.html
import requests
from requests.adapters import HTTPAdapter

from tests.deployed.house import House
from tests.factories import PASSWORD


class From(HTTPAdapter):
    """Connections that come from one address of this machine."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options, source_address=(self.address, 0))


class Caller(requests.Session):
    """Asks the proxy by paths."""

    def __init__(self, house: House, source: str) -> None:
        super().__init__()
        self.base, self.phone_of = house.compose.address, house.phone_of
        self.verify = str(house.folder / "fullchain.pem")
        self.trust_env = False
        for scheme in ("https://", "http://"):
            self.mount(scheme, From(source))

    def request(self, method: str, url: str, *args: Any, **options: Any) -> requests.Response:
        whole = url if url.startswith("http") else self.base + url
        options["allow_redirects"] = False
        options.setdefault("timeout", 60)
        return super().request(method, whole, *args, **options)

    def with_token(self, username: str) -> "Caller":
        """Speaks to the API from now on."""
        given = {"username": username, "password": PASSWORD}
        if phone := self.phone_of(username):
            given["code"] = phone.code()
        answer = self.post("/api/v1/auth/token/", json=given)
        assert answer.status_code == 200, answer.text
        self.headers["Authorization"] = f"Token {answer.json()['token']}"
        return self

    def logged_in(self, username: str) -> "Caller":
        """By the page, as a person."""
        answer = self.send_form("/accounts/login/", username=username, password=PASSWORD)
        if phone := self.phone_of(username):
            answer = self.send_form(answer.headers["Location"], code=phone.code())
        assert (answer.status_code, answer.headers["Location"]) == (302, "/"), answer.text
        return self

    def send_form(self, path: str, **given: str) -> requests.Response:
        """Open a page, fill in its form of that name's fields, send it as a browser does."""
        page = self.get(path)
        assert page.status_code == 200, (path, page.status_code)
        forms = lxml.html.fromstring(page.text).forms
        form = next(form for form in forms if given.keys() <= set(form.fields.keys()))
        body = {**dict(form.form_values()), **given}
        return self.post(form.action or path, data=body, headers={"Origin": self.base, "Referer": self.base + path})

    def step(self, item: int, name: str, **body: Any) -> dict[str, Any]:
        """Take a step of the API with the version of now."""
        version = self.get(f"/api/v1/rectifications/{item}/").json()["version"]
        answer = self.post(f"/api/v1/rectifications/{item}/{name}/", json={"version": version, **body})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def upload(self, photo: bytes, kind: str) -> dict[str, Any]:
        answer = self.post(
            "/api/v1/attachments/", files={"file": ("现场.jpg", photo, "image/jpeg")}, data={"kind": kind}
        )
        assert answer.status_code == 201, answer.text
        return answer.json()
