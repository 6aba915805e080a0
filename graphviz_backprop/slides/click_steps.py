"""Click steps on one slide: at each click one picture comes and the one before it goes."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import count, pairwise
from typing import Any

# The animation tree as PowerPoint writes it: a main sequence whose steps each wait for a click,
# with the effects "Appear" and "Disappear" (preset 1), which take no time.
_TIMING = """\
<p:timing xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:tnLst><p:par>
<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>
<p:seq concurrent="1" nextAc="seek">
<p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst>{clicks}</p:childTnLst></p:cTn>
<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>
</p:prevCondLst>
<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond>
</p:nextCondLst>
</p:seq></p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"""
_CLICK = """\
<p:par><p:cTn id="{}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst>\
<p:childTnLst><p:par><p:cTn id="{}" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst>\
<p:childTnLst>{effects}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"""
_EFFECT = """\
<p:par><p:cTn id="{}" presetID="1" presetClass="{preset}" presetSubtype="0" fill="hold" \
nodeType="{node}"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:set><p:cBhvr>\
<p:cTn id="{}" dur="1" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn>\
<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl><p:attrNameLst><p:attrName>style.visibility\
</p:attrName></p:attrNameLst></p:cBhvr><p:to><p:strVal val="{value}"/></p:to></p:set>\
</p:childTnLst></p:cTn></p:par>"""


def add_click_steps(slide: Any, shapes: Sequence[int]) -> None:
    """Show things of a slide one after the other, the first from the start.

    Args:
        slide: of python-pptx.
        shapes: the ids of its things, in order.
    """
    ids = count(3)
    clicks = []
    for old, new in pairwise(shapes):
        first, second = next(ids), next(ids)
        effects = [
            _EFFECT.format(next(ids), next(ids), preset=preset, node=node, shape=shape, value=value)
            for preset, node, shape, value in (
                ("entr", "clickEffect", new, "visible"),
                ("exit", "withEffect", old, "hidden"),
            )
        ]
        clicks.append(_CLICK.format(first, second, effects="".join(effects)))
    if clicks:
        timing = import_module("pptx.oxml").parse_xml(_TIMING.format(clicks="".join(clicks)))
        slide._element.append(timing)
