#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Listing more than one repository."""

import re

import steps
import tap
from driver import App, DemoServer, Failure

SECOND_REGION = 'CN East-Shanghai1 cn-east-3'
N_REPOSITORIES = 257
N_TASKS = 2 * N_REPOSITORIES
WORLD = ['--organizations', '5', '--repositories', str(N_REPOSITORIES), '--tasks-each', '2',
         '--regions', 'cn-north-4,cn-east-3', '--latency', '30']
# A scan does not end before somebody stops it, and then does when it goes on.
HANGS_ONCE = ['--fault-at', 'cn-east-3/team-2/service-2/api=hang:1']
# Three tries are made before a repository is given up.
FAILS_ONCE = ['--fault-at', 'cn-north-4/team-1/service-1=500:3']


def choose_both_regions(app):
    """Adds the second region to the first, which is chosen from the beginning."""
    app.click('combo box', 'Source region')
    app.wait_focus('Search regions')
    app.type('cn-east-3')
    app.wait_entry('Search regions', 'cn-east-3')
    app.wait('list item', SECOND_REGION)
    # Not by a click: AT-SPI is wrong by about a row about places in a popover in GTK 4.18.
    app.press('Return')
    app.wait_status('2 regions')
    app.press('Escape')
    app.wait_gone('entry', 'Search regions')
    app.wait('label', '2 regions')


def add_account(app, server):
    app.click('button', 'Add Account…')
    steps.fill_in_account(app, server, address=server.address + '/{region}')


def is_sorted(rows):
    """Whether the repositories go up by their numbers. A row that GTK has only just made may still be empty."""
    numbers = [re.findall(r'\d+', row.cells['Repository']) for row in rows]
    return all(numbers) and numbers == sorted(numbers, key=lambda digits: int(digits[0]))


def stops_and_continues(home):
    """A scan of two regions shows what it finds, can be sorted, stopped, and continued to its end"""
    with DemoServer(*WORLD, *HANGS_ONCE, home=home) as server, App(home=home) as app:
        add_account(app, server)
        choose_both_regions(app)
        app.click('button', 'Scan')
        app.wait_label(fr'^\d+ of {N_REPOSITORIES} repositories$')
        app.wait_rows('the first tasks are there', lambda rows: rows)
        steps.click_heading(app, 'Repository')
        app.wait_rows('they are sorted', is_sorted)
        app.wait('label', f'{N_REPOSITORIES - 1} of {N_REPOSITORIES} repositories')

        app.click('button', 'Stop')
        app.wait_label(f'^1 of {N_REPOSITORIES} repositories were not asked about')
        app.wait_status(f'{N_TASKS - 2} tasks')
        app.click('button', 'Continue')
        app.wait_status(f'{N_TASKS} tasks')
        app.wait_gone('button', 'Continue')
        app.wait_rows('they are still sorted', is_sorted)
        app.quit()


def scan_with_a_failure(home, server):
    """Scans all there is, reads of what has failed, and asks for it again."""
    with App(home=home) as app:
        add_account(app, server)
        choose_both_regions(app)
        app.click('button', 'Scan')
        app.wait_label('^team-1/service-1 in cn-north-4 could not be read')
        app.wait_status(f'{N_TASKS - 2} tasks')

        app.click('button', '1 not read')
        report = app.wait('dialog', 'Report')
        app.wait('list item', re.compile('^team-1/service-1'), within=report)
        app.click('button', 'Retry Failed', within=report)
        app.wait_status(f'{N_TASKS} tasks')
        app.wait_gone('button', '1 not read')
        app.quit()


def keeps_the_answer(home):
    """What could not be read is read later, and the list is there at once the next time, even without a service"""
    with DemoServer(*WORLD, *FAILS_ONCE, home=home) as server:
        scan_with_a_failure(home, server)

    with App(home=home) as app:
        app.wait_rows('the tasks are there', lambda rows: rows)
        app.wait_status(f'{N_TASKS} tasks')
        app.wait('button', re.compile('^As of '))
        app.wait_label('^The connection to 127.0.0.1 failed')
        with DemoServer(*WORLD, '--tasks', '3', home=home, port=server.port):
            app.click('button', 'Retry')
            app.wait_gone('label', re.compile('^The connection to 127.0.0.1 failed'))
            # The further three in each region.
            app.wait_status(f'{N_TASKS + 6} tasks')
            app.quit()


def scans_a_list(home):
    """A list of repositories is scanned once no line of it is wrong"""
    with DemoServer(*WORLD, home=home) as server, App(home=home) as app:
        add_account(app, server)
        app.click('button', 'List of Repositories…')
        dialog = app.wait('dialog', 'List of Repositories')
        app.wait_focus('Repositories')
        app.type('team-1/service-1')
        app.press('Return')
        app.type('nothing')
        app.click('list item', 'Line 2, “nothing”: Write ORGANIZATION/REPOSITORY.')
        app.wait_focus('Repositories')
        app.press('Home', 'shift+End')
        app.type('team-3/service-3')
        app.wait_status('2 repositories · CN North-Beijing4 cn-north-4')
        app.click('button', 'Scan', within=dialog)
        app.wait_gone('dialog', 'List of Repositories')

        rows = app.wait_rows('the tasks of both are there', lambda rows: len(rows) == 4)
        app.wait('button', '2 repositories from a list')
        app.quit()
    if {row.cells['Repository'] for row in rows} != {'service-1', 'service-3'}:
        raise Failure(f'{rows}')


def scans_by_keyboard(home):
    """An organization is scanned, and the scan stopped, with the keyboard alone"""
    hangs = ['--fault-at', 'cn-north-4/team-1/service-1=hang']
    with DemoServer(*WORLD, *hangs, home=home) as server, App(home=home) as app:
        app.press('ctrl+l')
        app.wait_focus('Organization')
        app.type('team-1')
        app.wait_entry('Organization', 'team-1')
        app.press('Return')
        steps.type_in_account(app, server, server.address + '/{region}')

        app.wait('label', '51 of 52 repositories')
        app.press('Escape')
        app.wait_gone('label', '51 of 52 repositories')
        app.wait_label('^1 of 52 repositories were not asked about')
        app.wait_status('102 tasks')
        app.quit()


tap.run(stops_and_continues, keeps_the_answer, scans_a_list, scans_by_keyboard)
