#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting Ferryboard."""

import locale
import os
import pathlib
import re
import subprocess

import tap
from driver import App, Failure, private_environment


def tries_the_sample(home):
    """The first run offers sample data, which is the documented example"""
    with App(home=home) as app:
        app.wait('label', 'See Where Your Images Are Copied')
        app.click('button', 'Try with Sample Data')

        rows = app.wait_rows('one task is listed', lambda rows: len(rows) == 1)
        app.wait('label', 'Sample data, served by this computer')
        app.wait_status('1 task')
        app.quit()

    expected = {
        'Repository': 'grpc-helloworld',
        'Organization': 'test',
        'Source Region': 'CN North-Beijing4 cn-north-4',
        'Target Region': 'CN North-Beijing1 cn-north-1',
        'Target Organization': 'sdsad',
        'Overwrite': 'Overwrites',
        'Updated': '2020-04-17 02:11',
    }
    if rows[0].cells != expected:
        raise Failure(f'the row is {rows[0].cells}')


def answers_without_display(home):
    """Help and version need no display"""
    environment = private_environment(home, LC_ALL='C.UTF-8')
    for variable in 'DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS':
        environment.pop(variable, None)

    for option, text in ('--help', '--sample'), ('--version', 'Ferryboard '):
        result = subprocess.run([os.environ['FERRYBOARD'], option], env=environment, capture_output=True, text=True,
                                timeout=20, check=False)
        if result.returncode != 0 or text not in result.stdout or result.stderr:
            raise Failure(f'{option}: {result}')


def speaks_chinese(home):
    """It works in a Chinese session"""
    try:
        locale.setlocale(locale.LC_ALL, 'zh_CN.UTF-8')
    except locale.Error as error:
        raise tap.Skip('this system has no locale zh_CN.UTF-8') from error

    # Translations are found where they are installed. Without them GTK stays in English, too.
    translations = pathlib.Path(os.environ['FERRYBOARD_LOCALEDIR'], 'zh_CN', 'LC_MESSAGES', 'ferryboard.mo')
    with App('--sample', home=home, LANG='zh_CN.UTF-8') as app:
        app.wait('button', re.compile('^列出' if translations.exists() else '^List'))
        rows = app.wait_rows('one task is listed', lambda rows: len(rows) == 1)
        app.quit()

    cells = list(rows[0].cells.values())
    if cells[:2] != ['grpc-helloworld', 'test'] or cells[-1] != '2020-04-17 02:11':
        raise Failure(f'the row is {cells}')


tap.run(tries_the_sample, answers_without_display, speaks_chinese)
