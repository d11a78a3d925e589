//! A noisy channel: how likely a name is to come out as another when it passes through a foreign script and back.
//!
//! Each *lane* is one way through a script, learned from pairs of names: a list of rewritings of up to two letters into up
//! to four ("l" into "r", "s" at the end into "su"), each with its cost. The two names are cut into pieces as cheaply as
//! the lane allows. From that cost the chance is taken off that somebody else simply bears a name like the observed one,
//! so a long agreement counts for more than a short one. The lane that explains the pair best says how it came about.
//!
//! All sums are of whole numbers, read from `data/channels.bin`; nothing is learned here (`tools/channels` does that).

use std::sync::OnceLock;

use crate::report::Channel;

/// Ways through a script.
pub const LANES: usize = 8;

/// The lanes in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Katakana, read back letter by letter: "Makuron".
    Kana,
    /// Katakana, read back as if it were a European name: "Bermonte".
    KanaRespelled,
    /// Hangul, read back letter by letter.
    Hangul,
    /// Chinese characters, read back as pinyin.
    Pinyin,
    /// Arabic, read back letter by letter: "Matys".
    Arabic,
    /// Cyrillic, read back letter by letter.
    Cyrillic,
    /// Any script, read back as another name that is written the same there: "Hawke" for "Hawk".
    Homophone,
    /// All of these, and scripts that have no lane of their own.
    Any,
}

impl Lane {
    /// Every lane.
    pub const ALL: [Self; LANES] = [
        Self::Kana,
        Self::KanaRespelled,
        Self::Hangul,
        Self::Pinyin,
        Self::Arabic,
        Self::Cyrillic,
        Self::Homophone,
        Self::Any,
    ];

    /// The script, where the lane has one.
    pub fn channel(self) -> Option<Channel> {
        match self {
            Self::Kana | Self::KanaRespelled => Some(Channel::Japanese),
            Self::Hangul => Some(Channel::Korean),
            Self::Pinyin => Some(Channel::Chinese),
            Self::Arabic => Some(Channel::Arabic),
            Self::Cyrillic => Some(Channel::Russian),
            Self::Homophone | Self::Any => None,
        }
    }
}

/// Letters are 1 to 26; these two stand before and after every name.
pub const START: u8 = 27;
/// After every name.
pub const END: u8 = 28;
/// Letters a piece of the known name can have.
pub const MAX_KNOWN: usize = 2;
/// Letters a piece of the observed name can have.
pub const MAX_OBSERVED: usize = 4;
/// Steps of cost in one natural unit of information (nat).
pub const STEPS: i32 = 8;
/// Letters of a known name that are compared; what follows is cut off.
const LONGEST_KNOWN: usize = 24;
/// Letters of an observed name that are compared.
const LONGEST_OBSERVED: usize = 30;
/// A rewriting the lane does not have. Two of them in a row still fit an `i16`, which every machine adds eight at a time.
const NEVER: i16 = 0x3FFF;
/// Coarser steps will do for the background; they pack better.
const BACKGROUND_STEPS: i32 = 2;

/// The verdict of a lane that has no way from one name to the other.
pub const IMPOSSIBLE: i32 = -(NEVER as i32);

type Costs = [i16; LANES];

/// A name as the model reads it: letters 1 to 26 between [`START`] and [`END`].
pub fn encode(letters: &str, longest: usize) -> Vec<u8> {
    let inner = letters.bytes().filter(u8::is_ascii_lowercase).take(longest).map(|b| b - b'a' + 1);
    std::iter::once(START).chain(inner).chain(std::iter::once(END)).collect()
}

fn decode(letters: &[u8]) -> String {
    letters.iter().filter(|c| **c < START).map(|c| char::from(b'a' + c - 1)).collect()
}

fn packed(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |sum, &c| sum << 5 | u32::from(c))
}

/// May a piece of the known name of `known` letters become one of `observed`?
pub fn may_rewrite(known: usize, observed: usize) -> bool {
    known <= MAX_KNOWN && observed <= MAX_OBSERVED && known + observed > 0 && (known > 0 || observed <= 2)
}

/// Is this pair of places near enough to the diagonal to be on a sensible way?
pub fn near_diagonal(i: usize, n: usize, j: usize, m: usize) -> bool {
    20 * (i * m).abs_diff(j * n) <= 9 * n * m
}

/// What each lane makes of a pair, in steps: how much likelier it is that the known name came out as the observed one
/// than that somebody else bears it. Higher is likelier.
pub type Verdicts = [i32; LANES];

/// A piece of the known name and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewriting {
    /// Letters of the known name.
    pub known: String,
    /// Letters of the observed name.
    pub observed: String,
}

/// The learned lanes.
#[derive(Debug)]
pub struct Channels {
    /// Open addressing: packed pieces and the index of their costs, [`EMPTY`] where nothing is.
    table: Vec<(u32, u16)>,
    /// Costs of each rewriting.
    costs: Vec<Costs>,
    /// Cost of a piece of the known name by itself, by its packed letters (two at most).
    pieces: Vec<Costs>,
    /// The letters with which the longer pieces begin that this one can become, as bits, by its packed letters.
    begins: Vec<u32>,
    /// What else the piece can become, as bits: nothing (the lowest one), or one letter.
    singles: Vec<u32>,
    /// Cost of a letter after two others in a name, anybody's.
    background: Vec<u8>,
    /// Score in steps and the distance it stands for, rising.
    pub calibration: Vec<(i32, f64)>,
}

const EMPTY: u16 = u16::MAX;
/// Packed pieces of two letters.
const PIECES: usize = 29 * 32;
/// Symbols of the background: letters and one mark, for start or end.
const ALPHABET: usize = 27;

/// The bytes of a file, taken from the front.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(n)?;
        self.0 = tail;
        Some(head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|b| b[0])
    }

    fn u16(&mut self) -> Option<u16> {
        self.take(2).map(|b| u16::from_le_bytes([b[0], b[1]]))
    }
}

/// A piece of the known name, a piece of the observed one, and what each lane asks for the change, if it knows it.
pub type Priced = (Vec<u8>, Vec<u8>, [Option<u8>; LANES]);

/// What the file holds, before it is packed or after it is read.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Table {
    /// Score in steps and thousandths of distance.
    pub calibration: Vec<(i16, u16)>,
    /// 27³ costs in background steps: two symbols before, one after.
    pub background: Vec<u8>,
    /// Rewritings, sorted by known, then observed.
    pub rewritings: Vec<Priced>,
}

/// First byte of the file.
const FORMAT: u8 = 1;

impl Table {
    /// The file's bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut out = vec![FORMAT, LANES as u8, self.calibration.len() as u8];
        for (score, distance) in &self.calibration {
            out.extend(score.to_le_bytes());
            out.extend(distance.to_le_bytes());
        }
        out.extend(&self.background);
        out.extend((self.rewritings.len() as u16).to_le_bytes());
        // Column by column: like stands beside like and packs better.
        out.extend(self.rewritings.iter().map(|(k, o, _)| (k.len() << 4 | o.len()) as u8));
        for (k, _, _) in &self.rewritings {
            out.extend(k);
        }
        for (_, o, _) in &self.rewritings {
            out.extend(o);
        }
        out.extend(self.rewritings.iter().map(|(_, _, c)| mask(c)));
        for lane in 0..LANES {
            out.extend(self.rewritings.iter().filter_map(|(_, _, c)| c.get(lane).copied().flatten()));
        }
        out
    }

    /// Reads a file. None where it is cut short or of another format.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        if reader.byte()? != FORMAT || usize::from(reader.byte()?) != LANES {
            return None;
        }
        let mut calibration = Vec::new();
        for _ in 0..reader.byte()? {
            let score = reader.u16()?.cast_signed();
            calibration.push((score, reader.u16()?));
        }
        let background = reader.take(ALPHABET * ALPHABET * ALPHABET)?.to_vec();
        let count = usize::from(reader.u16()?);
        let lengths = reader.take(count)?;
        let mut known = Vec::with_capacity(count);
        for l in lengths {
            known.push(reader.take(usize::from(l >> 4).min(MAX_KNOWN))?.to_vec());
        }
        let mut observed = Vec::with_capacity(count);
        for l in lengths {
            observed.push(reader.take(usize::from(l & 15).min(MAX_OBSERVED))?.to_vec());
        }
        let masks = reader.take(count)?;
        let mut costs = vec![[None; LANES]; count];
        for lane in 0..LANES {
            for (cost, mask) in costs.iter_mut().zip(masks) {
                if mask >> lane & 1 == 1 {
                    cost[lane] = Some(reader.byte()?);
                }
            }
        }
        let rewritings = known.into_iter().zip(observed).zip(costs).map(|((k, o), c)| (k, o, c)).collect();
        Some(Self { calibration, background, rewritings })
    }
}

fn mask(costs: &[Option<u8>; LANES]) -> u8 {
    costs.iter().enumerate().map(|(lane, c)| u8::from(c.is_some()) << lane).sum()
}

impl Channels {
    /// The lanes compiled in. Read on the first call, free afterwards.
    pub fn get() -> &'static Self {
        static CHANNELS: OnceLock<Channels> = OnceLock::new();
        // A file that cannot be read is a bug that a test finds; without lanes the hand-set weights decide.
        CHANNELS.get_or_init(|| Self::new(&Table::read(include_bytes!("../../data/channels.bin")).unwrap_or_default()))
    }

    /// Makes a table ready for use.
    pub fn new(table: &Table) -> Self {
        let mut channels = Self {
            table: vec![(0, EMPTY); (table.rewritings.len() * 2 + 2).next_power_of_two()],
            costs: Vec::with_capacity(table.rewritings.len()),
            pieces: Vec::new(),
            begins: vec![0; PIECES],
            singles: vec![0; PIECES],
            background: table.background.clone(),
            calibration: table.calibration.iter().map(|(s, d)| (i32::from(*s), f64::from(*d) / 1000.0)).collect(),
        };
        // Likelihood of a piece, whatever becomes of it.
        let mut likelihood = vec![[0f64; LANES]; PIECES];
        let chance: Vec<f64> = (0..=255).map(|c| libm::exp(-f64::from(c) / f64::from(STEPS))).collect();
        for (known, observed, costs) in &table.rewritings {
            let key = key(packed(known), packed(observed));
            let mut at = channels.place(key);
            while channels.table[at].1 != EMPTY {
                at = (at + 1) & (channels.table.len() - 1);
            }
            channels.table[at] = (key, channels.costs.len() as u16);
            channels.costs.push(costs.map(|c| c.map_or(NEVER, i16::from)));
            let piece = packed(known) as usize;
            let (table, first) = match observed.as_slice() {
                [] => (&mut channels.singles, 0),
                [only] => (&mut channels.singles, *only),
                [first, ..] => (&mut channels.begins, *first),
            };
            if let Some(bits) = table.get_mut(piece) {
                *bits |= 1 << (first & 31);
            }
            if let (false, Some(sums)) = (known.is_empty(), likelihood.get_mut(packed(known) as usize)) {
                for (sum, cost) in sums.iter_mut().zip(costs) {
                    *sum += cost.map_or(0.0, |c| chance[usize::from(c)]);
                }
            }
        }
        let cost = |sum: f64| libm::round(-libm::log(sum) * f64::from(STEPS)).clamp(0.0, f64::from(NEVER)) as i16;
        channels.pieces = likelihood.iter().map(|sums| sums.map(cost)).collect();
        channels
    }

    fn place(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9E37_79B1) >> 12) as usize & (self.table.len() - 1)
    }

    fn find(&self, key: u32) -> Option<&Costs> {
        let mut at = self.place(key);
        loop {
            let (there, index) = *self.table.get(at)?;
            if index == EMPTY {
                return None;
            }
            if there == key {
                return self.costs.get(usize::from(index));
            }
            at = (at + 1) & (self.table.len() - 1);
        }
    }

    /// How each lane judges that `known` came out as `observed`; both are folded letters.
    pub fn judge(&self, known: &str, observed: &str) -> Verdicts {
        let (k, o) = (encode(known, LONGEST_KNOWN), encode(observed, LONGEST_OBSERVED));
        let (n, m) = (k.len(), o.len());
        let width = m + 1;
        let mut best = vec![[NEVER; LANES]; (n + 1) * width];
        best[0] = [0; LANES];
        for i in 0..=n {
            // The places near the diagonal are one run.
            let first = (0..=m).find(|&j| near_diagonal(i, n, j, m)).unwrap_or(m + 1);
            let end = (first..=m).find(|&j| !near_diagonal(i, n, j, m)).unwrap_or(m + 1);
            for a in 0..=MAX_KNOWN.min(n - i) {
                let piece = packed(&k[i..i + a]);
                let bits = |table: &[u32]| table.get(piece as usize).copied().unwrap_or(0);
                let (begins, singles) = (bits(&self.begins), bits(&self.singles));
                for j in first..end {
                    let here = best[i * width + j];
                    if here.iter().all(|cost| *cost >= NEVER) {
                        continue;
                    }
                    let mut letters = 0;
                    // Most pieces become nothing longer than a letter here.
                    let long = j < m && begins >> (o[j] & 31) & 1 == 1;
                    for b in 0..=if long { MAX_OBSERVED } else { 1 }.min(m - j) {
                        if b > 0 {
                            letters = letters << 5 | u32::from(o[j + b - 1]);
                        }
                        // A rewriting that is not there need not be looked for.
                        let known = b > 1 || singles >> (letters & 31) & 1 == 1;
                        if !known || !may_rewrite(a, b) {
                            continue;
                        }
                        if let Some(costs) = self.find(key(piece, letters)) {
                            let there = &mut best[(i + a) * width + j + b];
                            for lane in 0..LANES {
                                there[lane] = there[lane].min(here[lane] + costs[lane]).min(NEVER);
                            }
                        }
                    }
                }
            }
        }
        let alone = self.alone(&k);
        let background = self.background(&o);
        let together = best[n * width + m];
        let mut verdicts = [IMPOSSIBLE; LANES];
        for lane in (0..LANES).filter(|&lane| together[lane] < NEVER) {
            verdicts[lane] = i32::from(alone[lane]) - i32::from(together[lane]) + background;
        }
        verdicts
    }

    #[allow(clippy::many_single_char_names)] // places and lengths in two names
    /// How the known name falls into pieces and what became of each, by one lane. None where the lane has no way.
    pub fn align(&self, known: &str, observed: &str, lane: Lane) -> Option<Vec<Rewriting>> {
        let lane = lane as usize;
        let (k, o) = (encode(known, LONGEST_KNOWN), encode(observed, LONGEST_OBSERVED));
        let (n, m) = (k.len(), o.len());
        let width = m + 1;
        // Cost so far and the lengths of the pieces that led here.
        let mut best = vec![(NEVER, 0, 0); (n + 1) * width];
        best[0].0 = 0;
        for i in 0..=n {
            for j in (0..=m).filter(|&j| near_diagonal(i, n, j, m)) {
                let here = best[i * width + j].0;
                for a in 0..=MAX_KNOWN.min(n - i) {
                    for b in (0..=MAX_OBSERVED.min(m - j)).filter(|&b| here < NEVER && may_rewrite(a, b)) {
                        let key = key(packed(&k[i..i + a]), packed(&o[j..j + b]));
                        let Some(costs) = self.find(key) else { continue };
                        let there = &mut best[(i + a) * width + j + b];
                        if here + costs[lane] < there.0 {
                            *there = (here + costs[lane], a, b);
                        }
                    }
                }
            }
        }
        let (mut i, mut j) = (n, m);
        let mut pieces = Vec::new();
        while i + j > 0 {
            let (cost, a, b) = best[i * width + j];
            if cost >= NEVER {
                return None;
            }
            pieces.push(Rewriting { known: decode(&k[i - a..i]), observed: decode(&o[j - b..j]) });
            (i, j) = (i - a, j - b);
        }
        pieces.reverse();
        pieces.retain(|p| !p.known.is_empty() || !p.observed.is_empty());
        Some(pieces)
    }

    /// Cost of the known name by itself, so that a rare name is not held against its rewriting.
    fn alone(&self, known: &[u8]) -> Costs {
        let n = known.len();
        let mut best = vec![[NEVER; LANES]; n + 1];
        best[0] = [0; LANES];
        for i in 0..n {
            for a in 1..=MAX_KNOWN.min(n - i) {
                let Some(costs) = self.pieces.get(packed(&known[i..i + a]) as usize) else { continue };
                for lane in 0..LANES {
                    best[i + a][lane] = best[i + a][lane].min(best[i][lane] + costs[lane]).min(NEVER);
                }
            }
        }
        best[n]
    }

    /// Cost of a name that anybody might bear.
    fn background(&self, name: &[u8]) -> i32 {
        let symbol = |c: u8| usize::from(if c >= START { 26 } else { c.wrapping_sub(1) });
        let (mut before, mut last) = (26, 26);
        let mut sum = 0;
        for &c in name.iter().skip(1) {
            let c = symbol(c);
            sum += i32::from(self.background.get((before * ALPHABET + last) * ALPHABET + c).copied().unwrap_or(0));
            (before, last) = (last, c);
        }
        sum * STEPS / BACKGROUND_STEPS
    }
}

fn key(known: u32, observed: u32) -> u32 {
    known << 20 | observed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn table() -> Table {
        Table::read(include_bytes!("../../data/channels.bin")).unwrap()
    }

    fn best(known: &str, observed: &str) -> Lane {
        let verdicts = Channels::get().judge(known, observed);
        Lane::ALL.into_iter().max_by_key(|lane| verdicts[*lane as usize]).unwrap()
    }

    #[test]
    fn each_script_is_known_by_what_it_leaves() {
        assert_eq!(best("macron", "makuron"), Lane::Kana);
        assert_eq!(best("clinton", "keullinteon"), Lane::Hangul);
        assert_eq!(best("clinton", "kelindun"), Lane::Pinyin);
        assert_eq!(best("matisse", "matys"), Lane::Arabic);
        assert_eq!(best("jaworski", "iavorskii"), Lane::Cyrillic);
    }

    #[test]
    fn a_long_agreement_says_more_than_a_short_one() {
        let likeliest = |name: &str| Channels::get().judge(name, name).into_iter().max();
        assert!(likeliest("lee") < likeliest("leyen"));
        assert!(likeliest("leyen") < likeliest("strack-zimmermann"));
    }

    #[test]
    fn the_file_is_what_was_written() {
        let table = table();
        assert_eq!(Table::read(&table.write()), Some(table));
    }

    #[test]
    fn every_single_letter_can_become_every_other_in_some_lane() {
        let channels = Channels::new(&table());
        for a in b'a'..=b'z' {
            for b in b'a'..=b'z' {
                let (a, b) = (char::from(a).to_string(), char::from(b).to_string());
                assert!(channels.judge(&a, &b).iter().any(|v| *v > IMPOSSIBLE), "{a} {b}");
            }
        }
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let bytes = table().write();
        assert_eq!(Table::read(&[]), None);
        assert_eq!(Table::read(&bytes[..bytes.len() / 2]), None);
        assert_eq!(Table::read(&[9; 64]), None);
    }

    #[test]
    fn a_lane_nobody_taught_says_nothing() {
        let mut table = table();
        for (_, _, costs) in &mut table.rewritings {
            costs[Lane::Kana as usize] = None;
        }
        assert_eq!(Channels::new(&table).judge("macron", "makuron")[Lane::Kana as usize], IMPOSSIBLE);
    }

    #[test]
    fn an_alignment_leaves_no_letter_out() {
        let pieces = Channels::get().align("kallas", "karasu", Lane::Kana).unwrap();
        assert_eq!(pieces.iter().map(|p| p.known.as_str()).collect::<String>(), "kallas");
        assert_eq!(pieces.iter().map(|p| p.observed.as_str()).collect::<String>(), "karasu");
    }

    proptest! {
        #[test]
        fn no_letters_are_a_danger(a in "\\PC{0,60}", b in "[a-z]{0,60}") {
            let channels = Channels::get();
            for (a, b) in [(&a, &b), (&b, &a)] {
                let verdicts = channels.judge(a, b);
                for lane in Lane::ALL {
                    prop_assert_eq!(channels.align(a, b, lane).is_some(), verdicts[lane as usize] > IMPOSSIBLE);
                }
            }
        }
    }
}
