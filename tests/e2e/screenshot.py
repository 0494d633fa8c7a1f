#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a picture of the main window, with all that the sample account has, or a repository of it.

LANG and ADW_DEBUG_COLOR_SCHEME choose the language and the colors.
"""

import argparse
import os
import pathlib
import sys
import tempfile

from driver import App, Failure


def read_size(text):
    width, height = map(int, text.split('x'))
    return width, height


def scan(app):
    """Lists everything."""
    for entry in app.find_all('text')[:2]:
        app.click_accessible(entry)
        app.press('ctrl+a', 'BackSpace')
        app.wait_text_of(entry, '')
    app.press('Return')
    app.wait_gone('progress bar')
    app.wait_rows('more than one repository is listed', lambda rows: len({list(row.cells.values())[0] for row in rows}) > 1)


def show(app, path):
    """Lists the repository PATH. Which entry is which is told by their order, in every language."""
    organization, repository = path.split('/', 1)
    entries = app.find_all('text')
    app.fill_accessible(entries[0], organization)
    app.fill_accessible(entries[1], repository)
    app.press('Return')
    app.wait_rows(f'{path} is listed', lambda rows: list(rows[0].cells.values())[0] == repository)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('file', type=pathlib.Path)
    parser.add_argument('--size', type=read_size, metavar='WIDTHxHEIGHT', help='of the window')
    parser.add_argument('--repository', metavar='ORG/REPO', help='instead of everything')
    options = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix='ferryboard-', ignore_cleanup_errors=True) as folder:
        home = pathlib.Path(folder)
        try:
            with App('--sample', home=home, LANG=os.environ.get('LANG', 'C.UTF-8')) as app:
                app.wait_rows('the first repository is listed', len)
                if options.size:
                    app.resize(*options.size)
                if options.repository:
                    show(app, options.repository)
                else:
                    scan(app)
                app.take_screenshot(options.file)
                app.quit()
        except Failure as failure:
            sys.exit(f'No picture: {failure}')


main()
