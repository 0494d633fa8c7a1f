#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that the manual hangs together, that it says what the window says, and that its translations have all of it.

check-help.py SOURCE-FOLDER PAGE…
"""
import json
import re
import sys
from collections import Counter
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

MALLARD = '{http://projectmallard.org/1.0/}'
BLOCKS = {'page', 'info', 'link', 'links', 'section', 'p', 'note', 'list', 'steps', 'terms', 'item', 'table', 'thead', 'tbody', 'tr', 'td', 'code',
          'screen', 'title', 'desc'}
INLINES = {'gui', 'guiseq', 'key', 'keyseq', 'cmd', 'file', 'input', 'em', 'app'}
KEYS = {'<Control>': 'Ctrl+', '<Shift>': 'Shift+', '<Alt>': 'Alt+', 'comma': ',', 'question': '?', 'Escape': 'Esc', 'Return': 'Enter', 'space': 'Space'}
problems = []


def check(condition, *words):
    if not condition:
        problems.append(': '.join(map(str, words)))


def tag(element):
    return element.tag.removeprefix(MALLARD)


def text(element):
    return ' '.join(''.join(element.itertext()).split())


def find(root, name):
    return list(root.iter(MALLARD + name))


def read_pages(folder, names):
    check(sorted(path.stem for path in folder.glob('*.page')) == sorted(names), folder, 'other pages than those that are installed')
    pages = {}
    for name in names:
        try:
            pages[name] = ElementTree.parse(folder / f'{name}.page').getroot()
        except (OSError, ElementTree.ParseError) as error:
            problems.append(f'{folder / name}: {error}')
    return pages


# --- One language by itself ---

def check_page(where, page, name, targets):
    check(page.tag == MALLARD + 'page' and page.get('id') == name, where, 'the id is not the name of the file')
    check(text(page.find(f'{MALLARD}info/{MALLARD}desc')), where, 'no description')
    for element in page.iter():
        check(element.tag.startswith(MALLARD) and tag(element) in BLOCKS | INLINES, where, f'unknown element {element.tag}')
        check(tag(element) not in INLINES | {'p', 'title', 'td'} or text(element), where, f'empty {tag(element)}')
    for element in [page, *find(page, 'section'), *find(page, 'table')]:
        check(tag(element) == 'table' or element.find(MALLARD + 'title') is not None, where, f'a {tag(element)} without a title')
    for element in [page, *find(page, 'section')]:
        tags = [tag(child) for child in element]
        check('section' not in tags or set(tags[tags.index('section'):]) == {'section'}, where, 'something after a section, which has no place there')
    for link in find(page, 'link'):
        target = link.get('xref')
        check((target if not target.startswith('#') else name + target) in targets, where, f'a link to {target}, which is not there')
    for row in find(page, 'tr'):
        table = next(table for table in find(page, 'table') if row in list(table.iter()))
        check(len(row) == len(find(table, 'tr')[0]), where, f'a row of another length: {text(row)}')


def find_targets(pages):
    return {name if element is page else f'{name}#{element.get("id")}'
            for name, page in pages.items() for element in page.iter() if element.get('id')}


def check_order(where, page, index):
    groups = {'index#' + section.get('id'): links.get('groups').split() for section in find(index, 'section') for links in find(section, 'links')}
    for link in find(page, 'link'):
        check(link.get('type') != 'guide' or link.get('group') in groups.get(link.get('xref'), []), where, 'no place in the index')


def check_language(folder, pages):
    targets = find_targets(pages)
    for name, page in pages.items():
        check_page(folder / name, page, name, targets)
        check(name == 'index' or any(link.get('type') == 'guide' for link in find(page, 'link')), folder / name, 'not in the index')
        check_order(folder / name, page, pages['index'])
        ids = Counter(element.get('id') for element in page.iter() if element.get('id'))
        check(max(ids.values()) == 1, folder / name, 'an id is there twice')


# --- What the window says ---

def strip(message):
    """Without mnemonics and with something for what is filled in."""
    return re.sub(r"%'?\w", '…', re.sub(r'\(_\w\)|_', '', message))


def read_interface(source):
    strings = set()
    for path in [*source.glob('src/ui/*.ui'), *source.glob('src/ui/*.c'), *source.glob('src/core/*.c')]:
        content = path.read_text(encoding='utf-8')
        if path.suffix == '.ui':
            strings.update(strip(unescape(string)) for string in re.findall(r'translatable="yes"[^>]*>([^<]+)<', content))
        else:
            strings.update(strip(string.replace('\\"', '"')) for string in re.findall(r'"((?:[^"\\\n]|\\.)+)"', content))
    return strings


def read_translations(path):
    """What each string of the window is in another language; with a context it can be several."""
    translations = {}
    for entry in path.read_text(encoding='utf-8').split('\n\n')[1:]:
        fields = dict(re.findall(r'^(msgid|msgstr(?:\[0\])?) ((?:"[^\n]*"\n?)+)', entry, re.M))
        original, translated = (''.join(re.findall(r'"([^\n]*)"', fields.get(key, ''))) for key in
                                ('msgid', 'msgstr' if 'msgstr' in fields else 'msgstr[0]'))
        if translated and '#, fuzzy' not in entry and '#~' not in entry:
            translations.setdefault(strip(original), set()).add(strip(translated))
    return translations


def read_source(source, name):
    return (source / name).read_text(encoding='utf-8')


def read_titles(source):
    """What the window says in general, by error and by code."""
    return re.findall(r'\{\s+\w+, (\w+), (?:NULL|"(\d+)"|\w+), \w+,\s+N_\("([^"]+)"\)', read_source(source, 'src/ui/ferry-error-ui.c'))


def check_errors(where, page, source, translations):
    """Each code that is known stands beside what the window says of it."""
    titles = read_titles(source)
    rows = [(text(row[0]), {text(element) for element in find(row, 'gui')}) for row in find(page, 'tr')]
    causes = re.findall(r'\{ (?:GATEWAY|IAM|NULL), "(\d{4,})", \d+, (?:NULL|"[^"]+"), \w+, (\w+)',
                        read_source(source, 'src/core/ferry-error-cause.c'))
    check(len(causes) > 50 and len(titles) > 50, where, 'the codes cannot be read from the source')
    for code, error in causes:
        title = next(title for kind, number, title in titles if kind == error and number in ('', code))
        told = {title, *translations.get(title, ())}
        check(any(re.search(rf'\b{code}\b', codes) and guis & told for codes, guis in rows), where, f'the code {code} is not beside “{title}”')


def read_policy(source):
    """What the window copies, put together as the compiler does it."""
    states = read_source(source, 'src/ui/ferry-error-ui.c')
    actions = dict(re.findall(r'^#define (\w*ACTION) "(.*)"$', states, re.M))
    parts = re.search(r'^ferry_error_ui_get_policy.*?return (.*?);$', states, re.M | re.S)[1]
    return ''.join(actions[name] if name else json.loads(literal) for literal, name in re.findall(r'("(?:[^"\\]|\\.)*")|(\w+)', parts))


def check_policy(where, page, source):
    check(find(page, 'code')[-1].text.strip() == read_policy(source).strip(), where, 'another policy than the window copies')


def check_shortcuts(where, page, source):
    shown = set()
    for accelerators in re.findall(r'name="accelerator">([^/]+)</', read_source(source, 'src/ui/help-overlay.ui')):
        for accelerator in unescape(accelerators).split():
            for key, name in KEYS.items():
                accelerator = accelerator.replace(key, name)
            shown.add('+'.join(part if len(part) > 1 else part.upper() for part in accelerator.split('+')))
    sequences = find(page, 'keyseq')
    told = {'+'.join(map(text, sequence)) for sequence in sequences}
    told |= {text(key) for key in find(page, 'key') if not any(key in list(sequence) for sequence in sequences)}
    check(told == shown, where, f'other shortcuts than the window has: {told ^ shown}')


def check_words(folder, pages, source):
    strings = read_interface(source)
    for name, page in pages.items():
        for element in find(page, 'gui'):
            check(text(element) in strings, folder / name, f'“{text(element)}” is nowhere in the window')
    columns = re.findall(r'NC_\("column", "([^"]+)"\)', read_source(source, 'src/core/ferry-column.c'))
    formats = [title for path in source.glob('src/*/ferry-exporter-*.c') if path.stem != 'ferry-exporter-table'
               for title in re.findall(r'\.title = N_\("([^"]+)"\)', path.read_text(encoding='utf-8'))]
    titles = [title for _error, _code, title in read_titles(source)]
    for name, things in (('tasks', columns), ('export', formats), ('errors', titles)):
        missing = {*things} - {text(element) for element in find(pages[name], 'gui')}
        check(things and not missing, folder / name, f'nothing about {missing}')
    check_errors(folder / 'errors', pages['errors'], source, {})
    check_policy(folder / 'permissions', pages['permissions'], source)
    check_shortcuts(folder / 'shortcuts', pages['shortcuts'], source)


# --- Translations ---

def check_translation(where, original, page, translations):
    def outline(root):
        return [(tag(element), element.get('id'), element.get('xref')) for element in root.iter()
                if tag(element) in BLOCKS and not (tag(element) == 'link' and element.get('type') is None)]

    check(outline(page) == outline(original), where, 'other sections, tables or paragraphs than in English')
    for name in ('key', 'cmd', 'input', 'code', 'file', 'gui', 'link'):
        check(len(find(page, name)) == len(find(original, name)), where, f'not as many {name} as in English')
    for name in ('cmd', 'file'):
        check(Counter(map(text, find(page, name))) == Counter(map(text, find(original, name))), where, f'another {name} than in English')
    known = {text(element) for element in find(page, 'gui')}
    for element in find(original, 'gui'):
        translated = translations.get(text(element))
        check(translated is None or known & translated, where, f'“{text(element)}” is “{"” or “".join(translated or ())}” in the window')


def main(source, *names):
    source = Path(source)
    folder = source / 'data/help'
    languages = sorted(path.name for path in folder.iterdir() if path.is_dir())
    originals = read_pages(folder / 'C', names)
    for language in languages:
        pages = read_pages(folder / language, names)
        if len(pages) < len(names):
            continue
        check_language(folder / language, pages)
        if language == 'C':
            check_words(folder / language, pages, source)
            continue
        translations = read_translations(source / f'po/{language}.po')
        check_errors(folder / language / 'errors', pages['errors'], source, translations)
        check_policy(folder / language / 'permissions', pages['permissions'], source)
        check_shortcuts(folder / language / 'shortcuts', pages['shortcuts'], source)
        for name, page in pages.items():
            check_translation(folder / language / name, originals[name], page, translations)
    topics = re.findall(r'MANUAL "/([^"]+)" \}', read_source(source, 'src/ui/ferry-help.c'))
    check(topics and {*topics} <= find_targets(originals), folder, f'the window opens {topics}')
    linguas = (source / 'po/LINGUAS').read_text(encoding='utf-8').split('\n')
    check('C' in languages and {*languages} <= {'C', *linguas}, folder, 'a language that the window does not have')
    if problems:
        print(*problems, sep='\n', file=sys.stderr)
    return 1 if problems else 0


sys.exit(main(*sys.argv[1:]))
