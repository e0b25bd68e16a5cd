// Rust's file system calls in a granted directory, and their errors outside of it.
// RUN: rm -rf %t.tree && mkdir -p %t.tree
// RUN: %native-rustc %s -o %t.native && %wasi-rustc %s -o %t.wasm
// RUN: %everywhere --work %t.d --native %t.native --tree %t.tree %t.wasm
// REQUIRES: rust-wasm
use std::fs;
use std::io::{BufRead, BufReader, Seek, SeekFrom, Write};

fn main() -> std::io::Result<()> {
    fs::create_dir_all("data/deep/er")?;
    let mut file = fs::File::create("data/lines.txt")?;
    for number in 0..100 {
        writeln!(file, "line {:03} {}", number, "x".repeat(number % 7))?;
    }
    drop(file);
    let total: usize = BufReader::new(fs::File::open("data/lines.txt")?).lines().map(|line| line.unwrap().len()).sum();
    println!("{} {}", total, fs::metadata("data/lines.txt")?.len());
    let mut file = fs::OpenOptions::new().read(true).write(true).open("data/lines.txt")?;
    file.seek(SeekFrom::End(-5))?;
    file.write_all(b"tail\n")?;
    file.set_len(50)?;
    drop(file);
    fs::copy("data/lines.txt", "data/deep/copy.txt")?;
    fs::rename("data/deep/copy.txt", "data/deep/er/moved.txt")?;
    let mut names: Vec<_> = fs::read_dir("data")?.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    println!("{:?} {:?}", names, fs::read_to_string("data/deep/er/moved.txt")?.lines().next());
    for path in ["none.txt", "data/lines.txt/below"] {
        println!("{} {}", path, fs::read(path).is_err());
    }
    println!("{}", fs::remove_dir("data/deep").is_err());
    fs::remove_file("data/deep/er/moved.txt")?;
    fs::remove_dir("data/deep/er")?;
    println!("{}", fs::metadata("data/deep")?.is_dir());
    Ok(())
}
