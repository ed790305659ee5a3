"""A real SMTP server on this machine that keeps what it is sent."""

import time
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from counter import free_port


class Postbox:
    """Takes any letter for anyone; `wait_for` hands it out."""

    def __init__(self, port: int | None = None):
        self._letters: list[tuple[list[str], EmailMessage]] = []
        self._server = Controller(self, hostname="127.0.0.1", port=port or free_port())
        self.address = f"127.0.0.1:{self._server.port}"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802 (the name is aiosmtpd's)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self._letters.append((envelope.rcpt_tos, letter))
        return "250 Kept"

    def wait_for(self, recipient: str, seconds: float = 20) -> EmailMessage:
        """The first letter delivered to `recipient`, whenever it arrives."""
        until = time.monotonic() + seconds
        while True:
            for recipients, letter in list(self._letters):
                if recipient in recipients:
                    return letter
            assert time.monotonic() < until, f"no letter for {recipient} in {seconds} s"
            time.sleep(0.05)

    def __enter__(self) -> "Postbox":
        self._server.start()
        return self

    def __exit__(self, *_) -> None:
        self._server.stop()
