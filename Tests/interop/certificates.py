"""Certificates of the tests, made with openssl: an authority, and a server's that it signed."""

import subprocess

SERVER = "subjectAltName=DNS:{}\nbasicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n"


def openssl(folder, *words):
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def make(folder, host="localhost"):
    """Writes ca.pem, server.pem and server-key.pem for a server of that name; returns the authority's file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "extensions").write_text(SERVER.format(host), encoding="ascii")
    new = ["req", "-newkey", "rsa:2048", "-nodes", "-keyout"]
    openssl(folder, *new, "ca-key.pem", "-x509", "-days", "2", "-subj", "/CN=Authority of the tests", "-out", "ca.pem")
    openssl(folder, *new, "server-key.pem", "-subj", f"/CN={host}", "-out", "server.csr")
    openssl(
        folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca-key.pem", "-CAcreateserial",
        "-days", "2", "-extfile", "extensions", "-out", "server.pem",
    )
    return folder / "ca.pem"
