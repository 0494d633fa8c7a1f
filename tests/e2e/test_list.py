#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listing, sorting, filtering and exporting."""

import csv
import json
import re

import steps
import tap
from driver import App, DemoServer, Failure

N_TASKS = 96
# They go to eight regions in turn.
N_TO_DUBLIN = 12

MEMBERS = {
    'Repository': 'repoName',
    'Organization': 'namespace',
    'Source Region': 'sourceRegionId',
    'Target Region': 'remoteRegionId',
    'Target Organization': 'remoteNamespace',
    'Overwrite': 'override',
    # Shows itself, since some of the tasks are manual only.
    'Automatic': 'syncAuto',
    'Updated': 'updatedAt',
}

# What the table says instead of yes and no.
ANSWERS = {'Overwrites': 'true', 'Keeps existing': 'false', 'Automatic': 'true', 'Manual only': 'false'}


def read_organization(row):
    """The target organization, with its digits as a number, since that is how it is sorted."""
    return [int(part) if part.isdigit() else part for part in re.split(r'(\d+)', row.cells['Target Organization'])]


def is_sorted(rows, reverse=False):
    keys = [read_organization(row) for row in rows]
    return keys == sorted(keys, reverse=reverse)


def plain(row):
    """What is exported of a row on the screen: no names of regions, no words for yes and no."""
    return {title: ANSWERS.get(cell, cell.rpartition(' ')[2])
            if title != 'Updated' else cell for title, cell in row.cells.items()}


def as_listed(record):
    """A record read from a file, with its time as the table shows it: to the minute."""
    return record | {'Updated': record['Updated'][:16].replace('T', ' ')}


def expect_same(records, rows):
    if [as_listed(record) for record in records] != [plain(row) for row in rows]:
        raise Failure(f'in the file:\n{records}\nin the table:\n{rows}')


def read_csv(path):
    data = path.read_bytes()
    if not data.startswith(b'\xef\xbb\xbf') or data.count(b'\n') != data.count(b'\r\n'):
        raise Failure(f'not a byte order mark and lines ended by CRLF: {data[:200]}')
    return list(csv.DictReader(data.decode('utf-8-sig').splitlines()))


def read_json(path):
    document = json.loads(path.read_text())
    expected = {'scope': 'bulk/tasks', 'filter': 'eu-west', 'rows': N_TO_DUBLIN, 'rowsBeforeFilter': N_TASKS}
    if not expected.items() <= document.items():
        raise Failure(f'{document}')
    return [{title: json.dumps(task[member]).strip('"') for title, member in MEMBERS.items()}
            for task in document['tasks']]


def expect_exports(app, home, rows):
    steps.export(app, 'csv', home / 'tasks.csv')
    app.wait_toast(f'{N_TO_DUBLIN} tasks exported to “tasks.csv”')
    expect_same(read_csv(home / 'tasks.csv'), rows)

    steps.export(app, 'json', home / 'tasks.json')
    app.wait_toast(f'{N_TO_DUBLIN} tasks exported to “tasks.json”')
    expect_same(read_json(home / 'tasks.json'), rows)


def lists_sorts_filters_exports(home):
    """Sign in, list, sort by a heading, filter, and export what is shown"""
    with DemoServer('--tasks', str(N_TASKS), home=home) as server, App(home=home) as app:
        rows = steps.show_bulk_tasks(app, server)
        app.wait_status(f'{N_TASKS} tasks')
        if is_sorted(rows):
            raise Failure('the tasks are sorted before anybody asks for it')

        steps.click_heading(app, 'Target Organization')
        app.wait_rows('the tasks are sorted', is_sorted)
        steps.click_heading(app, 'Target Organization')
        rows = app.wait_rows('the order is reversed', lambda rows: is_sorted(rows, reverse=True))
        if 'bulk-copy-11' not in (row.cells['Target Organization'] for row in rows):
            raise Failure('the order is not that of the numbers in the names')

        app.fill('Filter tasks', 'eu-west')
        app.wait_status(f'{N_TO_DUBLIN} of {N_TASKS} shown')
        rows = app.wait_rows('few tasks are left', lambda rows: len(rows) == N_TO_DUBLIN)
        expect_exports(app, home, rows)
        app.quit()


tap.run(lists_sorts_filters_exports)
