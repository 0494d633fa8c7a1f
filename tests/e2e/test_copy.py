#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copying from the table, and the menu on its cells."""

import steps
import tap
from driver import App, Failure

ENTRY = 'Filter tasks'


def list_gateway(app):
    app.wait_rows('one task is listed', lambda rows: len(rows) == 1)
    steps.list_repository(app, 'platform', 'gateway')
    return app.wait_rows('another repository is listed', lambda rows: rows[0].cells['Repository'] == 'gateway')


def read_region(row):
    return row.cells['Target Region'].rpartition(' ')[2]


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
        app.tab_to('gateway')
        app.press(*['Right'] * column, 'Down')
        app.wait_focus(rows[1].cells['Target Region'])
        app.press('ctrl+shift+c')
        app.wait_toast(f'“{read_region(rows[1])}” copied')

        app.press('shift+Down')
        app.wait_status(f'{len(rows)} tasks · 2 selected')
        app.press('ctrl+c')
        app.wait_toast('2 tasks copied')

        for key, mnemonic, n_left in (('shift+F10', 'e', count(rows, rows[2], False)), ('Menu', 'f', None)):
            app.press(key)
            app.wait('menu item')
            app.press(mnemonic)
            app.wait_gone('menu item')
            if n_left is not None:
                app.wait_status(f'{n_left} of {len(rows)} shown')
        kept = app.wait_rows('one region is left', lambda left: len({read_region(row) for row in left}) == 1)
        if read_region(kept[0]) == read_region(rows[2]):
            raise Failure(f'{kept}')
        app.quit()


def count(rows, wanted, same):
    """How many rows go to the same region as one of them, or do not."""
    return sum((read_region(row) == read_region(wanted)) == same for row in rows)


tap.run(copies_with_mouse, copies_with_keyboard)
