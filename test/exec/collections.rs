// Rust's standard library: collections, formatting, sorting, iterators, strings; the output of the native build is expected.
// RUN: %native-rustc %s -o %t.native && %wasi-rustc %s -o %t.wasm
// RUN: %everywhere --work %t.d --native %t.native --stdin %s %t.wasm -- 7 "ä ö"
// REQUIRES: rust-wasm
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::io::Read;

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64),
    Operator(char),
}

fn tokens(text: &str) -> Vec<Token> {
    text.split_whitespace()
        .map(|word| match word.parse() {
            Ok(number) => Token::Number(number),
            Err(_) => Token::Operator(word.chars().next().unwrap()),
        })
        .collect()
}

fn evaluate(text: &str) -> Result<f64, String> {
    let mut stack = Vec::new();
    for token in tokens(text) {
        match token {
            Token::Number(number) => stack.push(number),
            Token::Operator(operator) => {
                let right = stack.pop().ok_or("too few operands")?;
                let left = stack.pop().ok_or_else(|| format!("{:?} lacks an operand", operator))?;
                stack.push(match operator {
                    '+' => left + right,
                    '-' => left - right,
                    '*' => left * right,
                    '/' => left / right,
                    other => return Err(format!("unknown operator {}", other)),
                });
            }
        }
    }
    stack.pop().ok_or_else(|| "nothing".to_string())
}

// Breadth-first search over a grid with walls.
fn distance(size: usize) -> Option<usize> {
    let wall = |x: usize, y: usize| (x * 7 + y * 13) % 5 == 0 && x != y;
    let mut seen = HashMap::new();
    let mut queue = VecDeque::from([(0usize, 0usize)]);
    seen.insert((0, 0), 0);
    while let Some((x, y)) = queue.pop_front() {
        let steps = seen[&(x, y)];
        if (x, y) == (size - 1, size - 1) {
            return Some(steps);
        }
        for (nx, ny) in [(x + 1, y), (x.wrapping_sub(1), y), (x, y + 1), (x, y.wrapping_sub(1))] {
            if nx < size && ny < size && !wall(nx, ny) && !seen.contains_key(&(nx, ny)) {
                seen.insert((nx, ny), steps + 1);
                queue.push_back((nx, ny));
            }
        }
    }
    None
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    println!("{:?} {:>6.2}|{:<8}|{:^9}|{:#x}|{:e}", arguments, 3.14159, "left", "middle", 255, 123456.0);
    for text in ["1 2 + 4 *", "1 0 /", "1 +", "2 3 ^", "0.1 0.2 +"] {
        println!("{} = {:?}", text, evaluate(text));
    }
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).unwrap();
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for letter in input.chars().filter(|c| c.is_alphabetic()) {
        *counts.entry(letter.to_ascii_lowercase()).or_default() += 1;
    }
    let mut ranked: Vec<_> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    println!("{:?}", &ranked[..5]);
    println!("{:?} {:?}", distance(40), "übergroß".to_uppercase());
    println!("{:?} {:?}", 250u8.checked_add(10), i128::MAX / 3);
    std::process::exit(if arguments.len() == 2 { 5 } else { 1 });
}
