//! A language in miniature: source text to tokens, to a tree of enums in boxes, folded, evaluated, and printed again.
use std::collections::HashMap;
use std::fmt;
use std::iter::Peekable;
use std::str::Chars;

const ROUNDS: i64 = if cfg!(small) { 10 } else { 8_000 };

#[derive(Debug, Clone)]
enum Tree {
    Number(i64),
    Name(String),
    Binary(char, Box<Tree>, Box<Tree>),
    Let(String, Box<Tree>, Box<Tree>),
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Tree::Number(value) => write!(f, "{}", value),
            Tree::Name(name) => write!(f, "{}", name),
            Tree::Binary(operator, left, right) => write!(f, "({} {} {})", left, operator, right),
            Tree::Let(name, value, body) => write!(f, "let {} = {} in {}", name, value, body),
        }
    }
}

struct Parser<'a> {
    chars: Peekable<Chars<'a>>,
}

impl<'a> Parser<'a> {
    fn peek(&mut self) -> Option<char> {
        while self.chars.peek().map_or(false, |c| c.is_whitespace()) {
            self.chars.next();
        }
        self.chars.peek().copied()
    }

    fn word(&mut self) -> String {
        self.peek();
        let mut word = String::new();
        while let Some(c) = self.chars.peek().copied().filter(|c| c.is_alphanumeric()) {
            word.push(c);
            self.chars.next();
        }
        word
    }

    fn primary(&mut self) -> Result<Tree, String> {
        match self.peek() {
            Some('(') => {
                self.chars.next();
                let inner = self.expression(0)?;
                self.chars.next();
                Ok(inner)
            }
            Some(c) if c.is_ascii_digit() => self.word().parse().map(Tree::Number).map_err(|error| error.to_string()),
            Some(c) if c.is_alphabetic() => match self.word() {
                word if word == "let" => {
                    let name = self.word();
                    self.peek();
                    self.chars.next();
                    let value = self.expression(0)?;
                    self.word();
                    Ok(Tree::Let(name, Box::new(value), Box::new(self.expression(0)?)))
                }
                word => Ok(Tree::Name(word)),
            },
            other => Err(format!("unexpected {:?}", other)),
        }
    }

    fn expression(&mut self, least: u8) -> Result<Tree, String> {
        let mut left = self.primary()?;
        while let Some((operator, strength)) = self.peek().and_then(|c| "-+*/".find(c).map(|i| (c, i as u8 / 2 + 1))) {
            if strength <= least {
                break;
            }
            self.chars.next();
            left = Tree::Binary(operator, Box::new(left), Box::new(self.expression(strength)?));
        }
        Ok(left)
    }
}

fn apply(operator: char, left: i64, right: i64) -> Option<i64> {
    match operator {
        '+' => Some(left.wrapping_add(right)),
        '-' => Some(left.wrapping_sub(right)),
        '*' => Some(left.wrapping_mul(right)),
        _ => left.checked_div(right),
    }
}

fn fold(tree: Tree) -> Tree {
    match tree {
        Tree::Binary(operator, left, right) => match (fold(*left), fold(*right)) {
            (Tree::Number(l), Tree::Number(r)) if r != 0 => Tree::Number(apply(operator, l, r).unwrap_or(0)),
            (l, r) => Tree::Binary(operator, Box::new(l), Box::new(r)),
        },
        Tree::Let(name, value, body) => Tree::Let(name, Box::new(fold(*value)), Box::new(fold(*body))),
        other => other,
    }
}

fn evaluate(tree: &Tree, names: &mut HashMap<String, i64>) -> Option<i64> {
    match tree {
        Tree::Number(value) => Some(*value),
        Tree::Name(name) => names.get(name).copied(),
        Tree::Binary(operator, left, right) => apply(*operator, evaluate(left, names)?, evaluate(right, names)?),
        Tree::Let(name, value, body) => {
            let value = evaluate(value, names)?;
            let before = names.insert(name.clone(), value);
            let result = evaluate(body, names);
            match before {
                Some(before) => names.insert(name.clone(), before),
                None => names.remove(name),
            };
            result
        }
    }
}

fn main() {
    let source = "let a = 3 * (n + 4) in let b = a * a - 7 * 6 / (2 + 1) in \
                  (a + b) * (a - b) + let c = n * 2 + 100 / 5 in c * c - b / (a + 1)";
    let mut names = HashMap::new();
    let (mut sum, mut printed) = (0i64, 0);
    for round in 0..ROUNDS {
        let mut text = source.to_string();
        for _ in 0..3 {
            let tree = fold(Parser { chars: text.chars().peekable() }.expression(0).unwrap());
            names.insert("n".to_string(), round);
            sum = sum.wrapping_mul(31).wrapping_add(evaluate(&tree, &mut names).unwrap_or(-1));
            text = tree.to_string();
            printed += text.len();
        }
    }
    println!("{:x} {}", sum, printed);
}
