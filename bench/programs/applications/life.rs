//! Conway's game of life on a torus: bytes in a vector, neighbours by index arithmetic with remainders.
const WIDTH: usize = if cfg!(small) { 40 } else { 320 };
const HEIGHT: usize = if cfg!(small) { 30 } else { 240 };
const STEPS: usize = if cfg!(small) { 10 } else { 320 };

struct World {
    cells: Vec<u8>,
}

impl World {
    fn at(&self, x: usize, y: usize) -> u8 {
        self.cells[(y % HEIGHT) * WIDTH + x % WIDTH]
    }

    fn neighbours(&self, x: usize, y: usize) -> u8 {
        let (left, up) = (x + WIDTH - 1, y + HEIGHT - 1);
        let above = self.at(left, up) + self.at(x, up) + self.at(x + 1, up);
        let beside = self.at(left, y) + self.at(x + 1, y);
        above + beside + self.at(left, y + 1) + self.at(x, y + 1) + self.at(x + 1, y + 1)
    }

    fn next(&self) -> World {
        let mut cells = Vec::with_capacity(WIDTH * HEIGHT);
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                cells.push(match (self.at(x, y), self.neighbours(x, y)) {
                    (1, 2) | (_, 3) => 1,
                    _ => 0,
                });
            }
        }
        World { cells }
    }
}

fn main() {
    let mut state = 12345u32;
    let mut world = World {
        cells: (0..WIDTH * HEIGHT)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                u8::from(state >> 30 == 0)
            })
            .collect(),
    };
    for step in 0..STEPS {
        world = world.next();
        if step % 40 == 9 {
            println!("{}", world.cells.iter().map(|&cell| u32::from(cell)).sum::<u32>());
        }
    }
    println!("{:x}", world.cells.iter().fold(0u64, |sum, &cell| sum.wrapping_mul(31).wrapping_add(u64::from(cell))));
}
