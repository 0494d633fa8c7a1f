#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people see when something goes wrong, and their way on."""

import os
import pathlib
import re

import steps
import tap
from driver import App, DemoServer, Failure


def keeps_rows_when_service_stops(home):
    """A refresh that fails keeps the rows, and Retry works when the service is back"""
    with App(home=home) as app:
        with DemoServer('--tasks', '5', home=home) as server:
            steps.show_bulk_tasks(app, server)
            before = app.wait_rows('five tasks are listed', lambda rows: len(rows) == 5)

        app.press('F5')
        app.wait_label('^The connection to 127.0.0.1 failed')
        app.wait_rows('the tasks are still there', lambda rows: rows == before)

        with DemoServer('--tasks', '7', home=home, port=server.port):
            app.click('button', 'Retry')
            app.wait_rows('seven tasks are listed', lambda rows: len(rows) == 7)
            app.wait_gone('label', re.compile('^The connection to 127.0.0.1 failed'))
            app.quit()


def explains_wrong_key(home):
    """A wrong secret key is explained, and a right one goes on to the list by itself"""
    with DemoServer('--tasks', '5', home=home) as server, App(home=home) as app:
        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server, secret_key='not-the-secret-key')
        steps.list_repository(app, 'bulk', 'tasks')

        app.wait('label', 'Wrong Secret Key')
        app.wait_label(r'APIGW\.0301')
        app.wait_label('[0-9a-f]{32}')

        app.click('button', 'Edit Account…')
        steps.mend_secret_key(app, server.SECRET_KEY)
        app.wait_rows('five tasks are listed', lambda rows: len(rows) == 5)
        app.quit()


def expect_export_fails(app, path, reason):
    """Exports to PATH, and expects a sentence and no file, whole or half."""
    files = os.listdir(path.parent)
    steps.export(app, 'csv', path)
    app.wait('alert', 'List Not Exported')
    app.wait('label', f'“{path}” could not be written. {reason}')
    if os.listdir(path.parent) != files:
        raise Failure(f'files were left in {path.parent}: {os.listdir(path.parent)}, before {files}')


def explains_unwritable_path(home):
    """An export that cannot be written says why, leaves no file, and offers another place"""
    with App('--sample', home=home) as app:
        app.wait_rows('one task is listed', lambda rows: len(rows) == 1)
        # The one folder in which not even the superuser can make a file, anywhere.
        expect_export_fails(app, pathlib.Path('/dev/pts/tasks.csv'), 'There is no permission to write there.')

        app.click('button', 'Other Place…')
        steps.choose_file(app, home / 'tasks.csv')
        app.wait_toast('1 task exported to “tasks.csv”')
        if not (home / 'tasks.csv').exists():
            raise Failure('there is no file')
        app.quit()


tap.run(keeps_rows_when_service_stops, explains_wrong_key, explains_unwritable_path)
