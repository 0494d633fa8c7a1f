#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Have programs that others wrote read what is exported, compare every cell, and report in TAP.

test-readers.py WRITE-EXPORTS FOLDER-OF-ANSWERS
"""
import base64
import contextlib
import csv
import datetime
import hashlib
import html.parser
import io
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
import unicodedata
import zipfile
import zoneinfo
from pathlib import Path
from xml.etree import ElementTree

WRITE_EXPORTS, ANSWERS = map(os.path.abspath, sys.argv[1:])
DEADLINE = 150  # Ends what hangs, and measures nothing.
ZONE = 'Asia/Shanghai'
UTC = datetime.timezone.utc

MEMBERS = ['repoName', 'namespace', 'sourceRegionId', 'remoteRegionId', 'remoteNamespace', 'override', 'syncAuto',
           'createdAt', 'updatedAt', 'domainName', 'domainID', 'id']
HEADINGS = ['Repository', 'Organization', 'Source Region', 'Target Region', 'Target Organization', 'Overwrite', 'Automatic',
            'Created', 'Updated', 'Account', 'Account ID', 'ID']
TIMES = ('createdAt', 'updatedAt')
REGIONS = {'cn-north-1': 'CN North-Beijing1', 'cn-north-4': 'CN North-Beijing4', 'cn-south-1': 'CN South-Guangzhou',
           'ap-southeast-3': 'AP-Singapore'}
WORDS = {'override': {True: 'Overwrites', False: 'Keeps existing', None: 'Unknown'},
         'syncAuto': {True: 'Automatic', False: 'Manual only', None: 'Unknown'}}

# As write-exports has them.
ACCOUNT = '=1+1 <b>"A"</b> & \'B\' | `C` \\ 审计'
FAILURE = '@no <script>connection</script>\x1b[0m | "x".'

# Each export: which answer, and how times are written.
EXPORTS = {'ordinary': ('ordinary', 'written'), 'hostile': ('hostile', 'written'), 'utc': ('ordinary', 'utc'), 'local': ('ordinary', 'local')}


class Skip(Exception):
    """A reader is not there."""


class Export:
    """What was written, and what has to come back."""

    def __init__(self, folder, name):
        answer, self.times = EXPORTS[name]
        self.prefix = Path(folder, name)
        self.tasks = [{'sourceRegionId': 'cn-north-4', **task} for task in json.loads(Path(ANSWERS, f'{answer}.json').read_text())]
        write(f'{ANSWERS}/{answer}.json', self.times, self.prefix)

    def path(self, format_id, extension=None):
        return Path(f'{self.prefix}-{format_id}.{extension or format_id}')

    def read(self, *args):
        return self.path(*args).read_bytes().decode()

    def rows(self, function):
        return [[function(self, task.get(member), member) for member in MEMBERS] for task in self.tasks]

    def facts(self):
        n_rows = len(self.tasks)
        return [['Scope', 'team/base/web'], ['Account', ACCOUNT], ['Source Regions', 'CN North-Beijing4 cn-north-4, cn-future-9'],
                ['As Of', '2026-11-03 09:12:00 +08:00'], ['Rows', f'{n_rows} tasks'],
                ['Repositories', '12 (1 without tasks, 4 not read)'],
                ['Not Complete', f'team/base/web in cn-future-9 could not be read: {FAILURE}'],
                ['Not Complete', '3 of 12 repositories were not asked about.'],
                ['Not Complete', f'2 of {n_rows + 2} entries could not be read. “id” has the wrong type.']]


def write(answer, times, prefix, **environment):
    env = {**os.environ, 'LC_ALL': '', 'LANG': 'C.UTF-8', 'LANGUAGE': '', 'TZ': ZONE, **environment}
    subprocess.run([WRITE_EXPORTS, answer, times, str(prefix)], env=env, timeout=DEADLINE, check=True)


def assert_same(rows, expected):
    for number, (row, other) in enumerate(itertools.zip_longest(rows, expected), 1):
        assert row == other, f'row {number}:\n{row}\nis not\n{other}'


def parse_time(text):
    with contextlib.suppress(TypeError, ValueError):
        time = datetime.datetime.fromisoformat(text)
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    return None


def localize(time):
    """The local time, or the same where the calendar ends before."""
    with contextlib.suppress(OverflowError):
        return time.astimezone(zoneinfo.ZoneInfo(ZONE))
    return time


def as_json(export, value, member):
    time = parse_time(value) if member in TIMES else None
    if time is None or export.times == 'written':
        return value
    if export.times == 'utc':
        return f'{time:%Y-%m-%dT%H:%M:%SZ}'
    return localize(time).isoformat(timespec='seconds')


def as_text(export, value, member):
    value = as_json(export, value, member)
    return {None: '', True: 'true', False: 'false'}[value] if value is None or isinstance(value, bool) else str(value)


def as_guarded(export, value, member):
    text = as_text(export, value, member)
    is_formula = re.match(r'[\t\r\n]|[\s\x00-\x1f\x7f-\x9f]*[-=+@＝＋－＠]', text) and member != 'id'
    return "'" + text if is_formula else text


def on_one_line(text):
    return ''.join(' ' if unicodedata.category(character) in ('Cc', 'Zl', 'Zp') else character for character in text)


def as_line(export, value, member):
    return on_one_line(as_text(export, value, member))


def for_people(export, value, member):
    time = parse_time(value) if member in TIMES else None
    if member in WORDS:
        return WORDS[member][value]
    if time is not None:
        time = localize(time) if export.times == 'local' else time
        return f'{time:%Y-%m-%d %H:%M:%S} ' + ('UTC' if export.times != 'local' else time.isoformat()[-6:])
    if member.endswith('RegionId') and value in REGIONS:
        return f'{REGIONS[value]} {value}'
    return on_one_line(as_text(export, value, member)) or '—'


def as_typed(export, value, member):
    """The cell of a workbook."""
    time = parse_time(value) if member in TIMES else None
    if time is not None and export.times == 'local':
        time = localize(time) if localize(time) is not time else None
    if time is not None and time.year >= 1900:
        return time.replace(tzinfo=None, microsecond=0)
    if member == 'id' and value is not None and abs(value) < 10**15 or isinstance(value, bool):
        return value
    return as_text(export, value, member) or None


def test_csv(export):
    text = export.read('csv')
    assert text.startswith('\ufeff')
    assert_same(csv.reader(io.StringIO(text[1:], newline='')), [HEADINGS, *export.rows(as_guarded)])


def test_tsv(export):
    rows = [[on_one_line(value) for value in row] for row in export.rows(as_guarded)]
    assert_same(csv.reader(io.StringIO(export.read('tsv'), newline=''), 'excel-tab'), [HEADINGS, *rows])


def check_header(export, header):
    expected = {'scope': 'team/base/web', 'account': ACCOUNT, 'sourceRegionIds': ['cn-north-4', 'cn-future-9'],
                'asOf': '2026-11-03T09:12:00+08:00', 'filter': None, 'chosen': 'all', 'rows': len(export.tasks),
                'rowsBeforeFilter': len(export.tasks), 'unreadableEntries': 2, 'maybeCut': False,
                'repositories': 12, 'repositoriesNotAsked': 3, 'unfinished': True,
                'repositoriesWithoutTasks': [{'sourceRegionId': 'cn-north-4', 'scope': 'team/base/db'}], 'doubts': [],
                'failed': [{'sourceRegionId': 'cn-future-9', 'scope': 'team/base/web', 'message': FAILURE}]}
    assert {key: header[key] for key in expected} == expected, header


def check_tasks(export, tasks):
    assert all(list(task) == MEMBERS for task in tasks)
    assert_same([list(task.values()) for task in tasks], export.rows(as_json))


def test_json(export):
    document = json.loads(export.read('json'))
    check_header(export, document)
    check_tasks(export, document['tasks'])


def test_json_lines(export):
    lines = export.read('jsonl').split('\n')
    assert lines.pop() == '' and not any('\r' in line for line in lines)
    header, *tasks = map(json.loads, lines)
    check_header(export, header)
    check_tasks(export, tasks)


def test_markdown(export):
    """Nothing in a cell is more than text, for a reader that makes links of what looks like one."""
    try:
        from markdown_it import MarkdownIt  # pylint: disable=import-outside-toplevel
    except ImportError as error:
        raise Skip('markdown-it-py is not installed') from error
    cells, items = [], []
    for token, following in itertools.pairwise(MarkdownIt('commonmark').enable(['table', 'strikethrough']).parse(export.read('markdown', 'md'))):
        if token.type in ('th_open', 'td_open', 'paragraph_open'):
            kinds = {child.type for child in following.children}
            assert kinds <= {'text', 'text_special', 'code_inline'}, (kinds, following.content)
            (items if token.type == 'paragraph_open' else cells).append(''.join(child.content for child in following.children))
    facts = [f'{label}: {on_one_line(text)}' for label, text in export.facts()]
    assert_same(items, facts)
    assert_same(list(zip(*[iter(cells)] * len(MEMBERS), strict=True)), [tuple(row) for row in [HEADINGS, *export.rows(as_line)]])


class Page(html.parser.HTMLParser):
    """Collects the cells and the facts of a page, and lets nothing pass that it need not have."""
    TAGS = set('html head meta title style body h1 dl div dt dd table caption thead tbody tr th td span'.split())
    ATTRIBUTES = set('lang charset http-equiv content name class scope'.split())

    def __init__(self, text):
        super().__init__()
        self.texts = {'td': [], 'th': [], 'dt': [], 'dd': [], 'caption': [], 'style': [], 'title': [], 'span': []}
        self.meta, self.lang, self.open = {}, None, []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        assert tag in self.TAGS and set(attributes) <= self.ATTRIBUTES, (tag, attrs)
        self.lang = attributes.get('lang', self.lang)
        if tag == 'meta':
            self.meta[attributes.get('name') or attributes.get('http-equiv') or 'charset'] = attributes.get('content') or attributes['charset']
        else:
            self.open.append(tag)
        if tag in self.texts:
            self.texts[tag].append('')

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        for tag in set(self.open) & set(self.texts):
            self.texts[tag][-1] += data

    def handle_comment(self, data):
        raise AssertionError(data)

    unknown_decl = handle_pi = handle_comment


def check_policy(page):
    style, = page.texts['style']
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = page.meta['Content-Security-Policy'].split('; ')
    assert policy == ["default-src 'none'", f"style-src 'sha256-{digest}'", "base-uri 'none'", "form-action 'none'"], policy
    assert not re.search(r'url\(|@import|//|expression', style)


def luminance(color):
    channels = re.findall('..', color if len(color) == 6 else ''.join(digit * 2 for digit in color))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in (int(channel, 16) / 255 for channel in channels)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def check_contrast(style):
    """Of what is read and what is behind it, in the light, in the dark and on paper."""
    schemes = re.findall(r':root\{color-scheme:[^;]*;?([^}]*)\}|:root\{(--[^}]*)\}', style)
    assert len(schemes) == 3, schemes
    for scheme in map(''.join, schemes):
        colors = {name: luminance(value) for name, value in re.findall(r'--([\w-]+):#(\w+)', scheme)}
        pairs = [*itertools.product(('text', 'dim'), ('page', 'stripe')), ('text', 'head'), ('on-warning', 'warning')]
        for text, ground in pairs:
            dark, light = sorted((colors[text], colors[ground]))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground, scheme)


def test_html(export):
    page = Page(export.read('html'))
    assert_same(list(zip(*[iter(page.texts['td'])] * len(MEMBERS), strict=True)), [tuple(row) for row in export.rows(for_people)])
    assert page.texts['th'] == HEADINGS and page.texts['caption'] == ['team/base/web']
    assert_same(list(map(list, zip(page.texts['dt'], page.texts['dd'], strict=True))), [[label, on_one_line(text)] for label, text in export.facts()])
    assert page.lang == 'en' and page.meta['charset'] == 'utf-8' and page.texts['title'] == ['Synchronization Tasks · team/base/web']
    shown = (task.get(member) for task in export.tasks for member in ('sourceRegionId', 'remoteRegionId'))
    assert page.texts['span'] == [region for region in shown if region in REGIONS]
    check_policy(page)
    check_contrast(page.texts['style'][0])


def time_zone_headings(export):
    zone = ZONE if export.times == 'local' else 'UTC'
    return [f'{heading} ({zone})' if member in TIMES else heading for heading, member in zip(HEADINGS, MEMBERS)]


def check_sheet(sheet, rows):
    last = chr(ord('A') + len(MEMBERS) - 1)
    assert sheet.freeze_panes == 'A2' and sheet.auto_filter.ref == f'A1:{last}{len(rows)}', sheet.auto_filter.ref
    assert sheet.print_title_rows == '$1:$1' and all(cell.font.b for cell in sheet[1])
    for column, values, member in zip(sheet.columns, zip(*rows), MEMBERS):
        width = sheet.column_dimensions[column[0].column_letter].width
        longest = max(sum(2 if unicodedata.east_asian_width(character) in 'WF' else 1 for character in str(value or '')) for value in values)
        assert min(longest, 60) <= width <= 65, (member, width, longest)
        formats = {cell.number_format for cell in column[1:] if isinstance(cell.value, datetime.datetime)}
        assert formats <= {'yyyy-mm-dd hh:mm:ss'} and (member in TIMES or not formats), (member, formats)


def test_openpyxl(export):
    try:
        import openpyxl  # pylint: disable=import-outside-toplevel
        from openpyxl.utils.escape import unescape  # pylint: disable=import-outside-toplevel
    except ImportError as error:
        raise Skip('openpyxl is not installed') from error
    book = openpyxl.load_workbook(export.path('xlsx'))
    assert book.sheetnames == ['Tasks', 'About This List']
    assert book.properties.title == 'Synchronization Tasks' and book.properties.creator.startswith('Ferryboard ')
    for sheet in book:
        for cell in itertools.chain.from_iterable(sheet.rows):
            assert cell.data_type in 'sbnd' and cell.hyperlink is None, (cell.coordinate, cell.value)
    tasks, facts = ([[unescape(value) if isinstance(value, str) else value for value in row] for row in sheet.values] for sheet in book)
    expected = [time_zone_headings(export), *export.rows(as_typed)]
    assert_same(tasks, expected)
    assert all(type(value) is type(other) for row, others in zip(tasks, expected) for value, other in zip(row, others))
    assert_same(facts, export.facts())
    check_sheet(book['Tasks'], tasks)


def convert(exports, folder, *arguments):
    """Reads files with LibreOffice, and writes how it understood them."""
    if shutil.which('soffice') is None:
        raise Skip('LibreOffice is not installed')
    result = subprocess.run(['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', *arguments,
                             '--convert-to', 'fods', '--outdir', folder, *map(str, exports)],
                            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=DEADLINE, check=True, env={**os.environ, 'HOME': folder})
    written = [Path(folder, path.with_suffix('.fods').name) for path in exports]
    assert all(path.exists() for path in written), result
    return [read_tables(path) for path in written]


def name_of(space, name):
    return f'{{urn:oasis:names:tc:opendocument:xmlns:{space}:1.0}}{name}'


def read_paragraph(element):
    text = element.text or ''
    for child in element:
        assert child.tag != name_of('text', 'a'), 'a link'
        text += {name_of('text', 's'): ' ' * int(child.get(name_of('text', 'c'), 1)), name_of('text', 'tab'): '\t',
                 name_of('text', 'line-break'): '\n'}.get(child.tag) or read_paragraph(child)
        text += child.tail or ''
    return text


def read_cell(cell):
    """The value with its type. A yes or no is kept as a function without an argument; nothing else may be one."""
    kind, formula = cell.get(name_of('office', 'value-type')), cell.get(name_of('table', 'formula'))
    assert formula is None or kind == 'boolean' and formula in ('of:=TRUE()', 'of:=FALSE()'), formula
    if kind == 'boolean':
        return cell.get(name_of('office', 'boolean-value')) == 'true'
    if kind == 'date':
        # A number of days is not exact to the microsecond.
        return (datetime.datetime.fromisoformat(cell.get(name_of('office', 'date-value'))) + datetime.timedelta(milliseconds=1)).replace(microsecond=0)
    if kind == 'float':
        return float(cell.get(name_of('office', 'value')))
    assert kind in ('string', None), kind
    return '\n'.join(map(read_paragraph, cell.findall(name_of('text', 'p')))) or None


def read_tables(path):
    tables = []
    for table in ElementTree.parse(path).iter(name_of('table', 'table')):
        rows = []
        for row in table.iter(name_of('table', 'table-row')):
            cells = []
            for cell in row:
                cells += [read_cell(cell)] * min(int(cell.get(name_of('table', 'number-columns-repeated'), 1)), len(MEMBERS))
            rows.append(cells[:len(MEMBERS)])
        tables.append(rows)
    return tables


def as_libreoffice(value):
    """It drops control characters, and knows one end of a line."""
    if isinstance(value, str):
        value = re.sub('[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]', '', re.sub('\r\n?', '\n', value))
    return value or None if isinstance(value, str) else value


def as_seen(rows):
    return [[as_libreoffice(value) for value in row] for row in rows]


def test_libreoffice(*exports):
    """Formulas would be run here, if there were any, and what looks like a number or a time would become one."""
    with tempfile.TemporaryDirectory() as folder:
        tables = convert([export.path('xlsx') for export in exports] + [export.path('csv') for export in exports], folder)
    for export, (tasks, facts) in zip(exports, tables):
        expected = as_seen([time_zone_headings(export), *export.rows(as_typed)])
        assert_same(as_seen(tasks[:len(expected)]), expected)
        assert_same([row[:2] for row in facts[:len(export.facts())]], as_seen(export.facts()))
    for export, (rows,) in zip(exports, tables[len(exports):]):
        assert len(rows) == len(export.tasks) + 1


def test_libreoffice_text(*exports):
    """Columns are all read as text, so that every cell can be compared."""
    columns = '/'.join(f'{number}/2' for number in range(1, len(MEMBERS) + 1))
    with tempfile.TemporaryDirectory() as folder:
        tables = convert([export.path('csv') for export in exports], folder, f'--infilter=CSV:44,34,76,1,{columns}')
    for export, (rows,) in zip(exports, tables):
        assert_same(as_seen(rows), as_seen([HEADINGS, *export.rows(as_guarded)]))


def test_decimal_comma(*_exports):
    """The numbers of a workbook are the same where people write them with a comma."""
    sheets = []
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(['localedef', '-i', 'de_DE', '-f', 'UTF-8', f'{folder}/de_DE.UTF-8'], capture_output=True, check=False) if shutil.which('localedef') else None
        comma = {'LOCPATH': folder, 'LC_NUMERIC': 'de_DE.UTF-8'}
        if made is None or made.returncode != 0:
            raise Skip('localedef cannot make a locale')
        assert b'","' in subprocess.run(['locale', '-k', 'decimal_point'], env={**os.environ, 'LC_ALL': '', **comma}, capture_output=True, check=True).stdout
        for environment in ({}, comma):
            write(f'{ANSWERS}/ordinary.json', 'local', f'{folder}/a', **environment)
            with zipfile.ZipFile(f'{folder}/a-xlsx.xlsx') as book:
                sheets.append({name: book.read(name) for name in book.namelist()})
    assert sheets[0] == sheets[1] and b'.' in sheets[0]['xl/worksheets/sheet1.xml']


def list_tests(exports):
    """Those that take one export, once for each, and those that take all together."""
    for name, function in list(globals().items()):
        if not name.startswith('test_'):
            continue
        title = name[5:].replace('_', '-')
        if function.__code__.co_flags & 0x04:
            yield title, function, exports.values()
        else:
            yield from ((f'{title}/{key}', function, [export]) for key, export in exports.items())


def run(number, title, function, arguments):
    try:
        function(*arguments)
        print(f'ok {number} {title}', flush=True)
    except Skip as reason:
        print(f'ok {number} {title} # SKIP {reason}', flush=True)
    except Exception:  # pylint: disable=broad-except
        for line in traceback.format_exc().splitlines():
            print(f'# {line}')
        print(f'not ok {number} {title}', flush=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        tests = list(list_tests({name: Export(folder, name) for name in EXPORTS}))
        print(f'1..{len(tests)}')
        for number, test in enumerate(tests, 1):
            run(number, *test)


main()
