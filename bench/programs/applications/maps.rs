//! Hash maps and B-trees of the standard library: counting, joining, ranges.
use std::collections::{BTreeMap, HashMap, HashSet};

const COUNT: u64 = if cfg!(small) { 2_000 } else { 450_000 };

fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state >> 16
}

fn main() {
    let mut state = 1;
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for _ in 0..COUNT {
        *counts.entry(next(&mut state) % (COUNT / 3)).or_insert(0) += 1;
    }
    let mut by_name: HashMap<String, Vec<u64>> = HashMap::new();
    for (&key, &count) in &counts {
        by_name.entry(format!("name{}", key % 500)).or_default().push(key * u64::from(count));
    }
    let mut ordered: BTreeMap<String, u64> = BTreeMap::new();
    for (name, values) in &by_name {
        ordered.insert(name.clone(), values.iter().fold(0, |sum, value| sum ^ value.wrapping_mul(*value | 1)));
    }
    let mut tree: BTreeMap<u64, u64> = BTreeMap::new();
    let mut seen = HashSet::new();
    for i in 0..COUNT {
        tree.insert(next(&mut state) % 1_000_000, i);
        seen.insert(next(&mut state) % 5_000);
    }
    let ranges: u64 = (0..1_000).map(|i| tree.range(i * 1_000..i * 1_000 + 700).map(|(key, value)| key ^ value).sum::<u64>()).sum();
    let hash = ordered.iter().fold(7u64, |sum, (name, value)| sum.wrapping_mul(31).wrapping_add(value ^ name.len() as u64));
    println!("{} {} {} {} {:x}", counts.len(), tree.len(), seen.len(), ranges, hash);
}
