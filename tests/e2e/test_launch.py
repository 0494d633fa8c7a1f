#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Being started by a desktop."""

import json
import os
import subprocess

import tap
from desktop import APPLICATION_ID, Bus, StartupNotices, read_desktop_file
from driver import App, Failure, get_extents, wait_until
from gi.repository import GLib


def run(bus, folder, *command):
    return subprocess.run(command, cwd=folder, env=bus.environment, timeout=30, check=False, capture_output=True,
                          text=True)


def run_well(bus, folder, *command):
    result = run(bus, folder, *command)
    if result.returncode != 0 or result.stdout or result.stderr:
        raise Failure(f'{result}')


def starts_once(home):
    """The bus starts it, and whoever calls it again gets the window that is there"""
    with Bus(home) as bus:
        run_well(bus, home, 'gapplication', 'launch', APPLICATION_ID)
        bus.wait_titles('Ferryboard')
        run_well(bus, home, 'gapplication', 'launch', APPLICATION_ID)
        run_well(bus, home, os.environ['FERRYBOARD'])
        # Calls are answered in turn, so what the first two might have opened would be there before this.
        run_well(bus, home, 'gapplication', 'action', APPLICATION_ID, 'new-window')
        bus.wait_titles('Ferryboard', 'Ferryboard')
        run_well(bus, home, os.environ['FERRYBOARD'], '--new-window')
        bus.wait_titles('Ferryboard', 'Ferryboard', 'Ferryboard')


def opens_files(home):
    """A file that the desktop hands over starts it, and the next one opens beside it"""
    for name in 'first.json', 'second.json':
        (home / name).write_text(json.dumps([{'repoName': 'web', 'namespace': 'team'}]))

    with Bus(home) as bus:
        bus.call('Open', '(asa{sv})', [(home / 'first.json').as_uri()], {})
        bus.wait_titles('first.json – Ferryboard')
        run_well(bus, home, 'gapplication', 'launch', APPLICATION_ID, 'second.json')
        bus.wait_titles('first.json – Ferryboard', 'second.json – Ferryboard')


def ends_startup_notices(home):
    """Whoever starts it hears when the window is there, the first time and afterwards"""
    with Bus(home) as bus, StartupNotices() as notices:
        for number in 1, 2:
            bus.call('Activate', '(a{sv})', {'desktop-startup-id': GLib.Variant('s', f'{number}_TIME{number}')})
            notices.wait(f'remove: ID="{number}_TIME{number}"')
        bus.environment['DESKTOP_STARTUP_ID'] = '3_TIME3'
        run_well(bus, home, os.environ['FERRYBOARD'], '--new-window')
        notices.wait('remove: ID="3_TIME3"')
        bus.wait_titles('Ferryboard', 'Ferryboard')


def refuses_what_is_nothing(home):
    """What is neither a file nor a repository is said where it was typed, and opens no window"""
    words = '“nonsense” is neither a file nor ORGANIZATION/REPOSITORY.\n'
    with Bus(home) as bus:
        for _ in range(2):
            result = run(bus, home, os.environ['FERRYBOARD'], 'nonsense')
            if (result.returncode, result.stdout, result.stderr) != (1, '', words):
                raise Failure(f'{result}')
            # The second time there is one that runs.
            bus.call('Activate', '(a{sv})', {})
            bus.wait_titles('Ferryboard')


def offers_what_it_does(home):
    """What the desktop file promises is what the program does"""
    parser = read_desktop_file()
    entry = parser['Desktop Entry']
    if (entry['Icon'], entry['DBusActivatable'], entry['StartupNotify']) != (APPLICATION_ID, 'true', 'true'):
        raise Failure(f'{dict(entry)}')
    for action in entry['Actions'].rstrip(';').split(';'):
        arguments = parser[f'Desktop Action {action}']['Exec'].split()[1:]
        with Bus(home / action) as bus:
            bus.call('ActivateAction', '(sava{sv})', action, [], {})
            bus.wait_titles('Ferryboard')
            run_well(bus, home, os.environ['FERRYBOARD'], *arguments)
            bus.wait_titles('Ferryboard', 'Ferryboard')


def comes_back_as_large(home):
    """The window comes back as large as it was closed"""
    def measure(app):
        return get_extents(app.windows()[0])[2:]

    with App(home=home) as app:
        app.wait('label', 'See Where Your Images Are Copied')
        first = measure(app)
        app.resize(900, 620)
        wait_until('the window is smaller', lambda: measure(app) != first, app.dump)
        left = measure(app)
        app.quit()
    with App(home=home) as app:
        app.wait('label', 'See Where Your Images Are Copied')
        wait_until(f'the window is as large as it was, {left}', lambda: measure(app) == left,
                   lambda: f'it is {measure(app)}')
        app.quit()


tap.run(starts_once, opens_files, ends_startup_notices, refuses_what_is_nothing, offers_what_it_does,
        comes_back_as_large)
