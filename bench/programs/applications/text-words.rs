//! Text: split into words, counted, capitalised, wrapped into lines, with characters of more than one byte.
use std::collections::HashMap;
use std::fmt::Write;

const PARAGRAPHS: u32 = if cfg!(small) { 20 } else { 4_500 };

fn invent(paragraph: u32) -> String {
    const WORDS: [&str; 12] = 
        ["stone", "über", "river", "naïve", "of", "a", "the", "crème", "lantern", "and", "walks", "señor"];
    let mut text = String::new();
    let mut state = paragraph.wrapping_mul(2_654_435_761) | 1;
    for i in 0..120 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        write!(text, "{}{}", WORDS[(state >> 20) as usize % WORDS.len()], if i % 11 == 10 { ". " } else { " " }).unwrap();
    }
    text
}

fn capitalise(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().collect::<String>() + chars.as_str())
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        if lines.last().unwrap().chars().count() + word.chars().count() >= width {
            lines.push(String::new());
        }
        let line = lines.last_mut().unwrap();
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines
}

fn main() {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut hash = 0u32;
    for paragraph in 0..PARAGRAPHS {
        let text = invent(paragraph);
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            *counts.entry(word.to_lowercase()).or_insert(0) += 1;
        }
        let title: Vec<String> = text.split(' ').map(capitalise).collect();
        for line in wrap(&title.join(" ").replace("Stone", "Pebble"), 60) {
            hash = line.chars().rev().fold(hash, |sum, c| sum.wrapping_mul(31).wrapping_add(c as u32));
        }
    }
    let mut sorted: Vec<(String, usize)> = counts.into_iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    for (word, count) in sorted {
        println!("{:>8} {}", count, word);
    }
    println!("{:08x}", hash);
}
