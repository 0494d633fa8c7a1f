#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copying from the table, dragging out of it, and the menu on its cells."""

import steps
import tap
from driver import App, Atspi, Failure, get_text, has_state, wait_until, walk

ENTRY = 'Filter tasks'


def list_gateway(app):
    app.wait_rows('one task is listed', lambda rows: len(rows) == 1)
    steps.list_repository(app, 'platform', 'gateway')
    return app.wait_rows('another repository is listed', lambda rows: rows[0].cells['Repository'] == 'gateway')


def read_region(row):
    return row.cells['Target Region'].rpartition(' ')[2]


def wait_cell(app, name):
    """Waits until the keyboard is in a cell that shows NAME."""
    table = app.wait('tree table')
    wait_until(f'the keyboard is in the cell “{name}”',
               lambda: any(cell.get_name() == name and has_state(cell, Atspi.StateType.FOCUSED)
                           for cell in walk(table, into_tables=True)), app.dump)


def count_others(rows, wanted):
    """How many rows go to another region than one of them."""
    return sum(read_region(row) != read_region(wanted) for row in rows)


def copies_with_mouse(home):
    """Copy a cell by its menu, and paste it"""
    with App('--sample', home=home) as app:
        rows = list_gateway(app)
        app.click_accessible(app.find_cell(3, 'Target Region'), button=3)
        app.wait('menu item')
        app.wait_status(f'{len(rows)} tasks · 1 selected')
        app.press('l')
        app.wait_toast(f'“{read_region(rows[3])}” copied')

        app.click('entry', ENTRY)
        app.wait_focus(ENTRY)
        app.press('ctrl+v')
        app.wait_entry(ENTRY, read_region(rows[3]))
        app.quit()


def copies_with_keyboard(home):
    """Go from cell to cell, copy one and rows, and filter by one, with the keyboard alone"""
    with App('--sample', home=home) as app:
        rows = list_gateway(app)
        column = list(rows[0].cells).index('Target Region')
        app.press('ctrl+f')
        app.tab_to('Columns and Sorting')
        app.press('Tab')
        # First a row has the keyboard, then a cell.
        wait_cell(app, rows[0].label)
        app.press('Right')
        wait_cell(app, 'gateway')
        # Where nothing is selected, the first arrow selects the row that the keyboard is in.
        app.press(*['Right'] * column, 'Down', 'Down')
        wait_cell(app, rows[1].cells['Target Region'])
        app.press('ctrl+shift+c')
        app.wait_toast(f'“{read_region(rows[1])}” copied')

        app.press('shift+Down')
        app.wait_status(f'{len(rows)} tasks · 2 selected')
        wait_cell(app, rows[2].cells['Target Region'])
        app.press('ctrl+c')
        app.wait_toast('2 tasks copied')

        app.press('shift+F10')
        app.wait('menu item')
        app.press('e')
        app.wait_status(f'{count_others(rows, rows[2])} of {len(rows)} shown · 1 selected')
        app.wait_gone('menu item')
        app.press('Menu')
        app.wait('menu item')
        app.press('f')
        left = app.wait_rows('one region is left', lambda rows: len({read_region(row) for row in rows}) == 1)
        if read_region(left[0]) == read_region(rows[2]):
            raise Failure(f'{left}')
        app.quit()


def drags_with_mouse(home):
    """Drag the selected rows into a text; a click on one of them selects it alone"""
    with App('--sample', home=home) as app:
        rows = list_gateway(app)
        app.click_accessible(app.find_cell(1, 'Target Region'))
        app.press('shift+Down')
        app.wait_status(f'{len(rows)} tasks · 2 selected')
        app.click_accessible(app.find_cell(2, 'Target Region'))
        app.wait_status(f'{len(rows)} tasks · 1 selected')
        app.press('shift+Down')
        app.wait_status(f'{len(rows)} tasks · 2 selected')

        entry = app.wait('entry', ENTRY)
        app.drag(app.find_cell(2, 'Target Region'), entry)
        wait_until('the text is dropped', lambda: get_text(entry), app.dump)
        heading, *lines = get_text(entry).splitlines()
        if not heading.startswith('Repository\tOrganization\t') or len(lines) != 2 or \
                any(read_region(row) not in line for row, line in zip(rows[2:], lines)):
            raise Failure(repr(get_text(entry)))
        # A file is for those who take files.
        if list(home.rglob('sync-tasks_*')):
            raise Failure('a file was written')
        app.quit()


tap.run(copies_with_mouse, copies_with_keyboard, drags_with_mouse)
