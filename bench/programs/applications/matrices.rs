//! Matrices as vectors of rows, with the bounds checks of the language: products, and Gaussian elimination with pivoting.
const SIZE: usize = if cfg!(small) { 24 } else { 440 };

type Matrix = Vec<Vec<f64>>;

fn noise(seed: u64) -> Matrix {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / f64::from(1 << 24) - 0.5
    };
    (0..SIZE).map(|_| (0..SIZE).map(|_| next()).collect()).collect()
}

fn multiply(a: &Matrix, b: &Matrix) -> Matrix {
    let mut product = vec![vec![0.0; SIZE]; SIZE];
    for i in 0..SIZE {
        for k in 0..SIZE {
            for j in 0..SIZE {
                product[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    product
}

fn determinant(mut a: Matrix) -> f64 {
    let mut result = 1.0;
    for column in 0..SIZE {
        let pivot = (column..SIZE).max_by(|&i, &j| a[i][column].abs().partial_cmp(&a[j][column].abs()).unwrap()).unwrap();
        if pivot != column {
            a.swap(pivot, column);
            result = -result;
        }
        // Scaled, so that it stays within range.
        result *= a[column][column] / 3.0;
        for row in column + 1..SIZE {
            let factor = a[row][column] / a[column][column];
            for j in column..SIZE {
                a[row][j] -= factor * a[column][j];
            }
        }
    }
    result
}

fn main() {
    let (a, b) = (noise(1), noise(2));
    let product = multiply(&a, &b);
    let trace: f64 = (0..SIZE).map(|i| product[i][i]).sum();
    println!("{:016x} {:016x} {:016x}", trace.to_bits(), determinant(product).to_bits(), determinant(a).to_bits());
}
