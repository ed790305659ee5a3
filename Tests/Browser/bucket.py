"""An S3 server of a test's own, and the bucket in which a counter keeps its files."""

import secrets
import socket

import boto3
import pytest
from moto.server import ThreadedMotoServer

from counter import free_port

KEY, SECRET, REGION = "cheie", "secret", "eu-central-1"


class S3:
    """An S3 server of this test's own; what it keeps outlives its being down, so the bucket is nobody else's either."""

    def __init__(self):
        self.bucket = f"dosare-{secrets.token_hex(4)}"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._server: ThreadedMotoServer | None = None

    def furnish(self) -> None:
        self.client().create_bucket(Bucket=self.bucket, CreateBucketConfiguration={"LocationConstraint": REGION})

    def up(self) -> None:
        self._server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self._server.start()

    def down(self) -> None:
        self._server.stop()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", self.port))

    def place(self, prefix: str) -> str:
        """As `--files` takes it."""
        return f"s3://{self.bucket}/{prefix}?endpoint={self.url}&region={REGION}"

    def keys(self) -> list[str]:
        return [line["Key"] for line in self.client().list_objects_v2(Bucket=self.bucket).get("Contents", [])]

    def lose(self) -> None:
        """Everything that is kept."""
        for key in self.keys():
            self.client().delete_object(Bucket=self.bucket, Key=key)

    def client(self):
        return boto3.client("s3", endpoint_url=self.url, region_name=REGION, aws_access_key_id=KEY, aws_secret_access_key=SECRET)
