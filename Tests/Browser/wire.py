"""Requests as no browser would send them: the door is tried with bare hands."""

import re
import secrets
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import CookieJar
from urllib.parse import quote, urlencode

from people import PASSWORD

Fields = Iterable[tuple[str, str | bytes]]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.headers["Location"] or ""


class Wire:
    """One client with its own cookies, who follows no redirect."""

    def __init__(self, url: str, trust: ssl.SSLContext | None = None):
        self.url = url
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.HTTPSHandler(context=trust), Stay()
        )

    def ask(self, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """`headers` with underscores for their hyphens. With a body it is a POST."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with self._opener.open(urllib.request.Request(self.url + path, body, headers), timeout=120) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, refused.headers, refused.read())

    def token(self) -> str:
        return re.search(r'name="jeton" value="([^"]+)"', self.ask("/verificare").text)[1]

    def post(self, path: str, fields: Fields | dict[str, str] = (), **headers: str) -> Answer:
        """A form as this site's own pages send it, with their token."""
        fields = list(fields.items() if isinstance(fields, dict) else fields)
        return self.ask(path, urlencode([("jeton", self.token()), *fields]).encode(), **headers)

    def upload(self, path: str, name: str, file_name: str, content: bytes) -> Answer:
        edge = secrets.token_hex(8)
        head = f'--{edge}\r\nContent-Disposition: form-data; name="jeton"\r\n\r\n{self.token()}\r\n'
        head += f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask(path, body, Content_Type=f"multipart/form-data; boundary={edge}")

    def sign_in(self, email: str, password: str = PASSWORD) -> "Wire":
        answer = self.post("/intra", {"email": email, "parola": password})
        assert answer.status == 303, f"{email} cannot sign in: {answer.status}"
        return self

    def open_draft(self, service: str) -> str:
        """The address of a new draft."""
        opened = self.post(f"/servicii/{service}/cerere", {"cheie": secrets.token_hex(8)})
        assert opened.status == 303, opened.status
        return opened.location

    def fill_in(self, dossier: str, answers: dict[str, str | bool]) -> None:
        """Answers whatever each page asks, until the documents."""
        seen = 0
        address = self.ask(dossier).location
        while "/cerere/" in address:
            page = self.ask(address.partition("#")[0]).text
            asked = re.search(r'name="campuri" value="([^"]*)"', page)[1].split()
            fields = [("campuri", " ".join(asked))]
            for key in asked:
                fields += [(name, "true" if value is True else value) for name, value in answers.items() if name == key or name.startswith(key + ".")]
            saved = self.post(address.partition("#")[0], fields)
            assert saved.status == 303, f"{address} answered {saved.status}"
            address, seen = saved.location, seen + 1
            assert seen < 30, address

    def submit(self, dossier: str) -> Answer:
        return self.post(dossier + "/verifica")

    def version(self, page: str) -> str:
        return re.search(r'name="versiune" value="(\d+)"', self.ask(page).text)[1]


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def at_desk(dossier: str) -> str:
    """A dossier's address at the desk, from its address for the citizen."""
    return "/birou/cj-cluj" + quote(dossier)
