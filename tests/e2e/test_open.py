#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Saving lists and opening them again."""

import json
import os
import re
import subprocess

import steps
import tap
from driver import App, DemoServer, Failure, get_text, is_gone, private_environment, wait_until

BANNER = re.compile(r'^Snapshot from .*, read-only$')


def answer_dialog(app, title, button, path):
    """Names a file in a dialog for files, which is open."""
    dialog = app.wait('dialog', title)
    entry = app.wait('text', 'Name:', within=dialog)
    wait_until('the dialog suggests a name', lambda: get_text(entry), app.dump)
    entry.get_editable_text_iface().set_text_contents(str(path))
    app.click('button', button, within=dialog)
    wait_until('the file dialog closes', lambda: is_gone(dialog), app.dump)


def save_bulk(home, path):
    """Saves the list of many tasks, and returns what is on the screen of it."""
    with DemoServer('--tasks', '96', home=home) as server, App(home=home) as app:
        rows = steps.show_bulk_tasks(app, server)
        app.press('ctrl+s')
        answer_dialog(app, 'Save List', 'Save', path)
        app.wait_toast(f'96 tasks exported to “{path.name}”')
        app.quit()
    return rows


def run_again(home, folder, *arguments):
    """Starts Ferryboard once more, from another folder; the one that runs does what there is to do."""
    result = subprocess.run([os.environ['FERRYBOARD'], *arguments], cwd=folder, timeout=30, check=False,
                            capture_output=True, text=True, env=private_environment(home, LC_ALL='C.UTF-8'))
    if result.returncode != 0:
        raise Failure(f'{arguments}: {result}')


def opens_what_was_saved(home):
    """A saved list opens again from the shell, with the same cells and no service"""
    path = home / 'saved.json'
    saved = save_bulk(home, path)

    with App('saved.json', home=home) as app:
        app.wait('label', BANNER)
        rows = app.wait_rows('the tasks are there', lambda rows: len(rows) > 5)
        app.wait_status('96 tasks')
        app.quit()
    # Not all are in sight, and how many depends on the banner.
    if [row.cells for row in rows[:5]] != [row.cells for row in saved[:5]]:
        raise Failure(f'saved:\n{saved}\nopened:\n{rows}')


def lists_what_the_shell_names(home):
    """A repository that the shell names is entered in a window of its own, and listed as soon as there is an account"""
    with App(home=home) as app:
        app.wait('label', 'See Where Your Images Are Copied')
        run_again(home, home, 'team/web/api')
        wait_until('there are two windows', lambda: len(app.windows()) >= 2, app.dump)
        app.wait('dialog', 'Add Account')
        for name, text in ('Organization', 'team'), ('Repository', 'web/api'):
            app.wait_text_of(app.wait('text', name, within=app.windows()[-1]), text)
        app.click('button', 'Cancel')
        app.wait_gone('dialog', 'Add Account')
        app.quit()


def opens_in_the_running_program(home):
    """A second call opens a window of the program that runs, and finds the file where it was called"""
    elsewhere = home / 'elsewhere'
    elsewhere.mkdir()
    for name, repository in ('first.json', 'web'), ('second.json', 'api'):
        (elsewhere / name).write_text(json.dumps([{'repoName': repository, 'namespace': 'team'}]))

    with App(home=home) as app:
        app.wait('label', 'See Where Your Images Are Copied')
        run_again(home, elsewhere, 'first.json', './second.json')
        wait_until('there are three windows', lambda: len(app.windows()) == 3, app.dump)
        for name in 'first.json', 'second.json':
            app.wait('frame', f'{name} – Ferryboard')
            app.wait('label', name)
        app.quit()


tap.run(opens_what_was_saved, opens_in_the_running_program, lists_what_the_shell_names)
