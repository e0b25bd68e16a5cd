"""Types each command line into an interactive zsh, whose completion functions are those in FOLDER and zsh's own, and presses the tab
key: pressTab.py FOLDER LINE... Prints what stands there then, a line each."""

import os
import pty
import sys

MARK = 'completed:'


def readUntil(terminal, mark):
    """What the shell writes up to `mark`, and what follows on that line."""
    text = ''
    while mark not in text or '\n' not in text.split(mark, 1)[1]:
        text += os.read(terminal, 65536).decode(errors='replace')
    return text.split(mark, 1)[1].splitlines()[0].rstrip()


def main():
    folder, *lines = sys.argv[1:]
    shell, terminal = pty.fork()
    if shell == 0:
        os.environ['TERM'] = 'dumb'
        os.execvp('zsh', ['zsh', '-f', '-i'])
    # Control-X shows the line as it stands there, and clears it.
    setUp = [f'fpath=({folder} $fpath)', 'autoload -U compinit', 'compinit -u -D',
             f'show() {{ zle -I; print -r -- "{MARK}$BUFFER"; BUFFER= }}',
             'zle -N show', "bindkey '^X' show", 'print ready$((1+1))']
    os.write(terminal, ('\n'.join(setUp) + '\n').encode())
    readUntil(terminal, 'ready2')
    for line in lines:
        os.write(terminal, f'{line}\t\x18'.encode())
        print(readUntil(terminal, MARK))
    os.write(terminal, b'exit\n')
    os.waitpid(shell, 0)


main()
