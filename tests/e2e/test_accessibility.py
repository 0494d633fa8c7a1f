#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader finds."""

import re

import steps
import tap
from driver import App, Atspi, DemoServer, Failure, get_extents, has_state, walk

# They take the keyboard only to hand it to what is in them. GTK 4.18 calls them focusable all the same.
CONTAINERS = {'panel', 'scroll pane', 'list', 'dialog'}


def is_inside(accessible, role):
    parent = accessible.get_parent()
    return parent is not None and (parent.get_role_name() == role or is_inside(parent, role))


def is_spoken_otherwise(accessible):
    """Whether a widget without a name is one of those about which nothing can be done with GTK 4.18."""
    role = accessible.get_role_name()
    return (role in CONTAINERS
            # The items of a menu that comes from a GMenu.
            or role == 'menu item'
            # What is chosen, within a combo box that has a name.
            or is_inside(accessible, 'combo box')
            # An expander row is an item around the item that people see.
            or (role == 'list item' and any(node.get_role_name() == 'list item' for node in list(walk(accessible))[1:])))


def is_nameless(accessible):
    return (has_state(accessible, Atspi.StateType.FOCUSABLE) and not accessible.get_name()
            and not is_spoken_otherwise(accessible))


def expect_names(app, where):
    nameless = [f'{node.get_role_name()} at {get_extents(node)}' for window in app.windows()
                for node in walk(window, into_tables=True) if is_nameless(node)]
    if nameless:
        raise Failure(f'{where}: no name for {nameless}\n{app.dump()}')


def names_everything(home):
    """Whatever takes the keyboard has a name"""
    with DemoServer(home=home) as server, App(home=home) as app:
        app.wait('button', 'Try with Sample Data')
        expect_names(app, 'first run')

        app.click('button', 'Add Account…')
        app.wait('dialog', 'Add Account')
        steps.unfold(app, 'Advanced')
        steps.unfold(app, steps.CLOUD)
        app.wait('text', 'SWR Address')
        expect_names(app, 'account dialog')
        app.click('button', 'Cancel')
        app.wait_gone('dialog', 'Add Account')

        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server)
        steps.list_repository(app, 'test', 'nothing-of-this-name')
        app.wait('label', 'Repository Not Found')
        expect_names(app, 'failed')

        steps.list_repository(app, 'test', 'samples/hello/world')
        app.wait_rows('two tasks are listed', lambda rows: len(rows) == 2)
        expect_names(app, 'rows')

        app.press('ctrl+f', 'Down', 'alt+Return')
        app.wait('label', 'Pull Address')
        expect_names(app, 'details')

        app.click('toggle button', re.compile('Filter'))
        app.wait('entry', 'Find values')
        expect_names(app, 'filter by values')
        app.press('Escape')
        app.wait_gone('entry', 'Find values')
        app.quit()


def names_dialogs(home):
    """Whatever takes the keyboard in a dialog has a name"""
    with App('--sample', home=home) as app:
        app.wait_rows('one task is listed', lambda rows: len(rows) == 1)

        app.press('ctrl+comma')
        app.wait('dialog', 'Preferences')
        expect_names(app, 'preferences')
        app.press('Escape')
        app.wait_gone('dialog', 'Preferences')

        app.click('button', 'List of Repositories…')
        app.wait('dialog', 'List of Repositories')
        app.type('team/app')
        app.press('Return')
        app.type('nothing')
        app.wait('list item', 'Line 2, “nothing”: Write ORGANIZATION/REPOSITORY.')
        expect_names(app, 'a list of repositories')
        app.press('Escape')
        app.wait_gone('dialog', 'List of Repositories')
        app.quit()


def names_scans(home):
    """Whatever takes the keyboard while a scan runs, and in its report, has a name"""
    world = ['--organizations', '1', '--repositories', '5', '--tasks-each', '1']
    faults = ['--fault-at', 'cn-north-4/team-1/service-1=hang', '--fault-at', 'cn-north-4/team-1/service-3=404-repository']
    with DemoServer(*world, *faults, home=home) as server, App(home=home) as app:
        app.click('button', 'Add Account…')
        steps.fill_in_account(app, server)
        app.click('button', 'Scan')
        app.wait('label', '3 of 5 repositories · 1 not read')
        expect_names(app, 'scan')

        app.click('button', 'Stop')
        app.click('button', '2 not read')
        app.wait('dialog', 'Report')
        expect_names(app, 'report')
        app.press('Escape')
        app.wait_gone('dialog', 'Report')
        app.quit()


def speaks_rows(home):
    """A row is spoken as what is copied and where to"""
    with App('--sample', home=home) as app:
        rows = app.wait_rows('one task is listed', lambda rows: len(rows) == 1)
        app.quit()
    if rows[0].label != 'grpc-helloworld to sdsad in CN North-Beijing1, overwrites':
        raise Failure(f'“{rows[0].label}”')


tap.run(names_everything, names_dialogs, names_scans, speaks_rows)
