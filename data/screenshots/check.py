#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check the screenshots that the metainfo names against those that are here, and against what software centres ask for.

check.py METAINFO-FILE VERSION
"""
import struct
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

FOLDER = Path(__file__).parent
LANG = '{http://www.w3.org/XML/1998/namespace}lang'
LANGUAGES = {None, 'zh-CN'}
URL = 'https://raw.githubusercontent.com/ferryboard/ferryboard/v{version}/data/screenshots/'


def check_image(image, version):
    url, size = image.text, (int(image.get('width')), int(image.get('height')))
    scale = int(image.get('scale'))
    path = FOLDER / Path(url).name
    if url != URL.format(version=version) + path.name:
        yield f'{url} is not where this version is'
    if not path.exists():
        yield f'{path.name} is not here'
    elif struct.unpack('>4s2I', path.read_bytes()[12:24]) != (b'IHDR', *size):
        yield f'{path.name} is not of the size that is said'
    if size[0] > 1000 * scale or size[1] > 700 * scale:
        yield f'{path.name} is larger than 1000 × 700'


def check_caption(caption):
    if caption.text.endswith(('.', '。')) or len(caption.text) > 100:
        yield f'“{caption.text}” is not one short sentence without a full stop'


def check(metainfo, version):
    screenshots = list(ET.parse(metainfo).iter('screenshot'))
    if not 3 <= len(screenshots) <= 6:
        yield f'there are {len(screenshots)} screenshots'
    for screenshot in screenshots:
        for kind in 'caption', 'image':
            if {element.get(LANG) for element in screenshot.iter(kind)} != LANGUAGES:
                yield f'not every language has its {kind} of “{screenshot.findtext("caption")}”'
        for image in screenshot.iter('image'):
            yield from check_image(image, version)
        for caption in screenshot.iter('caption'):
            yield from check_caption(caption)
    named = {Path(image.text).name for screenshot in screenshots for image in screenshot.iter('image')}
    yield from (f'{path.name} is not shown' for path in FOLDER.glob('*.png') if path.name not in named)


problems = list(check(*sys.argv[1:]))
sys.exit('\n'.join(problems) or 0)
