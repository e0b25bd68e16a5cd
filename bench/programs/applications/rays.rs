//! A ray tracer: spheres and a floor, shadows and reflections, in double precision.
use std::ops::{Add, Mul, Sub};

const SIZE: usize = if cfg!(small) { 24 } else { 1_100 };

#[derive(Clone, Copy)]
struct Vector(f64, f64, f64);

impl Add for Vector {
    type Output = Vector;
    fn add(self, o: Vector) -> Vector {
        Vector(self.0 + o.0, self.1 + o.1, self.2 + o.2)
    }
}

impl Sub for Vector {
    type Output = Vector;
    fn sub(self, o: Vector) -> Vector {
        Vector(self.0 - o.0, self.1 - o.1, self.2 - o.2)
    }
}

impl Mul<f64> for Vector {
    type Output = Vector;
    fn mul(self, by: f64) -> Vector {
        Vector(self.0 * by, self.1 * by, self.2 * by)
    }
}

impl Vector {
    fn dot(self, o: Vector) -> f64 {
        self.0 * o.0 + self.1 * o.1 + self.2 * o.2
    }
    fn unit(self) -> Vector {
        self * (1.0 / self.dot(self).sqrt())
    }
}

struct Sphere {
    centre: Vector,
    radius: f64,
    colour: Vector,
    mirror: f64,
}

struct Hit {
    distance: f64,
    point: Vector,
    normal: Vector,
    colour: Vector,
    mirror: f64,
}

fn meets(sphere: &Sphere, from: Vector, direction: Vector) -> Option<f64> {
    let offset = from - sphere.centre;
    let half = offset.dot(direction);
    let rest = half * half - offset.dot(offset) + sphere.radius * sphere.radius;
    if rest < 0.0 {
        return None;
    }
    let root = rest.sqrt();
    [-half - root, -half + root].into_iter().find(|&distance| distance > 1e-6)
}

fn nearest(scene: &[Sphere], from: Vector, direction: Vector) -> Option<Hit> {
    let mut best: Option<Hit> = None;
    for sphere in scene {
        if let Some(distance) = meets(sphere, from, direction) {
            if best.as_ref().map_or(true, |hit| distance < hit.distance) {
                let point = from + direction * distance;
                let normal = (point - sphere.centre).unit();
                best = Some(Hit { distance, point, normal, colour: sphere.colour, mirror: sphere.mirror });
            }
        }
    }
    let floor = -(from.1 + 1.0) / direction.1;
    if direction.1 < 0.0 && floor > 1e-6 && best.as_ref().map_or(true, |hit| floor < hit.distance) {
        let point = from + direction * floor;
        let light = if (point.0.floor() as i64 + point.2.floor() as i64) % 2 == 0 { 0.9 } else { 0.2 };
        let (normal, colour) = (Vector(0.0, 1.0, 0.0), Vector(light, light, light));
        best = Some(Hit { distance: floor, point, normal, colour, mirror: 0.1 });
    }
    best
}

fn trace(scene: &[Sphere], from: Vector, direction: Vector, depth: u32) -> Vector {
    let lamp = Vector(5.0, 8.0, -6.0);
    match nearest(scene, from, direction) {
        None => Vector(0.4, 0.5, 0.8) * (1.0 - direction.1),
        Some(hit) => {
            let to_lamp = lamp - hit.point;
            let above = hit.point + hit.normal * 1e-5;
            let block = nearest(scene, above, to_lamp.unit());
            let shadow = block.map_or(false, |block| block.distance * block.distance < to_lamp.dot(to_lamp));
            let light = if shadow { 0.1 } else { 0.1 + 0.9 * hit.normal.dot(to_lamp.unit()).max(0.0) };
            let own = hit.colour * (light * (1.0 - hit.mirror));
            if depth == 0 || hit.mirror == 0.0 {
                return own;
            }
            own + trace(scene, above, direction - hit.normal * (2.0 * direction.dot(hit.normal)), depth - 1) * hit.mirror
        }
    }
}

fn main() {
    let scene: Vec<Sphere> = (0..9)
        .map(|i| {
            let k = f64::from(i);
            Sphere {
                centre: Vector(k * 0.8 - 3.2, (k * 0.37) % 1.3 - 0.4, (k * 1.7) % 3.0),
                radius: 0.4 + 0.05 * (k % 4.0),
                colour: Vector(0.3 + 0.07 * k, 0.9 - 0.08 * k, 0.5),
                mirror: if i % 2 == 0 { 0.5 } else { 0.0 },
            }
        })
        .collect();
    let mut hash = 0u64;
    for y in 0..SIZE {
        for x in 0..SIZE {
            let direction = Vector(x as f64 / SIZE as f64 - 0.5, 0.4 - y as f64 / SIZE as f64, 1.0).unit();
            let colour = trace(&scene, Vector(0.0, 0.5, -5.0), direction, 4);
            for part in [colour.0, colour.1, colour.2] {
                hash = hash.wrapping_mul(1_099_511_628_211) ^ (part * 255.0) as u64;
            }
        }
    }
    println!("{:016x}", hash);
}
