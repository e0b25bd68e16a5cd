//! Virtual dispatch: trait objects and boxed closures, each call through a table.
const ROUNDS: u32 = if cfg!(small) { 5 } else { 1_800 };

trait Shape {
    fn area(&self) -> u64;
    fn scale(&mut self, by: u32);
    fn touches(&self, other: &dyn Shape) -> bool {
        self.area() % 64 < other.area() % 64
    }
}

struct Square(u32);
struct Rectangle(u32, u32);
struct Triangle {
    base: u32,
    height: u32,
}
struct Group(Vec<Box<dyn Shape>>);

impl Shape for Square {
    fn area(&self) -> u64 {
        u64::from(self.0) * u64::from(self.0)
    }
    fn scale(&mut self, by: u32) {
        self.0 = (self.0 + by) % 1009;
    }
}

impl Shape for Rectangle {
    fn area(&self) -> u64 {
        u64::from(self.0) * u64::from(self.1)
    }
    fn scale(&mut self, by: u32) {
        self.0 = (self.0 + by) % 1013;
        self.1 = (self.1 ^ by) % 1019;
    }
    fn touches(&self, other: &dyn Shape) -> bool {
        other.area() > u64::from(self.0)
    }
}

impl Shape for Triangle {
    fn area(&self) -> u64 {
        u64::from(self.base) * u64::from(self.height) / 2
    }
    fn scale(&mut self, by: u32) {
        self.height = (self.height + 3 * by) % 1021;
    }
}

impl Shape for Group {
    fn area(&self) -> u64 {
        self.0.iter().map(|shape| shape.area()).sum()
    }
    fn scale(&mut self, by: u32) {
        self.0.iter_mut().for_each(|shape| shape.scale(by + 1));
    }
}

fn make(i: u32) -> Box<dyn Shape> {
    match i.wrapping_mul(2_654_435_761) >> 29 {
        0 | 1 => Box::new(Square(i % 100)),
        2 | 3 => Box::new(Rectangle(i % 50, i % 70)),
        4..=6 => Box::new(Triangle { base: i % 90, height: i % 30 }),
        _ => Box::new(Group((1..4).map(|k| make(i + k)).collect())),
    }
}

fn main() {
    let mut shapes: Vec<Box<dyn Shape>> = (0..4_000).map(make).collect();
    let folds: Vec<Box<dyn Fn(u64, u64) -> u64>> = vec![
        Box::new(|sum, area| sum.wrapping_mul(31).wrapping_add(area)),
        Box::new(|sum, area| sum ^ area),
        Box::new(move |sum, area| sum.rotate_left(5) + area % u64::from(ROUNDS)),
    ];
    let mut sum = 0u64;
    for round in 0..ROUNDS {
        for i in 0..shapes.len() {
            shapes[i].scale(round);
            sum = folds[(i + round as usize) % folds.len()](sum, shapes[i].area());
            sum += u64::from(shapes[i].touches(shapes[(i * 7 + 1) % shapes.len()].as_ref()));
        }
        sum %= 1 << 48;
    }
    println!("{:x}", sum);
}
