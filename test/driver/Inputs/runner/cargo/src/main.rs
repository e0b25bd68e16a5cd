//! Prints its arguments and what a file that it was granted holds.

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = std::fs::read_to_string("words.txt").expect("words.txt");
    println!("{:?}: {} words", arguments, count(&text));
    std::process::exit(3);
}

#[test]
fn counts_words() {
    assert_eq!(count(" one two\nthree "), 3);
    assert!(cfg!(target_arch = "wasm32"));
}
