"""Cuts a module off at every length and has wasmc validate each piece; prints how many it refused."""

import argparse
import os
import sys

import mutate


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--work', required=True, metavar='DIR')
    parser.add_argument('module')
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    path = os.path.join(options.work, 'cut.wasm')
    with open(options.module, 'rb') as file:
        data = file.read()
    refused = 0
    for length in range(len(data)):
        with open(path, 'wb') as file:
            file.write(data[:length])
        try:
            refused += not mutate.validates(path)
        except mutate.WrongAnswer as wrong:
            sys.exit(f'cut off at {length}: {wrong}')
    print(f'{len(data)} truncations, {refused} refused')


if __name__ == '__main__':
    main()
