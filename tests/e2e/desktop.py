# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop's part in starting programs: a session bus that starts them, and an eye on the notices about it."""

import configparser
import ctypes
import os
import re

import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib  # noqa: E402

from driver import DEADLINE, Failure, Process, private_environment, wait_until, xdotool  # noqa: E402

SERVICE_FILE = os.environ['FERRYBOARD_SERVICE_FILE']
APPLICATION_ID = os.path.basename(SERVICE_FILE).removesuffix('.service')


class Bus(Process):
    """A session bus of its own, which starts Ferryboard when somebody calls it, as that of a desktop does."""

    def __init__(self, home):
        services = home / '.local' / 'share' / 'dbus-1' / 'services'
        services.mkdir(parents=True)
        with open(SERVICE_FILE) as service_file:
            # What is tested is what was built, be it installed or not.
            service = re.sub(r'(?m)^Exec=\S+', f'Exec={os.environ["FERRYBOARD"]}', service_file.read())
        (services / f'{APPLICATION_ID}.service').write_text(service)

        # The bus for accessibility is that of the other session, which has to stay as it is.
        self.changes = {'GTK_A11Y': 'none', 'LANG': 'C.UTF-8', 'LC_ALL': '', 'LANGUAGE': ''}
        super().__init__('dbus-daemon', '--session', '--nofork', '--nopidfile', '--print-address',
                         home=home, **self.changes)
        self.changes['DBUS_SESSION_BUS_ADDRESS'] = self.process.stdout.readline().strip()
        self.environment = private_environment(home, **self.changes)
        self.connection = Gio.DBusConnection.new_for_address_sync(
            self.changes['DBUS_SESSION_BUS_ADDRESS'],
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)

    def __exit__(self, *_):
        if self.is_running():
            self.quit()
        self.connection.close_sync()
        self.stop()

    def call(self, method, signature, *arguments):
        """Calls Ferryboard as the shell of a desktop does, and so starts it if it does not run."""
        path = '/' + APPLICATION_ID.replace('.', '/')
        self.connection.call_sync(APPLICATION_ID, path, 'org.freedesktop.Application', method,
                                  GLib.Variant(signature, arguments), None, Gio.DBusCallFlags.NONE, DEADLINE * 1000)

    def is_running(self):
        reply = self.connection.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                                          'NameHasOwner', GLib.Variant('(s)', (APPLICATION_ID,)), None,
                                          Gio.DBusCallFlags.NONE, DEADLINE * 1000)
        return reply.unpack()[0]

    def wait_titles(self, *titles):
        """Waits until there are windows of these TITLES and no others."""
        wait_until(f'there are the windows {titles}', lambda: read_titles() == sorted(titles),
                   lambda: f'there are {read_titles()}\n{self.errors.read_text()}')

    def quit(self):
        """Ends Ferryboard, which has to have complained about nothing."""
        self.call('ActivateAction', '(sava{sv})', 'quit', [], {})
        wait_until('Ferryboard ends', lambda: not self.is_running())
        complaints = re.findall(r'.*-(?:WARNING|CRITICAL) \*\*.*', self.errors.read_text())
        if complaints:
            raise Failure('\n'.join(complaints))


def read_titles():
    """The titles of the windows on the screen that say by their class that they belong to Ferryboard's desktop file."""
    windows = xdotool('search', '--all', '--onlyvisible', '--class', f'^{re.escape(APPLICATION_ID)}$')
    return sorted(' '.join(xdotool('getwindowname', window)) for window in windows)


def read_desktop_file():
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(os.environ['FERRYBOARD_DESKTOP_FILE'], encoding='utf-8')
    return parser


class _ClientMessage(ctypes.Structure):
    _fields_ = [('type', ctypes.c_int), ('serial', ctypes.c_ulong), ('send_event', ctypes.c_int),
                ('display', ctypes.c_void_p), ('window', ctypes.c_ulong), ('message_type', ctypes.c_ulong),
                ('format', ctypes.c_int), ('data', ctypes.c_long * 5)]


class _Event(ctypes.Union):
    _fields_ = [('type', ctypes.c_int), ('client', _ClientMessage), ('pad', ctypes.c_long * 24)]


class StartupNotices:
    """What is said on the X display about programs that start, by the Startup Notification Protocol."""
    CLIENT_MESSAGE = 33
    PROPERTY_CHANGE_MASK = 1 << 22

    def __init__(self):
        self.x11 = ctypes.CDLL('libX11.so.6')
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(None))
        self.types = [self.x11.XInternAtom(self.display, name, False)
                      for name in (b'_NET_STARTUP_INFO_BEGIN', b'_NET_STARTUP_INFO')]
        root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))
        self.x11.XSelectInput(self.display, root, ctypes.c_long(self.PROPERTY_CHANGE_MASK))
        self.x11.XSync(self.display, False)
        self.heard = b''

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.x11.XCloseDisplay(self.display)

    def read(self):
        """All that was said so far. A notice comes in pieces of 20 bytes, and a zero ends it."""
        event = _Event()
        while self.x11.XPending(self.display):
            self.x11.XNextEvent(self.display, ctypes.byref(event))
            if event.type == self.CLIENT_MESSAGE and event.client.message_type in self.types:
                self.heard += bytes(event.client.data)[:20]
        return [notice for notice in self.heard.decode().split('\0') if notice]

    def wait(self, notice):
        wait_until(f'the notice “{notice}” comes', lambda: notice in self.read(), lambda: f'there were {self.read()}')
