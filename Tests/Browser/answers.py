"""What invented people answer to the real forms, by the fields' keys, as they type it."""

SOMEBODY = {
    "solicitant.tip": "PF", "solicitant.nume": "Zamfira Țepelea", "solicitant.act_identitate": "carte",
    "solicitant.cnp": "1800101120017", "solicitant.ci_serie_numar": "CJ123456",
    "solicitant.judet": "Cluj", "solicitant.uat": "Ciurila", "solicitant.localitate": "Sălicea",
    "solicitant.strada": "Livezii", "solicitant.nr": "7",
    "solicitant.telefon": "0722 123 456", "solicitant.email": "zamfira.tepelea@example.ro",
    "solicitant.comunicare": "electronic", "solicitant.calitate": "titular",
    "declaratii.conformitate_copii": True, "declaratii.realitate_date": True, "declaratii.gdpr": True,
}

HOUSE = SOMEBODY | {
    "categorie_lucrari": "a", "destinatie": "locuinta_unifamiliala",
    "descriere_scop": "Construire locuință unifamilială P+M, împrejmuire și branșamente", "regim_inaltime": "P+M",
    "imobil.uat": "Ciurila", "imobil.localitate": "Sălicea", "imobil.strada": "Livezii", "imobil.nr": "fn",
    "imobil.intabulat": "da", "imobil.numere_cadastrale": "54312", "imobil.numere_cf": "54312",
    "imobil.monument": "nu", "imobil.arie_protejata": "nu", "suprafata_mp": "1240,50", "regim_amplasare": "intravilan",
}
HOUSE_DOCUMENTS = ("A-CI", "A-CF30", "A-PLANCAD", "A-PIZ")

PETITION = SOMEBODY | {
    "tip": "sesizare", "obiect": "Groapă pe DJ 107R, la intrarea în Sălicea",
    "text": "La intrarea în Sălicea dinspre Cluj-Napoca este o groapă adâncă. Vă rog să o reparați.",
    "uat": "Ciurila", "confidential": "nu",
}

LEAFLETS = SOMEBODY | {
    "eveniment": "Târgul de turism rural de la Beliș", "livrare": "ridicare_sediu",
    "data_eveniment.zi": "15", "data_eveniment.luna": "5", "data_eveniment.an": "2027",
}


def paper(title: str = "Act") -> bytes:
    """A small PDF with one page."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
        b"<</Title(" + title.encode("ascii", "replace") + b")>>",
    ]
    pdf, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return pdf + table + b"trailer<</Size 5/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(pdf)
