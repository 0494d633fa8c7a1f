# SPDX-License-Identifier: GPL-3.0-or-later
"""Ferryboard as a Flatpak that is installed, driven as tests/e2e/driver.py drives the program that was built."""

import base64
import os
import re
import subprocess
import sys

import tap
from driver import DEADLINE, App, Atspi, DemoServer, Failure, children, private_environment, wait_until, xdotool

ID = os.environ.get('FERRYBOARD_FLATPAK', 'io.github.ferryboard.Ferryboard')

# The sandbox shall have what it has for everybody, portals above all, so what makes tests quick and lonely goes.
AS_FOR_EVERYBODY = dict.fromkeys([
    'ADW_DISABLE_PORTAL', 'GDK_BACKEND', 'GDK_DEBUG', 'GIO_USE_VFS', 'GIO_USE_VOLUME_MONITOR', 'GSETTINGS_BACKEND',
    'SECRET_BACKEND', 'SECRET_FILE_TEST_PASSWORD', 'SECRET_FILE_TEST_PATH', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME',
    'XDG_STATE_HOME'])


def run(home, *command):
    """Runs a command beside the sandbox, or the command that makes one, and returns how it ended."""
    return subprocess.run(command, cwd=home, check=False, capture_output=True, text=True, timeout=DEADLINE,
                          env=private_environment(home, **AS_FOR_EVERYBODY))


def flatpak_command(*options):
    return ['flatpak', 'run', '--die-with-parent', *options, ID]


def run_inside(home, program, *arguments, options=()):
    """Runs PROGRAM in the sandbox, and returns how it ended."""
    return run(home, *flatpak_command(f'--command={program}', *options), *arguments)


def data_folder(home):
    """What a Flatpak keeps is here."""
    return home / '.var' / 'app' / ID


class SandboxedServer(DemoServer):
    """The demo service, which is in the Flatpak, too. It shares the network with all that do."""

    def __init__(self, *arguments, home, options=()):
        self.options = options
        # A folder for its messages, so that they are not mixed with those of the window.
        folder = home / 'service'
        folder.mkdir(exist_ok=True)
        super().__init__(*arguments, home=folder)

    def command(self):
        return flatpak_command('--command=ferryboard-demo-server', *self.options)


class SandboxedApp(App):
    """Ferryboard with a window on the screen, from a sandbox."""

    def __init__(self, *arguments, home, options=(), **changes):
        self.options = options
        super().__init__(*arguments, home=home, **AS_FOR_EVERYBODY | changes)

    def command(self):
        return flatpak_command(*self.options)

    def read_complaints(self):
        """Without those of GDK, which stumbles over its own frames where nothing is drawn on a screen."""
        return [complaint for complaint in super().read_complaints() if 'Gdk-WARNING' not in complaint]

    # Numbers of processes mean nothing beyond a sandbox. There is one Ferryboard on the desk.

    def _is_mine(self, application):
        return application.get_name() == ID

    def _search_windows(self, title):
        return find_x_windows(title)


def find_x_windows(title):
    return xdotool('search', '--onlyvisible', '--name', f'^{re.escape(title)}$')


def find_viewer():
    """The program that shows manuals. It runs in the sandbox, too."""
    return next((application for application in children(Atspi.get_desktop(0)) if application.get_name() == 'yelp'), None)


def answer_file_portal(title, path):
    """Names a file in a dialog of the portal, which is no window of Ferryboard's."""
    window = wait_until(f'the portal asks: {title}', lambda: find_x_windows(title))[0]
    xdotool('windowfocus', '--sync', window)
    xdotool('key', 'ctrl+a')
    xdotool('type', '--delay', 8, str(path))
    xdotool('key', 'Return')
    wait_until('the portal closes its dialog', lambda: not find_x_windows(title))


def expect(condition, what, *found):
    if not condition:
        raise Failure('\n'.join([f'not so: {what}', *map(str, found)]))


def expect_secret_nowhere(folder, secret):
    """That no file below FOLDER has the SECRET in the clear."""
    forms = [secret.encode(), base64.b64encode(secret.encode())]
    holders = [path for path in folder.rglob('*') if path.is_file() and any(form in path.read_bytes() for form in forms)]
    expect(not holders, 'no file has the secret', *holders)


def play(*scenarios):
    """Plays the scenarios, or those that are named on the command line, and ends the program."""
    chosen = [scenario for scenario in scenarios if scenario.__name__ in (sys.argv[1:] or [scenario.__name__])]
    sys.exit(0 if tap.run(*chosen) else 1)
