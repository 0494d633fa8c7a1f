#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows on a machine without a display that Ferryboard works: lists a sample repository and exports it.

usage: tour.py OUTPUT_DIR
"""

import pathlib
import sys
import tempfile

import steps
from driver import App, Failure


def tour(home, output):
    export = output / 'sync-tasks.csv'
    picture = output / 'window.png'
    # The dialog asks before it replaces a file.
    export.unlink(missing_ok=True)

    with App('--sample', home=home) as app:
        app.wait_rows('test/grpc-helloworld is listed',
                      lambda rows: [row.cells['Repository'] for row in rows] == ['grpc-helloworld'])
        steps.export(app, 'csv', export)
        app.wait_text('^1 task exported to “sync-tasks.csv”$')
        app.take_screenshot(picture)
        app.quit()

    if 'grpc-helloworld' not in export.read_text('utf-8-sig') or picture.stat().st_size == 0:
        raise Failure('the export or the picture is empty')
    print('Listed the repository test/grpc-helloworld of the sample account and exported its one task.')
    print(f'The exported list:       {export}')
    print(f'A picture of the window: {picture}')


def main():
    if len(sys.argv) != 2:
        sys.exit('usage: tour.py OUTPUT_DIR')
    output = pathlib.Path(sys.argv[1]).resolve()
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='ferryboard-', ignore_cleanup_errors=True) as home:
        try:
            tour(pathlib.Path(home), output)
        except Failure as failure:
            sys.exit(f'The tour failed: {failure}')


main()
