//! Finding the articles that share most terms with a text, by the cosine of weighted terms.

use super::file::Index;
use super::terms::{idf, weight};

/// Postings read for one question; rare terms come first.
const BUDGET: usize = 120_000;

/// An article that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Which of the indexes it is in.
    pub index: usize,
    /// Its number there.
    pub article: usize,
    /// Cosine, 0 to about 1.
    pub score: f32,
}

/// The best articles for the article of a card (an index of one), best first.
pub fn search(query: &[(u32, u8)], indexes: &[Index<'_>], most: usize) -> Vec<Hit> {
    let articles: usize = indexes.iter().map(Index::articles).sum();
    let mut terms: Vec<(usize, f32, u32)> = Vec::with_capacity(query.len());
    let mut square = 0.0_f32;
    for &(key, count) in query {
        let having: usize = indexes.iter().filter_map(|i| i.find(key)).map(|p| p.len()).sum();
        let rarity = idf(articles, having);
        let w = weight(count) * rarity;
        square += w * w;
        if having > 0 {
            terms.push((having, w * rarity, key));
        }
    }
    crate::order::sort_by_key(&mut terms, |t| (t.0, t.2));
    let mut left = BUDGET;
    let read = terms.iter().take_while(|t| {
        let go_on = left > 0;
        left = left.saturating_sub(t.0);
        go_on
    });
    let read = read.count();
    let length = libm::sqrtf(square).max(1.0);
    let mut hits: Vec<Hit> = Vec::new();
    for (number, index) in indexes.iter().enumerate() {
        let mut sums = vec![0.0_f32; index.articles()];
        for (_, w, key) in terms.iter().take(read) {
            for (article, count) in index.find(*key).into_iter().flatten() {
                if let Some(sum) = sums.get_mut(article as usize) {
                    *sum += w * weight(count);
                }
            }
        }
        let mut least = hits.get(most.wrapping_sub(1)).map_or(0.0, |h| h.score);
        for (article, sum) in sums.iter().enumerate().filter(|(_, s)| **s > 0.0) {
            let score = sum / length / index.length(article).unwrap_or(1.0).max(1.0);
            if score > least {
                hits.push(Hit { index: number, article, score });
                if hits.len() >= 4 * most.max(16) {
                    keep_best(&mut hits, most);
                    least = hits.last().map_or(0.0, |h| h.score);
                }
            }
        }
        keep_best(&mut hits, most);
    }
    hits
}

fn keep_best(hits: &mut Vec<Hit>, most: usize) {
    crate::order::sort_by(hits, |a, b| {
        b.score.total_cmp(&a.score).then((a.index, a.article).cmp(&(b.index, b.article)))
    });
    hits.truncate(most);
}
