#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader finds, on every page and in every dialog."""

import re

import steps
import tap
from audit import expect_no_faults
from driver import App, DemoServer, Failure, wait_until
from ears import Ears

ONE_REGION = ['--organizations', '1', '--repositories', '5', '--tasks-each', '2']
STOPS_AND_FAILS = ['--fault-at', 'cn-north-4/team-1/service-1=hang:1',
                   '--fault-at', 'cn-north-4/team-1/service-3=404-repository']

HINT = 'Repositories usually have lower-case letters and digits, and single “.”, “_”, “-” or “/” in between.'


def close(app, role, name, key='Escape'):
    app.press(key)
    app.wait_gone(role, name)


def open_menu(app, *keys):
    app.press(*keys)
    wait_until('a menu opens', lambda: app.find('menu item'), app.dump)


def close_menu(app):
    app.press('Escape')
    wait_until('the menu closes', lambda: not app.find('menu item'), app.dump)


def audits_first_steps(home):
    """Nothing is wrong from the first run to the first list"""
    with DemoServer('--fault-at', '*/test/broken=500', home=home) as server, App(home=home) as app:
        app.wait('button', 'Try with Sample Data')
        expect_no_faults(app, 'first run')
        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server)
        app.wait('label', 'Which Repositories?')
        expect_no_faults(app, 'ready')

        for name, title in [('nothing-of-this-name', 'Repository Not Found'), ('hello-nowhere', 'No Synchronization Tasks'),
                            ('broken', re.compile('Problem'))]:
            steps.list_repository(app, 'test', name)
            app.wait('label', title)
            expect_no_faults(app, name)
        app.quit()


def look_at_filter(app):
    app.press('ctrl+f')
    app.type('nothing like it')
    app.wait('label', 'No Matching Tasks')
    expect_no_faults(app, 'no match')
    app.press('Escape')
    app.wait_gone('label', 'No Matching Tasks')

    app.click('toggle button', 'What Can Be Typed')
    app.wait('list', 'What can be typed')
    expect_no_faults(app, 'what can be typed')
    close(app, 'list', 'What can be typed')

    app.click('toggle button', 'Filter by Values')
    app.wait_focus('Find values')
    app.press('Down', 'space')
    app.wait('button', re.compile('^Remove'))
    expect_no_faults(app, 'values')
    close(app, 'entry', 'Find values')
    expect_no_faults(app, 'rules')
    app.press('Escape')
    app.wait_gone('button', re.compile('^Remove'))


def look_at_columns(app):
    app.click('toggle button', 'Columns and Sorting')
    wait_until('the menu opens', lambda: app.find('menu item'), app.dump)
    expect_no_faults(app, 'columns and sorting')
    app.press('c')
    expect_no_faults(app, 'columns', app.wait('dialog', 'Columns'))
    close(app, 'dialog', 'Columns')


def look_at_query(app):
    app.click('combo box', 'Source region')
    app.wait_focus('Search regions')
    expect_no_faults(app, 'regions')
    close(app, 'entry', 'Search regions')

    app.click('button', 'List of Repositories…')
    dialog = app.wait('dialog', 'List of Repositories')
    app.type('nothing')
    app.wait('list item', 'Line 1, “nothing”: Write ORGANIZATION/REPOSITORY.')
    expect_no_faults(app, 'a list of repositories', dialog)
    close(app, 'dialog', 'List of Repositories')

    app.press('ctrl+l')
    app.wait_focus('Organization')
    app.press('ctrl+a')
    app.type('te')
    app.wait('list box', 'Suggestions')
    expect_no_faults(app, 'suggestions')
    close(app, 'list box', 'Suggestions')
    app.fill('Organization', ' ')
    app.press('Return')
    app.wait_status('Enter an organization.')
    expect_no_faults(app, 'mistake in the query')


def audits_table(home):
    """Nothing is wrong with the table and with all that opens from it"""
    with DemoServer(home=home) as server, App(home=home) as app:
        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server)
        steps.list_repository(app, 'test', 'samples/hello/world')
        app.wait_rows('two tasks are listed', lambda rows: len(rows) == 2)
        expect_no_faults(app, 'rows')

        look_at_filter(app)
        look_at_columns(app)
        open_menu(app, 'ctrl+f', 'Down', 'Menu')
        expect_no_faults(app, 'context menu')
        close_menu(app)
        app.press('alt+Return')
        app.wait('label', 'Pull Address')
        expect_no_faults(app, 'details')
        look_at_query(app)
        app.quit()


def audits_scan(home):
    """Nothing is wrong while a scan runs, when it is stopped, and in its report"""
    with DemoServer(*ONE_REGION, *STOPS_AND_FAILS, home=home) as server, App(home=home) as app:
        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server)
        app.click('button', 'Scan')
        app.wait('label', '3 of 5 repositories · 1 not read')
        expect_no_faults(app, 'scan')

        app.tab_to('Stop')
        app.press('space')
        app.wait('button', '2 not read')
        expect_no_faults(app, 'stopped')
        app.click('button', '2 not read')
        dialog = app.wait('dialog', 'Report')
        for page in ('Not Read', 'No Tasks', 'Notes'):
            app.click('radio button', re.compile(f'^{page}'))
            expect_no_faults(app, page, dialog)
        close(app, 'dialog', 'Report')
        app.quit()


def audits_waiting(home):
    """Nothing is wrong while an answer is awaited, and when the service asks for patience"""
    with DemoServer('--rate-limit', '1/h', '--fault-at', '*/test/slow=hang', home=home) as server, App(home=home) as app:
        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server)
        steps.list_repository(app, 'test', 'slow')
        app.wait('label', 'Asking the Service…')
        expect_no_faults(app, 'waiting')
        app.press('Escape')
        app.wait_gone('label', 'Asking the Service…')

        steps.list_repository(app, 'test', 'grpc-helloworld')
        app.wait_label('^Slowed down by the service')
        expect_no_faults(app, 'slowed down')
        app.press('Escape')
        app.wait_gone('label', re.compile('^Slowed down by the service'))
        app.quit()


def audits_narrow(home):
    """Nothing is wrong in a window that is narrow, and in one that is low, too"""
    with App('--sample', home=home) as app:
        app.wait_rows('one task is listed', lambda rows: len(rows) == 1)
        steps.make_narrow(app)
        expect_no_faults(app, 'narrow')

        app.press('F9')
        app.wait('button', 'Close Accounts')
        expect_no_faults(app, 'accounts')
        close(app, 'button', 'Close Accounts')
        app.press('alt+Return')
        app.wait('label', 'Pull Address')
        expect_no_faults(app, 'narrow details')
        close(app, 'label', 'Pull Address')

        app.resize(400, 304)
        app.wait('toggle button', 'Query')
        expect_no_faults(app, 'low')
        app.quit()


def announces(home):
    """What happens without the keyboard is announced"""
    with DemoServer('--fault-at', '*/test/slow=hang', home=home) as server, App(home=home) as app, Ears(app) as ears:
        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server)
        steps.list_repository(app, 'test', 'samples/hello/world')
        ears.wait_announcement('2 tasks')
        app.press('ctrl+f')
        app.type('overwrite:yes')
        ears.wait_announcement('1 of 2 shown')
        app.type(' nothing')
        ears.wait_announcement('No Matching Tasks')
        app.press('Escape')
        ears.wait_announcement('2 tasks')

        app.fill('Repository', 'Nothing')
        ears.wait_announcement(HINT)
        app.fill('Repository', 'nothing')
        app.press('Return')
        ears.wait_announcement('Repository Not Found')
        app.fill('Organization', ' ')
        app.press('Return')
        ears.wait_announcement('Enter an organization.')
        steps.list_repository(app, 'test', 'slow')
        ears.wait_announcement('Asking the Service…')
        app.quit()


def speaks_rows(home):
    """A row is spoken as what is copied and where to, and a button by what it does"""
    with App('--sample', home=home) as app:
        rows = app.wait_rows('one task is listed', lambda rows: len(rows) == 1)
        app.wait('button', 'Export')
        app.quit()
    if rows[0].label != 'grpc-helloworld to sdsad in CN North-Beijing1, overwrites':
        raise Failure(f'“{rows[0].label}”')


tap.run(audits_first_steps, audits_table, audits_scan, audits_waiting, audits_narrow, announces, speaks_rows)
