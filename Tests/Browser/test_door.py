"""The program as whoever runs it meets it: starting, ending, starting again."""

import datetime
import ssl
import subprocess
import urllib.request
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from counter import PROGRAM, REPOSITORY, Counter, make_administrator


def get(url: str, **settings) -> str:
    with urllib.request.urlopen(url, timeout=10, **settings) as answer:
        return answer.read().decode()


def test_an_empty_county_does_not_open_before_it_has_an_administrator(tmp_path):
    counter = Counter(tmp_path)
    refused = subprocess.run([PROGRAM, "serve", "--data", counter.data], cwd=REPOSITORY, capture_output=True, text=True, timeout=60)
    assert refused.returncode != 0
    assert "ghiseu administrator" in refused.stderr

    make_administrator(counter.data)
    counter.start()
    counter.stop()


def test_a_second_program_in_the_same_data_folder_is_refused(counter):
    second = subprocess.run([PROGRAM, "serve", "--data", counter.data], cwd=REPOSITORY, capture_output=True, text=True, timeout=60)
    assert second.returncode != 0
    assert "--data" in second.stderr


def test_a_county_opens_again_after_a_power_cut(tmp_path):
    make_administrator(tmp_path / "data")
    counter = Counter(tmp_path).start()
    counter.kill()
    counter.start()
    counter.stop()
    whole = subprocess.run([PROGRAM, "audit", "--data", counter.data], cwd=REPOSITORY, capture_output=True, text=True, timeout=60)
    assert whole.returncode == 0, whole.stdout


def test_it_tells_its_keepers_how_it_is(counter):
    assert get(counter.url + "/healthz")
    assert get(counter.url + "/readyz")
    assert "\n# TYPE " in "\n" + get(counter.url + "/metrics")


def test_with_a_certificate_it_speaks_tls_and_its_cookies_never_leave_it(tmp_path):
    certificate, key = self_signed(tmp_path)
    make_administrator(tmp_path / "data")
    counter = Counter(tmp_path, "--tls-certificate", certificate, "--tls-key", key)
    counter.url = counter.url.replace("http:", "https:")
    counter.trust = ssl.create_default_context(cafile=certificate)
    counter.start()
    try:
        with urllib.request.urlopen(counter.url + "/intra", timeout=10, context=counter.trust) as answer:
            cookies = answer.headers.get_all("Set-Cookie")
        assert cookies
        for cookie in cookies:
            assert cookie.startswith("__Host-") and "Secure" in cookie and "HttpOnly" in cookie, cookie
    finally:
        counter.stop()


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine, good for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return files
