"""A bar chart: for each program the ratio to native of every column, and the geometric means first."""

from xml.sax.saxutils import escape

from .summary import ratio

BAR, GAP, LEFT, SCALE, LIMIT, TOP = 7, 9, 150, 260, 3.0, 60
COLOURS = ('#1b6ca8', '#e08e2b', '#5b9f4a', '#a83f5b', '#7d62b3', '#4aa6a6', '#8a6d4b', '#999999', '#c46fb0', '#6b7f2a')


def text(x, y, content, anchor='start', size=11):
    return f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}">{escape(content)}</text>'


def bars(label, y, ratios, colours):
    """The bars of one program, and how far down they reach; a bar beyond LIMIT is cut, its number says so."""
    lines = [text(LEFT - 6, y + BAR * len(ratios) / 2 + 4, label, 'end')]
    for name, value in ratios.items():
        width = min(value, LIMIT) * SCALE
        lines.append(f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR - 1}" fill="{colours[name]}">'
                     f'<title>{escape(f"{label}, {name}: {value:.2f}")}</title></rect>')
        lines.append(text(f'{LEFT + width + 3:.1f}', y + BAR - 1, f'{value:.2f}', size=7))
        y += BAR
    return lines, y + GAP


def legend(colours):
    lines, x = [], LEFT
    for name, colour in colours.items():
        lines += [f'<rect x="{x}" y="30" width="10" height="10" fill="{colour}"/>', text(x + 14, 39, name)]
        x += 30 + 7 * len(name)
    return lines


def chart(results, programs, columns, summaries):
    compared = [name for name, column in columns.items() if column.baseline]
    colours = {name: COLOURS[i % len(COLOURS)] for i, name in enumerate(compared)}
    lines, y = [], TOP
    rows = {'geometric mean': {name: summaries[name].overall for name in compared if name in summaries}}
    rows |= {program.name: {name: ratio(results, program.name, name, columns) for name in compared if not results[program.name][name].failure}
             for program in programs}
    for label, ratios in rows.items():
        drawn, y = bars(label, y, ratios, colours)
        lines += drawn
    grid = []
    for tenths in range(0, int(LIMIT * 10) + 1, 5):
        x = LEFT + tenths / 10 * SCALE
        grid.append(f'<line x1="{x}" y1="{TOP - 8}" x2="{x}" y2="{y}" stroke="{"#000" if tenths == 10 else "#ddd"}"/>')
        grid.append(text(x, TOP - 10, f'{tenths / 10:.1f}', 'middle', 9))
    width = LEFT + LIMIT * SCALE + 50
    title = text(LEFT, 18, 'Processor time, native = 1 (shorter is faster)', size=13)
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {y + 10}" font-family="sans-serif">'
    background = '<rect width="100%" height="100%" fill="#fff"/>'
    return '\n'.join([frame, background, title, *legend(colours), *grid, *lines, '</svg>']) + '\n'
