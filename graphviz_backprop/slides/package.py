"""The file of a deck: its pictures as parts of it, and the same bytes for the same slides."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from importlib import import_module
from typing import Any

_NEVER = (1980, 1, 1, 0, 0, 0)  # the first date that a zip file knows
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # Office's own name for it
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def add_svg(slide: Any, picture: Any, svg: bytes, number: int) -> None:
    """Give a picture its SVG: Office shows that, other programs the PNG that it is made of.

    Args:
        slide: of python-pptx.
        picture: of the slide.
        svg: the document.
        number: of the picture in the deck, from 1.
    """
    package, oxml = import_module("pptx.opc.package"), import_module("pptx.oxml")
    name = import_module("pptx.opc.packuri").PackURI(f"/ppt/media/figure{number}.svg")
    part = package.Part(name, "image/svg+xml", slide.part.package, svg)
    relation = slide.part.relate_to(part, f"{_RELATIONS}/image")
    blip = picture._element.blipFill.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
    )
    blip.append(
        oxml.parse_xml(
            '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            f'<a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_SVG}"'
            f' xmlns:r="{_RELATIONS}" r:embed="{relation}"/></a:ext></a:extLst>'
        )
    )


def packed(presentation: Any, title: str, marker: bytes) -> bytes:
    """The file, without any date.

    Args:
        presentation: of python-pptx.
        title: what the file's properties say.
        marker: its maker, in the file's last bytes.
    """
    properties = presentation.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = marker.decode()
    properties.created = properties.modified = datetime(*_NEVER)
    properties.revision = 1
    package = presentation.part.package
    for number, relation in list(package._rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # it shows the empty deck
            package.drop_rel(number)
    dated, made = io.BytesIO(), io.BytesIO()
    presentation.save(dated)
    with zipfile.ZipFile(dated) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            how = zipfile.ZIP_STORED if entry.filename.endswith(".png") else zipfile.ZIP_DEFLATED
            target.writestr(zipfile.ZipInfo(entry.filename, _NEVER), data, how, 9)
        target.comment = marker
    return made.getvalue()
