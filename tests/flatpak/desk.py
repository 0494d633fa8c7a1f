# SPDX-License-Identifier: GPL-3.0-or-later
"""The services of a desktop that a bare session lacks: portals, an open keyring, and a Wayland display."""

import os
import pathlib
import subprocess

from driver import DEADLINE, Process, wait_until

PREFERENCES = '[preferred]\ndefault=gtk\norg.freedesktop.impl.portal.Secret={}\n'


def _prefer(secrets):
    """Says who stands behind the portals, which look there as soon as somebody calls one."""
    path = pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'xdg-desktop-portal', 'portals.conf')
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PREFERENCES.format(secrets))


def set_up_with_keyring():
    _prefer('gnome-keyring')
    subprocess.run(['gnome-keyring-daemon', '--unlock', '--components=secrets', '--daemonize'], input='password of this desk',
                   text=True, check=True, stdout=subprocess.DEVNULL, timeout=DEADLINE)


def set_up_without_keyring():
    _prefer('none')


class Weston(Process):
    """A Wayland display that nobody sees."""

    NAME = 'wayland-proof'

    def __init__(self, home):
        super().__init__('weston', '--backend=headless', '--renderer=pixman', '--width=1000', '--height=700',
                         f'--socket={self.NAME}', '--debug', home=home, DISPLAY=None)
        socket = pathlib.Path(os.environ['XDG_RUNTIME_DIR'], self.NAME)
        wait_until('Weston listens', socket.exists, self.errors.read_text)
