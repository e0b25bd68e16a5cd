"""Reads lit's JSON report; prints why tests were skipped, a table of what counting tests counted, which failed and how to rerun one,
and the closing count."""

import collections
import json
import os
import sys

PASSED = {'PASS', 'FLAKYPASS'}
SKIPPED = {'UNSUPPORTED', 'XFAIL'}
LISTED = 50


def skipReason(test):
    if test['code'] == 'XFAIL':
        return 'expected to fail'
    lines = [line.strip() for line in test['output'].splitlines() if line.strip()]
    return lines[-1] if lines else 'no reason given'


def printMetrics(tests):
    """What formats count within their tests: a line per configuration, which is the last part of a test's name, and their sum."""
    columns = ('assertions held', 'assertions failed', 'assertions skipped')
    rows = collections.defaultdict(collections.Counter)
    for test in tests:
        if metrics := test.get('metrics'):
            for row in (shortName(test).rpartition('/')[2], 'sum'):
                rows[row].update(metrics, scripts=1)
    if not rows:
        return
    width = max(map(len, rows))
    print(f"\n{'':{width}}  scripts     held   failed  skipped assertions")
    for name in sorted(rows, key=lambda name: (name == 'sum', name)):
        print(f"{name:{width}} {rows[name]['scripts']:8}" + ''.join(f' {rows[name][column]:8}' for column in columns))
    for reason, count in sorted(rows['sum'].items()):
        if reason.startswith('skipped: '):
            print(f'  {count} commands {reason}')
    print()


def printSkipped(tests):
    byReason = collections.defaultdict(list)
    for test in tests:
        byReason[skipReason(test)].append(shortName(test))
    if byReason:
        print('\nSkipped:')
    for reason, names in sorted(byReason.items()):
        shown = ', '.join(sorted(names)[:3]) + (', ...' if len(names) > 3 else '')
        print(f'  {len(names):4}  {reason}: {shown}')


def printFailed(tests):
    if not tests:
        return
    print('\nFailed:')
    for test in sorted(tests, key=shortName)[:LISTED]:
        print(f"  {test['code']:10} {shortName(test)}")
    if len(tests) > LISTED:
        print(f'  and {len(tests) - LISTED} more')
    print(f'Run one again: test/run -v {shortName(min(tests, key=shortName))}')


def printOnly(tests):
    """What the only test that ran has printed, if it passed; lit shows the output of failures itself."""
    if len(tests) == 1 and tests[0]['code'] in PASSED:
        print(tests[0]['output'])


def shortName(test):
    """lit's full name is `wasmc :: folder/file`."""
    return test['name'].partition(' :: ')[2]


def load(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8') as file:
        return json.load(file)['tests']


def main(path):
    tests = load(path)
    passed = [test for test in tests if test['code'] in PASSED]
    skipped = [test for test in tests if test['code'] in SKIPPED]
    failed = [test for test in tests if test['code'] not in PASSED | SKIPPED]
    printOnly(tests)
    printSkipped(skipped)
    printMetrics(tests)
    printFailed(failed)
    if not passed and not failed:
        print('no test ran')
    print(f'{len(passed)} passed, {len(failed)} failed, {len(skipped)} skipped')
    return 0 if passed and not failed else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
