//! A terminal, or what stands in for it: how wide it is, whether it takes colours, and how lines are broken on it.

use std::io::{IsTerminal, stdout};

use super::view::clean;

/// Width where nobody tells.
const WIDTH: usize = 88;

/// What text is written on.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    /// Columns.
    pub width: usize,
    /// Escape codes for colours are understood and wanted.
    pub colours: bool,
}

/// How a piece of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// As it is.
    Plain,
    /// Headings.
    Strong,
    /// Secondary text.
    Faint,
    /// Nothing found; what was expected.
    Good,
    /// A second look is due.
    Doubtful,
    /// Likely garbled.
    Bad,
    /// The words of a sign.
    Mark,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\x1b[1m",
            Self::Faint => "\x1b[2m",
            Self::Good => "\x1b[32m",
            Self::Doubtful => "\x1b[1;33m",
            Self::Bad => "\x1b[1;31m",
            Self::Mark => "\x1b[1;4m",
        }
    }
}

impl Paper {
    /// Standard output.
    pub fn stdout() -> Self {
        if !stdout().is_terminal() {
            return Self { width: WIDTH, colours: false };
        }
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        let term = console::Term::stdout();
        let width = term.size_checked().map_or(WIDTH, |(_, columns)| usize::from(columns));
        Self { width: width.clamp(40, 110), colours: !unwanted && term.features().colors_supported() }
    }

    /// One paragraph of pieces, each in its ink, broken between words. `first` and `rest` indent the first line and the
    /// others; no line is broken at a no-break space, which is written as a space. Ends with a line end.
    pub fn paragraph(self, first: usize, rest: usize, pieces: &[(Ink, &str)]) -> String {
        let mut out = " ".repeat(first);
        let (mut column, mut ink) = (first, Ink::Plain);
        for (i, word) in words(pieces).iter().enumerate() {
            let width: usize = word.iter().map(|(_, s)| console::measure_text_width(s)).sum();
            if i > 0 && column + 1 + width > self.width {
                self.turn(&mut out, &mut ink, Ink::Plain);
                out.push('\n');
                out.push_str(&" ".repeat(rest));
                column = rest;
            } else if i > 0 {
                // A space takes the ink of both its sides, where they agree.
                if word.first().is_some_and(|(next, _)| *next != ink) {
                    self.turn(&mut out, &mut ink, Ink::Plain);
                }
                out.push(' ');
                column += 1;
            }
            for (next, text) in word {
                self.turn(&mut out, &mut ink, *next);
                out.push_str(&text.replace('\u{a0}', " "));
            }
            column += width;
        }
        self.turn(&mut out, &mut ink, Ink::Plain);
        out.push('\n');
        out
    }

    /// Changes the ink.
    fn turn(self, out: &mut String, ink: &mut Ink, next: Ink) {
        if self.colours && *ink != next {
            if *ink != Ink::Plain {
                out.push_str("\x1b[0m");
            }
            out.push_str(next.code());
        }
        *ink = next;
    }
}

/// Pieces to words; a word may consist of several pieces that touch.
fn words(pieces: &[(Ink, &str)]) -> Vec<Vec<(Ink, String)>> {
    let mut words: Vec<Vec<(Ink, String)>> = Vec::new();
    let mut open = false;
    for (ink, text) in pieces {
        let text = clean(text);
        for (i, part) in text.split(' ').enumerate() {
            open = open && i == 0;
            if part.is_empty() {
                continue;
            }
            match words.last_mut() {
                Some(word) if open => word.push((*ink, part.to_owned())),
                _ => words.push(vec![(*ink, part.to_owned())]),
            }
            open = true;
        }
        open = open && !text.ends_with(' ');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_between_words_and_indents() {
        let paper = Paper { width: 20, colours: false };
        let out = paper.paragraph(2, 4, &[(Ink::Plain, "one two three four five six")]);
        assert_eq!(out, "  one two three four\n    five six\n");
    }

    #[test]
    fn pieces_that_touch_stay_together() {
        let pieces = [(Ink::Plain, "say “"), (Ink::Mark, "Kaja Karas"), (Ink::Plain, "” now")];
        let narrow = Paper { width: 12, colours: true };
        assert_eq!(narrow.paragraph(0, 0, &pieces), "say “\x1b[1;4mKaja\x1b[0m\n\x1b[1;4mKaras\x1b[0m” now\n");
        let wide = Paper { width: 80, colours: true };
        assert_eq!(wide.paragraph(0, 0, &pieces), "say “\x1b[1;4mKaja Karas\x1b[0m” now\n");
    }

    #[test]
    fn no_escape_code_of_a_page_reaches_the_terminal() {
        let paper = Paper { width: 40, colours: true };
        assert_eq!(paper.paragraph(0, 0, &[(Ink::Plain, "a\x1b]0;owned\x07b")]), "a]0;ownedb\n");
    }
}
