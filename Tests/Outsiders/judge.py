#!/usr/bin/env python3
"""Judges a sealed PDF with other people's software: pyHanko for the seal, pikepdf for PDF/A-2a and PDF/UA-1.

    judge.py FILE.pdf CA.pem

Prints what was found as JSON; exit status 1 if anything is not as an act of ours must be. The markers of PDF/A and PDF/UA
are checked, not full conformance: no free validator is among Debian's packages.
"""

import json
import logging
import sys

import pikepdf
from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

WIDGET = "/Widget"


def judge_seals(path, root_path):
    """One record for each signature: whole document or only an earlier revision, intact, trusted, PAdES baseline B."""
    with open(root_path, "rb") as file:
        _, _, der = pem.unarmor(file.read())
    context = ValidationContext(trust_roots=[x509.Certificate.load(der)], allow_fetching=False)
    seals = []
    with open(path, "rb") as file:
        signatures = PdfFileReader(file).embedded_signatures
        for signature in signatures:
            status = validate_pdf_signature(signature, signer_validation_context=context)
            attributes = {attribute["type"].native for attribute in signature.signer_info["signed_attrs"]}
            last = signature is signatures[-1]
            whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
            seals.append(
                {
                    "field": signature.field_name,
                    "subfilter": str(signature.sig_object["/SubFilter"]),
                    "summary": status.summary(),
                    "intact": status.intact and status.valid,
                    "trusted": status.trusted,
                    "whole": whole,
                    "signer": status.signing_cert.subject.native.get("common_name"),
                    "ok": all(
                        [
                            status.bottom_line,
                            status.intact and status.valid and status.trusted,
                            whole or not last,
                            str(signature.sig_object["/SubFilter"]) == "/ETSI.CAdES.detached",
                            "signing_certificate_v2" in attributes,
                            "signing_time" not in attributes,
                            "/M" in signature.sig_object,
                        ]
                    ),
                }
            )
    return seals


def fonts(resources, seen):
    """Every font that a page, or a form drawn on it, can use."""
    for font in resources.get("/Font", {}).values():
        yield font
    for drawn in resources.get("/XObject", {}).values():
        if drawn.objgen not in seen and "/Resources" in drawn:
            seen.add(drawn.objgen)
            yield from fonts(drawn.Resources, seen)


def embedded(font):
    descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = descendant.get("/FontDescriptor", {})
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def numbers(node):
    """The pairs of a number tree."""
    for kid in node.get("/Kids", []):
        yield from numbers(kid)
    pairs = list(node.get("/Nums", []))
    yield from zip(pairs[::2], pairs[1::2])


def widgets_are_accessible(pdf):
    """Each form field has a description, and stands in a Form element or outside the page (ISO 14289-1, 7.18)."""
    elements = {int(key): value for key, value in numbers(pdf.Root.StructTreeRoot.ParentTree)}
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if annotation.Subtype != WIDGET:
                continue
            left, bottom, right, top = (float(edge) for edge in page.cropbox)
            x1, y1, x2, y2 = (float(edge) for edge in annotation.Rect)
            outside = x2 <= left or y2 <= bottom or x1 >= right or y1 >= top
            element = elements.get(int(annotation.get("/StructParent", -1)))
            tagged = element is not None and element.S == "/Form" and element.K.Obj.objgen == annotation.objgen
            flags = int(annotation.F)
            printed = flags & 4 != 0 and flags & (1 | 2 | 32) == 0  # and neither invisible nor hidden
            if not (tagged or outside) or not printed or not str(annotation.get("/TU", "")) or page.get("/Tabs") != "/S":
                return False
    return True


def judge_document(path):
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        with pdf.open_metadata() as metadata:
            pdfa = f"{metadata.get('pdfaid:part')}{metadata.get('pdfaid:conformance')}".lower()
            pdfua = metadata.get("pdfuaid:part")
            title = metadata.get("dc:title")
        seen = set()
        used = [font for page in pdf.pages for font in fonts(page.Resources, seen)]
        return {
            "sound": pdf.check_pdf_syntax() == [],
            "pdfa": pdfa == "2a",
            "pdfua": pdfua == "1",
            "title": bool(title) and root.ViewerPreferences.DisplayDocTitle == True,  # noqa: E712 (a PDF boolean)
            "intent": any(intent.S == "/GTS_PDFA1" and "/DestOutputProfile" in intent for intent in root.OutputIntents),
            "marked": root.MarkInfo.Marked == True,  # noqa: E712
            "structure": len(root.StructTreeRoot.K) > 0,
            "language": str(root.get("/Lang", "")).lower().startswith("ro"),
            "fonts": len(used) > 0 and all(embedded(font) for font in used),
            "widgets": widgets_are_accessible(pdf),
            "identifier": "/ID" in pdf.trailer,
            "plain": not pdf.is_encrypted and "/XFA" not in root.get("/AcroForm", {}),
        }


def main(path, root_path):
    logging.disable()  # pyHanko logs what it also reports
    seals = judge_seals(path, root_path)
    document = judge_document(path)
    accepted = bool(seals) and all(seal["ok"] for seal in seals) and all(document.values())
    print(json.dumps({"accepted": accepted, "seals": seals, "document": document}, ensure_ascii=False, indent=2))
    return 0 if accepted else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
