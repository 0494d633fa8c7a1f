#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Count the test cases of the last "meson test" and close with one line: N passed, N failed, N skipped.

usage: count_tests.py LOG_DIR:[SUITE,...]...

Meson counts test programs, each of which holds many cases; this counts the cases, of several builds
together. The exit status is 1 when a case failed or when a suite that is named ran none in its build.
"""
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from xml.etree import ElementTree

FINE = {'OK', 'EXPECTEDFAIL', 'SKIP'}


def case_outcome(case):
    if case.find('failure') is not None or case.find('error') is not None:
        return 'failed'
    return 'skipped' if case.find('skipped') is not None else 'passed'


def read_cases(path):
    """Maps the name of each test program to the outcomes of its cases."""
    outcomes = defaultdict(Counter)
    for suite in ElementTree.parse(path).iter('testsuite'):
        # A program that reports cases is a suite of its own, "PROJECT.PROGRAM"; the others share "PROJECT".
        program = suite.get('name').partition('.')[2]
        for case in suite.iter('testcase'):
            outcomes[program or case.get('name')][case_outcome(case)] += 1
    return outcomes


def suites_of(program):
    """The suites in a name such as "ferryboard:ui+slow / window"."""
    return program.partition(' / ')[0].partition(':')[2].split('+')


def count(log_dir):
    """The outcomes of all cases, and how many ran of each suite."""
    total, ran = Counter(), Counter()
    log, cases = log_dir / 'testlog.json', log_dir / 'testlog.junit.xml'
    outcomes = read_cases(cases) if cases.exists() else {}

    for line in log.read_text().splitlines() if log.exists() else []:
        test = json.loads(line)
        counts = outcomes.get(test['name'], Counter())
        # A program that crashes or hangs has failed, however well those cases went that it finished.
        if test['result'] not in FINE and not counts['failed']:
            counts['failed'] = 1
        total += counts
        for suite in suites_of(test['name']):
            ran[suite] += counts['passed'] + counts['failed']
    return total, ran


def main(*builds):
    total, is_idle = Counter(), False
    for build in builds:
        log_dir, _, suites = build.rpartition(':')
        counts, ran = count(Path(log_dir))
        total += counts
        for suite in filter(None, suites.split(',')):
            if not ran[suite]:
                print(f'No test of the suite “{suite}” ran in {log_dir}.')
                is_idle = True
    print(f'{total["passed"]} passed, {total["failed"]} failed, {total["skipped"]} skipped')
    return 1 if total['failed'] or is_idle else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
