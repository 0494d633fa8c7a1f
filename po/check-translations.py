#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check that the translations are whole, fit the program, and keep to the rules of their language.

check-translations.py SOURCE-FOLDER TEMPLATE
"""
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from po_file import read_messages

HAN = '[\u4e00-\u9fff]'
# What is filled in may be anything, so what stands for it is neither Chinese nor Latin.
ANYTHING = '\ufffc'
FILLED_IN = re.compile(r'%(?:\d+\$)?[-\' ]*[a-zA-Z]+|%%|\{\w+\}')
MNEMONIC = re.compile(r'_(\w)')
CHINESE_MNEMONIC = re.compile(r'\(_(\w)\)')

STYLE = {
    'half-width punctuation beside Chinese': re.compile(f'{HAN}[,;:!?()]|[,;:!?()]{HAN}|{HAN}\\.(?![a-zA-Z])'),
    'no space between Chinese and Latin': re.compile(f'{HAN}[A-Za-z0-9]|[A-Za-z0-9]{HAN}'),
    'a space beside full-width punctuation': re.compile('[ \u00a0][，。：；？！（）“”、]|[，。：；？！（）“”、] '),
    'straight quotes': re.compile(f'["\']{HAN}|{HAN}["\']'),
    'three dots': re.compile(r'\.\.\.|……'),
    'two spaces': re.compile('  '),
    'a word in two spellings': re.compile('帐[号户]|[你妳]|登陆|其它'),
    'a word of other products': re.compile('命名空间|存储库|令牌(?<!安全令牌)|(?<!镜像)仓库(?!地址)|覆写|标志符'),
}

# What the console calls things. Where the original has the first, the translation has one of the second.
TERMS = [
    (r'synchronization tasks?', '自动同步任务'),
    (r'organizations?', '组织'),
    (r'repositor(?:y|ies)', '镜像仓库'),
    (r'source regions?', '源区域'),
    (r'target regions?', '目标区域'),
    (r'target organizations?', '目标组织'),
    (r'regions?', '区域'),
    (r'overwrit(?:es?|ing)', '覆盖'),
    (r'automatic', '自动'),
    (r'secret keys?', '私有访问密钥'),
    (r'access keys?', '访问密钥'),
    (r'security token', '安全令牌'),
    (r'tokens?', 'Token|安全令牌'),
    (r'sign(?:ed)?[- ]in', '登录'),
    (r'snapshots?', '快照'),
    (r'favorites?', '收藏'),
    (r'filters?|filtered', '筛选'),
    (r'export(?:s|ed|ing)?', '导出'),
    (r'keyring', '密钥环'),
    (r'created', '创建'),
    (r'updated', '更新'),
]
# What the API calls the account of a task is the tenant in the console.
TENANT = {('column', 'Account'): '租户名', ('column', 'Account ID'): '租户 ID'}

ENDINGS = {'.': '。', '…': '…', ':': '：', '?': '？'}


def strip_mnemonic(text):
    return MNEMONIC.sub(r'\1', text)


def check_style(text):
    """The rules of typography that a text breaks."""
    plain = FILLED_IN.sub(ANYTHING, text)
    for words, pattern in STYLE.items():
        if match := pattern.search(plain):
            yield f'{words}: {match[0]}'


def check_terms(message, translation):
    original = strip_mnemonic(message.text)
    for term, chinese in TERMS:
        if re.search(rf'(?<![\w-]){term}(?![\w-])', original, re.IGNORECASE) and not re.search(chinese, translation):
            yield f'“{chinese}” is missing'
    if message.key in TENANT and translation != TENANT[message.key]:
        yield f'this is {TENANT[message.key]}'


def check_form(message, translation):
    """Mnemonics and the end of a sentence are the same in both."""
    wanted = MNEMONIC.search(message.text)
    found = CHINESE_MNEMONIC.findall(translation)
    if wanted and ' ' not in wanted[0] and [wanted[1].upper()] != found:
        yield f'the mnemonic is {found}'
    for end, chinese in ENDINGS.items():
        if message.text.rstrip().endswith(end) != translation.rstrip().endswith(chinese):
            yield f'“{end}” and “{chinese}” do not end the same texts'


def check_message(message):
    # Lists for programs have half-width signs between their members, and no blanks.
    is_list = re.search(r'[;,]\S', message.text)
    for translation in message.translations:
        yield from check_style(re.sub('[;,]', ANYTHING, translation) if is_list else CHINESE_MNEMONIC.sub('', translation))
        yield from check_terms(message, translation)
        yield from check_form(message, translation)


def check_catalog(path, template):
    messages = {message.key: message for message in read_messages(path)}
    wanted = {message.key: message for message in read_messages(template)}
    header = messages.pop((None, ''))
    del wanted[None, '']

    if 'nplurals=1; plural=0;' not in header.translations[0]:
        yield 'Chinese has one form for all numbers'
    if any(line.startswith('#~') for line in path.read_text(encoding='utf-8').splitlines()):
        yield 'there are translations of what is gone'
    for key in wanted.keys() - messages.keys():
        yield f'“{key[1]}” is missing'
    for key in messages.keys() - wanted.keys():
        yield f'“{key[1]}” is in the program no more'
    for message in messages.values():
        problems = list(check_message(message))
        if 'fuzzy' in message.flags or not all(message.translations):
            problems.append('it is not translated')
        yield from (f'“{message.text}”: {problem}' for problem in problems)


def check_page(path):
    """A page of the manual, whose words stand beside those of elements within."""
    for element in ElementTree.parse(path).iter():
        for problem in check_style(' '.join((element.text or '').split())):
            yield f'{path.name}: {problem}'


def main(root, template):
    catalog = root / 'po/zh_CN.po'
    problems = [f'{catalog.name}: {problem}' for problem in check_catalog(catalog, template)]
    problems += [problem for path in sorted(root.glob('data/help/zh_CN/*.page')) for problem in check_page(path)]
    # Whether what is filled in is the same, gettext knows best.
    formats = subprocess.run(['msgfmt', '--check', '--output-file=/dev/null', catalog], check=False)

    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems or formats.returncode else 0


sys.exit(main(*map(Path, sys.argv[1:])))
