#!/usr/bin/env python3
"""Makes the fonts of the window: two weights of Latin and of Han in its mainland forms.

    pip install fonttools
    assets/fonts/make.py [FOLDER OF INTER] [FOLDER OF NOTO SANS CJK]

Both origins are under the SIL Open Font License 1.1 (OFL.txt): Inter (Debian: fonts-inter) and
Noto Sans CJK SC (Debian: fonts-noto-cjk). Digits of Inter are replaced by its tabular ones, because
numbers stand below each other everywhere in the window. Characters that are in neither file come
from the system's own fonts.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont, TTCollection

HERE = Path(__file__).parent
INTER = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/opentype/inter")
NOTO = Path(sys.argv[2] if len(sys.argv) > 2 else "/usr/share/fonts/opentype/noto")

# Characters of given names that are in no national list of the common ones.
RARE_IN_NAMES = "喆堃玥珺琬琰瑄璟璐璇玹珮珩琮瑀瑷璎璿昕昇昊昀晔晞晟暄暐曦旻旸烨煊煜熠熙燊炘炜焜煐垚垠埕埮堉墁峣嵘嵩崟嶶淼淏湜湉溱漪潆潇澔澍濛灏翀翊翎羿翕翯婧婳媞嫄嫣嬅妧妍妤姵娴芃芊芮芷茗荃荇莳菡菀菁萱葳蓁蓓蔚蕙薇薷頔頫颀颉颢骐骞骥鑫钰钧铄铉锴镕雯霁霆霖霏祎祺祯禛禤禹稔穑笙筠筱箐簌粲縢绮绾缦缪罡翛聿胤臻舸舻苒苡茏茜荀荔莘菲葭蒽蔺薛藜蘅虔蜚衎裴襄觅訸诩谞贇赟跞轩辰迦逄邕邢邬郅郇鄢酆钊钏钗铎锜锟镒阆阚陉隽靓韬韫顼颐颖飒飏馥驰骁骅骏髦魁鲲鸢鸾麒麓黛龑䶮㛃㴔"

# Kana and the signs that Chinese and Japanese text is set with.
SIGNS = [*range(0x3000, 0x3030), *range(0x3041, 0x3100), *range(0xFF01, 0xFF5F), 0xFFE5, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x00B7]

# Latin with its extensions, Greek, Cyrillic, punctuation, currency, arrows, a few shapes.
LATIN = [*range(0x20, 0x250), *range(0x2B0, 0x300), *range(0x370, 0x530), *range(0x1E00, 0x1F00), *range(0x2000, 0x2070), *range(0x20A0, 0x20C0), 0x2116, 0x2122, *range(0x2190, 0x21A0), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x221E, 0x25CF, 0x25CB, 0x25B2, 0x25BC, 0x2713, 0x2715]


def han() -> set[int]:
    found = {ord(c) for c in RARE_IN_NAMES}
    for encoding, leads in (("gb2312", range(0xB0, 0xF8)), ("big5", range(0xA4, 0xC7))):
        for lead in leads:
            for trail in range(0x40, 0xFF):
                try:
                    found.add(ord(bytes([lead, trail]).decode(encoding)))
                except (UnicodeDecodeError, TypeError):
                    pass
    return found


def write(font: TTFont, characters, features: list[str], name: str) -> None:
    options = subset.Options()
    options.layout_features = features
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.hinting = False
    options.desubroutinize = False
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(HERE / name)
    print(name, (HERE / name).stat().st_size)


def with_tabular_digits(font: TTFont) -> TTFont:
    """Maps digits to the glyphs that the feature `tnum` would put in their place."""
    gsub = font["GSUB"].table
    tabular = {}
    for record in gsub.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    table = getattr(table, "ExtSubTable", table)
                    tabular.update(getattr(table, "mapping", {}))
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                # Tables may share one map; what was replaced before stays.
                table.cmap[code] = tabular.get(table.cmap[code], table.cmap[code])
    return font


for weight in ("Regular", "Bold"):
    inter = TTFont(INTER / f"Inter-{weight}.otf")
    write(with_tabular_digits(inter), LATIN, ["kern", "mark", "mkmk", "ccmp", "locl"], f"Inter-{weight}.otf")
    collection = TTCollection(NOTO / f"NotoSansCJK-{weight}.ttc")
    noto = next(font for font in collection if font["name"].getDebugName(1).startswith("Noto Sans CJK SC"))
    write(noto, {*han(), *SIGNS}, ["locl"], f"NotoSansSC-{weight}.otf")
