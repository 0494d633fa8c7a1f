# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs scenarios and reports each as one line of the Test Anything Protocol."""

import os
import pathlib
import sys
import tempfile
import traceback

from driver import Failure


class Skip(Exception):
    """This scenario cannot be played here."""


def run_scenario(scenario, title):
    """Returns a line of the protocol without its number, and what went wrong."""
    try:
        # A program may still be writing to its home while it goes.
        with tempfile.TemporaryDirectory(prefix='ferryboard-', ignore_cleanup_errors=True) as folder:
            scenario(pathlib.Path(folder))
    except Skip as reason:
        return 'ok', f'{title} # SKIP {reason}', ''
    except Failure as failure:
        return 'not ok', title, f'{failure}'
    except Exception:  # pylint: disable=broad-except
        return 'not ok', title, traceback.format_exc()
    return 'ok', title, ''


def run(*scenarios):
    """Gives each scenario a folder of its own. What it does is said by its docstring. Returns whether all went well."""
    if 'DISPLAY' not in os.environ or 'DBUS_SESSION_BUS_ADDRESS' not in os.environ:
        print('1..0 # SKIP there is no X display or no session bus; “./dev test” brings both')
        return True

    well = True
    print(f'1..{len(scenarios)}', flush=True)
    for number, scenario in enumerate(scenarios, 1):
        result, title, problem = run_scenario(scenario, scenario.__doc__)
        print(result, number, '-', title, flush=True)
        well = well and result == 'ok'
        if problem:
            # Meson shows no comments of the protocol.
            print(f'{problem}\n', file=sys.stderr)
    return well
