#!/usr/bin/env python3
"""Typesets acts with Typst, one after another, for the process that started it.

    typeset-worker.py [--strict] TEMPLATES FONTS [FONTS …]

With --strict, what Typst warns of is refused: for tests.

Request  (stdin):  4 bytes, big-endian length; JSON {"template": "receipt", "timestamp": 1795424467, "data": {…}}; with
                   "report": "spot", what the template reports under that label is answered, as JSON, in place of the PDF
Answer   (stdout): 1 byte, 0 = made, 1 = refused; 4 bytes, big-endian length; the PDF, or the reason in UTF-8
End of stdin ends the process.

What people wrote reaches Typst only as strings inside the JSON value `sys.inputs.data`, never as markup. Typst reads
nothing outside TEMPLATES, and no package can be found or fetched.
"""

import json
import os
import re
import resource
import struct
import sys
import unicodedata

import typst

REQUEST_LIMIT = 8 << 20  # bytes
MEMORY_LIMIT = 2 << 30  # bytes of address space
STANDARDS = ["a-2a", "ua-1"]
NO_FOLDER = "/nonexistent"
NO_PROXY = "http://127.0.0.1:9"  # the discard port: a template that asks for a package fails at once

# PDF/A refuses a character without a glyph, and one emoji in a name must not cost somebody the receipt. These are the
# European scripts and the signs of official writing, all in the Noto fonts (a test prints every one of them). Anything
# else is printed as U+FFFD. Left out on purpose: a letter whose capital no font has (titles are set in capitals), soft
# hyphen and the bidirectional controls, which make a line read otherwise than it is stored.
PRINTABLE = (
    "\n -~\u00a0-\u00ac\u00ae-\u019a\u019c-\u024f\u02b0-\u0377\u037a-\u037f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03e1\u03f0-\u052f"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2070\u2071\u2074-\u208e\u20a0-\u20bf\u2100-\u215f"
    "\u2190-\u2199\u2200-\u22ff\u25a0-\u25ff\u2610-\u2612\u2713-\u2718\ufb00-\ufb04"
)
UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
UNPRINTABLE = re.compile(f"[^{PRINTABLE}]")


def printable(value):
    """The same JSON value with every string composed (NFC) and limited to characters that the fonts can show."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\t", " "))
        return UNPRINTABLE.sub("\ufffd", UNSEEN.sub("", text))
    if isinstance(value, list):
        return [printable(item) for item in value]
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    return value


def typeset(compiler, templates, request, strict):
    job = json.loads(request)
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", job["template"]):
        raise ValueError("the template's name may hold only a-z, 0-9 and single hyphens")
    pdf, warnings = compiler.compile_with_warnings(
        input=os.path.join(templates, job["template"] + ".typ"),
        format="pdf",
        sys_inputs={"data": json.dumps(printable(job["data"]))},
        pdf_standards=STANDARDS,
        timestamp=int(job["timestamp"]),
    )
    if strict and warnings:
        raise ValueError("; ".join(warning.message for warning in warnings))
    if "report" not in job:
        return pdf
    if not re.fullmatch("[a-z]+", job["report"]):
        raise ValueError("a label may hold only a-z")
    # The compiler still holds the document that it has just made.
    return compiler.query(f"<{job['report']}>", field="value").encode()


def read_exactly(stream, count):
    """`count` bytes, or None at the end of the stream."""
    data = stream.read(count)
    return data if len(data) == count else None


def main(*arguments):
    strict = arguments[:1] == ("--strict",)
    templates, *fonts = arguments[strict:]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    os.environ["HTTPS_PROXY"] = NO_PROXY
    templates = os.path.realpath(templates)
    compiler = typst.Compiler(
        root=templates,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=fonts),
        ignore_system_fonts=True,
        package_path=NO_FOLDER,
        package_cache_path=NO_FOLDER,
    )
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    while header := read_exactly(requests, 4):
        (length,) = struct.unpack(">I", header)
        if length > REQUEST_LIMIT:
            sys.exit("the request is over the limit")
        request = read_exactly(requests, length)
        if request is None:
            break
        try:
            status, answer = 0, typeset(compiler, templates, request, strict)
        except Exception as error:  # one bad document must not end the worker
            status, answer = 1, f"{type(error).__name__}: {error}".encode()
        answers.write(struct.pack(">BI", status, len(answer)) + answer)
        answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
