//! The standard library's sorts: integers, strings, records by several keys, and searches in what is sorted.
const COUNT: usize = if cfg!(small) { 2_000 } else { 90_000 };

#[derive(Clone, PartialEq, PartialOrd)]
struct Record {
    group: u8,
    weight: f64,
    name: String,
}

fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state >> 16
}

fn main() {
    let mut state = 2;
    let mut numbers: Vec<u64> = (0..COUNT * 4).map(|_| next(&mut state)).collect();
    let mut records: Vec<Record> = (0..COUNT)
        .map(|_| {
            let random = next(&mut state);
            let name = format!("{:05x}", random >> 24 & 0xf_ffff);
            Record { group: (random % 20) as u8, weight: (random >> 8 & 0xff) as f64 / 8.0, name }
        })
        .collect();
    numbers.sort_unstable();
    records.sort_by(|a, b| a.group.cmp(&b.group).then(b.weight.partial_cmp(&a.weight).unwrap()).then_with(|| a.name.cmp(&b.name)));
    let mut names: Vec<&str> = records.iter().map(|record| record.name.as_str()).collect();
    names.sort();
    names.dedup();
    let found = (0..COUNT)
        .filter(|i| numbers.binary_search(&next(&mut state)).is_ok() || names.binary_search(&format!("{:05x}", i).as_str()).is_ok())
        .count();
    let hash = records.iter().fold(1u64, |sum, record| {
        record.name.bytes().fold(sum, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte) + u64::from(record.group)))
    });
    let order = numbers.iter().enumerate().fold(0u64, |sum, (i, number)| sum.wrapping_add(number.wrapping_mul(i as u64)));
    println!("{} {} {:x} {:x}", names.len(), found, hash, order);
}
