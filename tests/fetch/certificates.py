"""Certificates for tests, made with the openssl program: self-signed, with the key in the same file."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.services import require

_EC = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes".split()
_CA = "[ca]\ndefault_ca=own\n[own]\ndatabase=index\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=any\n"
_CA += "copy_extensions=copy\n[any]\ncommonName=supplied\n"


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run([require("openssl"), *arguments], cwd=folder, check=True, capture_output=True)


def certificate_for(folder: Path, host: str, until: str = "21000101000000Z") -> Path:
    """A PEM file with key and certificate for the host, valid from 2020 on."""
    for name, text in [("ca.conf", _CA), ("index", ""), ("serial", "01")]:
        (folder / name).write_text(text)
    name = ["-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    openssl(folder, "req", "-new", *_EC, "-keyout", "key.pem", "-out", "request.pem", *name)
    own = "ca -batch -selfsign -config ca.conf -keyfile key.pem -in request.pem -out certificate.pem -notext".split()
    openssl(folder, *own, "-startdate", "20200101000000Z", "-enddate", until)
    both = folder / "both.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "certificate.pem").read_bytes())
    return both
