#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything with the keyboard alone."""

import csv
import re

import steps
import tap
from audit import expect_no_faults, go_around
from driver import App, DemoServer, Failure, wait_until


def works_without_mouse(home):
    """List, filter, inspect and export with the keyboard alone"""
    with App('--sample', home=home) as app:
        app.wait_rows('one task is listed', lambda rows: len(rows) == 1)

        app.press('ctrl+l')
        app.wait_focus('Organization')
        app.press('ctrl+a')
        app.type('platform')
        app.press('Tab')
        app.wait_focus('Repository')
        app.press('ctrl+a')
        app.type('gateway/api')
        app.wait_entry('Repository', 'gateway/api')
        app.press('Return')
        rows = app.wait_rows('another repository is listed',
                             lambda rows: rows[0].cells['Repository'] == 'gateway/api')
        wanted = rows[-1].cells['Target Region'].rpartition(' ')[2]

        app.press('ctrl+f')
        app.wait_focus('Filter tasks')
        app.type(wanted)
        app.wait_status(f'1 of {len(rows)} shown')
        app.press('Escape')
        app.wait_status(f'{len(rows)} tasks')

        # From the filter down into the table, where the arrows go on to other tasks.
        app.press('Down', 'alt+Return')
        app.wait('label', 'Pull Address')
        app.wait_status(f'{len(rows)} tasks · 1 selected')
        app.press('Escape')
        app.wait_gone('label', 'Pull Address')

        # The first format is CSV, and the file dialog has the name selected up to its extension.
        app.press('ctrl+e')
        app.wait('dialog', 'Export Tasks')
        app.wait_focus('Export…')
        app.press('Return')
        app.wait('dialog', steps.EXPORT_DIALOG)
        app.wait_focus('Name:')
        app.type('by-keyboard')
        app.wait_entry('Name:', 'by-keyboard.csv')
        app.press('Return')
        app.wait_toast(f'{len(rows)} tasks exported to “by-keyboard.csv”')
        app.quit()

    with open(home / 'by-keyboard.csv', encoding='utf-8-sig', newline='') as file:
        records = list(csv.DictReader(file))
    if [record['Repository'] for record in records] != ['gateway/api'] * len(rows):
        raise Failure(f'{records}')


def signs_in_and_stops(home):
    """Add an account on the way to a list, and stop a service that never answers, with the keyboard alone"""
    with DemoServer('--fault', 'hang', home=home) as server, App(home=home) as app:
        app.press('ctrl+l')
        app.wait_focus('Organization')
        app.type('test')
        app.press('Tab')
        app.wait_focus('Repository')
        app.type('grpc-helloworld')
        app.wait_entry('Repository', 'grpc-helloworld')
        app.press('Return')

        steps.type_in_account(app, server)

        app.wait('label', 'Asking the Service…')
        app.press('Escape')
        app.wait_gone('label', 'Asking the Service…')
        app.wait('label', 'Which Repositories?')
        app.wait('button', 'List')
        app.quit()


def is_newest_first(rows):
    times = [row.cells['Updated'] for row in rows]
    return all(times) and times == sorted(times, reverse=True)


def sort_by_keyboard(app):
    """Sorts by the time of the last update, which the menu has after eight other columns."""
    app.tab_to('Columns and Sorting')
    app.press('space')
    wait_until('the menu opens', lambda: app.find('menu item'), app.dump)
    # The first item unfolds, and the first of those that it unfolds leads back.
    app.press('Return', *['Down'] * 9, 'Return')
    wait_until('the menu closes', lambda: not app.find('menu item'), app.dump)


def filter_by_keyboard(app):
    """Excludes the first of the values."""
    app.tab_to('Filter by Values')
    app.press('space')
    app.wait_focus('Find values')
    app.press('Down', 'space')
    app.wait('button', re.compile('^Remove'))
    app.press('Escape')
    app.wait_gone('entry', 'Find values')
    app.wait_focus('Filter by Values')


def works_from_first_run(home):
    """Set up an account, choose regions, scan, sort, filter, read the report and tick accounts, without a mouse"""
    world = ['--organizations', '1', '--repositories', '5', '--tasks-each', '2', '--regions', 'cn-north-4,cn-east-3']
    fails = ['--fault-at', 'cn-north-4/team-1/service-3=404-repository']
    with DemoServer(*world, *fails, home=home) as server, App(home=home) as app:
        app.tab_to('Try with Sample Data')
        app.press('shift+Tab')
        app.wait_focus('Add Account…')
        app.press('Return')
        steps.type_in_account(app, server, server.address + '/{region}')

        app.press('ctrl+l', 'shift+Tab')
        app.wait_focus('Source region')
        app.press('space')
        app.wait_focus('Search regions')
        app.type('cn-east-3')
        app.wait('list item', 'CN East-Shanghai1 cn-east-3')
        app.press('Return')
        app.wait_status('2 regions')
        app.press('Escape')
        app.wait_focus('Source region')

        app.press('ctrl+l', 'Return')
        app.wait_status('8 tasks')
        app.wait_rows('they are in no order', lambda rows: len(rows) == 8 and not is_newest_first(rows))
        sort_by_keyboard(app)
        app.wait_rows('they are sorted', is_newest_first)
        filter_by_keyboard(app)
        app.press('Escape')
        app.wait_status('8 tasks')

        app.press('ctrl+l')
        app.tab_to('1 not read')
        app.press('space')
        app.wait('dialog', 'Report')
        app.press('Escape')
        app.wait_gone('dialog', 'Report')
        app.wait_focus('1 not read')

        # Two accounts are ticked with Ctrl+Space, and then listed together.
        app.tab_to('Sample data, Served by this computer')
        app.press('ctrl+space')
        app.wait('list item', re.compile('^Sample data, Served by this computer, '))
        expect_no_faults(app, 'ticked accounts')
        app.quit()


def returns_the_focus(home):
    """What closes hands the keyboard back to where it was"""
    dialogs = [('ctrl+e', 'Export Tasks'), ('ctrl+comma', 'Preferences'), ('ctrl+question', 'Keyboard Shortcuts')]
    with App('--sample', home=home) as app:
        app.wait_rows('one task is listed', lambda rows: len(rows) == 1)
        app.press('ctrl+l')
        app.wait_focus('Organization')
        for key, name in dialogs:
            app.press(key)
            app.wait('dialog', name)
            app.press('Escape')
            app.wait_gone('dialog', name)
            app.focus_window()
            app.wait_focus('Organization')

        # Of the table the keyboard gets out by one step, however many rows there are.
        places = go_around(app, 'the window')
        rows = [place for place in places if place.role in ('table row', 'table cell')]
        nameless = [str(place) for place in places if not place.name]
        if len(rows) != 1 or nameless:
            raise Failure(f'{[str(place) for place in places]}')

        # In a narrow window the accounts cover the table, to which the keyboard then returns.
        steps.make_narrow(app)
        app.press('F9')
        app.wait('button', 'Close Accounts')
        app.press('Escape')
        app.wait_gone('button', 'Close Accounts')
        app.wait_focus(places[places.index(rows[0])].name)
        app.quit()


def install_viewer(home):
    """A program for reading manuals, which writes down what it is to open."""
    viewer = home / 'viewer'
    viewer.write_text(f'#!/bin/sh\nprintf %s "$1" > "{home}/opened.part" && mv "{home}/opened.part" "{home}/opened"\n')
    viewer.chmod(0o700)
    applications = home / '.local/share/applications'
    applications.mkdir(parents=True)
    (applications / 'viewer.desktop').write_text(f'[Desktop Entry]\nType=Application\nName=Viewer\nExec="{viewer}" %u\n')
    (home / '.config').mkdir(exist_ok=True)
    (home / '.config/mimeapps.list').write_text('[Default Applications]\nx-scheme-handler/help=viewer.desktop\n')


def opens_the_manual(home):
    """Open the manual with F1"""
    install_viewer(home)
    with App(home=home) as app:
        app.wait('button', 'Try with Sample Data')
        app.press('F1')
        wait_until('the manual is opened', (home / 'opened').exists)
        app.quit()

    if not (home / 'opened').read_text().startswith('help:io.github.ferryboard.Ferryboard'):
        raise Failure((home / 'opened').read_text())


tap.run(works_without_mouse, signs_in_and_stops, works_from_first_run, returns_the_focus, opens_the_manual)
